"""Money in a line: what something costs is asked on every topic, and answered by the one that is named or open."""

from __future__ import annotations

from assistant.knowledge.model import ENTITLEMENT, FEE, RESPONSIBILITY, Knowledge

OF_MONEY = (FEE, RESPONSIBILITY)
"""The kinds of statements that say what something costs and who pays."""


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
