"""The mutants of a knowledge: one thing of one rule, amount, contact, derived fact or document changed at a time, in memory only.

What is changed: amounts, what they are paid for and whether they are a maximum; every condition; what a rule derives; overrides; days; the clauses
cited; the kind, actor, contact and reach of a statement; and whole rules, which are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from assistant.audit.mutation.conditions import variants
from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS, Some
from assistant.knowledge.dated import filled_in
from assistant.knowledge.model import NOTE, PERS, STEP, Amount, Contact, Document, Fee, Knowledge, Rule, Statement
from assistant.knowledge.problems import Place
from assistant.messages import Message
from assistant.records import replace

RULES, AMOUNTS, CONTACTS, DOCUMENTS, DERIVED = "rules", "amounts", "contacts", "documents", "derived"
_MORE = Decimal(10)


class Mutant(NamedTuple):
    """A thing changed: of which rule (or amount, document, derived fact), where it stands and what is changed.

    `made`: what it is now, None if it is left out.
    """

    of: str
    id: str
    place: Place
    what: Message
    made: Any

    def knowledge(self, whole: Knowledge) -> Knowledge:
        """The knowledge with this one thing changed, and what follows from it at once."""
        things = dict(getattr(whole, self.of))
        if self.made is None:
            del things[self.id]
        else:
            things[self.id] = self.made
        if self.of == RULES:
            things = dict(_inheriting(things, self.id))
        changed = replace(whole, **{self.of: things})
        return filled_in(changed, whole.day or whole.date) if self.of in (AMOUNTS, CONTACTS) else changed

    def touched(self, whole: Knowledge) -> frozenset[str]:
        """The rules that are changed: the one, and those that take its condition."""
        if self.of != RULES:
            return frozenset()
        inheriting = {rule.id for rule in whole.rules.values() if rule.inherits_when and self.id in rule.overrides}
        return frozenset({self.id, *inheriting})


def _inheriting(rules: Mapping[str, Rule], id: str) -> Iterator[tuple[str, Rule]]:
    """The rules, those that take the condition of this one with what it is now."""
    for other, rule in rules.items():
        if rule.inherits_when and id in rule.overrides:
            theirs = tuple(rules[each].when for each in rule.overrides if each in rules)
            when = theirs[0] if len(theirs) == 1 else Some(theirs) if theirs else ALWAYS
            yield other, rule._replace(when=when)
        else:
            yield other, rule


def mutants(knowledge: Knowledge) -> Iterator[Mutant]:
    """Every mutant, in the order of the knowledge."""
    for amount in knowledge.amounts.values():
        yield from _of_amount(amount)
    for contact in knowledge.contacts.values():
        yield from _of_contact(contact)
    for rule in knowledge.rules.values():
        yield from _of_rule(rule, knowledge)
    for fact in knowledge.derived.values():
        for value in fact.values:
            if value.id != fact.otherwise:
                what = Message(N_("otherwise {value}"), {"value": value.id})
                yield Mutant(DERIVED, fact.id, fact.place, what, fact._replace(otherwise=value.id))
    for document in knowledge.documents.values():
        yield from _of_document(document)


def _of_rule(rule: Rule, knowledge: Knowledge) -> Iterator[Mutant]:
    yield Mutant(RULES, rule.id, rule.place, Message(N_("the rule left out")), None)
    if not rule.inherits_when:
        for condition, place, what in variants(rule.when, knowledge, rule.at("when")):
            yield Mutant(RULES, rule.id, place, what, rule._replace(when=condition))
    if rule.derive is not None:
        fact, value = rule.derive
        for other in knowledge.values_of(fact):
            if other != value:
                what = Message(N_("derives {value}"), {"value": other})
                yield Mutant(RULES, rule.id, rule.at("derive"), what, rule._replace(derive=(fact, other)))
    yield from _of_overrides(rule)
    yield from _of_days(rule)
    yield from _of_sources(rule, knowledge)
    if rule.statement is not None:
        yield from _of_statement(rule, rule.statement, knowledge)


def _of_overrides(rule: Rule) -> Iterator[Mutant]:
    for id in rule.overrides:
        rest = tuple(other for other in rule.overrides if other != id)
        what = Message(N_("does not override {value}"), {"value": id})
        yield Mutant(RULES, rule.id, rule.at("overrides"), what, rule._replace(overrides=rest, inherits_when=False))


def _of_days(rule: Rule) -> Iterator[Mutant]:
    for key in ("valid_from", "valid_to"):
        day: date | None = getattr(rule, key)
        for what, other in _other_days(key, day):
            changed: dict[str, Any] = {key: other}
            yield Mutant(RULES, rule.id, rule.at(key), what, rule._replace(**changed))


def _other_days(key: str, day: date | None) -> Iterator[tuple[Message, date | None]]:
    """A day earlier and later, and no day at all."""
    if day is None:
        return
    for days in (-1, 1):
        if date.min < day < date.max:
            other = day + timedelta(days=days)
            yield Message(N_("{key}: {value}"), {"key": key, "value": other.isoformat()}), other
    yield Message(N_("{key} left out"), {"key": key}), None


def _of_sources(rule: Rule, knowledge: Knowledge) -> Iterator[Mutant]:
    clauses = [id for id, clause in knowledge.clauses.items() if clause.pack == rule.pack]
    cited, place = rule.cited or rule.sources, rule.at("sources")
    for id in cited:
        if len(cited) > 1:  # a rule without any clause is refused when it is read
            yield _citing(rule, id, (), place, Message(N_("does not cite {value}"), {"value": id}))
        others = [other for other in clauses if other not in rule.sources]
        if others:
            beside = others[clauses.index(id) % len(others)] if id in clauses else others[0]
            what = Message(N_("cites {other} for {value}"), {"value": id, "other": beside})
            yield _citing(rule, id, (beside,), place, what)


def _citing(rule: Rule, id: str, instead: tuple[str, ...], place: Place, what: Message) -> Mutant:
    """A rule that cites other clauses in the place of one."""
    made = rule._replace(sources=_instead(rule.sources, id, instead), cited=_instead(rule.cited, id, instead))
    return Mutant(RULES, rule.id, place, what, made)


def _instead(ids: Sequence[str], id: str, instead: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(other for each in ids for other in (instead if each == id else (each,)))


def _of_statement(rule: Rule, said: Statement, knowledge: Knowledge) -> Iterator[Mutant]:
    named = dict(rule.named)
    for key in ("fee", "limit"):
        fee: Fee | None = getattr(said, key)
        if fee is not None:
            for what, other in _other_fees(fee, key in named, _usual(knowledge)):
                yield _saying(rule, key, what, {key: other})
    kind = NOTE if said.kind != NOTE else STEP
    if said.fee is None and said.actors and said.contact is None:
        yield _saying(rule, "say", Message(N_("{key}: {value}"), {"key": "say", "value": kind}), {"kind": kind})
    for key, nothing in (
        ("always", False),
        ("if_answered", False),
        ("while_open", None),
        ("until", None),
        ("lead", ""),
        ("link", None),
        ("form", None),
        ("limit", None),
    ):
        if getattr(said, key):
            yield _saying(rule, key, Message(N_("{key} left out"), {"key": key}), {key: nothing})
    yield from _of_people(rule, said, knowledge)


def _of_people(rule: Rule, said: Statement, knowledge: Knowledge) -> Iterator[Mutant]:
    """Who acts, whom it leads to, and whom to reach."""
    for key, field in (("actor", "actors"), ("sends_to", "sends_to"), ("mentions", "mentions")):
        ids: tuple[str, ...] = getattr(said, field)
        for id in ids:
            what = Message(N_("{key}: without {value}"), {"key": key, "value": id})
            yield _saying(rule, key, what, {field: tuple(other for other in ids if other != id)})
    if said.actors:
        actors = list(knowledge.actors)
        other = actors[(actors.index(said.actors[0]) + 1) % len(actors)]
        what = Message(N_("{key}: {value}"), {"key": "actor", "value": other})
        yield _saying(rule, "actor", what, {"actors": (other, *said.actors[1:])})
    if said.contact is not None:
        contacts = [contact.id for contact in knowledge.contacts.values() if contact.pack == rule.pack]
        for id in [id for id in contacts if id != said.contact][:2]:
            what = Message(N_("{key}: {value}"), {"key": "contact", "value": id})
            yield _saying(rule, "contact", what, {"contact": id})


def _saying(rule: Rule, key: str, what: Message, changed: Mapping[str, Any]) -> Mutant:
    made = rule._replace(statement=rule.said._replace(**changed))
    return Mutant(RULES, rule.id, rule.at(key), what, made)


def _usual(knowledge: Knowledge) -> Decimal:
    """The amount that most fees have."""
    spoken = (rule.statement for rule in knowledge.rules.values())
    paid = Counter(said.fee.amount for said in spoken if said is not None and said.fee is not None and said.fee.amount)
    return next((amount for amount, _ in paid.most_common(1) if amount is not None), _MORE)


def _other_fees(fee: Fee, named: bool, usual: Decimal) -> Iterator[tuple[Message, Fee]]:
    """A fee with another amount (where it is not named), as a maximum or not, or for each of something else."""
    if not named:
        for amount in _other_amounts(fee.amount, usual):
            written = "null" if amount is None else str(amount)
            yield Message(N_("amount: {value}"), {"value": written}), fee._replace(amount=amount)
    if fee.amount is None:
        return
    value = str(not fee.maximum).lower()
    yield Message(N_("{key}: {value}"), {"key": "max", "value": value}), fee._replace(maximum=not fee.maximum)
    if fee.per is not None:
        per = PERS[(PERS.index(fee.per) + 1) % len(PERS)]
        yield Message(N_("{key}: {value}"), {"key": "per", "value": per}), fee._replace(per=per)


def _other_amounts(amount: Decimal | None, usual: Decimal) -> tuple[Decimal | None, ...]:
    """Slips of the hand: a key beside, a digit more, a digit less, nothing where there is something, something where there is nothing."""
    if amount is None:
        return (Decimal(0), usual)
    if not amount:
        return (usual, None)
    return (amount + _MORE, amount * _MORE, Decimal(int(amount / _MORE)), Decimal(0), None)


def _of_amount(amount: Amount) -> Iterator[Mutant]:
    for index, value in enumerate(amount.values):
        for other in _other_amounts(value.amount, value.amount):
            if other is not None:
                what = Message(N_("amount: {value}"), {"value": str(other)})
                yield _of_value(amount, index, value.place, what, {"amount": other})
        for key in ("first", "last"):
            for what, day in _other_days(key, getattr(value, key)):
                yield _of_value(amount, index, value.place, what, {key: day})
        for id in value.sources if len(value.sources) > 1 else ():
            rest = tuple(other for other in value.sources if other != id)
            yield _of_value(
                amount, index, value.place, Message(N_("does not cite {value}"), {"value": id}), {"sources": rest}
            )


def _of_contact(contact: Contact) -> Iterator[Mutant]:
    """A contact that changes on another day, or not at all. (What a number is that no clause says, `check` tells.)"""
    for index, (before, after) in enumerate(pairwise(contact.values)):
        for what, day in _other_days("first", after.first):
            values = list(contact.values)
            last = day - timedelta(days=1) if day is not None else None
            values[index : index + 2] = [before._replace(last=last), *([after._replace(first=day)] if day else [])]
            yield Mutant(CONTACTS, contact.id, after.place, what, contact._replace(values=tuple(values)))


def _of_value(amount: Amount, index: int, place: Place, what: Message, changed: Mapping[str, Any]) -> Mutant:
    values = list(amount.values)
    values[index] = values[index]._replace(**changed)
    return Mutant(AMOUNTS, amount.id, place, what, amount._replace(values=tuple(values)))


def _of_document(document: Document) -> Iterator[Mutant]:
    for what, day in _other_days("in_force_from", document.in_force_from):
        yield Mutant(DOCUMENTS, document.id, document.place, what, document._replace(in_force_from=day))
