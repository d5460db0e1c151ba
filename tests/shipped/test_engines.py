"""The engines and the case space agree on every case, whatever the order of the facts, and a run leaves no trace."""

from __future__ import annotations

import random

import pytest

from assistant.answer import Adviser
from assistant.engine import ENGINES, CaseEngine, engine_name, engine_problem
from assistant.engine.limits import check_limits
from assistant.engine.program import specialise
from assistant.engine.wires import wiring
from assistant.knowledge.model import REGION
from tests.support.here import TODAY
from tests.support.shipped import shipped

INSTALLED = [name for name in ENGINES if engine_problem(name) is None]
EXHAUSTIVE = [pytest.param(name, marks=() if name == engine_name() else pytest.mark.slow) for name in INSTALLED]
"""The engine that serves here concludes every case in every run of the tests, the others where the slow tests run too."""
REGIONS = shipped().values_of(REGION)


def distinct_cases(adviser: Adviser, region: str) -> list[dict[str, str]]:
    """Every case of a region, up to those that are the same input to an engine (they differ in facts no rule looks at)."""
    program = specialise(adviser.program, REGION, region)
    stated = wiring(program)
    found: dict[frozenset[tuple[str, str]], dict[str, str]] = {}
    for case in adviser.space.each(adviser.space.having(REGION, region)):
        wires = frozenset(wire for fact, value in case.items() for wire in stated.of(fact, value))
        found.setdefault(wires, case)
    return list(found.values())


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", EXHAUSTIVE)
def test_every_case_is_concluded_as_the_space_says(adviser: Adviser, region: str, name: str) -> None:
    engine = CaseEngine(adviser.program, name)
    space = adviser.space
    shuffle = random.Random(f"{region} {name}")
    cases = distinct_cases(adviser, region)
    assert cases
    holding = {rule: holds.to_bytes(space.size // 8 + 1, "little") for rule, holds in space.rules.items()}
    for case in cases:
        facts = list(case.items())
        shuffle.shuffle(facts)
        found = engine.infer(dict(facts))
        number = space.completions(case)
        byte, bit = divmod(number.bit_length() - 1, 8)
        assert found.rules == {rule for rule, holds in holding.items() if holds[byte] >> bit & 1}, case
        assert all(space.having(fact, value) & number for fact, value in found.derived.items()), case


@pytest.mark.parametrize("region", REGIONS)
def test_the_engines_give_the_same_reasons_in_any_order_of_facts(adviser: Adviser, region: str) -> None:
    engines = [CaseEngine(adviser.program, name) for name in INSTALLED]
    shuffle = random.Random(region)
    for case in shuffle.sample(distinct_cases(adviser, region), 300):
        backwards = dict(reversed(list(case.items())))
        shuffled = dict(shuffle.sample(list(case.items()), len(case)))
        expected = engines[0].infer(case)
        for facts in (case, backwards, shuffled):
            assert all(engine.infer(facts) == expected for engine in engines)


@pytest.mark.parametrize("name", INSTALLED)
def test_a_run_leaves_no_trace(adviser: Adviser, name: str) -> None:
    engine = CaseEngine(adviser.program, name)
    cases = random.Random(1).sample(distinct_cases(adviser, REGIONS[0]), 50)
    alone = [CaseEngine(adviser.program, name).infer(case) for case in cases[:3]]
    once = [engine.infer(case) for case in cases]
    again = [engine.infer(case) for case in reversed(cases)][::-1]
    assert once == again
    assert once[:3] == alone


def test_the_shipped_rules_keep_within_the_limits_on_every_day(adviser: Adviser) -> None:
    for region in adviser.knowledge.values_of(REGION):
        check_limits(specialise(adviser.program, REGION, region))
    assert adviser.on == TODAY
