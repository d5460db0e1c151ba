"""The live line: what is typed, wherever one looks. It always has the focus, and no letter in it is ever a command.

Of what is pasted, what is not read is said.

A day is hidden as any number that may identify somebody; what it says of an age or a card is heard all the same. So its digits, and no more
than a day and an age have, are held beside the line until it is taken or emptied, and are shown nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.masking import DOT, mask_but_days
from assistant.texts import harmless
from assistant.tui.widgets.masked_line import LONGEST, MaskedLine

LOW_BELOW = 14
"""Rows of a terminal below which the line has no border."""
READ = 20 * LONGEST
"""Characters of what is pasted that are looked at: what stands behind them is not read, nor masked."""


def taken(pasted: str) -> tuple[str, bool]:
    """What is taken of a pasted text, as one line without what a terminal obeys, masked but for days; and whether that is all of it."""
    line = " ".join(harmless(pasted[:READ], " ").split())
    masked = mask_but_days(line)[:LONGEST]
    return masked, len(pasted) <= READ and len(line) <= LONGEST


class LiveLine(MaskedLine):
    """A bordered line. `cut` is called when only a part of what was pasted is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.enter", show=False),
        Binding("ctrl+k", "screen.look_up", show=False),
        Binding("ctrl+d", "screen.tick_next", show=False),
        Binding("backspace", "rub_out", show=False),
        Binding("left", "left", show=False),
        Binding("right", "right", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("ctrl+c,super+c", "app.help_quit", show=False),
    ]

    DEFAULT_CSS = """
    LiveLine { border: round $border; padding: 0 1; background: $background; height: 3; border-title-style: bold; border-subtitle-color: $muted; }
    LiveLine:focus { border: round $border; background-tint: $background 0%; }
    LiveLine > .input--placeholder { color: $muted; }
    LiveLine.-bare { border: none; height: 1; }
    """

    def __init__(
        self, *, changed: Callable[[str], None], cut: Callable[[], None], aside: Callable[[str, int], None], id: str
    ) -> None:
        """`aside` is called with `across`, `go` or `back` and a step when an arrow or Backspace means nothing to an empty line."""
        super().__init__(changed=changed, id=id)
        self._cut, self._aside = cut, aside
        self._with_days = ""

    @property
    def as_typed(self) -> str:
        """The line with its days, for whoever reads it: as long as `value`, and never to be shown or kept."""
        return self._with_days

    def replace(self, text: str, start: int, end: int) -> None:
        """Edit the line; every key, deletion and paste does it here."""
        before = self._with_days
        first, behind = sorted((max(0, start), min(len(before), end)))
        self._with_days = mask_but_days(before[:first] + text + before[behind:])
        super().replace(text, start, end)
        self._forget_other_days()  # an edit that was refused

    def _forget_other_days(self) -> None:
        """What is held beside the line is of this line, or let go."""
        shown, held = self.value, self._with_days
        if len(shown) != len(held) or any(char not in (DOT, other) for char, other in zip(shown, held, strict=True)):
            self._with_days = shown

    def watch_value(self, value: str) -> None:
        self._forget_other_days()
        super().watch_value(value)

    def typed(self, character: str, *, space: Callable[[], None], at_once: Callable[[str], bool]) -> None:
        """A typed character. On an empty line `space` is called for a space, and `at_once` may do what any other says: such a one
        never stands in the line, which would be drawn twice for it."""
        if not self.value and character == " ":
            space()  # and nothing typed begins with one
        elif self.value or not at_once(character):
            self.put(character)

    def put(self, character: str) -> None:
        """A typed character: in the place of what is selected, else at the cursor."""
        start, end = sorted(self.selection)
        self.replace(character, start, end)

    def say_above(self, text: Content | None) -> None:
        """Say this in the border above the line; None: nothing."""
        if (text.plain if text is not None else "") != self._said:
            self._said = text.plain if text is not None else ""
            self.border_title = text if text is not None else ""

    _said = ""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text, whole = taken(event.text)
        room = (self.max_length or LONGEST) - len(self.value) + len(self.selected_text)
        start, end = sorted(self.selection)
        self.replace(text[:room], start, end)
        if not whole or len(text) > room:
            self._cut()

    def action_rub_out(self) -> None:
        """Backspace: in what is typed; on an empty line, as a step aside."""
        if self.value:
            self.action_delete_left()
        else:
            self._aside("back", -1)

    def action_left(self) -> None:
        """To the left in what is typed; on an empty line, to the column on the left."""
        if self.value:
            self.action_cursor_left()
        else:
            self._aside("across", -1)

    def action_right(self) -> None:
        """To the right in what is typed; on an empty line, to the column on the right."""
        if self.value:
            self.action_cursor_right()
        else:
            self._aside("across", 1)

    def action_first(self) -> None:
        """To the beginning of what is typed; on an empty line, to the first option."""
        if self.value:
            self.action_home()
        else:
            self._aside("go", 0)

    def action_last(self) -> None:
        """To the end of what is typed; on an empty line, to the last option."""
        if self.value:
            self.action_end()
        else:
            self._aside("go", -1)
