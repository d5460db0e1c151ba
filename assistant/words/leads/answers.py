"""The answers to a question as a line names them: by their brief words, numbers by the span between which they lie."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.knowledge.model import Question
from assistant.words.leads.speech import LeadWords, small


def asks_who(question: Question) -> bool:
    """Whether its answers are people: situations, not ages."""
    return question.who and question.number is None


def says_what_it_is(question: Question, wording: LeadWords) -> bool:
    """Whether the answers say by themselves what they are answers to: not yes and no, if they have no words of their own."""
    return question.halves is not None or wording.is_said_by_its_answers(question)


def turning_on(fact: str, wording: LeadWords) -> str:
    """What something depends on, within a sentence: a question by its short words, or by what its Yes says."""
    question = wording.knowledge.question_for(fact)
    if question.halves is None:
        return small(wording.short(fact), wording.names)
    answer = small(wording.brief_value(question, question.halves.exception), wording.names)
    return wording.language.gettext("whether {answer}", answer=answer)


def spans(question: Question, values: Sequence[str], wording: LeadWords) -> str:
    """Bands of a number by the numbers between which they lie."""
    return ", ".join(_span(question, low, high, wording) for low, high in question.spans(values))


def _span(question: Question, low: int, high: int, wording: LeadWords) -> str:
    number, gettext = question.number, wording.language.gettext
    assert number is not None
    if low == number.least:
        return gettext("under {number}", number=str(high + 1))
    if high == number.greatest:
        return gettext("from {number}", number=str(low))
    return f"{low}–{high}"
