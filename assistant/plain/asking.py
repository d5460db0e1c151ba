"""Asking in lines: a question with what one types for each of its answers, and what a typed line stands for."""

from __future__ import annotations

from assistant.dialogue import Conversation
from assistant.dialogue.options import options
from assistant.knowledge.model import TOPIC, UNKNOWN, Question, Value
from assistant.plain.lines import Lines
from assistant.words.wording import Wording


def put(lines: Lines, talk: Conversation, wording: Wording, suggested: str | None = None) -> None:
    """Say the open question and what one types for each of its answers, as in the app; Enter alone for what is `suggested`."""
    gettext, question = wording.language.gettext, talk.question
    if question is None:
        return
    lines.say(gettext("Question: {text}", text=wording.question(question)))
    if question.number is not None:
        asked = gettext(
            "A number from {least} to {greatest}: {label}, or one of these:",
            least=max(1, question.number.least),
            greatest=question.number.greatest,
            label=wording.number_label(question),
        )
        lines.say(f"   {asked}")
    for sign, id, beside in options(talk):
        lines.say(f"{sign}. {wording.topic(id) if beside else wording.value(question, id)}")
    if suggested is not None:
        lines.say("   " + gettext("Enter alone: {value}", value=wording.value(question, suggested)))


def replied(question: Question, word: str) -> tuple[str, ...] | int:
    """What a typed line stands for: ids of values (of topics several), or a number. Raises ValueError if it is no answer."""
    ids = [value.id for value in question.values]
    if question.unknown is not None and word == "0":
        return (UNKNOWN,)
    if question.number is None:
        places = numbers_of(word, len(ids))
        if not places or (len(places) > 1 and question.id != TOPIC):
            raise ValueError(word)
        return tuple(ids[place] for place in places)
    if word.isdigit():
        (place,) = numbers_of(word, question.number.greatest)
        return place + 1
    return (ids[[band(value) for value in question.values].index(word)],)


def band(value: Value) -> str:
    """What one types for a band of numbers, as `0-17`; no letter, since letters are commands."""
    return f"{value.low}-{value.high}"


def number_of(word: str) -> int | None:
    """A typed number; None if it is none, or longer than any that is asked for."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 6 else None


def numbers_of(word: str, count: int) -> tuple[int, ...]:
    """Places from 0 of typed numbers from 1 to `count`, commas or spaces between them. Raises ValueError for any other word."""
    found = [number_of(part) for part in word.replace(",", " ").split()]
    places = tuple(number - 1 for number in found if number is not None and 1 <= number <= count)
    if len(places) < len(found):
        raise ValueError(word)
    return places
