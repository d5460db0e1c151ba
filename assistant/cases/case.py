"""A case: what the receptionist has answered so far. Immutable; "back" and "change an answer" are other cases.

A fact that is absent has not been answered; one with the value `unknown` has been answered "don't know". For what is
certain the two are the same: every value remains possible. For the dialogue they differ: nobody is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from assistant.i18n import N_
from assistant.knowledge.model import TOPIC, UNKNOWN, Knowledge, Question
from assistant.messages import ToldError, listing, nearest
from assistant.records import record, replace
from assistant.texts import visible


class BadInputError(ToldError, ValueError):
    """A word of a case is wrong. `text(language)` names it, what is allowed, and the nearest right word."""


class ContradictionError(BadInputError):
    """Two words of a case contradict each other, each of them right by itself."""

    def __init__(self, fact: str, word: str, other: str) -> None:
        """`fact` and `word`: what was said last; `other`: what was said before, as `fact=word`."""
        super().__init__(N_("{fact}={word} contradicts {other}."), fact=fact, word=word, other=other)


NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No answers, or no numbers: nobody can add one."""


@record
class Case:
    """Answers by question (a value's id or `unknown`), numbers as given (such as the age), and the chosen topics."""

    answers: Mapping[str, str] = NOTHING
    numbers: Mapping[str, int] = NOTHING
    topics: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((frozenset(self.answers.items()), frozenset(self.numbers.items()), self.topics))

    @property
    def known(self) -> dict[str, str]:
        """The answers that settle something: all but "don't know"."""
        return {fact: value for fact, value in self.answers.items() if value != UNKNOWN}

    def leaves_open(self, question: Question) -> bool:
        """Whether there is something to ask: no answer, or one that names several values at once ("don't know" is an answer)."""
        given = self.answers.get(question.id)
        return given is None or (given != UNKNOWN and len(question.parts(given)) > 1)

    def says(self, question: Question, value: str) -> bool:
        """Whether the answer given says this already: the same, or closer ("under 18" takes nothing from a seven-year-old)."""
        given = self.answers.get(question.id)
        if UNKNOWN in (given, value) or given is None:
            return given == value
        return set(question.parts(given)) <= set(question.parts(value))

    def with_answer(self, question: Question, value: str, number: int | None = None) -> Case:
        """This case with a question answered by a value's id, or by a number, whose band is the value."""
        numbers = self.numbers
        if question.number is not None:
            own = question.number.id
            numbers = {fact: given for fact, given in numbers.items() if fact != own}
            if number is not None:
                numbers[own] = number
        return Case({**self.answers, question.id: value}, numbers, self.topics)  # not `replace`: batches make many

    def without(self, question: Question) -> Case:
        """This case with a question not answered."""
        if question.id == TOPIC:
            return replace(self, topics=())
        answers = {fact: value for fact, value in self.answers.items() if fact != question.id}
        numbers = {
            fact: given for fact, given in self.numbers.items() if question.number is None or fact != question.number.id
        }
        return replace(self, answers=answers, numbers=numbers)

    def with_topics(self, topics: Iterable[str]) -> Case:
        """This case with these topics, each once, in the order given."""
        return replace(self, topics=tuple(dict.fromkeys(topics)))

    def given(self, knowledge: Knowledge, fact: str) -> str:
        """How the answer to a question was given, as `age=7` or `age_group=under_18`."""
        number = knowledge.questions[fact].number
        if number is not None and number.id in self.numbers:
            return f"{number.id}={self.numbers[number.id]}"
        return f"{fact}={self.answers[fact]}"


def carried(case: Case, knowledge: Knowledge, into: Knowledge) -> Case:
    """A case in the terms of another knowledge: numbers are read anew, and what that does not know is left out."""
    kept: list[str] = []
    words = [case.given(knowledge, fact) for fact in case.answers]
    for word in (*words, *(f"{TOPIC}={topic}" for topic in case.topics)):
        with suppress(BadInputError):
            case_from_words(into, [*kept, word])
            kept.append(word)
    return case_from_words(into, kept)


