"""Exceptions: of two topics asked about together, whose amounts hold in place of the other's for what it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.answer.model import Said
from assistant.knowledge.model import Topic


def excepted(
    asked: tuple[str, ...], statements: Iterable[Said], topics: Mapping[str, Topic]
) -> Mapping[str, tuple[str, ...]]:
    """By topic asked about the others asked about that stand `instead_of` it: where they say what is paid, and it names another amount.

    No rule reads which topics are asked about: that is nothing about the patient (docs/decisions/028-two-topics.md).
    """
    among = {topic: tuple(other for other in asked if topic in topics[other].instead_of) for topic in asked}
    if not any(among.values()):
        return {}
    paid: dict[str, set[Decimal | None]] = defaultdict(set)
    named: dict[str, set[Decimal | None]] = defaultdict(set)
    for said in statements:
        topic = said.statement.topic
        if said.fee is not None:
            paid[topic].add(said.fee.amount)
        if said.statement.names_what_is_paid:
            named[topic].update(fee.amount for fee in said.statement.fees if fee.amount)
    found = {
        topic: tuple(other for other in others if paid[other] and named[topic] - paid[other])
        for topic, others in among.items()
    }
    return {topic: others for topic, others in found.items() if others}
