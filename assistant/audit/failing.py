"""The case in which a law fails, in the fewest words for `vardlots ask`: only the facts that matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.cases.space import ALL, NONE, Cases, Space

_Answers = tuple[tuple[int, int], ...]
"""Places of questions, each with the place of its value."""


def failing_case(space: Space, wrong: Cases, on: date, more: str = "") -> str:
    """A command that shows a case of a set that is not empty, on a day.

    Facts that do not matter are left out: however they are, the case is in the set.
    """
    # Where nothing matters, one fact is told: `ask` wants something to go by.
    return words_for_asking(shortest_case(space, wrong) or dict(list(space.first(wrong).items())[:1]), on, more)


def shortest_case(space: Space, cases: Cases) -> dict[str, str]:
    """The fewest answers all of whose completions are in a set that is not empty; of several such, the first in the order of questions."""
    found = _fewest(cases, {ALL: (), NONE: None})
    assert found is not None
    axes = list(space.axes.items())
    return {axes[place][0]: axes[place][1].values[value] for place, value in found}


def _fewest(cases: Cases, known: dict[Cases, _Answers | None]) -> _Answers | None:
    """The fewest answers that lead into a set; None where none do."""
    if cases in known:
        return known[cases]
    unasked = ALL
    for kid in cases.kids:
        unasked &= kid
    best = _fewest(unasked, known)
    for value, kid in enumerate(cases.kids):
        rest = _fewest(kid, known)
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = ((cases.axis, value), *rest)
    known[cases] = best
    return best


def words_for_asking(case: Mapping[str, str], on: date, more: str = "") -> str:
    """The command that asks for a case, whole or partial, on a day."""
    facts = [f"{fact}={value}" for fact, value in case.items()]
    return " ".join(["vardlots ask", *facts, *([more] if more else []), f"--on {on.isoformat()}"])
