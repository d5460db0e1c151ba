"""The explanation of every statement: true and complete by the engine, minimal, and leading nobody into danger."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import combinations, product

import pytest

from assistant.answer import Adviser
from assistant.answer.explain import (
    APPLIES,
    FALLS,
    Explanation,
    NotSaidError,
    explain,
)
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import ALL, NONE, Cases
from assistant.i18n import Language, language
from assistant.knowledge.model import UNKNOWN, Knowledge, Rule
from assistant.words.explanation import CHANGE, sections
from assistant.words.wording import Wording
from tests.support.apart import RuleByRule
from tests.support.explaining import changed_cases, check_words, follow
from tests.support.here import TODAY
from tests.support.share import Share

MOST = 8
"""Cases in which a statement is explained; the first of them for what takes longer."""


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    """Each rule by itself."""
    return RuleByRule(knowledge, TODAY)


def cases_of(adviser: Adviser, rule: Rule, count: int) -> list[Case]:
    """Cases in which a rule's statement is said: complete ones, and some with fewer answers."""
    assert rule.statement is not None
    pick = random.Random(rule.id)
    space, knowledge = adviser.space, adviser.knowledge
    own = space.settling(space.rules[rule.id], ALL, knowledge.questions)
    found: list[Case] = []
    every = list(product(*(knowledge.values_of(fact) for fact in own)))
    for values in pick.sample(every, len(every)):
        answers = dict(zip(own, values, strict=True))
        if len(found) < count and space.completions(answers) & space.rules[rule.id]:
            for fact in knowledge.questions:
                if fact not in own and pick.random() < 0.5:
                    answers[fact] = pick.choice(knowledge.values_of(fact))
                elif fact in own and pick.random() < 0.2:
                    answers[fact] = UNKNOWN
            found.append(Case(answers, {}, (rule.statement.topic,)))
    return found


Explained = Callable[[int], Iterable[tuple[Case, Explanation]]]


