"""A text above the screen: help, or why a question is asked. Esc closes it; the language can change while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import Paragraphs

if TYPE_CHECKING:
    from assistant.i18n import Language

Blocks = Callable[[], Sequence[Block]]


class DialogScroll(VerticalScroll, can_focus=True):
    """The text, which scrolls."""


class Dialog(TranslatedKeys, ModalScreen[None]):
    """Shows what `blocks()` gives, in whatever language the app has."""

    CSS_PATH = Path(__file__).parent / "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q", "close", N_("Close")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("f2", "app.next_theme", show=False),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False),
    ]

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks
        self._leaving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            with DialogScroll(id="dialog-text"):
                yield Paragraphs(id="dialog-paragraphs")
            yield Static(id="dialog-close")

    def on_mount(self) -> None:
        self.reword()
        if self.is_attached:
            self.query_one(DialogScroll).focus()

    def reword(self) -> None:
        """Say it in the language that the app has now."""
        if not self.is_attached:
            return  # the app is closing
        language: Language = self.app.language  # type: ignore[attr-defined]
        self.query_one(Paragraphs).show(self.blocks())
        self.query_one("#dialog-close", Static).update(Content(language.gettext("Esc  Close")))
        self.refresh_bindings()

    def action_close(self) -> None:
        """Back to the screen below; once, even if Esc is pressed twice at once."""
        if not self._leaving:
            self._leaving = True
            self.dismiss()

    @on(Click)
    def _clicked(self, event: Click) -> None:
        if event.widget is self or (event.widget is not None and event.widget.id == "dialog-close"):
            event.stop()
            self.action_close()
