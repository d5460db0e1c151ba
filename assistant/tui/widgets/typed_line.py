"""A line in a dialog: taken on Enter, left by Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.i18n import N_
from assistant.tui.widgets.masked_line import MaskedLine


class TypedLine(MaskedLine):
    """A free line. `given` is called with it on Enter, `left` on the way out of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Take it"), key_display="Enter"),
        Binding("escape", "leave", N_("Leave"), key_display="Esc"),
    ]

    def __init__(
        self, *, changed: Callable[[str], None], given: Callable[[str], None], left: Callable[[], None], id: str
    ) -> None:
        super().__init__(changed=changed, id=id, compact=True)
        self._given, self._left = given, left

    async def action_submit(self) -> None:
        self._given(self.value)

    def action_leave(self) -> None:
        """Esc: the line is emptied and left."""
        self.value = ""
        self._left()
