"""What a typed line gave, in the words of the tests' data, and the phrases that a knowledge lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.knowledge import Knowledge
from assistant.knowledge.model import TOPIC
from assistant.knowledge.word_lists import ACUTE
from assistant.typed import Understood
from tests.support.here import ROOT, data, read_data

ACUTE_LINES: dict[str, list[str]] = data("typed/acute.yaml")
"""Lines that raise the alarm, and such as do not."""
UTTERANCES: list[dict[str, Any]] = [
    said for path in sorted((ROOT / "tests" / "utterances").rglob("*.yaml")) for said in read_data(path)
]
"""Every utterance of the tests."""

_ALARMING = {said["line"] for said in UTTERANCES if said.get("acute") or ("acute" in said and "reason" in said)}
CALM = [said["line"] for said in UTTERANCES if said["line"] not in _ALARMING]
"""The lines that raise no alarm: not those that should, nor those of which it is told why they raise one today that they should not."""
_PLACE = re.compile(r"\{(\w+)\}")
FILLED = {"{n}": "30", "{m}": "6", "{year}": "1990", "{date}": "1990-05-06"}


def facts(knowledge: Knowledge, understood: Understood) -> dict[str, Any]:
    """What was heard, as the utterances write it."""
    found: dict[str, Any] = {}
    for heard in understood.heard:
        if heard.number is not None:
            number = knowledge.questions[heard.fact].number
            assert number is not None
            found[number.id] = heard.number
        else:
            found[heard.fact] = heard.value
    if understood.topics:
        found[TOPIC] = {topic for topic, _ in understood.topics}
    return found


def agrees(knowledge: Knowledge, fact: str, value: Any, got: Any) -> bool:
    """Whether what was heard is what was meant, or closer: bands of age become finer with the rules, and the lines stay as they were written."""
    if got is None or fact not in knowledge.questions or knowledge.questions[fact].number is None:
        return bool(got == value)
    return set(knowledge.parts_of(fact, got)) <= set(knowledge.parts_of(fact, value))


def with_each_word(knowledge: Knowledge, code: str, phrase: str) -> Iterator[str]:
    """A listed phrase with each word of the class that stands in it first, and in its other places any."""
    place = _PLACE.search(phrase)
    words = knowledge.words.classes.get(place[1], {}).get(code, ()) if place else ()
    for one in (_PLACE.sub(word, phrase, count=1) for word in words) if words else (phrase,):
        yield filled(knowledge, one)


def filled(knowledge: Knowledge, phrase: str, **numbers: str) -> str:
    """A listed phrase with numbers in its places: these, or any."""
    if "{" not in phrase:
        return phrase
    classes = knowledge.words.classes

    def first_of(place: re.Match[str]) -> str:
        return next(word for words in classes[place[1]].values() for word in words) if place[1] in classes else place[0]

    phrase = _PLACE.sub(first_of, _PLACE.sub(first_of, phrase))  # twice: in a phrase of a class another may stand
    for placeholder, number in {**FILLED, **{f"{{{name}}}": number for name, number in numbers.items()}}.items():
        phrase = phrase.replace(placeholder, number)
    return phrase


def listed_facts(knowledge: Knowledge) -> Iterator[tuple[str, str, str, tuple[str, ...], str]]:
    """Each listed phrase with its language, its fact, its values and how it names them."""
    for meaning in knowledge.words.meanings:
        for code, phrases in meaning.phrases.items():
            for phrase in phrases:
                yield code, phrase, meaning.fact, meaning.values, meaning.how


def acute_phrases(knowledge: Knowledge) -> Iterator[str]:
    """The phrases that raise the alarm, in every language."""
    return (filled(knowledge, phrase) for of in knowledge.words.lines[ACUTE].values() for phrase in of)
