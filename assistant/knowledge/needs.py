"""Needs: which derived facts a derived fact is made from, for the order in which they are settled."""

from __future__ import annotations

from assistant.knowledge.conditions import literals
from assistant.knowledge.model import Knowledge


def derived_needs(knowledge: Knowledge) -> dict[str, set[str]]:
    """For each derived fact, the derived facts that the rules which derive it look at."""
    needs: dict[str, set[str]] = {id: set() for id in knowledge.derived}
    for rule in knowledge.rules.values():
        if rule.derive is not None and rule.derive[0] in needs:
            needs[rule.derive[0]] |= {
                literal.fact for literal in literals(rule.when) if literal.fact in knowledge.derived
            }
    return needs
