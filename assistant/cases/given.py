"""What scripts give in another form than words: the facts of a JSON object, the day as of which is answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.cases.case import BadInputError
from assistant.i18n import N_
from assistant.texts import visible


class TwiceError(BadInputError):
    """A name stands twice in a JSON object."""


def decoded(text: bytes) -> Any:
    """A JSON text in UTF-8 as a value. Raises ValueError if it is none, and TwiceError if a name stands twice in an object of it."""
    import json  # `ask` reads a day here, and needs none

    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deep") from None


def words_of_facts(facts: Mapping[str, Any]) -> list[str]:
    """The words of a case, as `ask` takes them, that an object of facts gives. Raises BadInputError."""
    return [f"{fact}={_value(fact, value)}" for fact, value in facts.items()]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as a dictionary; a name that stands twice would lose what it said first."""
    found: dict[str, Any] = {}
    for fact, value in pairs:
        if fact in found:
            raise TwiceError(
                N_("{fact} is given twice, as “{one}” and as “{two}”."),
                fact=visible(fact),
                one=visible(str(found[fact])),
                two=visible(str(value)),
            )
        found[fact] = value
    return found


def _value(fact: str, value: Any) -> str:
    """A value as a word: text, a whole number, or a list of texts (topics)."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # to JSON, 7 and 7.0 are one number, and some programs write the second
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise BadInputError(N_("The value of {fact} is neither text nor a whole number."), fact=visible(fact))


def day_of(word: str) -> date:
    """The day that is written so. Raises BadInputError."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):  # fromisoformat takes weeks as well
            raise ValueError(word)
        return date.fromisoformat(word)
    except ValueError:
        message = N_("“{word}” is no day of the calendar; write it as 2025-11-05.")
        raise BadInputError(message, word=visible(word)) from None
