"""What of the knowledge changes from day to day: which rules are in force, and amounts with names, as of a day.

A rule is written once. What the amount is that it names, and by which clauses, is filled in when somebody asks as of a day, so that rules keep
their ids, and with them their translations, scenarios and receipts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.knowledge.model import Amount, Document, Invariant, Knowledge, Rule, Selector, within
from assistant.records import replace


def as_of(knowledge: Knowledge, day: date) -> Knowledge:
    """This knowledge as it is on a day; itself where nothing in it changes."""
    if knowledge.day == day or not any(len(amount.values) > 1 for amount in knowledge.amounts.values()):
        return knowledge
    return filled_in(knowledge, day)


def filled_in(knowledge: Knowledge, day: date) -> Knowledge:
    """This knowledge with all that changes as it is on a day."""
    amounts = knowledge.amounts
    return replace(
        knowledge,
        rules={id: _rule(rule, amounts, day) if rule.named else rule for id, rule in knowledge.rules.items()},
        invariants={id: _invariant(each, amounts, day) for id, each in knowledge.invariants.items()},
        day=day,
    )


def _rule(rule: Rule, amounts: Mapping[str, Amount], day: date) -> Rule:
    """A rule with the amounts that it names, as they are on a day; as it is where one has no value then."""
    said, fees = rule.statement, dict[str, Any]()
    sources = rule.cited
    for key, id in rule.named:
        value = amounts[id].on(day) if id in amounts else None
        if said is None or value is None:
            return rule
        fees[key] = getattr(said, key)._replace(amount=value.amount)
        sources = _in_the_place(sources, value.sources, sources_of(amounts[id]))
    return rule._replace(sources=sources, statement=said._replace(**fees) if said is not None else None)


def sources_of(amount: Amount) -> set[str]:
    """The clauses of all values of an amount."""
    return {id for value in amount.values for id in value.sources}


def _in_the_place(sources: Iterable[str], of_the_day: Iterable[str], of_any_day: set[str]) -> tuple[str, ...]:
    """The clauses that a rule cites, those of its amount's value in the place where it cites any of the amount's; at the end if it cites none."""
    found: dict[str, None] = {}
    for id in sources:
        found.update(dict.fromkeys(of_the_day if id in of_any_day else (id,)))
    found.update(dict.fromkeys(of_the_day))
    return tuple(found)


def _invariant(invariant: Invariant, amounts: Mapping[str, Amount], day: date) -> Invariant:
    if not any(selector is not None and selector.named for selector in (invariant.never, invariant.always)):
        return invariant
    never, always = (_selector(selector, amounts, day) for selector in (invariant.never, invariant.always))
    return invariant._replace(never=never, always=always)


def _selector(selector: Selector | None, amounts: Mapping[str, Amount], day: date) -> Selector | None:
    if selector is None or selector.named not in amounts:
        return selector
    value = amounts[selector.named].on(day)
    # On a day without a value nothing names the amount either: no fee is above it.
    return selector._replace(fee_above=value.amount if value is not None else Decimal("Infinity"))


# -- days ---------------------------------------------------------------------------------------------------------------


def is_in_force(knowledge: Knowledge, rule: Rule, on: date) -> bool:
    """Whether the rule holds on a day: within its own dates, and not before any document it cites is in force.

    The knowledge, and the rule, are as of that day.
    """
    if not within(on, rule.valid_from, rule.valid_to):
        return False
    return all(within(on, document.in_force_from, None) for document in _documents(knowledge, rule))


def _documents(knowledge: Knowledge, rule: Rule) -> Iterator[Document]:
    return (knowledge.documents[knowledge.clauses[id].document] for id in rule.sources)


def validity(knowledge: Knowledge, rule: Rule) -> tuple[date | None, date | None]:
    """The first and last day on which a rule holds; None where nothing bounds it."""
    starts = (document.in_force_from for document in _documents(knowledge, rule))
    return max((start for start in (rule.valid_from, *starts) if start is not None), default=None), rule.valid_to


def days_of_change(knowledge: Knowledge) -> tuple[date, ...]:
    """One day in each stretch of days with the same program: the first day of each, and one before them all."""
    changes = set(_days_of_amounts(knowledge))
    for rule in knowledge.rules.values():
        first, last = validity(knowledge, rule)
        if first is not None:
            changes.add(first)
        if last is not None and last < date.max:
            changes.add(last + timedelta(days=1))
    earliest = min(changes, default=knowledge.date)
    before = (earliest - timedelta(days=1),) if earliest > date.min else ()
    return (*before, *sorted(changes))


def days_ahead(knowledge: Knowledge, on: date, most: timedelta) -> tuple[date, ...]:
    """The days after this one, none later than `most`, on which a rule, a document or a value of an amount begins or has ended."""
    spans = [(rule.valid_from, rule.valid_to) for rule in knowledge.rules.values()]
    spans += [(document.in_force_from, None) for document in knowledge.documents.values()]
    spans += [(value.first, value.last) for amount in knowledge.amounts.values() for value in amount.values]
    days = {first for first, _ in spans} | {last + timedelta(days=1) for _, last in spans if last and last < date.max}
    return tuple(sorted(day for day in days if day is not None and on < day <= on + most))


def _days_of_amounts(knowledge: Knowledge) -> Iterator[date]:
    """The first day of each value of an amount, and the day after its last."""
    for amount in knowledge.amounts.values():
        for value in amount.values:
            if value.first is not None:
                yield value.first
            if value.last is not None and value.last < date.max:
                yield value.last + timedelta(days=1)
