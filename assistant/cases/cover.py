"""The cover of a set of cases: the set as a few rows "these facts have one of these values", exact and short.

A rule's condition may rest on derived facts and on other rules' absence; the reader asks "for which patients?". The cover answers
that with asked facts only. It is exact: the union of its rows is the set, no case more and none less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from assistant.cases.space import ALL, NONE, Cases, Space
from assistant.knowledge.model import Knowledge

Row = Mapping[str, tuple[str, ...]]
"""A row: for each fact named, the values that it may have. A fact not named may have any; of no facts, it is every case."""

State = TypeVar("State")
End = TypeVar("End")


def cover(space: Space, knowledge: Knowledge, holds: Cases, known: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows over the facts not known whose union is `holds` within the completions of `known`. Greedy: few rows, not always the fewest.

    Of what is so only where it is told, within all cases that agree.
    """
    within = space.completions(known)
    if not holds.meets(within):
        within = space.agreeing(known)
    wanted = holds & within
    if not wanted:
        return ()
    facts = space.settling(wanted, within, knowledge.open_facts(known))
    # Whatever may be the case here, and nothing else: with a value too few the rows would not be the set, and it would be looked for for ever.
    values_of = {
        fact: tuple(value for value in knowledge.values_of(fact) if space.having(fact, value).meets(within))
        for fact in facts
    }
    apart = _apart(space, wanted, within, values_of)
    if len(apart) == 1:
        return tuple(apart)
    turned = _apart(space, wanted, within, dict(reversed(values_of.items())))
    wide = [_widened(space, row, wanted, within, values_of) for row in (*turned, *apart)]
    # Rows that do not overlap read better; wide ones that do are taken only if they are fewer or shorter.
    shortest = min((apart, turned, _fewest(space, wide, wanted, within)), key=_length)
    return tuple({fact: row[fact] for fact in facts if fact in row} for row in shortest)


def _length(rows: Sequence[Row]) -> tuple[int, int]:
    """How long rows are to read: their number, then the number of values."""
    return len(rows), sum(len(values) for row in rows for values in row.values())


def cases_of(space: Space, row: Row) -> Cases:
    """The cases that a row describes."""
    cases = ALL
    for fact, values in row.items():
        cases &= having(space, fact, values)
    return cases


def having(space: Space, fact: str, values: Sequence[str]) -> Cases:
    """The cases in which a fact has one of these values."""
    found = NONE
    for value in values:
        found |= space.having(fact, value)
    return found


def split(
    values_of: Mapping[str, Sequence[str]],
    state: State,
    after: Callable[[State, str, str], State],
    end: Callable[[State], End | None],
) -> list[tuple[Row, End]]:
    """Rows that do not overlap and together are everything, each with what it comes to: fact by fact, in the order given.

    Values after which the same is left stand together, and a fact that makes no difference is not named. `after` gives the state
    after one more answer, `end` what a state comes to, or None if that needs more answers (never after the last).
    """
    if (settled := end(state)) is not None:
        return [({}, settled)]
    fact, *others = values_of
    rest = {other: values_of[other] for other in others}
    groups: list[tuple[list[tuple[Row, End]], list[str]]] = []
    for value in values_of[fact]:
        left = split(rest, after(state, fact, value), after, end)
        same = next((values for rows, values in groups if rows == left), None)
        if same is None:
            groups.append((left, [value]))
        else:
            same.append(value)
    if len(groups) == 1:
        return groups[0][0]
    return [({fact: tuple(values), **row}, what) for rows, values in groups for row, what in rows]


def _apart(space: Space, wanted: Cases, within: Cases, values_of: Mapping[str, Sequence[str]]) -> list[Row]:
    """The set as rows that do not overlap."""

    def after(state: tuple[Cases, Cases], fact: str, value: str) -> tuple[Cases, Cases]:
        cases = space.having(fact, value)
        return state[0] & cases, state[1] & cases

    def end(state: tuple[Cases, Cases]) -> bool | None:
        wanted, within = state
        return bool(wanted) if wanted in (NONE, within) else None

    return [row for row, inside in split(values_of, (wanted, within), after, end) if inside]


def _widened(
    space: Space, row: Row, wanted: Cases, within: Cases, values_of: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """A row that lies in the set, made as wide as it can be: nothing can be added to it that stays in the set."""
    wide = dict(row)
    for fact in row:
        others = within
        for other, values in wide.items():
            others &= having(space, other, values) if other != fact else ALL
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
        best = max(pairs, key=lambda pair: space.count(pair[1] & left))
        chosen.append(best)
        left &= ~best[1]
    for pair in list(chosen):
        others = NONE
        for other in chosen:
            others |= other[1] if other is not pair else NONE
        if not pair[1] & ~others:
            chosen.remove(pair)
    return [row for row, _ in chosen]
