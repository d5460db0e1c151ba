"""Keys until the answer is seen: counted by searching the dialogue, and again by walking cases one by one through the line itself."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from assistant.answer import Adviser
from assistant.audit.keys import keys, keys_along
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.options import options
from assistant.dialogue.readings import Replied
from assistant.knowledge.model import REGION, TOPIC

CASES = 150
SUNDAY_NOON = datetime(2026, 11, 22, 12)


def typed(talk: Conversation, reader: LineReader, answers: dict[str, str], topic: str, most: int) -> int:
    """Keys that are pressed on the line until so many have been: each answers as the reader says."""
    pressed = 0
    while talk.question is not None and pressed < most:
        wanted = topic if talk.question.id == TOPIC or topic in talk.beside else answers[talk.question.id]
        if talk.question.number is not None:
            line = str(talk.question.value(wanted).high)
        else:
            line = next(option.sign for option in options(talk) if option.id == wanted)
        reading = reader.at_once(line, talk) or reader.read(line, talk)
        assert isinstance(reading, Replied)
        at_once = bool(line) and reader.at_once(line, talk) is not None
        pressed, talk = pressed + len(line) + (not at_once), reading.later
    return pressed


@pytest.mark.parametrize("topic", ["visit_fee", "medicines", "interpreter", "dental", "authority_enquiry"])
def test_the_most_and_the_mean_are_those_of_the_cases(adviser: Adviser, topic: str) -> None:
    found, reader, chance = (
        keys(adviser, topic),
        LineReader(adviser.knowledge, ("en",), lambda: SUNDAY_NOON),
        random.Random(3),
    )
    counts = []
    for _ in range(CASES):
        answers = adviser.space.case(chance.randrange(adviser.space.size))
        begun = Case({REGION: answers[REGION]})
        counts.append(keys_along(adviser, topic, answers, begun))
        exact = typed(Conversation(adviser, begun), reader, answers, topic, counts[-1])
        assert counts[-1] <= exact <= counts[-1] + 1, "a hundred years take one key more"
    assert max(counts) <= found.most
    assert abs(sum(counts) / CASES - found.mean) < 0.4
    longest = dict(found.longest.answers)
    assert keys_along(adviser, topic, longest, Case({REGION: longest[REGION]})) == found.most
