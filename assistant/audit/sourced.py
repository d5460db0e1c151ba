"""Amounts and ways to reach somebody against the clauses that they rest on.

What none of them says is a slip of the hand, or from somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.engine.day import DayRules
from assistant.i18n import N_, SOURCE
from assistant.knowledge.model import PERS, Contact, Knowledge, Rule
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.nodes import Mistakes

_GROUPED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NO_DIGIT = re.compile(r"\D")


def sourced(days: Sequence[DayRules]) -> list[Problem]:
    """Every amount, and every number or address of a contact, that no clause cited for it says, on a day of each stretch of days."""
    slips = Mistakes()
    for day in days:
        _of_day(day, slips)
    return list({(problem.place, problem.text(SOURCE)): problem for problem in slips.problems}.values())


def _of_day(day: DayRules, mistakes: Mistakes) -> None:
    knowledge = day.knowledge
    for rule in day.in_force.values():
        check_paid(knowledge, rule, mistakes)
    in_force = day.in_force.values()
    in_use = {id for rule in in_force for _, id in rule.named}
    for amount in knowledge.amounts.values():
        if amount.id in in_use and (value := amount.on(day.on)) is not None:
            _amount(knowledge, amount.id, value.sources, value.amount, value.place, mistakes)
    given = {rule.statement.contact for rule in in_force if rule.statement is not None}
    for contact in knowledge.contacts.values():
        if contact.id in given:
            _ways(knowledge, contact, mistakes)


def check_paid(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note what is wrong with the amounts of a rule."""
    said = rule.statement
    if said is None:
        return
    if said.fee is not None and said.fee.amount and not said.fee.per:
        message = N_("{rule} has a fee, but not what it is paid for: add “per:”. Allowed: {allowed}.")
        mistakes.add(rule.at("fee"), message, PERS, rule=rule.id)
    named = dict(rule.named)
    for key, fee in (("fee", said.fee), ("limit", said.limit)):
        if fee is not None and key not in named:
            _amount(knowledge, rule.id, rule.sources, fee.amount, rule.at(key), mistakes)


def _said(knowledge: Knowledge, sources: Iterable[str]) -> list[str]:
    return [knowledge.clauses[id].says for id in sources if id in knowledge.clauses]


def _amount(
    knowledge: Knowledge, id: str, sources: Iterable[str], amount: Decimal | None, place: Place, mistakes: Mistakes
) -> None:
    """What is free may be said in words; any other amount stands in figures in a clause."""
    if not amount:
        return
    told = " ".join(_GROUPED.sub("", text) for text in _said(knowledge, sources))
    figures = {number.replace(",", ".") for number in _NUMBER.findall(told)}
    if str(amount) not in figures and str(amount).removesuffix(".00") not in figures:
        message = N_("No clause that {rule} cites says {word}: is it typed right, and cited from where it stands?")
        mistakes.add(place, message, word=str(amount), rule=id)


def _ways(knowledge: Knowledge, contact: Contact, mistakes: Mistakes) -> None:
    told = _said(knowledge, contact.sources)
    digits = [_NO_DIGIT.sub("", text) for text in told]
    for number in (contact.phone, contact.fax):
        if number is not None and told and not any(_NO_DIGIT.sub("", number) in text for text in digits):
            _unsaid(contact, number, mistakes)
    if contact.email is not None and told and not any(contact.email.casefold() in text.casefold() for text in told):
        _unsaid(contact, contact.email, mistakes)


def _unsaid(contact: Contact, way: str, mistakes: Mistakes) -> None:
    message = N_(
        "No clause that the contact {rule} cites says {word}: is it typed right, and cited from where it stands?"
    )
    mistakes.add(contact.place, message, word=way, rule=contact.id)
