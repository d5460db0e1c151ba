"""The engines and the case space agree on every case, whatever the order of the facts, and a run leaves no trace."""

from __future__ import annotations

import random
import weakref
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.cases.space import ALL, ConflictInSpace, Space
from assistant.engine import ENGINES, CaseEngine, engine_problem
from assistant.engine.conclusions import ConflictError
from assistant.engine.limits import LimitError, check_limits
from assistant.engine.program import DerivedSpec, Program, ProgramRule
from assistant.knowledge.model import REGION
from tests.support.garbage import look_for_garbage

INSTALLED = [name for name in ENGINES if engine_problem(name) is None]


def test_at_least_one_engine_is_installed() -> None:
    assert INSTALLED


@pytest.mark.parametrize("name", INSTALLED)
def test_facts_that_no_rule_knows_change_nothing(adviser: Adviser, name: str) -> None:
    engine = CaseEngine(adviser.program, name)
    case = adviser.space.case(0)
    assert engine.infer({**case, "shoe_size": "43"}) == engine.infer(case)


@pytest.mark.parametrize("name", INSTALLED)
def test_a_case_must_answer_every_question(adviser: Adviser, name: str) -> None:
    case = adviser.space.case(0)
    del case["status"]
    with pytest.raises(KeyError):
        CaseEngine(adviser.program, name).infer(case)


@pytest.mark.parametrize("name", INSTALLED)
def test_an_engine_that_nobody_uses_any_more_is_gone(adviser: Adviser, name: str) -> None:
    engine = CaseEngine(adviser.program, name)
    engine.infer(adviser.space.case(0))
    left = weakref.ref(engine)
    del engine
    look_for_garbage()
    assert left() is None


