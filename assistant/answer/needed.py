"""What a question must change to be worth a key: the line that answers, an amount, whom to reach, a warning, or what the reader is to do.

Rules that say the same for this purpose (two fees of one amount, two lines in one wording) count together: which of them holds is
no matter. Everything else that an answer could change is offered, and not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.model import STEP, Rule, Statement

COUNTS = ("warning", "fee", "contact", STEP)
"""Kinds of statement that are worth a question by themselves."""


def needed_sets(
    rules: Iterable[Rule],
    leading: Iterable[Sequence[Rule]],
    own: Collection[str],
    holds: Mapping[str, Cases],
) -> tuple[Cases, ...]:
    """The different sets of cases whose settling is worth a question.

    `leading`: for each topic the rules that may lead it, the first that holds does. `own`: the actors whose steps are the reader's.
    `holds`: in which cases a rule holds.
    """
    found: dict[tuple[object, ...], Cases] = {}
    for rule in rules:
        said = rule.statement
        if said is not None and said.kind in COUNTS and (said.kind != STEP or set(own) & set(said.actors)):
            key = _told(said)
            found[key] = found.get(key, NONE) | holds[rule.id]
    for of_topic in leading:
        left = ALL
        for rule in of_topic:
            lead = ("lead", rule.said.lead, rule.said.fee, rule.said.contact)
            found[lead] = found.get(lead, NONE) | (holds[rule.id] & left)
            left &= ~holds[rule.id]
    return tuple(dict.fromkeys(found.values()))


def _told(said: Statement) -> tuple[object, ...]:
    """What a statement says, as far as it is worth a question: the amount, the contact, or its words."""
    if said.kind == "fee" and said.fee is not None:
        return (said.topic, said.kind, said.fee)
    if said.kind == "contact":
        return (said.topic, said.kind, said.contact)
    return (said.topic, said.kind, said.text)
