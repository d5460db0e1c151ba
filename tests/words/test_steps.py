"""Steps in an answer: numbered within their topic, the reader's own first, the others' under their names, a form only once."""

from __future__ import annotations

import json
from itertools import product

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.knowledge.model import STEP
from assistant.words.card import card
from assistant.words.outline import FORM, OTHERS, Section, sections
from assistant.words.wording import Wording
from assistant.words.writers import write

HOME_CARE = "region=vgr status=asylum_seeker proof=lma_valid age=40 topic=home_care"
CASES = (
    HOME_CARE,
    "region=vgr status=undocumented age=7 topic=home_care,invoicing",
    "region=rjl status=undocumented age=30 topic=registration,records,referral",
    "region=vgr status=asylum_seeker proof=lma_expired age=30 topic=consumables,medicines",
    "region=rjl status=undocumented age=30 topic=registration",
)


def answer_to(adviser: Adviser, words: str) -> Answer:
    return adviser.answer(case_from_words(adviser.knowledge, words.split()))


def steps_of(answer: Answer, wording: Wording) -> list[Section]:
    return [section for section in sections(answer, wording) if section.name in (STEP, OTHERS)]


@pytest.mark.parametrize("words", CASES)
def test_the_steps_on_a_topic_are_numbered_from_one_on(adviser: Adviser, words: str) -> None:
    answer = answer_to(adviser, words)
    for topic in answer.case.topics:
        steps = [said for said in answer.certain if (said.statement.kind, said.statement.topic) == (STEP, topic)]
        numbers = [said.number for said in steps if said.statement.form is None]
        assert numbers == list(range(1, len(numbers) + 1)), topic
        assert [said.statement.order for said in steps] == sorted(said.statement.order for said in steps)
    assert all(said.number is None for said in answer.statements if said.statement.kind != STEP or not said.certain)


@pytest.mark.parametrize("words", CASES)
def test_every_role_reads_every_step_once_with_the_same_number_or_with_none(adviser: Adviser, words: str) -> None:
    """Numbers show an order only to a role that reads a topic's steps from the first one on."""
    answer = answer_to(adviser, words)
    expected = {said.id: said.number for said in answer.certain if said.number and said.statement.form is None}
    for role in adviser.knowledge.roles:
        wording = Wording(adviser.knowledge, language("sv"), role)
        items = [item for section in steps_of(answer, wording) for item in section.items]
        assert {item.said.id for item in items if item.said} == expected.keys()
        assert len(items) == len(expected)
        for topic in answer.case.topics:
            on_topic = [item for item in items if item.said and item.said.statement.topic == topic]
            numbers = {item.said.id: item.number for item in on_topic if item.said}
            first = [expected[id] for id in numbers][:1]
            assert first != [1] or numbers == {id: expected[id] for id in numbers} or not any(numbers.values()), role
            assert first == [1] or not any(numbers.values()), role


def test_numbers_stand_only_where_they_are_read_from_one_on(adviser: Adviser) -> None:
    seen: set[int | None] = set()
    for words, role in product(CASES, adviser.knowledge.roles):
        answer = answer_to(adviser, words)
        if len(answer.case.topics) == 1:
            first, *_ = steps_of(answer, Wording(adviser.knowledge, language("sv"), role))
            numbers = [item.number for item in first.items]
            assert numbers in ([None] * len(numbers), list(range(1, len(numbers) + 1))), (words, role)
            seen.add(numbers[0])
    assert seen == {None, 1}