@pytest.mark.skipif("durable-rules" not in INSTALLED, reason="durable-rules is not installed")
def test_programs_with_the_same_rules_share_what_is_never_freed(
    adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    import durable_rules_engine

    made, create = [], durable_rules_engine.create_ruleset

    def counted(*of: object) -> object:
        made.append(of)
        return create(*of)

    monkeypatch.setattr(durable_rules_engine, "create_ruleset", counted)
    case, found = adviser.space.case(0), []
    for _ in range(3):
        engine = CaseEngine(adviser.program, "durable-rules")
        found.append(engine.infer(case))
    assert len(made) <= 1 and found[0] == found[1] == found[2]


def test_every_firing_names_facts_of_the_case_that_make_its_rule_hold(adviser: Adviser) -> None:
    for number in random.Random(2).sample(range(adviser.space.size), 100):
        case = adviser.space.case(number)
        found = adviser.engine.infer(case)
        known = {**case, **found.derived}
        assert found.firings
        for firing in found.firings:
            assert all(known[fact] == value for fact, value in firing.facts)
            cases = ALL
            for fact, value in firing.facts:
                cases &= adviser.space.having(fact, value)
            cases &= adviser.space.having(REGION, case[REGION])
            assert cases <= adviser.space.rules[firing.rule], "the facts named do not suffice"


# -- laws, over programs nobody wrote ------------------------------------------------------------------------------------

VALUES = ("å|b", "b", 'c"\\', "d e")
ASKED = {"region": ("x",), "p": VALUES[:2], "q": VALUES[:3], "r": VALUES}


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Small programs with three derived facts, each looking at those before it."""
    derived = {f"d{level}": DerivedSpec(VALUES[:3], draw(st.sampled_from(VALUES[:3])), level) for level in range(3)}
    rules = []
    for number in range(draw(st.integers(1, 12))):
        level = draw(st.integers(0, 3))
        facts = {
            **{fact: values for fact, values in ASKED.items() if fact != "region"},
            **{f"d{below}": VALUES[:3] for below in range(level)},
        }
        ways = []
        for _ in range(draw(st.integers(1, 3))):
            chosen = draw(st.lists(st.sampled_from(sorted(facts)), max_size=3, unique=True))
            ways.append(
                tuple(
                    (fact, frozenset(draw(st.sets(st.sampled_from(facts[fact]), min_size=1))))
                    for fact in sorted(chosen)
                )
            )
        derive = (f"d{level}", draw(st.sampled_from(VALUES[:3]))) if level < 3 else None
        rules.append(ProgramRule(f"rule{number}", tuple(ways), derive))
    return Program(ASKED, derived, tuple(rules))


def plainly(program: Program, case: dict[str, str]) -> tuple[set[str], dict[str, str]]:
    """What the rules of a program mean, as simply as it can be written. Raises ConflictError."""
    known = dict(case)
    for level in program.levels:
        for fact in level:
            values = {
                rule.derive[1]
                for rule in program.rules
                if rule.derive and rule.derive[0] == fact and holds(rule, known)
            }
            if len(values) > 1:
                raise ConflictError(fact, values)
            known[fact] = values.pop() if values else program.derived[fact].otherwise
    return {rule.id for rule in program.rules if holds(rule, known)}, {fact: known[fact] for fact in program.derived}


def holds(rule: ProgramRule, known: dict[str, str]) -> bool:
    return any(all(known[fact] in values for fact, values in way) for way in rule.ways)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(program=programs())
def test_engines_and_space_mean_what_the_rules_say(program: Program) -> None:
    cases = [dict(zip(ASKED, values, strict=True)) for values in product(*ASKED.values())]
    outcomes: list[object] = []
    for case in cases:
        try:
            outcomes.append(plainly(program, case))
        except ConflictError:
            outcomes.append(ConflictError)
    for name in INSTALLED:
        engine = CaseEngine(program, name)
        for case, outcome in zip(cases, outcomes, strict=True):
            if outcome is ConflictError:
                with pytest.raises(ConflictError):
                    engine.infer(case)
            else:
                found = engine.infer(case)
                assert (set(found.rules), found.derived) == outcome, name
    if ConflictError in outcomes:
        with pytest.raises(ConflictInSpace) as caught:
            Space(program).settle()
        with pytest.raises(ConflictError):
            plainly(program, caught.value.case)
        return
    space = Space(program)
    for case, outcome in zip(cases, outcomes, strict=True):
        number = space.completions(case)
        assert space.count(number) == 1
        derived = {
            fact: value
            for fact, spec in program.derived.items()
            for value in spec.values
            if space.having(fact, value) & number
        }
        assert ({rule for rule, cases_ in space.rules.items() if cases_ & number}, derived) == outcome


# -- limits --------------------------------------------------------------------------------------------------------------


def program_of(*ways: tuple[tuple[str, frozenset[str]], ...]) -> Program:
    asked = {fact: ("yes", "no") for way in ways for fact, _ in way}
    return Program(asked, {}, tuple(ProgramRule(f"rule{number}", (way,), None) for number, way in enumerate(ways)))


def test_a_rule_with_too_many_conditions_is_named() -> None:
    way = tuple((f"f{number}", frozenset({"yes"})) for number in range(17))
    with pytest.raises(LimitError, match="rule1 has 17 conditions"):
        check_limits(program_of(way[:16], way))


def test_a_condition_used_too_often_is_named() -> None:
    often = ("f", frozenset({"yes"}))
    with pytest.raises(LimitError, match="rule250") as caught:
        check_limits(program_of(*[(often,)] * 251))
    assert caught.value.rule == "rule250"


def test_too_many_different_conditions_and_too_many_rules_are_refused() -> None:
    with pytest.raises(LimitError, match="rule500"):
        check_limits(program_of(*[((f"f{number}", frozenset({"yes"})),) for number in range(501)]))
    with pytest.raises(LimitError, match="rule4000"):
        check_limits(program_of(*[((f"f{number % 400}", frozenset({"yes"})),) for number in range(4001)]))
