"""When something holds, in words: the cover of its cases, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.cases.cover import Row, cover
from assistant.cases.space import Cases, Space
from assistant.words.wording import Wording

MOST_ROWS = 4
"""Rows of a condition that are put in words; the rest is counted."""


class When(NamedTuple):
    """When something holds. `rows` are its exact cover, all of them; `words` the first of them in words, `more` how many are left.

    No rows: never. One empty row: always (in every case that agrees with what is known).
    """

    rows: tuple[Row, ...]
    words: tuple[str, ...]
    more: int

    @property
    def always(self) -> bool:
        return self.rows == ({},)

    def text(self, wording: Wording) -> str:
        """The condition in one line, as `Situation: Undocumented; Age: Under 18 · or · …`."""
        parts = [*self.words]
        if self.more:
            parts.append(wording.language.ngettext("{number} more case", "{number} more cases", self.more))
        # Not within an f-string: there the extractor finds no texts before Python 3.12.
        either = wording.language.gettext("or")
        return f" · {either} · ".join(parts)


def condition(space: Space, wording: Wording, holds: Cases, known: Mapping[str, str]) -> When:
    """The condition of a set of cases, in the wording's language, as far as `known` leaves it open."""
    rows = cover(space, wording.knowledge, holds, known)
    always = wording.language.gettext("always")
    return When(
        rows, tuple(row_words(row, wording) or always for row in rows[:MOST_ROWS]), max(0, len(rows) - MOST_ROWS)
    )


def row_words(row: Row, wording: Wording) -> str:
    """A row in words, as `Situation: Undocumented; Age: Under 18`; empty for one of no facts."""
    return "; ".join(f"{wording.short(fact)}: {values_words(fact, values, wording)}" for fact, values in row.items())


def values_words(fact: str, values: Sequence[str], wording: Wording) -> str:
    """Some of the values of a fact in words: those that are meant, or the single one of many that is not."""
    question = wording.knowledge.questions[fact]
    left_out = [value.id for value in question.values if value.id not in values]
    if len(left_out) == 1 and len(question.values) > 3 and question.number is None:
        return wording.language.gettext("all but “{value}”", value=wording.value(question, left_out[0]))
    return wording.either(wording.values(question, values))
