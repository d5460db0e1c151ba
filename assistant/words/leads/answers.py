"""The answers to a question as a line names them: by their brief words, numbers by the span between which they lie."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.knowledge.model import Question
from assistant.words.leads.speech import LeadWords, small

YES_OR_NO = {"yes", "no"}
"""The answers of a question that say nothing without it, if they have no brief words."""


def asks_who(question: Question) -> bool:
    """Whether its answers are people: situations, not ages."""
    return question.who and question.number is None


def has_words_of_its_own(question: Question) -> bool:
    """Whether it is one of yes and no whose answers say by themselves what they are answers to: "not registered", not "no"."""
    return {value.id for value in question.values} == YES_OR_NO and all(value.brief for value in question.values)


def says_what_it_is(question: Question, wording: LeadWords) -> bool:
    """Whether the answers say by themselves what they are answers to: not yes and no, if they have no words of their own."""
    return has_words_of_its_own(question) or wording.is_said_by_its_answers(question)


def turning_on(fact: str, wording: LeadWords) -> str:
    """What something depends on, within a sentence: a question by its short words, or by what its Yes says."""
    question = wording.knowledge.question_for(fact)
    if not has_words_of_its_own(question):
        return small(wording.short(fact), wording.names)
    answer = small(wording.brief_value(question, "yes"), wording.names)
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
