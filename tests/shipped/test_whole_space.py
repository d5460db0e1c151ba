"""The shipped knowledge on the case space and on the whole space in which every case is written out: the same answers in every respect."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.answer.explain import explain
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.dialogue.preview import preview
from assistant.i18n import language
from assistant.knowledge.model import REGION, UNKNOWN, Knowledge
from assistant.lookup import contacts_page, table, table_topics
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses
from assistant.words.wording import Wording
from tests.support.here import TODAY
from tests.support.shipped import shipped
from tests.support.whole_space import WholeSpace, bits

TOPICS = list(shipped().topics)


@pytest.fixture(scope="module")
def whole(knowledge: Knowledge) -> Adviser:
    """An adviser on the whole space."""
    adviser = Adviser(knowledge, TODAY)
    adviser.__dict__["space"] = WholeSpace(adviser.rules, adviser.program)
    return adviser


def some_cases(knowledge: Knowledge, count: int, seed: str) -> Iterator[Case]:
    """Cases with some answers, "don't know" among them, on none to three topics."""
    chance = random.Random(seed)
    for _ in range(count):
        share = chance.random()
        answers = {
            fact: chance.choice((*knowledge.values_of(fact), UNKNOWN))
            for fact in knowledge.questions
            if chance.random() < share
        }
        yield Case(answers, {}, tuple(chance.sample(TOPICS, chance.choice((0, 1, 1, 1, 2, 3)))))


def test_every_set_has_the_same_cases(adviser: Adviser, whole: Adviser) -> None:
    space, written = adviser.space, whole.space.written  # type: ignore[attr-defined]
    assert {id: bits(space, holds) for id, holds in space.rules.items()} == dict(written.rules)
    values_of = adviser.knowledge.values_of
    facts = (*adviser.knowledge.questions, *adviser.knowledge.derived)
    for fact, value in ((each, value) for each in facts for value in values_of(each)):
        assert bits(space, space.having(fact, value)) == written.having(fact, value), (fact, value)


def same_on(adviser: Adviser, whole: Adviser, case: Case) -> None:
    """Everything that is made of a case is the same."""
    own = frozenset(adviser.knowledge.role().actors)  # type: ignore[union-attr]
    answer = adviser.answer(case)
    assert answer == whole.answer(case), case
    assert adviser.answer(case, general=True) == whole.answer(case, general=True), case
    assert adviser.next_question(case) == whole.next_question(case), case
    assert adviser.next_question(case, own) == whole.next_question(case, own), case
    assert adviser.relevant(case) == whole.relevant(case), case
    for topic in TOPICS:
        assert adviser.lead_on(topic, case) == whole.lead_on(topic, case), (case, topic)
    for fact in case.answers:
        assert adviser.matters(case, fact) == whole.matters(case, fact), (case, fact)
    for said in answer.statements[:: max(1, len(answer.statements) // 4)]:
        assert explain(adviser, case, said.id) == explain(whole, case, said.id), (case, said.id)


@pytest.mark.parametrize("part", range(2))
def test_an_answer_and_its_reasons_are_the_same(adviser: Adviser, whole: Adviser, part: int) -> None:
    for case in some_cases(adviser.knowledge, 6, f"few {part}"):
        same_on(adviser, whole, case)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_answers_and_their_reasons_are_the_same(adviser: Adviser, whole: Adviser, part: int) -> None:
    for case in some_cases(adviser.knowledge, 250, f"many {part}"):
        same_on(adviser, whole, case)


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_in_every_partial_case_the_verdicts_are_the_same(adviser: Adviser, whole: Adviser, topic: str) -> None:
    """Every way to know some of the facts on which a set depends: what else is known changes nothing of a set that has the same cases."""
    space, written = adviser.space, whole.space.written  # type: ignore[attr-defined]
    shown = [id for id, rule in adviser.statements.items() if rule.statement and rule.statement.topic == topic]
    for holds in {space.rules[id] for id in shown}:
        old, facts = bits(space, holds), space.facts_of(holds)
        for values in product(*((None, *adviser.knowledge.values_of(fact)) for fact in facts)):
            known = {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}
            left, within = space.left(known).of(holds), written.completions(space.assumed(known))
            assert bool(left) == bool(old & within)
            open_facts = [fact for fact in facts if fact not in known]
            assert space.facts_of(left) == written.settling(old, within, open_facts)
            if not left.kids and left:
                assert space.forcing(holds, known) == written.forcing(old, known)


def test_a_preview_of_a_change_is_the_same(adviser: Adviser, whole: Adviser) -> None:
    chance = random.Random("previews")
    for case in some_cases(adviser.knowledge, 4, "before"):
        for fact in [fact for fact in case.answers if case.answers[fact] != UNKNOWN][:2]:
            question = adviser.knowledge.questions[fact]
            after = case.with_answer(question, chance.choice(question.values).id)
            assert preview(adviser, case, after) == preview(whole, case, after), (case, after)


@pytest.mark.parametrize("topic", table_topics(shipped()))
def test_a_table_is_the_same(adviser: Adviser, whole: Adviser, topic: str) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    for within in (Case(), *(Case({REGION: region}) for region in adviser.knowledge.values_of(REGION))):
        ours, theirs = (table(each, wording, topic, within) for each in (adviser, whole))
        assert [row._replace(cells=()) for row in ours.rows] == [row._replace(cells=()) for row in theirs.rows]
        for row, other in zip(ours.rows, theirs.rows, strict=True):
            for cell, same in zip(row.cells, other.cells, strict=True):
                assert cell._replace(cases=NONE) == same._replace(cases=NONE)
                assert bits(adviser.space, cell.cases) == whole.space.bits_of(same.cases)  # type: ignore[attr-defined]
        assert ours._replace(rows=()) == theirs._replace(rows=())


def test_the_contacts_are_the_same(adviser: Adviser, whole: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    for case in (Case(), *some_cases(adviser.knowledge, 10, "contacts")):
        assert contacts_page(adviser, wording, case) == contacts_page(whole, wording, case), case


@pytest.mark.parametrize(
    "topic", [pytest.param(topic, marks=pytest.mark.slow if topic != "interpreter" else ()) for topic in TOPICS]
)
def test_the_contrasts_of_training_are_the_same(adviser: Adviser, whole: Adviser, topic: str) -> None:
    for region in (None, "vgr"):
        assert Contrasts(adviser, region).of(topic) == Contrasts(whole, region).of(topic), region


@pytest.mark.slow
def test_the_courses_are_the_same(adviser: Adviser, whole: Adviser) -> None:
    assert Courses(adviser).contrasts == Courses(whole).contrasts
