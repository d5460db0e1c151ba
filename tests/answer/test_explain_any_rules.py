"""Explanations of any rules, drawn at random or made for a shape, against counting every case one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.answer.explain import (
    APPLIES,
    EXCLUDED,
    FALLS,
    MOST_CHANGED,
    MOST_TURNS,
    UNCERTAIN,
    Explanation,
    NotSaidError,
    OneOf,
    explain,
)
from assistant.cases.case import Case
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.knowledge.conditions import All, Condition, Has, Not, Some, TooManyWays, holds
from assistant.knowledge.model import NATIONAL
from assistant.words.explanation import CHAIN, CHANGE, sections
from assistant.words.wording import Wording
from tests.support.explaining import changed_cases, check_words, follow, section_of, words
from tests.support.here import TODAY

# -- any rules, against counting cases one by one ------------------------------------------------------------------------

SMALL = ("region", "status", "registered", "age_group")
TEXTS = ("one", "two", "three")


@cache
def small_knowledge(knowledge_key: int) -> Knowledge:
    """The shipped knowledge with four questions, the national derived facts, and nothing said."""
    knowledge = KNOWLEDGES[knowledge_key]
    rules = {id: rule for id, rule in knowledge.rules.items() if rule.derive and rule.pack == NATIONAL}
    questions = {id: question for id, question in knowledge.questions.items() if id in SMALL}
    return type(knowledge)(**{**vars(knowledge), "rules": rules, "questions": questions})


KNOWLEDGES: dict[int, Knowledge] = {}


def with_rules(knowledge: Knowledge, conditions: Iterable[Condition]) -> Knowledge:
    """A small knowledge with one rule for each condition, each saying something else of the same kind."""
    KNOWLEDGES[id(knowledge)] = knowledge
    small = small_knowledge(id(knowledge))
    model = knowledge.rules["acute.care"]
    assert model.statement is not None
    said = {
        text: model._replace(
            id=text, when=when, statement=model.statement._replace(text=text, always=False, kind="fee")
        )
        for text, when in zip(TEXTS, conditions, strict=False)
    }
    return type(knowledge)(**{**vars(small), "rules": {**small.rules, **said}})


def has(knowledge: Knowledge, fact: str, *values: str) -> Condition:
    return Has(fact, frozenset(values), knowledge.rules["acute.care"].place)


World = list[tuple[dict[str, str], dict[str, str], set[str]]]
"""Every case, counted out: its answers, its derived facts, and the statements that hold, by the plain meaning of the rules."""


def world_of(knowledge: Knowledge) -> World:
    found = []
    for values in product(*(knowledge.values_of(fact) for fact in knowledge.questions)):
        asked = dict(zip(knowledge.questions, values, strict=True))
        facts = dict(asked)
        for fact in ("care_act", "care_scope", "fee_scheme", "identity_number", "agency_contact"):
            derivers = [rule for rule in knowledge.rules.values() if rule.derive and rule.derive[0] == fact]
            values_ = [rule.derive[1] for rule in derivers if rule.derive and holds(rule.when, facts)]
            facts[fact] = values_[0] if values_ else knowledge.derived[fact].otherwise
        said = {rule.id for rule in knowledge.rules.values() if rule.statement and holds(rule.when, facts)}
        found.append((asked, {fact: facts[fact] for fact in knowledge.derived}, said))
    return found


def completing(world: World, known: Mapping[str, str]) -> World:
    return [case for case in world if known.items() <= case[0].items()]


def verdict(world: World, known: Mapping[str, str], rule: str) -> bool | None:
    """Whether a statement holds in all (True), none (False) or some (None) of the completions."""
    found = {rule in said for _, _, said in completing(world, known)}
    return found.pop() if len(found) == 1 else None


@st.composite
def conditions(draw: st.DrawFn, knowledge: Knowledge, depth: int = 2) -> Condition:
    """Any condition over the four questions and four derived facts."""
    kind = draw(st.sampled_from(("has", "has", "all", "some", "not"))) if depth else "has"
    if kind == "has":
        fact = draw(st.sampled_from((*SMALL, "care_act", "care_scope", "fee_scheme", "agency_contact")))
        return has(knowledge, fact, *draw(st.sets(st.sampled_from(knowledge.values_of(fact)), min_size=1, max_size=3)))
    if kind == "not":
        return Not(draw(conditions(knowledge, depth - 1)))
    parts = tuple(draw(st.lists(conditions(knowledge, depth - 1), min_size=1, max_size=3)))
    return All(parts) if kind == "all" else Some(parts)


@settings(max_examples=120)
@given(data=st.data())
def test_explanations_of_any_rules_are_true(knowledge: Knowledge, data: st.DataObject) -> None:
    whens = [data.draw(conditions(knowledge)) for _ in TEXTS]
    small = with_rules(knowledge, whens)
    try:
        adviser = Adviser(small, TODAY)
        adviser.space  # noqa: B018 - made here, where its rules may be refused
    except TooManyWays:
        return
    world = world_of(small)
    answered = data.draw(st.lists(st.sampled_from(SMALL), unique=True))
    case = Case({fact: data.draw(st.sampled_from(small.values_of(fact))) for fact in answered})
    for rule in TEXTS:
        now = verdict(world, case.known, rule)
        if now is False:
            with pytest.raises(NotSaidError):
                explain(adviser, case, rule)
            continue
        found = explain(adviser, case, rule)
        assert found.certain == (now is True)
        reasons = dict(found.because) if found.certain else case.known
        for asked, derived, said in completing(world, reasons):
            follow(found, asked, derived, rule in said)
        if found.certain:
            check_reasons(found, world, rule)
            check_changes(found, world, rule)
        else:
            check_settling(found, world, rule)
        for code in ("sv", "en"):
            check_words(sections(found, Wording(small, language(code))))


def check_reasons(found: Explanation, world: World, rule: str) -> None:
    """The reasons force the statement, and no fewer of the answers do."""
    assert verdict(world, dict(found.because), rule)
    if found.because:
        for fewer in combinations(found.case.known.items(), len(found.because) - 1):
            assert not verdict(world, dict(fewer), rule)


def replaced(known: Mapping[str, str], knowledge_values: Mapping[str, set[str]], size: int) -> list[dict[str, str]]:
    """The answers with so many of them changed, in every way."""
    return [
        {**known, **dict(zip(facts, values, strict=True))}
        for facts in combinations(known, size)
        for values in product(*(sorted(knowledge_values[fact] - {known[fact]}) for fact in facts))
    ]


def check_changes(found: Explanation, world: World, rule: str) -> None:
    """The turns are exactly the nearest changes, and what stands instead is what is certain then and was not."""
    known = found.case.known
    values = {fact: {asked[fact] for asked, _, _ in world} for fact in SMALL}
    if found.more:
        assert len(found.turns) == MOST_TURNS
        return
    named = {
        frozenset(other.answers.items()): turn
        for turn in found.turns
        for other in changed_cases(found.case, turn.changes)
    }
    nearest: dict[frozenset[tuple[str, str]], bool | None] = {}
    for size in range(1, MOST_CHANGED + 1):
        for other in replaced(known, values, size):
            then = verdict(world, other, rule)
            if then is False or (then is None and size == 1):
                nearest[frozenset(other.items())] = then
        if False in nearest.values():
            break
    assert named.keys() == nearest.keys()
    for key, turn in named.items():
        assert turn.outcome == (FALLS if nearest[key] is False else UNCERTAIN)
        if turn.outcome == FALLS:
            instead = {text for text in TEXTS if verdict(world, dict(key), text) and not verdict(world, known, text)}
            assert {other.id for other in turn.instead} == instead


def check_settling(found: Explanation, world: World, rule: str) -> None:
    """The turns are the smallest sets of answers that settle the statement; what they leave open is said."""
    covered = set()
    for turn in found.turns:
        for other in changed_cases(found.case, turn.changes):
            assert verdict(world, other.known, rule) is (turn.outcome == APPLIES)
            covered |= {tuple(asked.items()) for asked, _, _ in completing(world, other.known)}
            for fact, _ in turn.changes:
                fewer = {name: value for name, value in other.known.items() if name != fact}
                assert verdict(world, fewer, rule) is None
    assert {turn.outcome for turn in found.turns} == {APPLIES, EXCLUDED}
    everything = {tuple(asked.items()) for asked, _, _ in completing(world, found.case.known)}
    assert bool(found.left_open) == (covered != everything and not found.more)


# -- shapes that the shipped knowledge has not (yet) ---------------------------------------------------------------------


def one_rule(knowledge: Knowledge, when: Condition) -> Adviser:
    return Adviser(with_rules(knowledge, [when]), TODAY)


def test_two_answers_are_changed_only_where_one_does_not_do(knowledge: Knowledge) -> None:
    when = Some((has(knowledge, "status", "undocumented"), has(knowledge, "age_group", "under_18")))
    found = explain(one_rule(knowledge, when), Case({"status": "undocumented", "age_group": "under_18"}), "one")
    assert len(found.because) == 1
    (turn,) = found.turns
    assert turn.outcome == FALLS
    assert turn.changes == words("status=asylum_seeker,temporary_protection,resident,visitor age_group=18_19,20_plus")


def test_where_three_answers_would_have_to_change_that_is_said(knowledge: Knowledge) -> None:
    facts = {"status": "undocumented", "age_group": "under_18", "region": "vgr"}
    when = Some(tuple(has(knowledge, fact, value) for fact, value in facts.items()))
    adviser = one_rule(knowledge, when)
    found = explain(adviser, Case(facts), "one")
    assert not found.turns
    (item,) = section_of(found, Wording(adviser.knowledge, language("en")), CHANGE).items
    assert item.text.startswith("To change one or two")


def test_alternatives_are_shown_where_no_way_covers_all(knowledge: Knowledge) -> None:
    registered, not_registered = has(knowledge, "registered", "yes"), has(knowledge, "registered", "no")
    child, resident = has(knowledge, "age_group", "under_18"), has(knowledge, "status", "resident")
    adviser = one_rule(knowledge, Some((All((registered, child)), All((not_registered, resident)))))
    found = explain(adviser, Case({"status": "resident", "age_group": "under_18"}), "one")
    (step,) = found.steps
    assert step.always and len(step.ways) == 2
    (item,) = section_of(found, Wording(adviser.knowledge, language("en")), CHAIN).items
    assert item.text.startswith("Either “") and "; or “" in item.text


def test_one_way_is_shown_alone_where_it_covers_all(knowledge: Knowledge) -> None:
    child, resident = has(knowledge, "age_group", "under_18"), has(knowledge, "status", "resident")
    adviser = one_rule(knowledge, Some((All((has(knowledge, "region", "vgr"), child)), resident)))
    found = explain(adviser, Case({"status": "resident", "age_group": "under_18", "region": "vgr"}), "one")
    assert found.because == (("status", "resident"),)
    assert [way.conditions for way in found.steps[0].ways] == [(OneOf("status", ("resident",)),)]


def test_of_two_ways_that_each_cover_all_the_shorter_is_shown(knowledge: Knowledge) -> None:
    resident = has(knowledge, "status", "resident")
    long = All((resident, has(knowledge, "care_act", "residents")))
    adviser = one_rule(knowledge, Some((long, has(knowledge, "care_scope", "as_residents"))))
    found = explain(adviser, Case({"status": "resident"}), "one")
    assert found.steps[-1].ways[0].conditions == (OneOf("care_scope", ("as_residents",)),)
    assert [step.concludes for step in found.steps] == [("care_scope", "as_residents"), None]


def test_a_value_that_a_rule_gives_in_some_cases_and_none_in_others(knowledge: Knowledge) -> None:
    adviser = one_rule(knowledge, has(knowledge, "agency_contact", "forbidden"))
    found = explain(adviser, Case(), "one")
    step = found.steps[0]
    assert step.concludes == ("agency_contact", "forbidden")
    assert step.otherwise and [way.rule for way in step.ways] == ["agency_contact.undocumented"]
    (told, _) = section_of(found, Wording(adviser.knowledge, language("en")), CHAIN).items
    assert "; or no rule says otherwise" in told.text


def test_a_value_that_no_rule_gives_is_told_as_such(knowledge: Knowledge) -> None:
    adviser = one_rule(knowledge, has(knowledge, "care_act", "none"))
    found = explain(adviser, Case({"status": "visitor", "region": "vgr"}), "one")
    step = found.steps[0]
    assert step.otherwise and step.always and not step.ways and not step.sources
    assert step.given == (OneOf("status", ("visitor",)),)
    text = section_of(found, Wording(adviser.knowledge, language("en")), CHAIN).items[0].text
    assert "no rule says otherwise" in text


def test_the_same_said_by_another_rule_is_no_change(knowledge: Knowledge) -> None:
    small = with_rules(knowledge, [has(knowledge, "region", "vgr"), has(knowledge, "region", "rjl")])
    one, two = small.rules["one"], small.rules["two"]
    twin = two._replace(statement=one.statement)
    adviser = Adviser(type(small)(**{**vars(small), "rules": {**small.rules, "two": twin}}), TODAY)
    found = explain(adviser, Case({"region": "vgr"}), "one")
    assert [turn.changes for turn in found.turns] == [(OneOf("region", ("other",)),)]
