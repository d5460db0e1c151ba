"""Random partial cases: what is called certain is so in every completion, what is called open matters, reasons suffice and are minimal."""

from __future__ import annotations

import random
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.answer.saying import is_in_time, only_if_certain
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.knowledge.model import UNKNOWN, Knowledge
from tests.support.apart import RuleByRule
from tests.support.here import TODAY


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    """Each rule by itself."""
    return RuleByRule(knowledge, TODAY)


def partial_cases(adviser: Adviser, count: int, most_open: int, seed: int) -> list[Case]:
    """Random cases with at most so many open facts, some of them answered "don't know", on one to three topics."""
    pick = random.Random(seed)
    questions = list(adviser.knowledge.questions.values())
    found = []
    for _ in range(count):
        open_facts = pick.sample([question.id for question in questions], pick.randint(0, most_open))
        answers = {
            question.id: pick.choice(question.values).id for question in questions if question.id not in open_facts
        }
        answers |= {fact: UNKNOWN for fact in open_facts if pick.random() < 0.3}
        found.append(Case(answers, {}, tuple(pick.sample(sorted(adviser.knowledge.topics), pick.randint(1, 3)))))
    return found


def completions(adviser: Adviser, case: Case) -> list[dict[str, str]]:
    """Every case that agrees with what is known, counted out one by one."""
    choices = [
        [case.known[fact]] if fact in case.known else adviser.knowledge.parts_of(fact, UNKNOWN)
        for fact in adviser.knowledge.questions
    ]
    return [dict(zip(adviser.knowledge.questions, values, strict=True)) for values in product(*choices)]


def of_answers(adviser: Adviser, id: str) -> bool:
    """Whether a statement speaks of answers that were given: nothing is asked for its sake."""
    statement = adviser.knowledge.rules[id].statement
    return statement is not None and statement.if_answered


def shown_rules(adviser: Adviser, case: Case) -> set[str]:
    """The rules whose statements belong to the chosen topics."""
    return {
        rule.id
        for rule in adviser.knowledge.rules.values()
        if rule.statement is not None
        and (rule.statement.always or rule.statement.topic in case.topics)
        and is_in_time(rule, case.known)
    }


@pytest.mark.parametrize("case", range(40))
def test_certain_is_the_intersection_over_all_completions(adviser: Adviser, case: int) -> None:
    partial = partial_cases(adviser, 40, most_open=3, seed=7)[case]
    shown = shown_rules(adviser, partial)
    found = [adviser.engine.infer(facts).rules & shown for facts in completions(adviser, partial)]
    answer = adviser.answer(partial)
    assert {said.id for said in answer.certain} == set.intersection(*map(set, found))
    left = adviser.space.left(partial.known)
    leading = {
        rule.id
        for rule in adviser.knowledge.rules.values()
        if only_if_certain(adviser.space, rule, left.of(adviser.space.rules[rule.id]), left)
    }
    possible = {rule for rules in found for rule in rules} - {said.id for said in answer.certain}
    assert {said.id for said in answer.possible} == possible - leading


@pytest.mark.parametrize("case", range(30))
def test_a_question_is_open_exactly_if_its_answer_can_change_what_is_shown(adviser: Adviser, case: int) -> None:
    partial = partial_cases(adviser, 30, most_open=3, seed=8)[case]
    shown = {id for id in shown_rules(adviser, partial) if not of_answers(adviser, id)}
    rules = {
        tuple(facts.values()): adviser.engine.infer(facts).rules & shown for facts in completions(adviser, partial)
    }
    places = {fact: place for place, fact in enumerate(adviser.knowledge.questions)}
    expected = set()
    for fact, place in places.items():
        if fact not in partial.known:
            groups: dict[tuple[str, ...], set[frozenset[str]]] = {}
            for values, concluded in rules.items():
                groups.setdefault(values[:place] + values[place + 1 :], set()).add(frozenset(concluded))
            if any(len(group) > 1 for group in groups.values()):
                expected.add(fact)
    assert set(adviser.relevant(partial)) == expected
    assert {question.fact for question in adviser.answer(partial).open_questions} == expected
    question = adviser.next_question(partial)
    not_asked = {fact for fact in expected if fact not in partial.answers}
    assert (question.id in not_asked) if question is not None else not not_asked


def test_the_first_question_of_all_matters(adviser: Adviser) -> None:
    question = adviser.next_question(Case())
    assert question is not None
    assert question.id in adviser.relevant(Case())
    assert question.id == next(iter(adviser.knowledge.questions))


@pytest.mark.parametrize("case", range(25))
def test_reasons_suffice_and_none_of_them_can_be_left_out(adviser: Adviser, case: int) -> None:
    partial = partial_cases(adviser, 25, most_open=6, seed=9)[case]
    pick = random.Random(case)
    for said in adviser.answer(partial).certain:
        because = dict(reason.split("=") for reason in said.because)
        assert because.items() <= partial.known.items()
        for _ in range(3):
            completion = {
                fact: because.get(fact) or pick.choice(values.parts(UNKNOWN))
                for fact, values in adviser.knowledge.questions.items()
            }
            assert said.id in adviser.engine.infer(completion).rules
        for fact in because:
            without = {other: value for other, value in because.items() if other != fact}
            fails = adviser.space.completions(without) & ~adviser.space.rules[said.id]
            assert fails, f"{said.id}: {fact} is not needed"
            assert said.id not in adviser.engine.infer(adviser.space.first(fails)).rules


@pytest.mark.parametrize("case", range(25))
def test_what_a_statement_depends_on_settles_it(adviser: Adviser, case: int) -> None:
    partial = partial_cases(adviser, 25, most_open=5, seed=10)[case]
    for said in adviser.answer(partial).possible:
        assert said.depends_on
        assert not set(said.depends_on) & partial.known.keys()
        settled = {fact: adviser.knowledge.values_of(fact)[0] for fact in said.depends_on}
        holds, within = adviser.space.rules[said.id], adviser.space.completions({**partial.known, **settled})
        assert holds & within in (NONE, within), f"{said.id} still depends on more than {said.depends_on}"


def test_not_knowing_takes_no_certain_statement_away(adviser: Adviser) -> None:
    for partial in partial_cases(adviser, 60, most_open=2, seed=11):
        certain = {said.id for said in adviser.answer(partial).certain}
        for fact, value in partial.known.items():
            if (
                adviser.knowledge.questions[fact].number is None
                and adviser.knowledge.questions[fact].value(value).only_told
            ):
                continue  # who has not said it has not meant it: not knowing is knowing another answer
            less = Case({**partial.answers, fact: UNKNOWN}, {}, partial.topics)
            answer = adviser.answer(less)
            assert {
                said.id for said in answer.certain if not (said.statement.while_open or said.statement.until)
            } <= certain
            assert any(said.id == "acute.care" for said in answer.certain)


def test_not_answered_and_not_known_are_the_same_to_what_is_certain(adviser: Adviser) -> None:
    for partial in partial_cases(adviser, 40, most_open=4, seed=12):
        unanswered = Case(partial.known, {}, partial.topics)
        assert adviser.answer(partial).statements == adviser.answer(unanswered).statements