@pytest.fixture(scope="module")
def explained(adviser: Adviser, share: Share) -> Explained:
    """Explanations of every statement of the day, each in so many cases; of the share each in a case for four of them."""

    def in_cases(count: int) -> Iterable[tuple[Case, Explanation]]:
        assert count <= MOST
        for rule in adviser.knowledge.rules.values():
            if rule.statement is not None and rule.id in adviser.space.rules:
                for case, found in of_rule(adviser, rule.id, share)[: count if share.whole else -(-count // 4)]:
                    if found is not None:
                        yield case, found

    return in_cases


@cache
def of_rule(adviser: Adviser, id: str, share: Share) -> list[tuple[Case, Explanation | None]]:
    """The explanation of a statement in each of its cases, made once for all tests; None where it is not said."""
    made: list[tuple[Case, Explanation | None]] = []
    for case in cases_of(adviser, adviser.knowledge.rules[id], share.least(MOST, 4)):
        try:
            made.append((case, explain(adviser, case, id)))
        except NotSaidError:
            assert id not in {said.id for said in adviser.answer(case).statements}
            made.append((case, None))
    return made


def test_every_statement_is_explained_as_the_answer_says_it(adviser: Adviser, explained: Explained) -> None:
    for case, found in explained(3):
        said = next(said for said in adviser.answer(case).statements if said.id == found.rule.id)
        assert found.certain == said.certain
        assert [source.clause.id for source in found.sources][: len(said.sources)] == [
            s.clause.id for s in said.sources
        ]
        assert len(found.because) <= len(said.because)


def test_reasons_suffice_and_no_fewer_do(adviser: Adviser, explained: Explained) -> None:
    space = adviser.space
    for case, found in explained(8):
        if found.certain:
            within = space.rules[found.rule.id]
            assert space.completions(dict(found.because)) <= within
            assert set(found.because) <= set(case.known.items())
            for fewer in combinations(case.known.items(), max(0, len(found.because) - 1)):
                assert not found.because or space.completions(dict(fewer)) & ~within, (found.rule.id, fewer)


def test_the_chain_is_true_and_complete_by_the_engine(adviser: Adviser, explained: Explained, share: Share) -> None:
    pick = random.Random(4)
    for case, found in explained(4):
        known = dict(found.because) if found.certain else case.known
        for _ in range(share.least(3, 3)):
            facts = {
                fact: known.get(fact, pick.choice(adviser.knowledge.parts_of(fact, UNKNOWN)))
                for fact in adviser.knowledge.questions
            }
            concluded = adviser.engine.infer(facts)
            follow(found, facts, concluded.derived, found.rule.id in concluded.rules)


def test_a_step_comes_after_what_it_builds_on_and_only_once(adviser: Adviser, explained: Explained) -> None:
    for _, found in explained(3):
        concluded = [step.concludes for step in found.steps]
        assert len(set(concluded)) == len(concluded)
        before: set[str] = set()
        used: set[tuple[str, str]] = set()
        for step in found.steps:
            for way in step.ways:
                for fact, values in way.conditions:
                    assert fact in adviser.knowledge.questions or fact in before
                    used |= {(fact, value) for value in values}
            before |= {step.concludes[0]} if step.concludes else set()
        assert all(step is None or step in used for step in concluded), "a step on which nothing builds"


def what_is_said(rule: Rule) -> tuple[object, ...]:
    """The content of a statement, whichever rule says it."""
    said = rule.statement
    assert said is not None
    return said.topic, said.kind, said.text, said.fee, said.limit, said.contact, said.actors, said.link


def said_for_sure(adviser: Adviser, case: Case, same: tuple[object, ...]) -> bool:
    """Whether every completion of the case has a statement with this content, by one rule or by several."""
    within = adviser.space.completions(case.known)
    return not within & ~said_by(adviser)[same]


@cache
def said_by(adviser: Adviser) -> Mapping[tuple[object, ...], Cases]:
    """The cases in which each content is said, by whichever rule."""
    found: dict[tuple[object, ...], Cases] = {}
    for id, holds in adviser.space.rules.items():
        if adviser.knowledge.rules[id].statement is not None:
            same = what_is_said(adviser.knowledge.rules[id])
            found[same] = found.get(same, NONE) | holds
    return found


def test_a_change_changes_what_is_said_and_no_other_answer_does(adviser: Adviser, explained: Explained) -> None:
    for case, found in explained(1):
        if not found.certain:
            continue
        same = what_is_said(found.rule)
        before = {said.id for said in adviser.answer(case).certain}
        named = set()
        for turn in found.turns:
            for other in changed_cases(case, turn.changes):
                assert all(case.answers[fact] != other.answers[fact] for fact, _ in turn.changes)
                answer = adviser.answer(other)
                assert not said_for_sure(adviser, other, same)
                if turn.outcome == FALLS:
                    assert same not in {what_is_said(said.rule) for said in answer.statements}
                    instead = {
                        said.id
                        for said in answer.certain
                        if what_is_said(said.rule)[:2] == same[:2] and said.id not in before
                    }
                    assert {rule.id for rule in turn.instead} == instead
                else:
                    assert turn.depends_on and not set(turn.depends_on) & other.known.keys()
                named |= {other} if len(turn.changes) == 1 else set()
        for fact in case.known if not found.more else ():
            for value in adviser.knowledge.parts_of(fact, UNKNOWN):
                other = Case({**case.answers, fact: value}, {}, case.topics)
                assert other in named or said_for_sure(adviser, other, same)


def test_the_answers_that_settle_a_possible_statement_do(adviser: Adviser, explained: Explained, share: Share) -> None:
    settled = 0
    for case, found in explained(3):
        same = what_is_said(found.rule)
        for turn in () if found.certain else found.turns:
            for other in changed_cases(case, turn.changes):
                said = {what_is_said(said.rule) for said in adviser.answer(other).statements}
                assert (same in said) == (turn.outcome == APPLIES)
                assert said_for_sure(adviser, other, same) == (turn.outcome == APPLIES)
                assert not {fact for fact, _ in turn.changes} & case.known.keys()
                settled += 1
    assert settled > share.least(100, 4)


def test_what_leads_to_another_actor_is_explained_only_when_certain(adviser: Adviser) -> None:
    leading = [rule for rule in adviser.knowledge.rules.values() if rule.statement and rule.statement.sends_to]
    assert leading
    for rule in leading:
        with pytest.raises(NotSaidError):
            explain(adviser, Case(), rule.id)


def test_every_explanation_can_be_told(adviser: Adviser, explained: Explained, each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    for case, found in explained(2):
        told = sections(found, wording)
        check_words(told)
        dates = [wording.date(source.document) for source in found.sources]
        assert all(date in item.text for date, item in zip(dates, told[2].items, strict=True))
        stale = [source.stale for source in found.sources]
        assert stale == [wording.check_before_use() in item.text for item in told[2].items], case


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_change_named_leads_an_undocumented_patient_anywhere(adviser: Adviser, code: str) -> None:
    """What another status would be told about the Migration Agency is never said as what "applies instead"."""
    wording = Wording(adviser.knowledge, language(code))
    leading = {
        wording.rule_text(rule)
        for rule in adviser.knowledge.rules.values()
        if rule.statement is not None and rule.statement.sends_to
    }
    turns = 0
    for region in adviser.knowledge.values_of("region"):
        words = [f"region={region}", "status=undocumented", "proof=none", "age=30", "registered=no"]
        case = case_from_words(adviser.knowledge, [*words, f"topic={','.join(adviser.knowledge.topics)}"])
        for said in adviser.answer(case).statements:
            for section in sections(explain(adviser, case, said.id), wording):
                for item in section.items:
                    turns += section.name == CHANGE
                    assert not leading & {item.text, *item.notes}
    assert turns > 100