@pytest.mark.parametrize("words", CASES)
@pytest.mark.parametrize("role", ["reception", "care_staff", "manager", "municipality", "new"])
def test_own_steps_stand_first_and_others_under_their_names(adviser: Adviser, words: str, role: str) -> None:
    answer, wording = answer_to(adviser, words), Wording(adviser.knowledge, language("en"), role)
    mine = set(adviser.knowledge.roles[role].actors)
    for section in steps_of(answer, wording):
        for item in section.items:
            assert item.said is not None
            actors = item.said.statement.actors
            assert (section.name == STEP) == bool(mine & set(actors))
            if section.name == OTHERS:
                told = {item.said.statement.actors for item in section.items if item.said is not None}
                named = actors if len(told) == 1 else actors[:1]
                assert section.title.endswith(", ".join(map(wording.actor, named))), (
                    "all, where they take each together"
                )
                several = len(section.items) > 1  # one alone takes the row that its count would
                assert section.folded == (several and not adviser.knowledge.roles[role].in_full)
        numbers = [item.number for item in section.items if item.number]
        assert not numbers or numbers == list(range(numbers[0], numbers[0] + len(section.items))), "none seems lost"
    for topic in answer.case.topics:  # within a topic, the reader's own come before any other's
        names = [
            section.name
            for section in steps_of(answer, wording)
            if section.items[0].said and section.items[0].said.statement.topic == topic
        ]
        assert STEP not in names[1:]


def test_steps_that_are_looked_for_are_wanted_open_though_others_take_them(adviser: Adviser) -> None:
    wanted = {}
    for words in (
        "region=rjl status=undocumented age=30 topic=referral",
        "region=vgr status=asylum_seeker proof=lma_valid age=34 topic=assistive_devices",
    ):
        made = card(answer_to(adviser, words), Wording(adviser.knowledge, language("sv")), asking=False)
        assert not made.steps
        wanted[words.rpartition("=")[2]] = [fold.in_full for fold in made.folds if fold.kind == OTHERS]
    assert wanted["referral"][0] and not any(wanted["referral"][1:])
    assert wanted["assistive_devices"] and not any(wanted["assistive_devices"]), "steps are not what is looked for"


def test_a_process_is_told_by_phases_which_never_come_back(adviser: Adviser, each_language: Language) -> None:
    answer, wording = answer_to(adviser, HOME_CARE), Wording(adviser.knowledge, each_language, "care_staff")
    (own, *_) = steps_of(answer, wording)
    headings = [group for group, _ in own.groups if group]
    labels = [wording.phase(phase) for phase in adviser.knowledge.phases]
    assert len(headings) > 2
    assert headings == [label for label in labels if label in headings]


def test_a_form_stands_once(adviser: Adviser, each_language: Language) -> None:
    answer, wording = answer_to(adviser, HOME_CARE), Wording(adviser.knowledge, each_language)
    parts = [said for said in answer.certain if said.statement.form is not None]
    (form,) = [section for section in sections(answer, wording) if section.name == FORM]
    assert parts and [item.said for item in form.items] == parts
    text = write(answer, wording, "text")
    for said in parts:
        assert said.statement.form is not None
        # In another language than the form's its words say below the heading what it is for.
        assert text.count(wording.rule_text(said.rule)) == (0 if each_language.code == "sv" else 1)
        assert sum(line.startswith(f"- {said.statement.form.heading} [") for line in text.splitlines()) == 1


def test_json_names_the_phase_and_the_number_and_is_the_same_for_every_role(adviser: Adviser) -> None:
    answer = answer_to(adviser, HOME_CARE)
    written = {
        write(answer, Wording(adviser.knowledge, language("sv"), role), "json") for role in adviser.knowledge.roles
    }
    assert len(written) == 1
    found = {said["id"]: said for said in json.loads(written.pop())["answer"]}
    for said in answer.statements:
        assert (found[said.id]["number"], found[said.id]["phase"]) == (said.number, said.statement.phase or None)
    assert any(said["phase"] for said in found.values())


def test_a_role_is_known_by_its_other_words_too(adviser: Adviser) -> None:
    assert Wording(adviser.knowledge, language("sv"), "nurse").role == adviser.knowledge.roles["care_staff"]
    with pytest.raises(KeyError):
        Wording(adviser.knowledge, language("sv"), "doctor")
