"""The cover of a set of cases: the set as a few rows "these facts have one of these values", exact and short.

A rule's condition may rest on derived facts and on other rules' absence; the reader asks "for which patients?". The cover answers
that with asked facts only. It is exact: the union of its rows is the set, no case more and none less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.cases.space import Cases, Space
from assistant.knowledge.model import Knowledge
from assistant.words.wording import Wording

MOST_ROWS = 4
"""Rows of a condition that are put in words; the rest is counted."""

Row = Mapping[str, tuple[str, ...]]
"""A row: for each fact named, the values that it may have. A fact not named may have any; of no facts, it is every case."""


class Condition(NamedTuple):
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
        either = wording.language.gettext(
            "or"
        )  # not within an f-string: there the extractor finds no texts before Python 3.12
        return f" · {either} · ".join(parts)


def cover(space: Space, knowledge: Knowledge, holds: Cases, known: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows over the facts not known whose union is `holds` within the completions of `known`. Greedy: few rows, not always the fewest."""
    within = space.completions(known)
    wanted = holds & within
    if not wanted:
        return ()
    facts = space.settling(wanted, within, [fact for fact in knowledge.questions if fact not in known])
    values_of = {fact: knowledge.values_of(fact) for fact in facts}
    apart: list[Row] = [*_split(space, wanted, within, facts, values_of)]
    if len(apart) == 1:
        return tuple(apart)
    turned: list[Row] = [*_split(space, wanted, within, facts[::-1], values_of)]
    wide = [_widened(space, row, wanted, within, values_of) for row in (*turned, *apart)]
    # Rows that do not overlap read better; wide ones that do are taken only if they are fewer or shorter.
    shortest = min((apart, turned, _fewest(space, wide, wanted, within)), key=_length)
    return tuple({fact: row[fact] for fact in facts if fact in row} for row in shortest)


def _length(rows: Sequence[Row]) -> tuple[int, int]:
    """How long rows are to read: their number, then the number of values."""
    return len(rows), sum(len(values) for row in rows for values in row.values())


def condition(space: Space, wording: Wording, holds: Cases, known: Mapping[str, str]) -> Condition:
    """The condition of a set of cases, in the wording's language, as far as `known` leaves it open."""
    rows = cover(space, wording.knowledge, holds, known)
    return Condition(rows, tuple(row_words(row, wording) for row in rows[:MOST_ROWS]), max(0, len(rows) - MOST_ROWS))


def row_words(row: Row, wording: Wording) -> str:
    """A row in words, as `Situation: Undocumented; Age: Under 18`."""
    return "; ".join(
        f"{wording.short(fact)}: {values_words(fact, values, wording)}" for fact, values in row.items()
    ) or (wording.language.gettext("always"))


def values_words(fact: str, values: Sequence[str], wording: Wording) -> str:
    """Some of the values of a fact in words: those that are meant, or the single one of many that is not."""
    question = wording.knowledge.questions[fact]
    left_out = [value.id for value in question.values if value.id not in values]
    if len(left_out) == 1 and len(question.values) > 3:
        return wording.language.gettext("all but “{value}”", value=wording.value(question, left_out[0]))
    labels = [wording.value(question, value) for value in values]
    if len(labels) == 1:
        return labels[0]
    return wording.language.gettext("{some} or {last}", some=", ".join(labels[:-1]), last=labels[-1])


def cases_of(space: Space, row: Row) -> Cases:
    """The cases that a row describes."""
    cases = space.all
    for fact, values in row.items():
        cases &= _having(space, fact, values)
    return cases


def _having(space: Space, fact: str, values: Sequence[str]) -> Cases:
    found = 0
    for value in values:
        found |= space.having(fact, value)
    return found


def _split(
    space: Space, wanted: Cases, within: Cases, facts: Sequence[str], values_of: Mapping[str, tuple[str, ...]]
) -> list[dict[str, tuple[str, ...]]]:
    """The set fact by fact: values after which the same is left stand together, so that the rows do not overlap."""
    if not wanted:
        return []
    if wanted == within:
        return [{}]
    fact, rest = facts[0], facts[1:]
    groups: list[tuple[list[dict[str, tuple[str, ...]]], list[str]]] = []
    for value in values_of[fact]:
        having = space.having(fact, value)
        left = _split(space, wanted & having, within & having, rest, values_of)
        values = next((values for rows, values in groups if rows == left), None)
        if values is None:
            groups.append((left, [value]))
        else:
            values.append(value)
    if len(groups) == 1:  # the fact does not matter here
        return groups[0][0]
    return [{fact: tuple(values), **row} for rows, values in groups for row in rows]


def _widened(
    space: Space, row: Row, wanted: Cases, within: Cases, values_of: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """A row that lies in the set, made as wide as it can be: nothing can be added to it that stays in the set."""
    wide = dict(row)
    for fact in row:
        others = within
        for other, values in wide.items():
            others &= _having(space, other, values) if other != fact else space.all
        fits = tuple(value for value in values_of[fact] if not others & space.having(fact, value) & ~wanted)
        if fits == values_of[fact]:
            del wide[fact]
        else:
            wide[fact] = fits
    return wide


def _fewest(space: Space, candidates: Sequence[Row], wanted: Cases, within: Cases) -> list[Row]:
    """Some of the candidates that are the set together: always the one that adds most, then without those that others cover."""
    pairs = [(row, cases_of(space, row) & within) for row in candidates]
    chosen: list[tuple[Row, Cases]] = []
    left = wanted
    while left:
        best = max(pairs, key=lambda pair: (pair[1] & left).bit_count())
        chosen.append(best)
        left &= ~best[1]
    for pair in list(chosen):
        others = 0
        for other in chosen:
            others |= other[1] if other is not pair else 0
        if not pair[1] & ~others:
            chosen.remove(pair)
    return [row for row, _ in chosen]
