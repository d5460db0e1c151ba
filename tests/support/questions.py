"""Conversations in which each question that can be put is open, on several topics, for tests that look at how they are shown."""

from __future__ import annotations

from functools import cache
from itertools import product

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.knowledge.model import TOPIC, UNKNOWN

EACH = 3
"""Conversations for each question: on so many different topics."""


@cache
def conversations(adviser: Adviser) -> list[Conversation]:
    """For each question some conversations in which it is open; and some in which nothing is left to ask."""
    found: dict[str, dict[str, Conversation]] = {}
    values = adviser.knowledge.values_of
    for topic, region in product(adviser.knowledge.topics, values("region")):
        for status, age in product((*values("status"), UNKNOWN), (values("age_group")[0], values("age_group")[-1])):
            given = {"region": region, "status": status, "age_group": age}
            _follow(Conversation(adviser, further=True), given, topic, found)
    return [talk for of_question in found.values() for talk in list(of_question.values())[:EACH]]


def _follow(talk: Conversation, given: dict[str, str], topic: str, found: dict[str, dict[str, Conversation]]) -> None:
    """Reply with what is given, else with the first value, and keep each question met."""
    while True:
        question = talk.question
        name = question.id if question is not None else ""
        name += "?" if talk.finding_out is not None else ""
        found.setdefault(name, {}).setdefault(topic, talk)
        if question is None:
            return
        if question.id == TOPIC:
            talk = talk.reply_topics([topic])
        else:
            fallback = UNKNOWN if talk.finding_out is not None else question.values[0].id
            talk = talk.reply(given.get(question.id, fallback))
