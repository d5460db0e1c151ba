"""Keys: how many one presses until the answer is seen, by searching the dialogue as the line reads it.

Counted from the first question, the region being known. The answer is seen when one line answers whatever is still open, when nothing that
is needed is left to ask, or when the open question shows beside each of its answers what is paid with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.model import Lead
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.options import options
from assistant.knowledge.model import REGION, TOPIC, Fee, Question

SEEN_BESIDE = 2
"""Different things that stand beside one answer at the most, as "an amount · ask"; more are told by the next question."""
_AN_AGE = 2
"""Keys for a number: two digits, or one and Enter."""


class Keys(NamedTuple):
    """Keys until the answer on a topic is seen: the most, the mean over all cases, and a case that takes the most."""

    most: int
    mean: Fraction
    longest: Case


def keys(adviser: Adviser, topic: str) -> Keys:
    """The keys of all dialogues about a topic, each region and each answer as likely as the others."""
    regions = [Case({REGION: region}) for region in adviser.knowledge.values_of(REGION)]
    search = _searched(adviser, topic)
    return _together(search(case) for case in regions)


def keys_along(adviser: Adviser, topic: str, answers: Mapping[str, str], begun: Case) -> int:
    """The keys of one dialogue about a topic, from a case on, with these answers."""
    talk, pressed = Conversation(adviser, begun), 0
    while not _seen(talk):
        question = talk.question
        assert question is not None
        if topic in talk.beside or question.id == TOPIC:
            pressed, talk = pressed + _sign(talk, topic), talk.about((topic,))
        else:
            value = answers[question.id]
            pressed, talk = pressed + _pressed(talk, question, value), talk.reply(value)
    return pressed


def _searched(adviser: Adviser, topic: str) -> Callable[[Case], Keys]:
    """Searches all dialogues about a topic that go on from a case."""

    @cache
    def search(case: Case) -> Keys:
        talk = Conversation(adviser, case)
        question = talk.question
        if question is None or _seen(talk):
            return Keys(0, Fraction(0), case)
        if topic in talk.beside or question.id == TOPIC:
            return _more(_sign(talk, topic), search(talk.about((topic,)).case))
        branches = (
            _more(_pressed(talk, question, value.id), search(case.with_answer(question, value.id)))
            for value in question.values
        )
        return _together(branches)

    return search


def _seen(talk: Conversation) -> bool:
    """Whether nothing is left to ask, or one line answers, or the open question is the table of fees, on each topic."""
    question = talk.question
    if question is None or not talk.case.topics:
        return question is None
    return all(_answered(talk, topic) or _beside(talk, topic, question) for topic in talk.case.topics)


def _answered(talk: Conversation, topic: str) -> bool:
    """Whether one line answers, whatever is still open."""
    lead = talk.adviser.lead_on(topic, talk.case)
    return lead is None or (lead.everywhere and not lead.withheld and len(_lines(lead)) == 1)


def _beside(talk: Conversation, topic: str, question: Question) -> bool:
    """Whether beside each answer to the open question stands what is paid with it."""
    leads = [talk.adviser.lead_on(topic, talk.case.with_answer(question, value.id)) for value in question.values]
    return all(
        lead is not None
        and lead.everywhere
        and not lead.withheld
        and all(fee is not None for fee, _ in _lines(lead))
        and len({fee for fee, _ in _lines(lead)}) <= SEEN_BESIDE
        for lead in leads
    )


def _lines(lead: Lead) -> set[tuple[Fee | None, str]]:
    """What the statements that lead say: what is paid, and in which words."""
    return {(said.charged, said.lead) for rule in lead.rules if (said := rule.statement) is not None}


def _pressed(talk: Conversation, question: Question, value: str) -> int:
    """Keys for an answer: a number has two, every other its sign."""
    return _sign(talk, value) if question.number is None else _AN_AGE


def _sign(talk: Conversation, id: str) -> int:
    return next(len(option.sign) for option in options(talk) if option.id == id)


def _more(pressed: int, after: Keys) -> Keys:
    return Keys(pressed + after.most, pressed + after.mean, after.longest)


def _together(branches: Iterable[Keys]) -> Keys:
    """Branches that are equally likely, as one."""
    found = list(branches)
    worst = max(found, key=lambda branch: branch.most)
    return Keys(worst.most, sum((branch.mean for branch in found), Fraction(0)) / len(found), worst.longest)
