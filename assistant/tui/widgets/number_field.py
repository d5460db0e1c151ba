"""A field for a whole number: takes digits only, so that every other key keeps its meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.i18n import N_


def is_digit(character: str | None) -> bool:
    """Whether this is one of 0 to 9."""
    return character is not None and len(character) == 1 and character in "0123456789"


class NumberField(Input):
    """An input for digits. `given` is called with them on Enter, `left` on the way down out of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave", show=False),
        Binding("escape", "empty", N_("Back"), key_display="Esc"),
    ]

    def __init__(self, *, given: Callable[[str], None], left: Callable[[], None], id: str) -> None:
        super().__init__(id=id, restrict=r"[0-9]*", max_length=3, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._given, self._left = given, left

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return is_digit(character)

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()  # whatever means something has been dealt with by the app before; nothing else is typed

    def fill(self, text: str) -> None:
        """Show a number given before, selected, so that typing replaces it."""
        self.value = text
        self.action_select_all()

    def put_digit(self, digit: str) -> None:
        """A typed digit: in the place of what is selected, else at the cursor."""
        start, end = sorted(self.selection)
        self.replace(digit, start, end)

    async def action_submit(self) -> None:
        self._given(self.value)

    async def action_empty(self) -> None:
        """Esc: first what is typed, and only then one step back."""
        if self.value:
            self.value = ""
        else:
            await self.screen.run_action("back")

    def action_leave(self) -> None:
        """Down: to the choices below."""
        self._left()
