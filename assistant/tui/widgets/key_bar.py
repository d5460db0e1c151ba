"""The bottom line: the keys that work now, in the language of the app; a click presses the key.

One widget that draws a line. Textual's Footer mounts a widget for every key anew whenever the focus moves, which is slower.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

QUIT = "ctrl+q"


class KeyBar(Widget):
    """Shows the bindings of the screen that are marked to be shown; those that do not fit are left out, and F1 tells them."""

    DEFAULT_CSS = (
        "KeyBar { dock: bottom; height: 1; width: 100%; background: $footer-background; color: $footer-foreground; }"
    )
    ALLOW_SELECT = False

    text = ""
    """What is said instead of the keys."""
    _drawn: Sequence[tuple[str, str, str]] = ()

    def alert(self, text: str) -> None:
        """Say this instead of the keys; nothing: the keys again."""
        if text != self.text:
            self.text = text
            self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and self.shown_keys() != self._drawn:
            self.refresh()

    def shown_keys(self) -> list[tuple[str, str, str]]:
        """The keys to show: the key, how it is written, what it does. Each action once."""
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            palette = binding.key == self.app.COMMAND_PALETTE_BINDING
            if active.enabled and (binding.show or palette) and binding.action not in found:
                found[binding.action] = binding.key, self.app.get_key_display(binding), binding.description
        return list(found.values())

    def render(self) -> Content:
        if self.text:
            return Content.styled(f" {self.text}", "bold $warning")
        self._drawn = self.shown_keys()
        pieces = [(key, self._piece(key, written, text)) for key, written, text in self._drawn]
        # How to leave is always said, whatever else fits.
        last = next((piece for key, piece in pieces if key == QUIT), Content(""))
        line = Content("")
        for key, piece in pieces:
            if key != QUIT and line.cell_length + piece.cell_length + last.cell_length <= self.size.width:
                line = Content.assemble(line, piece)
        return Content.assemble(line, last)

    @staticmethod
    def _piece(key: str, written: str, text: str) -> Content:
        shown = Content.assemble((f" {written}", "bold $footer-key-foreground"), f" {text}")
        return shown.stylize(Style.from_meta({"press": key}))

    def on_click(self, event: events.Click) -> None:
        key = event.style.meta.get("press")
        if key is not None:
            event.stop()
            self.app.simulate_key(key)
