"""Amounts and ways to reach somebody against the clauses that they rest on.

What none of them says is a slip of the hand, or from somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.i18n import N_
from assistant.knowledge.model import PERS, Contact, Fee, Knowledge, Rule
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes

_GROUPED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NO_DIGIT = re.compile(r"\D")


def check_sourced(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note every amount, and every number or address of a contact, that no clause cited for it says."""
    for rule in knowledge.rules.values():
        said = rule.statement
        if said is not None:
            if said.fee is not None and said.fee.amount and not said.fee.per:
                message = N_("{rule} has a fee, but not what it is paid for: add “per:”. Allowed: {allowed}.")
                mistakes.add(rule.at("fee"), message, PERS, rule=rule.id)
            _amount(knowledge, rule, said.fee, rule.at("fee"), mistakes)
            _amount(knowledge, rule, said.limit, rule.at("limit"), mistakes)
    for contact in knowledge.contacts.values():
        _ways(knowledge, contact, mistakes)


def _said(knowledge: Knowledge, sources: Iterable[str]) -> list[str]:
    return [knowledge.clauses[id].says for id in sources if id in knowledge.clauses]


def _amount(knowledge: Knowledge, rule: Rule, fee: Fee | None, place: Place, mistakes: Mistakes) -> None:
    """What is free may be said in words; any other amount stands in figures in a clause."""
    if fee is None or not fee.amount:
        return
    told = " ".join(_GROUPED.sub("", text) for text in _said(knowledge, rule.sources))
    figures = {number.replace(",", ".") for number in _NUMBER.findall(told)}
    if str(fee.amount) not in figures and str(fee.amount).removesuffix(".00") not in figures:
        message = N_("No clause that {rule} cites says {word}: is it typed right, and cited from where it stands?")
        mistakes.add(place, message, word=str(fee.amount), rule=rule.id)


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
