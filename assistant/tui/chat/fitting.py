"""How the parts of the screen share a terminal of any size: the line and the question are never given up, the card keeps its first rows."""

from __future__ import annotations

from typing import NamedTuple

from assistant.tui.desk import WIDE_FROM
from assistant.tui.widgets.live_line import LOW_BELOW

COMFORT = 9
"""Rows that the card has before the question shows its help."""
LEAST = 5
"""Rows that the card keeps, where the terminal has them: its border and three lines."""

TIGHT = 26
"""Rows of a terminal up to which options share rows, so that the answer has them."""


class Shares(NamedTuple):
    """A terminal's columns and rows, shared. `heard`: rows that are said above the line."""

    columns: int
    rows: int
    heard: int = 0

    @property
    def low(self) -> bool:
        """Whether there are hardly any rows."""
        return self.rows < LOW_BELOW

    @property
    def wide(self) -> bool:
        """Whether conversation and card stand side by side."""
        return self.columns >= WIDE_FROM and not self.low

    @property
    def tight(self) -> bool:
        """Whether the answer and the question share few rows."""
        return not self.wide and self.rows <= TIGHT

    @property
    def body(self) -> int:
        """Rows between the line that says the case and the line that is typed in."""
        fixed = 2 if self.low else 5
        return max(1, self.rows - fixed - self.heard)

    @property
    def talk_width(self) -> int:
        """Columns of the conversation where it stands beside the card."""
        return max(44, self.columns * 2 // 5)

    @property
    def question_width(self) -> int:
        """Columns that the question can fill."""
        return (self.talk_width if self.wide else self.columns) - 2

    @property
    def card_width(self) -> int:
        """Columns within the card's border."""
        return (self.columns - self.talk_width if self.wide else self.columns) - 6

    def question_most(self, bare: int) -> int:
        """How tall the question may be, if it takes `bare` rows without any help."""
        if self.wide:
            return max(1, self.body - 2)
        least = LEAST if self.body >= 2 * LEAST else self.body // 3
        return max(1, self.body - COMFORT, min(bare, self.body - least))

    def card_rows(self, question: int) -> int:
        """Rows within the card's border, the question taking so many."""
        return max(1, (self.body if self.wide else self.body - question) - 2)
