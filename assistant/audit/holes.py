"""The holes: on which topic, in which region and for whom nothing is told but that it is not known here, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from assistant.audit.failing import shortest_case
from assistant.cases.space import NONE, Space
from assistant.knowledge.model import ADVICE, NOT_FOUND, REGION, Knowledge, Rule


class Hole(NamedTuple):
    """A topic in a region for one answer to the question about the patient: in how many of its cases nothing is known, and one of them."""

    topic: str
    region: str
    value: str
    unknown: int
    cases: int
    case: Mapping[str, str]


def holes(knowledge: Knowledge, space: Space, fact: str) -> list[Hole]:
    """Every topic, region and answer to a question with a case in which nothing is known, in the order of the knowledge."""
    known = dict.fromkeys(knowledge.topics, NONE)
    for id, cases in space.rules.items():
        said = knowledge.rules[id].statement
        if said is not None and _is_known(knowledge, knowledge.rules[id]):
            known[said.topic] |= cases
    found = []
    for topic, region, value in product(knowledge.topics, knowledge.values_of(REGION), knowledge.values_of(fact)):
        here = space.having(REGION, region) & space.having(fact, value)
        if unknown := here & ~known[topic]:
            found.append(
                Hole(topic, region, value, space.count(unknown), space.count(here), shortest_case(space, unknown))
            )
    return found


def _is_known(knowledge: Knowledge, rule: Rule) -> bool:
    """Whether a statement tells something of its topic that a source carries: more than our own advice, or a fee of which the amount is not known."""
    said = rule.statement
    assert said is not None
    amount_missing = said.fee is not None and said.fee.amount is None and said.limit is None
    grades = {knowledge.grade(knowledge.clauses[id]) for id in rule.sources}
    return not (said.while_open or amount_missing) and bool(grades - {ADVICE, NOT_FOUND})
