"""What the screens of training share: a heading with the place in it, the keys they all have, and leaving once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.dialogue.menu import OnMenu
from assistant.texts import harmless
from assistant.train.story import Teller
from assistant.tui.lined import Lined
from assistant.tui.training.room import TrainingRoom
from assistant.tui.widgets.choices import Choices

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


class TrainingScreen(Lined[None]):
    """A screen of training. `reword` says everything anew, in the language that the app has now."""

    CSS_PATH = Path(__file__).parent / "training.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "leave", show=False),
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
        self.set_class(not self.high, "-brief")
        super().fit()
        self.reword()

    def action_scroll_text(self, direction: int) -> None:
        """Scroll what is read by a page, wherever the focus is."""
        part = self.query(".training-text").first()
        (part.scroll_page_up if direction < 0 else part.scroll_page_down)(animate=False)

    # -- the choices, and the line below them --------------------------------------------------------------------------

    @property
    def choices(self) -> Choices | None:
        """What can be chosen on this screen now; None while nothing can."""
        found = self.query(Choices)
        return found.first() if found and found.first().display else None

    def drive_choices(self) -> None:
        """The line has the focus, and its keys act on the choices."""
        for choices in self.query(Choices):
            choices.driven, choices.can_focus, choices.grace = True, False, self.app.grace
        self.line.placeholder = self.app.language.gettext("a number, the beginning of an answer, or /help")

    def offered(self) -> Sequence[OnMenu]:
        return [OnMenu(each.id, each.key, each.label) for each in self.choices.choices] if self.choices else ()

    def pick(self, id: str) -> None:
        choices = self.choices
        if choices is not None:
            choices.pick(id)

    def digit(self, digit: str) -> bool:
        return self.choices is not None and self.choices.press(digit)

    def space(self) -> None:
        if self.choices is not None:
            self.choices.action_tick()

    def enter(self) -> None:
        if self.choices is not None:
            self.choices.action_choose()

    def action_move(self, step: int) -> None:
        if self.choices is not None:
            self.choices.action_move(step)
        else:
            self.query(".training-text").first().scroll_relative(y=step, animate=False)

    def aside(self, what: str, step: int) -> None:
        if self.choices is not None and what != "back":
            (self.choices.action_across if what == "across" else self.choices.action_go)(step)

    def action_help(self) -> None:
        """The keys, and how training works."""
        from assistant.tui.dialogs.dialog import Dialog
        from assistant.tui.training.blocks import help_blocks

        self.app.push_screen(Dialog(lambda: help_blocks(self.app.wording)))
