"""What a line asks for on any topic: what something costs, answered by the topic that is named or open, and whom to call."""

from __future__ import annotations

from assistant.knowledge.model import CONTACT, ENTITLEMENT, FEE, RESPONSIBILITY, Knowledge
from assistant.typed.model import Understood

OF_MONEY = (FEE, RESPONSIBILITY)
"""The kinds of statements that say what something costs and who pays."""


def kinds_asked(understood: Understood) -> tuple[str, ...]:
    """The kinds of statements that a line asks for: what is owed, whom to call, and what is asked for by a sign ("can she get money back")."""
    called = (CONTACT,) if understood.calling else ()
    return (*(OF_MONEY if understood.answers_money else ()), *called, *understood.asks_for)


def paying(knowledge: Knowledge) -> frozenset[str]:
    """The topics that answer what something costs or who pays: by their fees, or by who is responsible.

    Where the right to care leads, who is responsible says nothing of money.
    """
    kinds: dict[str, set[str]] = {topic: set() for topic in knowledge.topics}
    for rule in knowledge.rules.values():
        if rule.statement is not None and rule.statement.topic in kinds:
            kinds[rule.statement.topic].add(rule.statement.kind)
    return frozenset(
        topic
        for topic, said in kinds.items()
        if FEE in said or (RESPONSIBILITY in said and knowledge.topics[topic].first != ENTITLEMENT)
    )


def asking_signs(knowledge: Knowledge) -> frozenset[str]:
    """The signs by which a line asks for a statement."""
    statements = (rule.statement for rule in knowledge.rules.values())
    return frozenset(said.asked_by for said in statements if said is not None) - {""}
