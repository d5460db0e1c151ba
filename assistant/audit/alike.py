"""Whether a text says the same in every language: the same numbers, days, addresses and placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.i18n import N_, Language
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem
from assistant.knowledge.texts import Text, texts
from assistant.messages import listing

_TELLING = re.compile(r"https?://[^\s)]*[^\s).,]|[\w.+-]+@[\w.-]+\w|\{\w+\}|\d+")
"""What must be the same in every language: addresses, placeholders, and every number, those of telephones and days among them."""

_FEWER = re.compile(r"\{\w+\}|\d+")
"""The same where no address stands, which takes long to look for."""


def unlike_texts(knowledge: Knowledge, spoken: Iterable[Language]) -> Iterator[Problem]:
    """Every text that is translated, and says another number, address or placeholder than it is written with."""
    languages = list(spoken)
    for text in texts(knowledge):
        context, source, _ = text
        for language in languages:
            if language.has_knowledge(context, source) and (
                other := different(source, language.knowledge(context, source))
            ):
                yield unlike(text, language, other)


def unlike(text: Text, language: Language, other: str) -> Problem:
    """A text that does not say the same in a language."""
    message = N_("{word} does not say the same in every language ({code}): {other} stands in one and not in the other.")
    return Problem(text[2], message, {"word": text[0], "code": language.code, "other": other})


def different(one: str, other: str) -> str:
    """What stands in one of two texts and not in the other, of what must be the same."""
    if one == other:
        return ""
    telling = _TELLING if "@" in one + other or "://" in one + other else _FEWER
    here, there = Counter(telling.findall(one)), Counter(telling.findall(other))
    return listing([*(here - there).elements(), *(there - here).elements()])
