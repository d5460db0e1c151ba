"""The live line of what is looked up. As in every line, numbers that could identify somebody never get into it unmasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from assistant.i18n import N_
from assistant.tui.widgets.live_line import LiveLine


class SearchLine(LiveLine):
    """A search box. `changed` is called with its text after each key, `given` on Enter, `left` on Esc and `down` on the way down.

    `pressed` is called with a digit typed into the empty box; whether it chose something instead of being typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Open"), key_display="Enter"),
        Binding("ctrl+k", "screen.search", show=False),
        Binding("down", "down", show=False),
        Binding("escape", "leave", N_("Back"), key_display="Esc"),
    ]

    def __init__(
        self,
        *,
        changed: Callable[[str], None],
        cut: Callable[[], None],
        given: Callable[[str], None],
        left: Callable[[], None],
        down: Callable[[], None],
        pressed: Callable[[str], bool],
        id: str,
    ) -> None:
        super().__init__(changed=changed, cut=cut, aside=lambda what, step: None, id=id)
        self._given, self._left, self._down, self._pressed = given, left, down, pressed

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not self.value and character.isascii() and character.isdigit() and self._pressed(character):
            event.stop()
            event.prevent_default()

    async def action_submit(self) -> None:
        self._given(self.value)

    def action_down(self) -> None:
        """Out of the box, to what was found."""
        self._down()

    def action_leave(self) -> None:
        """Esc: what that means depends on what lies behind."""
        self._left()
