"""The case in which a law fails, in the fewest words for `vardlots ask`: only the facts that matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.cases.space import Cases, Space


def failing_case(space: Space, wrong: Cases, on: date, more: str = "") -> str:
    """A command that shows a case of a set that is not empty, on a day.

    Facts that do not matter are left out: however they are, the case is in the set.
    """
    whole = space.first(wrong)
    # Where nothing matters, one fact is left: `ask` wants something to go by.
    return words_for_asking(space.forcing(wrong, whole) or dict(list(whole.items())[:1]), on, more)


def words_for_asking(case: Mapping[str, str], on: date, more: str = "") -> str:
    """The command that asks for a case, whole or partial, on a day."""
    facts = [f"{fact}={value}" for fact, value in case.items()]
    return " ".join(["vardlots ask", *facts, *([more] if more else []), f"--on {on.isoformat()}"])
