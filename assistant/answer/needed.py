"""What a question must change to be worth a key: the line that answers, or an amount.

On a topic of which steps are looked for, whom to reach, a warning and what the reader is to do count as well. Elsewhere whoever has the
line and the amounts has the answer: a question that leaves them as they are would only look as if it were not finished.
Rules that say the same for this purpose (two fees of one amount, two lines in one wording) count together: which of them holds is
no matter. Everything else that an answer could change is offered, and not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.model import FEE, STEP, Rule, Statement, Topic

OF_STEPS = ("warning", "contact", STEP)
"""Kinds of statement that are worth a question by themselves where steps are looked for."""


def sets_of_leads(leading: Iterable[tuple[Topic, Iterable[Rule]]], holds: Mapping[str, Cases]) -> tuple[Cases, ...]:
    """The different sets of cases in which a topic is led by the same line.

    `leading`: topics with the rules that may lead them, the first that holds does. `holds`: in which cases a rule holds.
    """
    found: dict[tuple[object, ...], Cases] = {}
    for topic, rules in leading:
        left = ALL
        for rule in rules:
            said = rule.statement
            if said is not None and (not said.if_answered or _tells_whom_to_ask(said, topic)):
                lead = (said.lead, said.fee, said.contact)
                found[lead] = found.get(lead, NONE) | (holds[rule.id] & left)
                left &= ~holds[rule.id]
    return tuple(dict.fromkeys(found.values()))


def _tells_whom_to_ask(said: Statement, topic: Topic) -> bool:
    """Whether what speaks of answers says whom to ask for the amount: that answers do not fit together is nothing to put a question for."""
    return said.contact is not None and said.topic == topic.id and topic.first == FEE


def needed_sets(
    rules: Iterable[Rule], topics: Iterable[Topic], own: Collection[str], holds: Mapping[str, Cases]
) -> tuple[Cases, ...]:
    """The different sets of cases whose settling is worth a question although the lines are settled.

    `own`: the actors whose steps are the reader's. `holds`: in which cases a rule holds.
    """
    of_steps = {topic.id for topic in topics if topic.first == STEP}
    found: dict[tuple[object, ...], Cases] = {}
    for rule in rules:
        said = rule.statement
        if said is not None and _is_needed(said, of_steps, own):
            key = _told(said)
            found[key] = found.get(key, NONE) | holds[rule.id]
    return tuple(dict.fromkeys(found.values()))


def _is_needed(said: Statement, of_steps: Collection[str], own: Collection[str]) -> bool:
    if said.kind == FEE or said.topic not in of_steps:
        return said.kind == FEE
    return said.kind in OF_STEPS and (said.kind != STEP or bool(set(own) & set(said.actors)))


def _told(said: Statement) -> tuple[object, ...]:
    """What a statement says, as far as it is worth a question: the amount, the contact, or its words."""
    if said.kind == FEE and said.fee is not None:
        return (said.topic, said.kind, said.fee)
    if said.kind == "contact":
        return (said.topic, said.kind, said.contact)
    return (said.topic, said.kind, said.text)
