"""Steps: those of a topic in the order in which they are taken, numbered whoever takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assistant.answer.model import Said
from assistant.knowledge.model import STEP


def numbered(statements: Iterable[Said]) -> tuple[Said, ...]:
    """The statements, each certain step with its number within its topic.

    What only fills in a heading of a form is part of the step before it and shares its number.
    """
    taken: Counter[str] = Counter()
    found = []
    for said in statements:
        if said.certain and said.statement.kind == STEP:
            topic = said.statement.topic
            taken[topic] += said.statement.form is None or not taken[topic]
            said = said._replace(number=taken[topic])
        found.append(said)
    return tuple(found)
