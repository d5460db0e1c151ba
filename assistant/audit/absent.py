"""Why what is wanted is not said on a day: rules that would say it and are not in force then, and where they, or what they rest on, begin or end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from assistant.cases.space import ALL, Cases, Space, condition_cases
from assistant.i18n import N_
from assistant.knowledge.dated import validity
from assistant.knowledge.model import NATIONAL, REGION, Knowledge, Rule
from assistant.knowledge.problems import Place


class Absent(NamedTuple):
    """What is not in force on a day, a document or a rule: its id and its place, and what to say of it."""

    id: str
    place: Place
    message: str
    day: date


def absent(knowledge: Knowledge, space: Space, wrong: Cases, wanted: Callable[[Rule], bool], on: date) -> Absent | None:
    """Of what a wanted rule lacks to be in force on a day on which it is not said, what begins first; else what ended last."""
    found = list(_absent(knowledge, space, wrong, wanted, on))
    ahead = [each for each in found if each.day > on]
    return min(ahead, key=lambda each: each.day) if ahead else max(found, key=lambda each: each.day, default=None)


def _absent(
    knowledge: Knowledge, space: Space, wrong: Cases, wanted: Callable[[Rule], bool], on: date
) -> Iterator[Absent]:
    for id, rule in knowledge.rules.items():
        if id not in space.rules and wanted(rule) and written_for(knowledge, space, rule).meets(wrong):
            yield from _not_in_force(knowledge, rule, on)


def written_for(knowledge: Knowledge, space: Space, rule: Rule) -> Cases:
    """The cases for which a rule is written, whether it is in force or not, and overridden or not."""
    region = ALL if rule.pack == NATIONAL else space.having(REGION, rule.pack)
    return region & condition_cases(knowledge, space, rule.when)


def _not_in_force(knowledge: Knowledge, rule: Rule, on: date) -> Iterator[Absent]:
    """What keeps a rule from being in force on a day: the first document that is not, else its own days."""
    for id in rule.sources:
        document = knowledge.documents[knowledge.clauses[id].document]
        if not document.is_in_force(on):
            first, last = document.in_force_from, document.in_force_to
            yield _told(document.id, document.place, first, last, on)
            return
    first, last = validity(knowledge, rule)
    if (first is not None and on < first) or (last is not None and last < on):
        ahead = first is not None and on < first
        yield _told(rule.id, rule.at("valid_from" if ahead else "valid_to"), first, last, on)


def _told(id: str, place: Place, first: date | None, last: date | None, on: date) -> Absent:
    if first is not None and on < first:
        return Absent(
            id, place, N_("{word} is in force from {day} on only, and {other} needs it before: {case}"), first
        )
    assert last is not None
    return Absent(id, place, N_("{word} is in force until {day} only, and {other} needs it after: {case}"), last)
