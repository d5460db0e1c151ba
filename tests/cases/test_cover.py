"""The cover of a set of cases is the set: exact, with no row too many, and short."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.cases.cover import cover
from assistant.cases.space import ALL
from tests.support.covers import union
from tests.support.patients import PATIENTS


@pytest.mark.parametrize("given", ["", *PATIENTS])
def test_the_condition_of_every_rule_is_exactly_its_cases(given: str, adviser: Adviser) -> None:
    known = case_from_words(adviser.knowledge, given.split()).known
    within = adviser.space.completions(known)
    for id, holds in adviser.space.rules.items():
        rows = cover(adviser.space, adviser.knowledge, holds, known)
        assert union(adviser.space, rows) & within == holds & within, id
        assert not any(row.keys() & known.keys() for row in rows), id


def test_the_condition_of_any_set_of_cases_is_exact(adviser: Adviser) -> None:
    """Not only of what the rules of today describe: of the places where rules meet, and where none does."""
    space = adviser.space
    holds = list(space.rules.values())
    for one, other in zip(holds, holds[7:], strict=False):
        for cases in (one ^ other, ALL & ~(one | other)):
            assert union(space, cover(space, adviser.knowledge, cases, {})) == cases


def test_a_condition_needs_every_row(adviser: Adviser) -> None:
    for id, holds in adviser.space.rules.items():
        rows = cover(adviser.space, adviser.knowledge, holds, {})
        for index in range(len(rows)):
            assert union(adviser.space, (*rows[:index], *rows[index + 1 :])) != holds, id
