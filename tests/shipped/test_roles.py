"""The line that answers speaks to the reader's role: to do the role's own task, or to know whose task it is."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge.model import LONGEST_LEAD, UNKNOWN
from assistant.words.by_role import TASKS, line
from assistant.words.wording import Wording

ROLES = ("care_staff", "manager", "municipality")


@pytest.fixture(scope="module")
def answers(adviser: Adviser) -> list[Answer]:
    """Each topic in every region and situation, of a grown-up."""
    knowledge = adviser.knowledge
    return [
        adviser.answer(case_from_words(knowledge, [f"region={region}", f"status={status}", "age=40", f"topic={topic}"]))
        for region, status, topic in product(
            (*knowledge.values_of("region"), UNKNOWN), (*knowledge.values_of("status"), UNKNOWN), knowledge.topics
        )
    ]


@pytest.fixture
def spoken(adviser: Adviser, each_language: Language) -> dict[str | None, Wording]:
    """The words for each role, and for none."""
    return {role: Wording(adviser.knowledge, each_language, role) for role in (None, *adviser.knowledge.roles)}


Spoken = dict[str | None, Wording]


def test_one_short_line_for_each_role_to_each_topic(adviser: Adviser, answers: list[Answer], spoken: Spoken) -> None:
    named = (*adviser.knowledge.actors["migration_agency"].named_as, "Migration Agency")
    undocumented = adviser.space.having("status", "undocumented")
    for answer in answers:
        assert len(answer.leads) == 1
        for role in ROLES:
            text = line(answer.leads[0], answer, spoken[role])
            assert 0 < len(text) <= LONGEST_LEAD, (role, answer.case, text)
            if adviser.space.completions(answer.case.known) & undocumented:
                assert not any(word in text for word in named), (role, answer.case, text)


def test_nobody_is_sent_to_ask_themselves(
    adviser: Adviser, answers: list[Answer], spoken: Spoken, each_language: Language
) -> None:
    """Neither in a line that is certain nor in one that tells what holds with which answer; the desk's own line does send there."""
    at_the_desk, told = 0, list[tuple[str | None, Answer, str]]()
    for answer, role in product(answers, spoken):
        told.append((role, answer, line(answer.leads[0], answer, spoken[role]).casefold()))
    for actor in adviser.knowledge.actors.values():
        phrases = actor.asking.get(each_language.code, ())
        for role, answer, text in told if phrases else ():
            wording = spoken[role]
            sent = any(phrase in text for phrase in phrases)
            if wording.role is not None and actor.id in wording.role.actors:
                assert not sent, (role, answer.case, text)
                assert not text.startswith(
                    f"{wording.actor('reception').casefold()}: {wording.asked_instead(actor.id)}"
                )
            at_the_desk += sent and role is None
    assert at_the_desk > 20


def test_who_has_a_task_of_their_own_on_the_topic_is_told_it_and_others_whose_it_is(
    answers: list[Answer], spoken: Spoken
) -> None:
    seen = {"own": 0, "theirs": 0}
    for answer, role in product(answers, ROLES):
        wording, (lead,) = spoken[role], answer.leads
        assert wording.role is not None
        text, leading = line(lead, answer, wording), lead.rules[0].statement if lead.certain else None
        own = [wording.rule_own(said.rule) for said in answer.certain if said.statement.own and wording.mine(said)]
        mine = leading is not None and not set(leading.actors).isdisjoint(wording.role.actors)
        if own and not mine:
            seen["own"] += 1
            assert text in own, (role, answer.case)
        elif leading is not None and leading.kind in TASKS and not mine and role == "manager":
            asked = [wording.asked_instead(id) for id in wording.role.actors]
            passed_on = any(words and words in text.casefold() for words in asked)
            seen["theirs"] += not passed_on
            assert passed_on or wording.actor(leading.actors[0]) in text, (role, answer.case, text)
    assert min(seen.values()) > 5


def test_at_the_desk_and_without_a_role_nothing_changes(answers: list[Answer], spoken: Spoken) -> None:
    for answer, role in product(answers, (None, "reception", "new")):
        assert line(answer.leads[0], answer, spoken[role]) == spoken[role].lead(answer.leads[0])
