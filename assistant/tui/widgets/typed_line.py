"""A line to type in: what one knows, in one's own words. Numbers that could identify somebody never get into it unmasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from assistant.i18n import N_
from assistant.masking import mask

LONGEST = 200


class TypedLine(Input):
    """A free line. `changed` is called with it after each key, `given` on Enter, `left` on the way out of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Take it"), key_display="Enter"),
        Binding("escape", "leave", N_("Leave"), key_display="Esc"),
    ]

    def __init__(
        self, *, changed: Callable[[str], None], given: Callable[[str], None], left: Callable[[], None], id: str
    ) -> None:
        super().__init__(id=id, max_length=LONGEST, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._changed, self._given, self._left = changed, given, left

    def validate_value(self, value: str) -> str:
        """What is typed or pasted, masked before it is kept or shown."""
        return mask(value)

    def watch_value(self, value: str) -> None:
        self._changed(value)

    def put(self, character: str) -> None:
        """A typed character: in the place of what is selected, else at the cursor."""
        start, end = sorted(self.selection)
        self.replace(character, start, end)

    async def action_submit(self) -> None:
        self._given(self.value)

    def action_leave(self) -> None:
        """Esc: the line is emptied and left."""
        self.value = ""
        self._left()
