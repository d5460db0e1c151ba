"""Whether a fee has a cap: an invariant over all cases that a slip of the hand in the amount would break."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.audit.failing import failing_case
from assistant.audit.invariants import fits
from assistant.cases.space import Space, condition_cases
from assistant.i18n import N_
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem


def uncapped(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """Rules that name a fee which no invariant caps in some case on a day."""
    caps = [
        (invariant.never._replace(fee_above=None), condition_cases(knowledge, space, invariant.when))
        for invariant in knowledge.invariants.values()
        if invariant.never is not None and invariant.never.fee_above is not None
    ]
    for id, holds in space.rules.items():
        rule = knowledge.rules[id]
        if rule.statement is None or rule.statement.fee is None or not rule.statement.fee.amount:
            continue
        for selector, where in caps:
            if fits(selector, rule):
                holds &= ~where
        if holds:
            topic = knowledge.topics[rule.statement.topic]
            message = N_(
                "No invariant caps the fee of {rule} here: add one with “never: {{topic: {word}, fee_above: …}}” for the topic ({at}): {case}"
            )
            parts = {"rule": id, "word": topic.id, "at": str(topic.place), "case": failing_case(space, holds, on)}
            yield Problem(rule.at("fee"), message, parts)
