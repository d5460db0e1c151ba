"""The command palette (ctrl+p): every command, to be searched. Drawn by this app: Textual's own searches in the background, and
fails when it is closed meanwhile, in a window too narrow for it, or when a click meets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.widgets import Static

from assistant.tui.base import DIALOG_LOOK, Modal
from assistant.tui.hanging import Block
from assistant.tui.widgets.pick_list import PickList
from assistant.tui.widgets.typed_line import TypedLine


class Palette(Modal[None]):
    """Shows what `commands()` gives, best match first. The focus stays in the line; the arrows choose, Enter runs."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        DIALOG_LOOK,
        DIALOG_LOOK.parent / "palette.tcss",
    ]
    AUTO_FOCUS = "#palette-words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "move(1)", show=False),
        Binding("up,shift+tab", "move(-1)", show=False),
        Binding("pagedown", "move(5)", show=False),
        Binding("pageup", "move(-5)", show=False),
    ]

    def __init__(self, commands: Callable[[], Iterable[SystemCommand]]) -> None:
        super().__init__()
        self._commands = commands
        self._text = ""
        self.found: list[SystemCommand] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield TypedLine(changed=self._typed, given=self._given, left=self.action_leave, id="palette-words")
            yield PickList(picked=self._picked, looked=lambda: None, above=lambda: None, id="palette-found")
            yield Static(id="dialog-close")

    def begin(self) -> None:
        self.reword()

    def reword(self) -> None:
        gettext = self.app.language.gettext
        self.query_one(TypedLine).placeholder = gettext("Search for a command…")
        self.query_one("#dialog-close", Static).update(gettext("Esc  Close"))
        self._search()

    def _typed(self, text: str) -> None:
        self._text = text.strip()
        if self.built:
            self._search()

    def _search(self) -> None:
        """The commands that match what is typed, and the first of them selected."""
        match = Matcher(self._text).match
        scored = [(match(command.title) if self._text else 1.0, command) for command in self._commands()]
        self.found = [command for score, command in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
        blocks: list[Block] = []
        for place, command in enumerate(self.found):
            about = str(place)
            blocks += [Block(command.title, "bold", " ", "", about), Block(command.help, "$muted", " ", "", about)]
        part = self.query_one(PickList)
        part.show(blocks or [Block(self.app.language.gettext("No command found"))], stay=False)
        if self.found:
            part.select("0")

    def action_move(self, step: int) -> None:
        """To another command; at either end it stays."""
        part = self.query_one(PickList)
        if self.found:
            part.select(str(max(0, min(int(part.selected or "0") + step, len(self.found) - 1))))

    def _given(self, text: str) -> None:
        self._picked(self.query_one(PickList).selected)

    def _picked(self, place: str) -> None:
        """Run a command, on the screen below."""
        if place and self.leave():
            self.app.call_later(self.found[int(place)].callback)
