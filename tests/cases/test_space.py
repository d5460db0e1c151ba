"""The case space is the whole space in which every case is written out, whatever is asked of either; and what the rules plainly say."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.cases.diagram import MOST_PARTS
from assistant.cases.space import ALL, NONE, Space, TooEntangledError
from assistant.engine.program import DerivedSpec, Program, ProgramRule
from tests.support.whole_space import WholeSpace, bits

SIZES = {"region": 3, "p": 2, "q": 3, "r": 4, "s": 2}
VALUES = {fact: tuple(f"{fact}{number}" for number in range(size)) for fact, size in SIZES.items()}
NAMES = {
    ("r", "r_low"): ("r0", "r1"),
    ("r", "r_high"): ("r2", "r3"),
    ("q", "q_all"): VALUES["q"],
    ("s", "unknown"): ("s1",),
}
"""`s0` is so only where it is told."""


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Programs with two derived facts, the second of which looks at the first. No two rules derive one fact."""
    derived = {f"d{level}": DerivedSpec(("yes", "no"), "no", level) for level in range(2)}
    rules = []
    for number in range(draw(st.integers(1, 8))):
        level = draw(st.integers(0, 2))
        facts = {**VALUES, **{f"d{below}": ("yes", "no") for below in range(level)}}
        ways = tuple(
            tuple(
                (fact, frozenset(draw(st.sets(st.sampled_from(facts[fact]), min_size=1))))
                for fact in sorted(draw(st.lists(st.sampled_from(sorted(facts)), max_size=4, unique=True)))
            )
            for _ in range(draw(st.integers(0, 3)))
        )
        rules.append(ProgramRule(f"rule{number}", ways, (f"d{level}", "yes") if level < 2 else None))
    return Program(VALUES, derived, tuple(rules), NAMES)


def partial(draw: st.DrawFn) -> dict[str, str]:
    """Some answers, names of several values among them."""
    known = {}
    for fact, values in VALUES.items():
        names = tuple(name for of, name in NAMES if of == fact)
        value = draw(st.sampled_from((None, *values, *names)))
        if value is not None:
            known[fact] = value
    return known


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_of_any_program_both_spaces_say_the_same(data: st.DataObject) -> None:
    program = data.draw(programs())
    space = Space(program)
    whole = WholeSpace(program, program)
    written = whole.written
    known = data.draw(st.composite(partial)())
    left, within = space.left(known), space.completions(known)
    assert bits(space, within) == written.completions(space.assumed(known))
    assert space.example(known) == space.first(within) == written.first(bits(space, within))
    for id, holds in space.rules.items():
        old = written.rules[id]
        assert bits(space, holds) == old
        assert space.count(holds) == old.bit_count()
        open_facts = [fact for fact in VALUES if fact not in known or (fact, known[fact]) in NAMES]
        assert space.settling(holds, within, open_facts) == written.settling(old, bits(space, within), open_facts)
        rest = left.of(holds)
        assert (rest is ALL, rest is NONE) == (within <= holds, not holds.meets(within))
        assert within <= holds if rest is ALL else bits(space, within) & ~old
        assert space.asked_by(rest, open_facts) == space.facts_of(rest)
        assert space.facts_of(rest) == space.settling(holds, within, open_facts)
        assert rest & within == holds & within
        if rest is ALL:
            assert space.forcing(holds, known) == written.forcing(old, known)
        if holds:
            assert space.first(holds) == written.first(old)
            assert space.number(space.last(holds)) == old.bit_length() - 1
        assert list(space.each(holds)) == list(written.each(old))


@settings(max_examples=150)
@given(data=st.data())
def test_sets_are_combined_as_their_cases_are(data: st.DataObject) -> None:
    program = data.draw(programs())
    space = Space(program)
    sets = [*space.rules.values(), ALL, NONE, space.having("r", "r_low")]
    one, other = data.draw(st.sampled_from(sets)), data.draw(st.sampled_from(sets))
    a, b, every = bits(space, one), bits(space, other), (1 << space.size) - 1
    assert bits(space, one & other) == a & b
    assert bits(space, one | other) == a | b
    assert bits(space, one ^ other) == a ^ b
    assert bits(space, ~one) == every & ~a
    assert (one <= other) == (not a & ~b)
    assert one.meets(other) == bool(a & b)
    assert (one is other) == (a == b)
    assert ~~one is one and (one & other) | (one & ~other) is one
    fact, values = data.draw(st.sampled_from(sorted(VALUES.items())))
    value, instead = data.draw(st.sampled_from(values)), data.draw(st.sampled_from(values))
    turned = space.turned(one, fact, value, instead)
    for number in range(space.size):
        case = space.case(number)
        assert space.number(case) == number and space.has(one, number) == bool(a >> number & 1)
        there = space.number({**case, fact: instead})
        assert space.has(turned, number) == (case[fact] == value and bool(a >> there & 1))


def test_every_case_has_its_number() -> None:
    space = Space(Program(VALUES, {}, ()))
    assert [space.case(number) for number in range(space.size)] == [
        dict(zip(VALUES, values, strict=True)) for values in product(*VALUES.values())
    ]


def test_a_rule_that_entangles_too_many_questions_is_refused_with_their_names() -> None:
    """Half of the questions must answer as the other half does, each half by itself: no order of asking keeps that short."""
    pairs = 18
    asked = {"region": ("here",), **{f"{side}{n}": ("a", "b") for side in "xy" for n in range(pairs)}}
    alike = tuple(
        ProgramRule(f"alike{n}", (((f"x{n}", frozenset("a")), (f"y{n}", frozenset("a"))),), None) for n in range(pairs)
    )
    any_of = ProgramRule("any", tuple(way for rule in alike for way in rule.ways), None)
    space = Space(Program(asked, {}, (*alike, any_of)))
    assert space.count(space.rules["alike0"]) == space.size // 4
    with pytest.raises(TooEntangledError) as caught:
        space.rules["any"]
    assert caught.value.rule == "any" and len(caught.value.facts) > 1
    assert 1 << pairs > MOST_PARTS
    assert space.rules["alike1"], "what is refused leaves the rest usable"
