"""Every dialogue there can be, for tests that walk them all."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.knowledge.model import TOPIC, UNKNOWN, Question


def dialogues(adviser: Adviser, case: Case, topic: str) -> Iterator[tuple[Case, Question | None]]:
    """Each moment of every dialogue from here on: the case, and the question then asked."""
    question = adviser.next_question(case)
    yield case, question
    if question is None:
        return
    if question.id == TOPIC:
        yield from dialogues(adviser, case.with_topics((topic,)), topic)
        return
    for value in (*(value.id for value in question.values), UNKNOWN):
        yield from dialogues(adviser, case.with_answer(question, value), topic)
