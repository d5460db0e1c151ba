"""What goes wrong while something is still open: nothing that holds with one of the answers left is lost, and no amount is sure that one undoes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.i18n import language
from assistant.knowledge.model import UNKNOWN, Statement
from assistant.words.outline import outline
from assistant.words.wording import Wording
from assistant.words.writers import as_object

OPEN = ("proof", "registered", "age_group", "visit")
"""Questions each of which is left open in its turn."""
USUAL = {
    "proof": "none",
    "registered": "no",
    "age_group": "24_84",
    "visit": "primary_doctor",
    "episode": "new",
    "hours": "office",
    "travel": "public_transport",
}
KINDS = ("fee", "step", "contact")
"""What answers a question, beside what leads and what doubts an amount."""


def open_cases(adviser: Adviser) -> Iterator[tuple[str, Case]]:
    """Of each topic, region and situation the usual case with one question open that is asked there, and that question."""
    knowledge = adviser.knowledge
    for topic, region, status, fact in product(
        knowledge.topics, knowledge.values_of("region"), knowledge.values_of("status"), OPEN
    ):
        facts = {"region": region, "status": status, **USUAL}
        del facts[fact]
        case = Case(facts, {}, (topic,))
        if fact in adviser.relevant(case):
            yield fact, case


def answers_to_it(adviser: Adviser, fact: str, case: Case) -> Iterator[Case]:
    """The case with each answer that is left to the open question."""
    for value in adviser.knowledge.parts_of(fact, UNKNOWN):
        yield Case({**case.answers, fact: value}, {}, case.topics)


def is_of_the_answer(said: Statement) -> bool:
    """Whether it answers the question: not what is said on every topic."""
    return not said.always and (said.kind in KINDS or bool(said.lead) or bool(said.doubts))


@pytest.fixture(scope="module")
def against(adviser: Adviser) -> frozenset[str]:
    """What holds only where the answers do not fit together: nobody is told of that before it is so."""
    space, speaks = adviser.space, NONE
    for id, rule in adviser.statements.items():
        speaks |= space.rules[id] if rule.said.speaks_against_the_answers and rule.said.lead else NONE
    return frozenset(id for id in adviser.statements if space.rules[id] & ~speaks is NONE)


def test_nothing_that_answers_with_one_of_the_answers_left_is_lost(adviser: Adviser, against: frozenset[str]) -> None:
    """ "Order a C-number", "ask your manager first": with a card that has run out, and so while nobody has said which card it is."""
    seen = 0
    for fact, case in open_cases(adviser):
        answer = adviser.answer(case)
        if not any(fact in lead.depends_on for lead in answer.leads):
            continue  # the line is the same with every answer, and what one adds to it is told with that one
        told = [said.rule for said in answer.statements]
        words = {of for rule in told for of in (rule.said.text, rule.said.brief) if of}
        waiting = {fact for said in answer.statements for fact in said.statement.ended_by}
        for with_it in answers_to_it(adviser, fact, case):
            for said in adviser.answer(with_it).certain:
                if not is_of_the_answer(said.statement) or said.id in against or fact in waiting:
                    continue
                in_words = {said.statement.text, said.statement.brief} & words
                is_told = in_words or any(adviser.together.says(by, said.rule) for by in told)
                assert is_told, (said.id, case, with_it.answers[fact])
                seen += said.statement.if_answered
    assert seen > 30


def test_no_amount_is_sure_that_one_of_the_answers_left_puts_in_doubt(
    adviser: Adviser, against: frozenset[str]
) -> None:
    """Neither for a program, nor for whoever reads: SEK 50 flatly, while with a card that has run out the manager is asked first."""
    wording, seen = Wording(adviser.knowledge, language("sv")), 0
    for fact, case in open_cases(adviser):
        answer = adviser.answer(case)
        fees = {said.id for said in answer.certain if said.fee is not None and said.id not in answer.doubted}
        doubted = {
            id
            for with_it in answers_to_it(adviser, fact, case)
            for id, by in adviser.answer(with_it).doubted.items()
            if id in fees and not set(by) <= against
        }
        if not doubted:
            continue
        told = {each["id"]: each for each in as_object(answer, wording)["answer"]}
        items = [item for section in outline(answer, wording).sections for item in section.items if item.said]
        for id in doubted:
            assert (told[id]["certain"], told[id]["depends_on"]) == (False, [fact]), (id, case)
            (item,) = [item for item in items if item.said is not None and item.said.id == id]
            assert wording.depends_on((fact,)) in item.notes, (id, case)
            seen += 1
    assert seen > 10
