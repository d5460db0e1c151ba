"""Ways to say each value and topic: heard alone and among other words; what only sounds so settles nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.typed import Listener
from tests.support.hearing import agrees, facts
from tests.support.here import TODAY, data
from tests.support.shipped import shipped
from tests.support.sweep import sweep

KNOWLEDGE = shipped()
OPEN = "open"
PHRASINGS: dict[str, dict[str, dict[str, list[str]]]] = data("typed/phrasings.yaml")
AROUND = {
    "sv": ("{}", "Hej! Har en patient här på mottagningen. {}. Vad gäller?"),
    "en": ("{}", "Hello! I have a patient here at the clinic. {}. What applies?"),
}


def said(code: str) -> Iterator[tuple[str, str, str]]:
    """Each line, with the fact and the value that it tells."""
    for fact, values in PHRASINGS[code].items():
        for value, phrases in values.items():
            for phrase in phrases:
                alone, within = AROUND[code]
                yield alone.format(phrase), fact, value
                yield within.format(phrase[0].upper() + phrase[1:]), fact, value


@pytest.mark.long
@pytest.mark.parametrize("code", ["sv", "en"])
def test_each_way_to_say_something_is_heard_as_it(users_world: None, code: str) -> None:
    listener = Listener(KNOWLEDGE, (code, *(other for other in AROUND if other != code)))

    def hear(line: tuple[str, str, str]) -> None:
        text, fact, value = line
        understood = listener.hear(text, TODAY)
        settled = {one.fact: one.value for one in understood.heard}
        got: dict[str, Any] = settled | facts(KNOWLEDGE, understood)
        if value == OPEN:  # whoever says that they do not know has answered so, and with nothing else
            got = {key: told for key, told in got.items() if told != UNKNOWN}
            assert not {fact, "age_group" if fact == "age" else fact} & got.keys(), got
        elif fact == TOPIC:
            assert value in got.get(TOPIC, ()), got
        else:
            assert str(got.get(fact)) == value or agrees(KNOWLEDGE, fact, value, got.get(fact)), got

    sweep(((line[0], line) for line in said(code)), hear)


def test_there_are_hundreds_of_them_for_every_topic_and_every_question() -> None:
    for of_language in PHRASINGS.values():
        assert of_language[TOPIC].keys() == KNOWLEDGE.topics.keys()
        assert KNOWLEDGE.questions.keys() - of_language.keys() == set()
        assert sum(len(phrases) for values in of_language.values() for phrases in values.values()) >= 500