def case_from_words(knowledge: Knowledge, words: Iterable[str]) -> Case:
    """The case that `fact=value` words describe. Raises BadInputError for the first word that is wrong."""
    case = Case()
    seen: dict[str, str] = {}
    for word in words:
        fact, equals, value = word.partition("=")
        fact, value = fact.strip(), value.strip()
        if not equals:
            near = nearest(fact, _facts(knowledge))
            message = N_("“{word}” is not of the form fact=value.")
            raise BadInputError(message, near and f"{near}=…", word=visible(word))
        if fact != TOPIC and fact in seen and seen[fact] != value:
            raise BadInputError(
                N_("{fact} is given twice, as “{one}” and as “{two}”."),
                fact=visible(fact),
                one=visible(seen[fact]),
                two=visible(value),
            )
        seen[fact] = value
        case = _with_word(knowledge, case, fact, value)
    return case


def _with_word(knowledge: Knowledge, case: Case, fact: str, value: str) -> Case:
    try:
        question = knowledge.question_for(fact)
    except KeyError:
        facts = _facts(knowledge)
        raise BadInputError(
            N_("There is no fact “{word}”. Allowed: {allowed}."),
            nearest(fact, facts),
            word=visible(fact),
            allowed=listing(facts),
        ) from None
    if question.id == TOPIC:
        topics = [topic.strip() for topic in value.split(",")]
        for topic in topics:
            _allow(TOPIC, topic, tuple(knowledge.topics))
        return case.with_topics((*case.topics, *topics))
    if question.number is not None and fact == question.number.id and value != UNKNOWN:
        return _with_number(case, question, value)
    allowed = [known.id for known in (*question.values, *question.names)]
    if value not in allowed:
        _allow(fact, value, (*dict.fromkeys(allowed), UNKNOWN))
    number = case.numbers.get(question.number.id) if question.number else None
    return case.with_answer(question, _both(knowledge, case, question, fact, value), number)


def _both(knowledge: Knowledge, case: Case, question: Question, fact: str, value: str) -> str:
    """What an answer and the one before say together: what is known counts ("age=unknown age_group=under_18"), and the closer one.

    A name of one value is that value. Raises ContradictionError.
    """
    before = case.answers.get(question.id, UNKNOWN)
    if before == UNKNOWN and any(value == known.id for known in question.values):
        return value
    left = [part for part in question.parts(value) if part in question.parts(before)]
    both = UNKNOWN if before == value == UNKNOWN else question.spanning(left)
    if both is None:
        raise ContradictionError(fact, visible(value), case.given(knowledge, question.id))
    return both


def _with_number(case: Case, question: Question, value: str) -> Case:
    assert question.number is not None
    name = question.number
    # ASCII digits only: str.isdigit() takes "²" and "७" too, which nobody means by an age.
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
    if number is None or not name.least <= number <= name.greatest:
        raise BadInputError(
            N_("{fact} must be a whole number from {least} to {greatest}, or unknown; “{word}” is not."),
            fact=name.id, least=str(name.least), greatest=str(name.greatest), word=visible(value),
        )  # fmt: skip
    band = question.band(number)
    if band not in question.parts(case.answers.get(question.id, UNKNOWN)):
        raise ContradictionError(name.id, value, f"{question.id}={case.answers[question.id]}")
    return case.with_answer(question, band, number)


def _allow(fact: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        message = N_("{fact} cannot be “{word}”. Allowed: {allowed}.")
        raise BadInputError(message, nearest(value, allowed), fact=fact, word=visible(value), allowed=listing(allowed))


def _facts(knowledge: Knowledge) -> tuple[str, ...]:
    """The names that a word may begin with."""
    names: list[str] = []
    for question in knowledge.questions.values():
        names += [question.number.id] if question.number else []
        names.append(question.id)
    return (*names, TOPIC)
