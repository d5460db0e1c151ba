"""What of the knowledge changes from day to day: which rules are in force, amounts with names, contacts, and editions of documents, as of a day.

A rule is written once. What the amount is that it names, and by which clauses, is filled in when somebody asks as of a day, so that rules keep
their ids, and with them their translations, scenarios and receipts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.knowledge.model import (
    Amount,
    AmountValue,
    Clause,
    Contact,
    Document,
    Invariant,
    Knowledge,
    Rule,
    Selector,
    Ways,
    within,
)
from assistant.records import replace


def as_of(knowledge: Knowledge, day: date) -> Knowledge:
    """This knowledge as it is on a day; itself where nothing in it changes."""
    if knowledge.day == day or not (
        any(value.first is not None for value in _values(knowledge))
        or any(document.replaces for document in knowledge.documents.values())
    ):
        return knowledge
    return filled_in(knowledge, day)


def filled_in(knowledge: Knowledge, day: date) -> Knowledge:
    """This knowledge with all that changes as it is on a day."""
    amounts = knowledge.amounts
    clauses = {id: _of_the_day(editions, knowledge, day) for id, editions in knowledge.editions.items()}
    linked = _linked(knowledge, day)
    changing = {id: contact for id, contact in knowledge.contacts.items() if contact.values}
    return replace(
        knowledge,
        clauses={**knowledge.clauses, **clauses} if clauses else knowledge.clauses,
        contacts={**knowledge.contacts, **{id: _reached(each, day) for id, each in changing.items()}},
        rules={id: _rule(_led(rule, linked), amounts, changing, day) for id, rule in knowledge.rules.items()},
        invariants={id: _invariant(each, amounts, day) for id, each in knowledge.invariants.items()},
        day=day,
    )


def _of_the_day(editions: Sequence[Clause], knowledge: Knowledge, day: date) -> Clause:
    """A clause in the edition that is in force; before the first of them the first, after one that has ended that one."""
    begun = [clause for clause in editions if within(day, knowledge.documents[clause.document].in_force_from, None)]
    return begun[-1] if begun else editions[0]


def _linked(knowledge: Knowledge, day: date) -> dict[str, str]:
    """For each document that another has replaced by this day, the one that has."""
    documents = knowledge.documents
    newer = {
        document.replaces: document.id
        for document in documents.values()
        if document.replaces and within(day, document.in_force_from, None)
    }
    found = {}
    for id in newer:
        last, seen = newer[id], {id}
        while last in newer and last not in seen:
            seen.add(last)
            last = newer[last]
        found[id] = last
    return found


def _led(rule: Rule, linked: Mapping[str, str]) -> Rule:
    """A rule whose link leads to the edition that is in force."""
    said = rule.statement
    if said is None or said.link is None or said.link not in linked:
        return rule
    return rule._replace(statement=said._replace(link=linked[said.link]))


def _reached(contact: Contact, day: date) -> Contact:
    """A contact as it is reached on a day."""
    now = contact.on(day)
    return contact._replace(phone=now.phone, email=now.email, fax=now.fax, sources=now.sources)


def _rule(rule: Rule, amounts: Mapping[str, Amount], changing: Mapping[str, Contact], day: date) -> Rule:
    """A rule with the amounts that it names, and by the clauses of its contact, as they are on a day; as it is where one has no value then."""
    said = rule.statement
    contact = changing.get(said.contact or "") if said is not None else None
    if said is None or (contact is None and not rule.named):
        return rule
    cited, fees = rule.cited or rule.sources, dict[str, Any]()
    sources = cited if contact is None else _reached_by(cited, contact, day)
    for key, id in rule.named:
        value = amounts[id].on(day) if id in amounts else None
        if value is None:
            return rule
        fee = getattr(said, key)
        if fee is not None:  # a mutant may have left it out
            fees[key] = fee._replace(amount=value.amount)
        sources = _in_the_place(sources, value.sources, sources_of(amounts[id]))
    return rule._replace(sources=sources, cited=cited, statement=said._replace(**fees))


def _reached_by(cited: tuple[str, ...], contact: Contact, day: date) -> tuple[str, ...]:
    """The clauses that a rule cites, those by which its contact is reached on a day in the place of those of other days."""
    of_any_day = {id for each in contact.ways for id in each.sources}
    return cited if of_any_day.isdisjoint(cited) else _in_the_place(cited, contact.on(day).sources, of_any_day)


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


def clauses_in_force(knowledge: Knowledge, on: date) -> frozenset[str]:
    """The clauses whose documents are in force on a day; the knowledge is as of that day."""
    documents = {id for id, document in knowledge.documents.items() if document.is_in_force(on)}
    return frozenset(id for id, clause in knowledge.clauses.items() if clause.document in documents)


def is_in_force(rule: Rule, on: date, clauses: frozenset[str]) -> bool:
    """Whether the rule, as of a day, holds on it: within its own dates, and while every document it cites is in force (`clauses`)."""
    return within(on, rule.valid_from, rule.valid_to) and clauses.issuperset(rule.sources)


def _spans(knowledge: Knowledge, rule: Rule) -> Iterator[tuple[date | None, date | None]]:
    """The days on which a rule's clauses are in force, in any edition: from the first one's first day to the last one's last."""
    for id in rule.sources:
        editions = knowledge.editions_of(id)
        yield _document(knowledge, editions[0]).in_force_from, _document(knowledge, editions[-1]).in_force_to


def _document(knowledge: Knowledge, clause: Clause) -> Document:
    return knowledge.documents[clause.document]


def validity(knowledge: Knowledge, rule: Rule) -> tuple[date | None, date | None]:
    """The first and last day on which a rule holds; None where nothing bounds it."""
    spans = [(rule.valid_from, rule.valid_to), *_spans(knowledge, rule)]
    starts, ends = ([day for day in days if day is not None] for days in zip(*spans, strict=True))
    return max(starts, default=None), min(ends, default=None)


def days_of_change(knowledge: Knowledge) -> tuple[date, ...]:
    """One day in each stretch of days with the same program: the first day of each, and one before them all."""
    changes = {*_days_of_values(knowledge), *_days_of_editions(knowledge)}
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
    """The days after this one, none later than `most`, on which a rule, a document or a value of an amount or contact begins or has ended."""
    spans = [(rule.valid_from, rule.valid_to) for rule in knowledge.rules.values()]
    spans += [(document.in_force_from, document.in_force_to) for document in knowledge.documents.values()]
    spans += [(value.first, value.last) for value in _values(knowledge)]
    days = {first for first, _ in spans} | {last + timedelta(days=1) for _, last in spans if last and last < date.max}
    return tuple(sorted(day for day in days if day is not None and on < day <= on + most))


def _days_of_editions(knowledge: Knowledge) -> Iterator[date]:
    """The first day of each edition of a document that replaces another."""
    for document in knowledge.documents.values():
        if document.replaces and document.in_force_from is not None:
            yield document.in_force_from


def _values(knowledge: Knowledge) -> Iterator[AmountValue | Ways]:
    """What stands for some days only: the values of amounts and of contacts."""
    for amount in knowledge.amounts.values():
        yield from amount.values
    for contact in knowledge.contacts.values():
        yield from contact.values


def _days_of_values(knowledge: Knowledge) -> Iterator[date]:
    """The first day of each value of an amount or contact, and the day after its last."""
    for value in _values(knowledge):
        if value.first is not None:
            yield value.first
        if value.last is not None and value.last < date.max:
            yield value.last + timedelta(days=1)
