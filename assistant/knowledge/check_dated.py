"""Checking what changes from day to day: amounts are known on every day on which a rule names them, and successors begin where others end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from assistant.i18n import N_
from assistant.knowledge.conditions import TooManyWays, literals, ways
from assistant.knowledge.dated import validity
from assistant.knowledge.model import NATIONAL, Amount, AmountValue, Contact, Knowledge, Rule, Ways
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes

_NO_AMOUNT = N_("There is no amount {word}.")


_CheckSources = Callable[[Place, Iterable[str], str], None]


def check_contacts(knowledge: Knowledge, mistakes: Mistakes, check_sources: _CheckSources) -> None:
    """Note what is wrong with the sources of contacts, on each of the days on which one is reached otherwise."""
    for contact in knowledge.contacts.values():
        for way in contact.ways:
            check_sources(way.place, way.sources, contact.pack)
        _in_force(knowledge, contact, mistakes)


def check_amounts(knowledge: Knowledge, mistakes: Mistakes, check_sources: _CheckSources) -> None:
    """Note what is wrong with the sources of amounts, and with what names them."""
    for amount in knowledge.amounts.values():
        for value in amount.values:
            check_sources(value.place, value.sources, amount.pack)
        _in_force(knowledge, amount, mistakes)
    for rule in knowledge.rules.values():
        for key, id in rule.named:
            if mistakes.known(rule.at(key), _NO_AMOUNT, id, knowledge.amounts):
                _named(knowledge, rule, key, knowledge.amounts[id], mistakes)
    for invariant in knowledge.invariants.values():
        for selector in (invariant.never, invariant.always):
            if selector is not None and selector.named:
                mistakes.known(invariant.place, _NO_AMOUNT, selector.named, knowledge.amounts)


def _in_force(knowledge: Knowledge, dated: Amount | Contact, mistakes: Mistakes) -> None:
    """A value is no value before what it rests on is in force."""
    values: tuple[AmountValue | Ways, ...] = dated.values
    for value in values:
        for id in value.sources if value.first is not None else ():
            first_edition = knowledge.editions_of(id)[0] if id in knowledge.clauses else None
            document = knowledge.documents.get(first_edition.document) if first_edition is not None else None
            start = document.in_force_from if document is not None else None
            if document is not None and start is not None and value.first is not None and value.first < start:
                message = N_("This value begins before {word}, on which it rests, is in force ({day}).")
                mistakes.add(value.place, message, word=document.id, day=start.isoformat())


def _named(knowledge: Knowledge, rule: Rule, key: str, amount: Amount, mistakes: Mistakes) -> None:
    place = rule.at(key)
    if amount.pack not in (NATIONAL, rule.pack):
        message = N_("{word} is an amount of the region {region}; a rule of {pack} cannot name it.")
        mistakes.add(place, message, word=amount.id, region=amount.pack, pack=rule.pack)
    clauses = [knowledge.clauses.get(id) for id in rule.sources]
    if not amount.values or any(each is None or each.document not in knowledge.documents for each in clauses):
        return  # a mistake of its own
    first, last = validity(knowledge, rule)
    begins, ends = amount.values[0].first, amount.values[-1].last
    if begins is not None and (first is None or first < begins):
        message = N_("{rule} holds before {day}, when the amount {word} begins; say what it is before.")
        mistakes.add(place, message, word=amount.id, rule=rule.id, day=begins.isoformat())
    if ends is not None and (last is None or ends < last):
        message = N_("{rule} holds after {day}, when the amount {word} ends; say what it is then.")
        mistakes.add(place, message, word=amount.id, rule=rule.id, day=ends.isoformat())


def check_succession(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note what is wrong with the rule that a rule succeeds: it is one of its own kind, which ends on the day before."""
    if not rule.succeeds:
        return
    id, place, rules = rule.succeeds[0], rule.at("succeeds"), knowledge.rules
    if not mistakes.known(place, N_("There is no rule {word} to succeed."), id, rules):
        return
    before = rules[id]
    if rule.id in rule.succeeds:
        mistakes.add(place, N_("Rules succeed each other in a circle: {word}."), word=" → ".join(rule.succeeds))
    elif before.pack != rule.pack or (before.derive is None) != (rule.derive is None):
        mistakes.add(
            place, N_("{word} is of another pack or kind: it cannot be succeeded by {rule}."), word=id, rule=rule.id
        )
    elif rule.valid_from is None:
        mistakes.add(
            place, N_("{rule} succeeds {word}: say from which day, with “valid_from:”."), word=id, rule=rule.id
        )
    elif before.valid_to is not None and before.valid_to + timedelta(days=1) != rule.valid_from:
        message = N_("{word} ends on {last}, and {rule} begins on {day}: a successor begins on the day after.")
        days = {"last": before.valid_to.isoformat(), "day": rule.valid_from.isoformat()}
        mistakes.add(rule.at("valid_from"), message, word=id, rule=rule.id, **days)
    if "when" not in rule.places and not rule.inherits_when and any(literals(before.when)):
        message = N_("{rule} succeeds {word}, but would hold for everybody: write “when:”, as {word} has it ({at}).")
        mistakes.add(place, message, word=id, rule=rule.id, at=str(before.at("when")))


def check_inherited(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note where a rule takes its condition from one that it overrides, and a successor of that one has another."""
    rules = knowledge.rules
    for id in rule.overrides if rule.inherits_when else ():
        before = next((each for each in rules[id].succeeds if each in rule.overrides), None) if id in rules else None
        if before is not None and before in rules and _differ(knowledge, rules[id], rules[before]):
            message = N_(
                "{rule} takes its condition from {word}, and {other}, which succeeds that, has another: write “when:”."
            )
            mistakes.add(rule.at("overrides"), message, word=before, rule=rule.id, other=id)


def _differ(knowledge: Knowledge, one: Rule, other: Rule) -> bool:
    try:
        a, b = ways(one.when, knowledge.values_of), ways(other.when, knowledge.values_of)
    except (KeyError, TooManyWays):
        return False  # that is a mistake of its own
    return {tuple(sorted(way.items())) for way in a} != {tuple(sorted(way.items())) for way in b}
