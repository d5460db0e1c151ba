"""A field for a whole number: takes digits only, so that every other key keeps its meaning."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.tui.messages import LeftNumber


def is_digit(character: str | None) -> bool:
    """Whether this is one of 0 to 9."""
    return character is not None and len(character) == 1 and character in "0123456789"


class NumberField(Input):
    """An input for digits. Enter is told as `Input.Submitted`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "leave", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, restrict=r"[0-9]*", max_length=3, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return is_digit(character)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and not is_digit(event.character):
            event.prevent_default()  # not ours: let it bubble to the screen's keys
            return
        await super()._on_key(event)

    def action_leave(self) -> None:
        """Down: to the choices below."""
        self.post_message(LeftNumber())
