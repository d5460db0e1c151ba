"""Proof that nothing is said twice in one case, and that one thing has one fee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from assistant.audit.absent import written_for
from assistant.audit.failing import failing_case
from assistant.cases.space import Space
from assistant.i18n import N_
from assistant.knowledge.model import NATIONAL, Knowledge, Rule
from assistant.knowledge.problems import Problem

_NOT_OVERRIDDEN = N_(
    "{rule} and {word} ({other}) name different fees for the same thing in one case; should {meant} override {word} then? {case}"
)


def doubles(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """Pairs of rules that name different fees, or say the same, in one case on a day. The later one of the file is the place."""
    by_topic: dict[str, list[Rule]] = {}
    for id in space.rules:
        rule = knowledge.rules[id]
        if rule.statement is not None:
            by_topic.setdefault(rule.statement.topic, []).append(rule)
    for rules in by_topic.values():
        for one, other in combinations(rules, 2):
            if one.pack != other.pack and NATIONAL not in (one.pack, other.pack):
                continue  # rules of two regions never meet
            message = _double(one, other)
            if message and (both := space.rules[one.id] & space.rules[other.id]):
                parts = {"rule": other.id, "word": one.id, "other": str(one.place)}
                parts["case"] = failing_case(space, both, on)
                meant = _meant_to_override(knowledge, space, one, other)
                if meant is None:
                    yield Problem(other.place, message, parts)
                else:
                    key = "overrides" if meant.id in space.rules else "valid_from"
                    yield Problem(meant.at(key), _NOT_OVERRIDDEN, {**parts, "meant": meant.id})


def _meant_to_override(knowledge: Knowledge, space: Space, national: Rule, regional: Rule) -> Rule | None:
    """Where a region's fee meets a national one that nothing of the region overrides: the region's rule that is likeliest to have meant to."""
    if national.pack != NATIONAL or regional.pack == NATIONAL:
        return None
    where = written_for(knowledge, space, national)
    found: list[tuple[int, Rule]] = []
    for rule in knowledge.rules.values():
        if rule.pack != regional.pack or not _same_subject(rule, national):
            continue
        if national.id in rule.overrides:
            if rule.id in space.rules:
                return None  # it is overridden: there are simply two
            return rule
        if likeness := space.count(where & written_for(knowledge, space, rule)):
            found.append((likeness, rule))
    return max(found, key=lambda each: each[0])[1] if found else None


def _same_subject(one: Rule, other: Rule) -> bool:
    a, b = one.statement, other.statement
    return a is not None and b is not None and (a.topic, a.kind) == (b.topic, b.kind)


def _double(one: Rule, other: Rule) -> str:
    """What would be wrong with two statements on a topic in one case; empty if nothing."""
    a, b = one.statement, other.statement
    assert a is not None and b is not None
    if a.fee is not None and b.fee is not None and a.fee != b.fee:
        return N_("{rule} and {word} ({other}) name different fees for the same thing in one case: {case}")
    # A region's rule may say the same as the national one: it adds the region's own source.
    if one.pack == other.pack and (a.text, a.contact, a.form) == (b.text, b.contact, b.form) and a.fee == b.fee:
        return N_("{rule} says what {word} ({other}) says too, in one case: {case}")
    return ""
