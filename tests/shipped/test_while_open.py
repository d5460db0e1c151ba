"""What goes wrong while something is still open: nothing that holds with one of the answers left is lost, and no amount is sure that one undoes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.i18n import Language, language
from assistant.knowledge.model import UNKNOWN, Statement
from assistant.words.outline import POSSIBLE, outline, turns_on
from assistant.words.short import shortened
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


def test_no_line_of_an_open_age_tells_less_of_a_right_than_each_of_its_answers(
    adviser: Adviser, each_language: Language
) -> None:
    """Maternity care, abortion and contraception are named, or it is said that there is more: whoever is pregnant is not left out."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    named, more = {"sv": "abort", "en": "abortion"}, {"sv": ("bl.a.", "minst"), "en": ("at least", "among other")}
    code = each_language.code
    situations = ("asylum_seeker", "undocumented", "temporary_protection")
    for region, status in product(adviser.knowledge.values_of("region"), situations):
        case = Case({"region": region, "status": status, "proof": "none", "registered": "no"}, {}, ("entitlement",))
        adult = Case({**case.answers, "age_group": "24_84"}, {}, case.topics)
        open_line, then = (wording.lead(adviser.answer(each).leads[0]).lower() for each in (case, adult))
        if named[code] in then:
            tells = named[code] in open_line or any(word in open_line for word in more[code])
            asks = wording.ask(adviser.knowledge.questions["age_group"]) in open_line
            assert tells or asks, (region, status, open_line)
            seen += tells
    assert seen >= 6


def test_a_step_that_stands_first_stands_first_in_brief_too(adviser: Adviser, each_language: Language) -> None:
    """ "Ask first, without saying who it is" is no part that a line of several situations may leave out for what they have in common."""
    wording, first, seen = (
        Wording(adviser.knowledge, each_language),
        {"sv": "först", "en": "first"}[each_language.code],
        0,
    )
    begins = re.compile(rf"^[^.:]*[:.]?[^.:]*\b{first} (?!gång|time)|\b{first} (?:\w+, )", re.IGNORECASE)
    for id, rule in adviser.statements.items():
        asks_first = rule.said.contact is not None and begins.search(wording.rule_lead(rule))
        if rule.said.kind == "step" and asks_first:
            assert first in wording.rule_brief(rule), id
            seen += 1
    assert seen


def test_a_line_that_only_asks_cites_nothing(adviser: Adviser, each_language: Language) -> None:
    """ "Ask how old the patient is": no source says that, and clauses behind it would seem to carry it."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    asked = {wording.settle(question) for question in adviser.knowledge.questions.values()} - {""}
    for topic, region in product(adviser.knowledge.topics, adviser.knowledge.values_of("region")):
        told = shortened(outline(adviser.answer(Case({"region": region}, {}, (topic,))), wording), wording, "")
        for item in (item for section in told.sections for item in section.items):
            text = item.text
            for sentence in asked:
                text = text.replace(sentence, "")
            if item.text and not text.strip():
                assert not item.sources, (topic, region, item.text)
                seen += 1
    assert seen > 5


def test_under_each_situation_stands_what_answers_there(adviser: Adviser, each_language: Language) -> None:
    """Not only how many statements there are: whoever knows the situation looks under its name."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for topic, region, age in product(
        adviser.knowledge.topics, adviser.knowledge.values_of("region"), ("under_18", "24_84", "85_plus")
    ):
        case = Case({"region": region, "age_group": age}, {}, (topic,))
        answer = adviser.answer(case)
        if not any("status" in lead.depends_on for lead in answer.leads):
            continue  # one line answers for everybody
        told = shortened(outline(answer, wording), wording, "")
        alone = {wording.if_it_is("status", (value,)) for value in adviser.knowledge.values_of("status")}
        for section in told.sections:
            for group, items in section.groups:
                if group in alone:
                    leads = [
                        lead for fork in answer.leads[0].forks if fork.fact == "status" for _, lead in fork.branches
                    ]
                    narrowed = any(rule.said.if_answered for lead in leads if lead for rule in lead.rules)
                    told_there = items[0].said is not None or items[0].sources or len(items) > 1
                    assert told_there or narrowed, (topic, region, age, group)
                    seen += 1
    assert seen > 50


def test_whom_to_reach_stands_in_sight_under_its_condition(adviser: Adviser, each_language: Language) -> None:
    """Without a card: Asylenheten's number, not "2 more statements"; never an authority to which somebody is sent."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for fact, case in open_cases(adviser):
        if fact != "proof":
            continue
        answer = adviser.answer(case)
        whole, told = outline(answer, wording), shortened(outline(answer, wording), wording, "")
        shown = {group: items for section in told.sections for group, items in section.groups if group}
        for group, items in (each for section in whole.sections if section.name == POSSIBLE for each in section.groups):
            contacts = [item for item in items if item.said is not None and item.said.statement.kind == "contact"]
            own = [item for item in contacts if item.said is not None and not item.said.statement.sends_to]
            leads = [item for item in items if item.said is not None and item.said.statement.lead]
            if own and leads and all(not turns_on(item.said, wording, group) for item in own if item.said is not None):
                assert any(item.said is not None and item.said.contact for item in shown[group]), (case, group)
                seen += 1
    assert seen > 2
