"""The line that answers speaks to the reader's role: to do the role's own task, or to know whose task it is."""

from __future__ import annotations

from itertools import product

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge.model import LONGEST_LEAD, UNKNOWN
from assistant.words.by_role import TASKS, line
from assistant.words.wording import Wording

ROLES = ("care_staff", "manager", "municipality")


def answers(adviser: Adviser) -> list[Answer]:
    """Each topic in every region and situation, of a grown-up."""
    knowledge = adviser.knowledge
    return [
        adviser.answer(case_from_words(knowledge, [f"region={region}", f"status={status}", "age=40", f"topic={topic}"]))
        for region, status, topic in product(
            (*knowledge.values_of("region"), UNKNOWN), (*knowledge.values_of("status"), UNKNOWN), knowledge.topics
        )
    ]


def test_one_short_line_for_each_role_to_each_topic(adviser: Adviser, each_language: Language) -> None:
    named = (*adviser.knowledge.actors["migration_agency"].named_as, "Migration Agency")
    undocumented = adviser.space.having("status", "undocumented")
    for answer in answers(adviser):
        assert len(answer.leads) == 1
        for role in ROLES:
            text = line(answer.leads[0], answer, Wording(adviser.knowledge, each_language, role))
            assert 0 < len(text) <= LONGEST_LEAD, (role, answer.case, text)
            if adviser.space.completions(answer.case.known) & undocumented:
                assert not any(word in text for word in named), (role, answer.case, text)


def test_nobody_is_sent_to_ask_themselves(adviser: Adviser, each_language: Language) -> None:
    """Neither in a line that is certain nor in one that tells what holds with which answer; the desk's own line does send there."""
    at_the_desk = 0
    for actor in adviser.knowledge.actors.values():
        phrases = actor.asking.get(each_language.code, ())
        for answer, role in product(answers(adviser) if phrases else (), (None, *adviser.knowledge.roles)):
            wording = Wording(adviser.knowledge, each_language, role)
            text = line(answer.leads[0], answer, wording).casefold()
            sent = any(phrase in text for phrase in phrases)
            if wording.role is not None and actor.id in wording.role.actors:
                assert not sent, (role, answer.case, text)
                assert not text.startswith(
                    f"{wording.actor('reception').casefold()}: {wording.asked_instead(actor.id)}"
                )
            at_the_desk += sent and role is None
    assert at_the_desk > 20


def test_who_has_a_task_of_their_own_on_the_topic_is_told_it_and_others_whose_it_is(
    adviser: Adviser, each_language: Language
) -> None:
    knowledge, seen = adviser.knowledge, {"own": 0, "theirs": 0}
    for answer, role in product(answers(adviser), ROLES):
        wording, (lead,) = Wording(knowledge, each_language, role), answer.leads
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


def test_at_the_desk_and_without_a_role_nothing_changes(adviser: Adviser, each_language: Language) -> None:
    for answer, role in product(answers(adviser), (None, "reception", "new")):
        wording = Wording(adviser.knowledge, each_language, role)
        assert line(answer.leads[0], answer, wording) == wording.lead(answer.leads[0])
