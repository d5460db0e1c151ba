"""A line to type in. Numbers that could identify somebody never get into it unmasked."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from assistant.masking import mask

LONGEST = 200


class MaskedLine(Input):
    """One line of text. `changed` is called with it after each key."""

    def __init__(self, *, changed: Callable[[str], None], id: str, compact: bool = False) -> None:
        super().__init__(id=id, max_length=LONGEST, compact=compact, select_on_focus=False)
        self.cursor_blink = False
        self._changed = changed

    def validate_value(self, value: str) -> str:
        """What is typed or pasted, masked before it is kept or shown."""
        return mask(value)

    def watch_value(self, value: str) -> None:
        self._changed(value)
