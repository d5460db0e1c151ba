"""What a change would do, before it is made: Enter makes it, Esc leaves everything as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.dialogs.dialog import Blocks, DialogScroll
from assistant.tui.widgets.paragraphs import Paragraphs

if TYPE_CHECKING:
    from assistant.i18n import Language


class Confirm(TranslatedKeys, ModalScreen[None]):
    """Shows what `blocks()` gives; `confirmed` is called if the user wants it."""

    CSS_PATH = Path(__file__).parent / "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", N_("Change")),
        Binding("escape", "leave", N_("Leave as it is")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("f2", "app.next_theme", show=False),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False),
    ]

    def __init__(self, blocks: Blocks, confirmed: Callable[[], None], grace: float) -> None:
        """`grace`: seconds after it appears in which a stray Enter confirms nothing."""
        super().__init__()
        self.blocks, self._confirmed, self._grace = blocks, confirmed, grace
        self._since = monotonic()
        self._leaving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            with DialogScroll(id="dialog-text"):
                yield Paragraphs(id="dialog-paragraphs")
            with Horizontal(id="dialog-buttons"):
                yield Static(id="dialog-confirm")
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
        self.query_one("#dialog-confirm", Static).update(Content(language.gettext("Enter  Change")))
        self.query_one("#dialog-close", Static).update(Content(language.gettext("Esc  Leave as it is")))
        self.refresh_bindings()

    def action_confirm(self) -> None:
        """Make the change."""
        if monotonic() - self._since >= self._grace:
            self._end(confirmed=True)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self._end(confirmed=False)

    def _end(self, *, confirmed: bool) -> None:
        """Once only, even if two keys come at once."""
        if self._leaving:
            return
        self._leaving = True
        self.dismiss()
        if confirmed:
            self._confirmed()

    @on(Click)
    def _clicked(self, event: Click) -> None:
        id = event.widget.id if event.widget is not None else None
        if id == "dialog-confirm":
            self.action_confirm()
        elif event.widget is self or id == "dialog-close":
            self.action_leave()
        else:
            return
        event.stop()
