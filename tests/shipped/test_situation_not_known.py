"""While the situation of a patient is not known: what is said then is certain, stands first, and leads nobody to an authority."""

from __future__ import annotations

import re
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Told
from assistant.i18n import language
from assistant.knowledge.model import UNKNOWN, WARNING
from assistant.words.outline import LEAD, sections
from assistant.words.wording import Wording


def test_whatever_is_asked_the_warning_is_certain_until_the_situation_is_answered(adviser: Adviser) -> None:
    knowledge = adviser.knowledge
    topics = [topic.id for topic in knowledge.topics.values() if not topic.no_patient]
    for region, topic in product((*knowledge.values_of("region"), UNKNOWN), topics):
        for status in ([], ["status=unknown"]):
            answer = adviser.answer(case_from_words(knowledge, [f"region={region}", f"topic={topic}", *status]))
            certain = [said for said in answer.certain if said.statement.kind == WARNING and said.statement.mentions]
            assert [said.statement.while_open for said in certain if said.statement.always] == ["status"], topic
        for value in knowledge.values_of("status"):
            words = [f"region={region}", f"topic={topic}", f"status={value}"]
            said_then = adviser.answer(case_from_words(knowledge, words)).statements
            assert not [said.id for said in said_then if said.statement.while_open == "status"], words


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_warning_stands_above_all_that_depends_on_more(adviser: Adviser, code: str) -> None:
    wording = Wording(adviser.knowledge, language(code))
    for topic in (topic.id for topic in adviser.knowledge.topics.values() if not topic.no_patient):
        answer = adviser.answer(case_from_words(adviser.knowledge, ["region=vgr", f"topic={topic}"]))
        told = [
            item.said for section in sections(answer, wording) if section.name != LEAD
            for item in section.items if item.said is not None
        ]  # fmt: skip
        always = [said for said in told if said.statement.always and not said.statement.at_the_desk]
        assert always[0].statement.while_open and always[0].certain, topic
        assert told.index(always[0]) <= 1, topic


def test_the_right_to_care_is_answered_as_far_as_it_is_known(adviser: Adviser) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, ["topic=entitlement"]))
    (lead,) = answer.leads
    assert lead.certain and lead.rules[0].id in {said.id for said in answer.certain}


def test_no_question_sends_anybody_to_an_authority_to_find_out(adviser: Adviser) -> None:
    """The words of a question hold for every patient to whom it may be put, one who has become undocumented among them."""
    sends = re.compile(r"\b(kontrollera|fråga|ring|sök|se|slå upp)\b[^.:]*Migrationsverk", re.IGNORECASE)
    asked = [
        every
        for question in adviser.knowledge.questions.values()
        for every in (question, question.finding_out)
        if every
    ]
    told = [
        text
        for question in asked
        for text in (question.help, question.settle, *(value.help for value in (*question.values, question.unknown) if value))
    ]  # fmt: skip
    assert [text for text in told if sends.search(text)] == []


def test_nobody_contacts_the_agency_about_a_patient_whose_situation_is_not_known(adviser: Adviser) -> None:
    """Whatever is asked, also where an authority asks, and whatever else is told: the warning hangs on no other answer."""
    for topic, region in product(adviser.knowledge.topics, (*adviser.knowledge.values_of("region"), UNKNOWN)):
        for more in ([], ["proof=none"], ["age=34"], ["status=unknown", "proof=unknown"]):
            answer = adviser.answer(case_from_words(adviser.knowledge, [f"region={region}", f"topic={topic}", *more]))
            warned = [
                said.id for said in answer.certain
                if said.statement.kind == WARNING and said.statement.while_open == "status" and said.statement.mentions
            ]  # fmt: skip
            assert warned, (topic, region, more)


@pytest.mark.parametrize(
    "words", ["status=unknown age=34", "status=temporary_protection proof=ut_card", "status=resident"]
)
def test_an_enquiry_is_not_answered_with_what_holds_for_patients(adviser: Adviser, words: str) -> None:
    """Which rules or fees are whose has nothing to do with who asks: beside the warnings only what is said of the enquiry."""
    wording = Wording(adviser.knowledge, language("en"))
    for region in adviser.knowledge.values_of("region"):
        case = case_from_words(adviser.knowledge, [f"region={region}", "topic=authority_enquiry", *words.split()])
        told = [item.said for section in sections(adviser.answer(case), wording) for item in section.items if item.said]
        assert {said.statement.topic for said in told if said.statement.kind != WARNING} == {"authority_enquiry"}


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("kvinna 34 utan papper, läkarbesök på vårdcentralen", ["undocumented"]),
        ("a man without papers, 34, which number?", ["undocumented"]),
        ("kvinna 34 utan papper, recept på apoteket", []),
        ("a man without papers, 34, prescription at the pharmacy", []),
        ("inga papper, vilket nummer?", []),
        ("no papers, 34, doctor's visit at the health centre", []),
    ],
)
def test_without_papers_is_what_is_usually_meant_but_asked_where_another_goes_another_way(
    adviser: Adviser, line: str, taken: list[str]
) -> None:
    """Whoever has no papers may be an asylum seeker whose card is not there, whom the pharmacy takes otherwise."""
    reader = LineReader(adviser.knowledge, ("sv", "en"))
    begun = Conversation(adviser, case_from_words(adviser.knowledge, ["region=vgr"]))
    reading = reader.read(line, begun)
    assert isinstance(reading, Told)
    assert [one.value for one in reading.understood.as_usual if one.fact == "status"] == taken
    assert ("status" in reading.later.case.answers) is bool(taken)
