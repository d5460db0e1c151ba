"""A case in one short line: what has been replied, as `Jönköpings län › Asylsökande › Läkemedel › 34 år`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from assistant.cases.case import Case
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN, Question
from assistant.words.wording import Wording

SEPARATOR = " › "


class Crumb(NamedTuple):
    """One reply in few words, and the fact by which it is changed.

    `idle`: it changes nothing as the case stands. `who`: it tells one patient from the next.
    """

    fact: str
    text: str
    idle: bool = False
    who: bool = False


def least_needed(crumbs: Sequence[Crumb]) -> list[int]:
    """The places of all but the last, from the one that is missed least: what changes nothing, then what does not tell who the patient is.

    The region last: every rule hangs on it, and it stays from one patient to the next.
    """

    def need(place: int) -> tuple[bool, bool, bool, int]:
        crumb = crumbs[place]
        return crumb.fact == REGION, crumb.who, not crumb.idle, place

    return sorted(range(len(crumbs) - 1), key=need)


def crumbs(case: Case, wording: Wording, idle: frozenset[str] = frozenset()) -> tuple[Crumb, ...]:
    """The replies in the order in which they are asked."""
    knowledge = wording.knowledge
    asked = [question for question in knowledge.questions.values() if question.id in case.answers]
    if case.topics:
        asked = sorted([*asked, knowledge.topic_question], key=lambda question: question.order)
    return tuple(Crumb(each.id, brief(case, each, wording), each.id in idle, each.who) for each in asked)


def brief(case: Case, question: Question, wording: Wording) -> str:
    """A reply in few words, without what stands in brackets; with the question's short name where it says nothing alone."""
    number = case.numbers.get(question.number.id) if question.number is not None else None
    if number is not None:
        return wording.language.ngettext("{number} year", "{number} years", number)
    text = re.sub(r"\s*\([^)]*\)", "", wording.answered(case, question)) or wording.answered(case, question)
    if question.id != TOPIC and says_nothing_alone(case.answers[question.id], wording):
        return f"{wording.short(question.id)}: {text}"
    return text


def says_nothing_alone(value: str, wording: Wording) -> bool:
    """Whether several questions can be answered with this, as "yes", "no" or "don't know"."""
    questions = wording.knowledge.questions.values()
    return value == UNKNOWN or Counter(each.id for question in questions for each in question.values)[value] > 1
