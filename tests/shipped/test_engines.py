"""The engines and the case space agree on every case, whatever the order of the facts, and a run leaves no trace."""

from __future__ import annotations

import random
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.engine import ENGINES, CaseEngine, engine_name, engine_problem
from assistant.engine.limits import check_limits
from assistant.engine.wires import wiring
from assistant.knowledge.model import REGION
from tests.support.here import TODAY
from tests.support.shipped import shipped

INSTALLED = [name for name in ENGINES if engine_problem(name) is None]
EXHAUSTIVE = [pytest.param(name, marks=() if name == engine_name() else pytest.mark.slow) for name in INSTALLED]
"""The engine that serves here concludes every case in every run of the tests, the others where the slow tests run too."""
REGIONS = shipped().values_of(REGION)


def distinct_cases(adviser: Adviser, region: str, topic: str) -> list[dict[str, str]]:
    """Every case of a part, up to those that are the same input to an engine (they differ in facts that no rule of it looks at)."""
    program = adviser.rules.part(region, topic)
    stated = wiring(program)
    found: dict[frozenset[tuple[str, str]], dict[str, str]] = {}
    others = {fact: values[0] for fact, values in adviser.rules.asked.items()}
    for values in product(*program.asked.values()):
        case = {**others, REGION: region, **dict(zip(program.asked, values, strict=True))}
        wires = frozenset(wire for fact, value in case.items() for wire in stated.of(fact, value))
        found.setdefault(wires, case)
    return list(found.values())


@pytest.mark.covered  # in CI by `vardlots prove`, which takes every case of every part by each engine
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", EXHAUSTIVE)
def test_every_case_is_concluded_as_the_space_says(adviser: Adviser, region: str, name: str) -> None:
    """Of each part of the rules, in each of its cases: what it concludes is what holds, of all that is said on the topic or always."""
    engine = CaseEngine(adviser.rules, name)
    space = adviser.space
    shuffle = random.Random(f"{region} {name}")
    for topic in adviser.knowledge.topics:
        said = {
            id: holds
            for id, holds in space.rules.items()
            if (rule := adviser.knowledge.rules[id]).statement is None
            or rule.statement.always
            or rule.statement.topic == topic
        }
        deriving = {id for id in said if adviser.knowledge.rules[id].statement is None}
        for case in distinct_cases(adviser, region, topic):
            facts = list(case.items())
            shuffle.shuffle(facts)
            found = engine.infer(dict(facts), (topic,))
            left = space.left(case)
            holding = {id for id, holds in said.items() if left.of(holds)}
            assert found.rules <= holding and holding - found.rules <= deriving, (topic, case)
            assert all(left.of(space.having(fact, value)) for fact, value in found.derived.items()), (topic, case)
            concluded = {(fact, value) for fact, value in found.derived.items()}
            assert {id for id in holding & deriving if adviser.knowledge.rules[id].derive in concluded} <= found.rules


@pytest.mark.parametrize("region", REGIONS)
def test_the_engines_give_the_same_reasons_in_any_order_of_facts(adviser: Adviser, region: str) -> None:
    engines = [CaseEngine(adviser.rules, name) for name in INSTALLED]
    shuffle = random.Random(region)
    cases = [(case, topic) for topic in adviser.knowledge.topics for case in distinct_cases(adviser, region, topic)]
    for case, topic in shuffle.sample(cases, 300):
        backwards = dict(reversed(list(case.items())))
        shuffled = dict(shuffle.sample(list(case.items()), len(case)))
        expected = engines[0].infer(case, (topic,))
        for facts in (case, backwards, shuffled):
            assert all(engine.infer(facts, (topic,)) == expected for engine in engines)


@pytest.mark.parametrize("name", INSTALLED)
def test_a_run_leaves_no_trace(adviser: Adviser, name: str) -> None:
    engine = CaseEngine(adviser.rules, name)
    topic = "visit_fee"
    cases = random.Random(1).sample(distinct_cases(adviser, REGIONS[0], topic), 50)
    alone = [CaseEngine(adviser.rules, name).infer(case, (topic,)) for case in cases[:3]]
    once = [engine.infer(case, (topic,)) for case in cases]
    again = [engine.infer(case, (topic,)) for case in reversed(cases)][::-1]
    assert once == again
    assert once[:3] == alone


@pytest.mark.parametrize("name", INSTALLED)
def test_topics_side_by_side_are_concluded_as_all_rules_together(adviser: Adviser, name: str) -> None:
    """Parts put together are the one program: all topics, two, and none but what is said with every topic."""
    engine, whole = CaseEngine(adviser.rules, name), CaseEngine(adviser.program, name)
    chance = random.Random(9)
    said = {id: rule.statement for id, rule in adviser.rules.in_force.items()}
    for number in chance.sample(range(adviser.space.size), 40):
        case = adviser.space.case(number)
        expected = whole.infer(case)
        for topics in (None, tuple(chance.sample(sorted(adviser.knowledge.topics), 2)), ()):
            found = engine.infer(case, topics)
            assert found.derived.items() <= expected.derived.items()
            assert found.firings == tuple(f for f in expected.firings if f.rule in found.rules)
            wanted = {
                f.rule
                for f in expected.firings
                if (s := said[f.rule]) and (s.always or topics is None or s.topic in topics)
            }
            assert {rule for rule in found.rules if said[rule] is not None} == wanted


def test_the_shipped_rules_keep_within_the_limits_on_every_day(adviser: Adviser) -> None:
    for region in adviser.knowledge.values_of(REGION):
        for topic in adviser.knowledge.topics:
            check_limits(adviser.rules.part(region, topic))
    assert adviser.on == TODAY
