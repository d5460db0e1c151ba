"""The options of the open question: what one types for each, and when what is typed answers without Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.dialogue.conversation import Conversation
from assistant.knowledge.model import UNKNOWN, Question

_ROW = 9
"""Options that a single digit picks; those of the next row have a 0 before their digit."""
UNSURE = "0"
"""Typed for "don't know"."""
TENTH = "00"
"""The sign of the tenth of the row with a 0 before its digit. It waits for Enter: who typed "don't know" once too often chooses nothing."""


class Option(NamedTuple):
    """An answer to the open question: what one types for it, and the value (or `unknown`, or a topic beside the question)."""

    sign: str
    id: str
    beside: bool = False


def options(talk: Conversation) -> tuple[Option, ...]:
    """The options of the open question, in the order in which they are shown. None open, none there."""
    question = talk.question
    if question is None:
        return ()
    signs = _bands(question) if question.number is not None else map(_sign, range(len(question.values) + 1))
    found = [Option(sign, value.id) for sign, value in zip(signs, question.values, strict=False)]
    found += [Option(_sign(len(found) + at), topic, True) for at, topic in enumerate(talk.beside)]
    return (*found, Option(UNSURE, UNKNOWN)) if question.unknown is not None else tuple(found)


def _sign(place: int) -> str:
    """1 to 9, then 01 to 09, and 00 for the tenth of that row; further ones are counted on."""
    if place < _ROW:
        return str(place + 1)
    return f"0{(place - _ROW + 1) % 10}" if place < _ROW + 10 else str(place + 1)


def _bands(question: Question) -> Iterator[str]:
    return (f"{value.low}-{value.high}" for value in question.values)


def picked(talk: Conversation, typed: str) -> Option | None:
    """The option that a typed sign stands for; counted on from 9, the number works too ("10" as "01")."""
    found = options(talk)
    exact = next((option for option in found if option.sign == typed), None)
    if exact is not None or typed.startswith("0") or not typed.isascii() or not typed.isdigit() or len(typed) > 3:
        return exact
    place = int(typed) - 1
    counted = [option for option in found if option.id != UNKNOWN]
    ranged = talk.question is not None and talk.question.number is None
    return counted[place] if ranged and place < len(counted) else None


def at_once(talk: Conversation, typed: str) -> bool:
    """Whether what is typed on an empty line answers without Enter: no longer sign, and no longer age, begins so."""
    question = talk.question
    if question is None or not typed.isascii() or not typed.isdigit():
        return False
    if question.number is not None:
        # "0" alone is "don't know", and "09" is nine: so a nought waits, as any first digit does.
        no_more = len(typed) > 1 and (typed.startswith("0") or int(typed) * 10 > question.number.greatest)
        return no_more and max(1, question.number.least) <= int(typed) <= question.number.greatest
    signs = [option.sign for option in options(talk)]
    return typed != TENTH and typed in signs and not any(sign != typed and sign.startswith(typed) for sign in signs)
