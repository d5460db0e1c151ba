"""What the screens of training share: a heading with the place in it, the keys they all have, and leaving once."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.i18n import N_
from assistant.texts import harmless
from assistant.train.story import Teller
from assistant.tui.base import DeskScreen
from assistant.tui.training.room import TrainingRoom

WIDE = 100
HIGH = 30
"""From so many columns and lines on there is room to spare."""


class Heading(Horizontal):
    """One line: what this is on the left, how far one is on the right."""

    def compose(self) -> ComposeResult:
        yield Static(id="train-title")
        yield Static(id="train-place")

    def say(self, title: str, place: str) -> None:
        """Say these instead."""
        self.query_one("#train-title", Static).update(Content(harmless(title)))
        self.query_one("#train-place", Static).update(Content(harmless(place)))


class TrainingScreen(DeskScreen[None]):
    """A screen of training. `reword` says everything anew, in the language that the app has now."""

    AUTO_FOCUS = None
    CSS_PATH = Path(__file__).parent / "training.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "training_help", N_("Help"), key_display="F1"),
        Binding("escape", "leave", N_("Back"), key_display="Esc"),
        Binding("l,ctrl+l", "app.next_language", N_("Language")),
        Binding("h", "app.hide", show=False),
        Binding("pageup", "scroll_text(-1)", show=False),
        Binding("pagedown", "scroll_text(1)", show=False),
    ]

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__()
        self.room = room

    @property
    def teller(self) -> Teller:
        """Tells cases in the language that the app has now."""
        return Teller(self.app.wording)

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns."""
        return self.app.size.width >= WIDE

    @property
    def high(self) -> bool:
        """Whether there are lines to spare."""
        return self.app.size.height >= HIGH

    def say_heading(self, title: str, place: str = "") -> None:
        """The heading: always with who practises; where nothing is saved, it says so."""
        unsaved = "" if self.room.saving else self.app.language.gettext("not saved")
        self.query_one(Heading).say(title, " · ".join(filter(None, (self.room.name, place, unsaved))))

    def fit(self) -> None:
        self.set_class(self.wide, "-wide").set_class(not self.wide, "-narrow")
        self.set_class(not self.high, "-low")
        self.reword()

    def action_scroll_text(self, direction: int) -> None:
        """Scroll what is read by a page, wherever the focus is."""
        part = self.query(".training-text").first()
        (part.scroll_page_up if direction < 0 else part.scroll_page_down)(animate=False)

    def action_training_help(self) -> None:
        """The keys, and how training works."""
        from assistant.tui.dialogs.dialog import Dialog
        from assistant.tui.training.blocks import help_blocks

        self.app.push_screen(Dialog(lambda: help_blocks(self.app.wording)))
