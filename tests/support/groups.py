"""The three groups of patients over all regions and ages, and their answers with all else answered alike."""

from __future__ import annotations

from itertools import product

from assistant.answer import Adviser
from assistant.answer.model import Answer
from assistant.cases.case import Case

GROUPS = ("asylum_seeker", "temporary_protection", "undocumented")

ALIKE = {
    "registered": "no",
    "visit": "primary_doctor",
    "travel": "public_transport",
    "hours": "office",
    "episode": "new",
    "unaccompanied": "no",
}
"""What is answered alike everywhere, as far as the questions have such a value."""


def answered(adviser: Adviser, topics: tuple[str, ...], **facts: str) -> Answer:
    """The answer to these facts and all that is answered alike, but what is given as the empty word."""
    values = {name: value for name, value in ALIKE.items() if value in adviser.knowledge.values_of(name)} | facts
    return adviser.answer(Case({name: value for name, value in values.items() if value}, {}, topics))


def groups(adviser: Adviser) -> list[dict[str, str]]:
    """Each region, each of the three groups, each age."""
    knowledge = adviser.knowledge
    return [
        {"region": region, "status": status, "age_group": age}
        for region, status, age in product(knowledge.values_of("region"), GROUPS, knowledge.values_of("age_group"))
    ]
