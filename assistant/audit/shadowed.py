"""Rules that stand in the shadow of others: what they say or derive, another says or derives wherever they do, or what they replace is not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.audit.failing import failing_case
from assistant.cases.space import Space
from assistant.i18n import N_
from assistant.knowledge.dated import validity
from assistant.knowledge.model import Knowledge, Rule
from assistant.knowledge.problems import Problem


def shadowed(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """Rules that derive what another of their pack derives in all their cases on a day: without them nothing would be different."""
    derivers: dict[tuple[str, tuple[str, str]], list[str]] = {}
    for id, holds in space.rules.items():
        rule = knowledge.rules[id]
        if rule.derive is not None and holds:
            derivers.setdefault((rule.pack, rule.derive), []).append(id)
    for ids in derivers.values():
        for place, id in enumerate(ids):
            # Of two that hold in the same cases, the later one is told.
            wider = [
                other
                for index, other in enumerate(ids)
                if other != id
                and space.rules[id] <= space.rules[other]
                and (space.rules[id] is not space.rules[other] or index < place)
            ]
            if wider:
                message = N_("{rule} derives what {word} ({at}) derives wherever it holds: {case}")
                parts = {"rule": id, "word": wider[0], "at": str(knowledge.rules[wider[0]].place)}
                case = failing_case(space, space.rules[id], on)
                yield Problem(knowledge.rules[id].place, message, {**parts, "case": case})


def misplaced(knowledge: Knowledge) -> Iterator[Problem]:
    """Rules that override what is never in force while they are, nor any that succeeds it."""
    for rule in knowledge.rules.values():
        for id in rule.overrides:
            named = not any(earlier in rule.overrides for earlier in knowledge.rules[id].succeeds)
            later = (knowledge.rules[other] for other in rule.overrides if id in knowledge.rules[other].succeeds)
            if named and not any(_meet(knowledge, rule, other) for other in (knowledge.rules[id], *later)):
                message = N_("{rule} overrides {word} ({at}), which is not in force on any day on which it is.")
                parts = {"rule": rule.id, "word": id, "at": str(knowledge.rules[id].place)}
                yield Problem(rule.at("overrides"), message, parts)


def _meet(knowledge: Knowledge, one: Rule, other: Rule) -> bool:
    """Whether there is a day on which both are in force."""
    (start, end), (begun, ended) = validity(knowledge, one), validity(knowledge, other)
    first = max((day for day in (start, begun) if day is not None), default=date.min)
    last = min((day for day in (end, ended) if day is not None), default=date.max)
    return first <= last
