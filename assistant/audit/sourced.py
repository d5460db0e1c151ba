"""Amounts and ways to reach somebody against the clauses that they rest on.

What none of them says is a slip of the hand, or from somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from assistant.engine.day import DayRules
from assistant.i18n import N_, SOURCE
from assistant.knowledge.model import PERS, Contact, Knowledge, Rule, Ways
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.nodes import Mistakes

_FROM = "From {day} on: "
_GROUPED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NO_DIGIT = re.compile(r"\D")


def sourced(days: Sequence[DayRules]) -> list[Problem]:
    """Every amount, and every number or address of a contact, that no clause cited for it says, on a day of each stretch of days."""
    slips = Mistakes()
    for day in days:
        _of_day(day, slips)
    found: dict[tuple[Place, str], Problem] = {}
    for problem in slips.problems:  # what is wrong on several days is told of the first
        found.setdefault((problem.place, _whenever(problem)), problem)
    return list(found.values())


def _whenever(problem: Problem) -> str:
    """What is wrong, whatever the day."""
    return problem._replace(message=problem.message.removeprefix(_FROM), parts={**problem.parts, "day": ""}).text(
        SOURCE
    )


def _of_day(day: DayRules, mistakes: Mistakes) -> None:
    knowledge = day.knowledge
    for rule in day.in_force.values():
        check_paid(knowledge, rule, day.on, mistakes)
    in_force = day.in_force.values()
    in_use = {id for rule in in_force for _, id in rule.named}
    for amount in knowledge.amounts.values():
        if amount.id in in_use and (value := amount.on(day.on)) is not None:
            _amount(knowledge, amount.id, value.sources, value.amount, value.place, mistakes)
    given = {rule.statement.contact for rule in in_force if rule.statement is not None}
    for contact in knowledge.contacts.values():
        if contact.id in given:
            _ways(knowledge, contact, contact.on(day.on), mistakes)


def check_paid(knowledge: Knowledge, rule: Rule, on: date, mistakes: Mistakes) -> None:
    """Note what is wrong with the amounts of a rule, which is as of this day."""
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
    _each_law(knowledge, rule, on, mistakes)
    _of_its_topic(knowledge, rule, on, mistakes)


def _of_its_topic(knowledge: Knowledge, rule: Rule, on: date, mistakes: Mistakes) -> None:
    """An amount that is named by a topic is the amount on that topic, and no other rule's: two may be the same today and not next year."""
    said, named = rule.statement, dict(rule.named)
    for key, fee in (("fee", said.fee), ("limit", said.limit)) if said is not None else ():
        if fee is None or said is None or not fee.amount:
            continue
        ids = (named[key],) if key in named else _amounts_of(knowledge, rule, fee.amount, on)
        if ids and all(_topic_of(knowledge, id) not in ("", said.topic) for id in ids):
            message = N_(
                "{rule} says {word} on {topic}, but {amount} is an amount on {other}: cite what says it of {topic}."
            )
            parts = {"rule": rule.id, "topic": said.topic, "amount": ids[0], "other": _topic_of(knowledge, ids[0])}
            mistakes.add(rule.at(key), message, word=str(fee.amount), **parts)


def _amounts_of(knowledge: Knowledge, rule: Rule, amount: Decimal, on: date) -> tuple[str, ...]:
    """The amounts with names from which a typed one can have come: those of the clauses cited that say it; none if one of them names none."""
    saying = [id for id in rule.sources if _is_said(amount, _figures(_said(knowledge, (id,))))]
    values = [(each.id, value) for each in knowledge.amounts.values() if (value := each.on(on)) is not None]
    ids = {source: [id for id, value in values if source in value.sources] for source in saying}
    return tuple(id for each in ids.values() for id in each) if all(ids.values()) else ()


def _topic_of(knowledge: Knowledge, amount: str) -> str:
    """The topic that the name of an amount begins with; empty if it begins with none."""
    first = amount.split(".")[0]
    return first if first in knowledge.topics else ""


def _each_law(knowledge: Knowledge, rule: Rule, on: date, mistakes: Mistakes) -> None:
    """Whoever states an amount states that of each law it cites: as long as two say the same, one serves both; then one changes alone."""
    said = rule.statement
    fees = said.fees if said is not None else ()
    # What is free, or not known, is no amount given in the place of another.
    stated = sorted({fee.amount for fee in fees if fee.amount})
    for amount in knowledge.amounts.values() if stated else ():
        value = amount.on(on)
        if value is None or value.amount in stated:
            continue
        for id in value.sources:
            figures = _figures(_said(knowledge, (id,)))
            if id in rule.sources and not any(_is_said(each, figures) for each in stated):
                message = (
                    N_(
                        "{rule} says {word}, but cites {clause}, by which {amount} is {other}: say each, or cite only what is said."
                    )
                    if on <= knowledge.date
                    else N_(
                        "From {day} on: {rule} says {word}, but cites {clause}, by which {amount} is {other}: say each, or cite only what is said."
                    )
                )
                told = " / ".join(map(str, stated))
                parts = {"rule": rule.id, "clause": id, "amount": amount.id, "other": str(value.amount)}
                parts["day"] = on.isoformat()
                mistakes.add(rule.at("sources"), message, word=told, **parts)


def _said(knowledge: Knowledge, sources: Iterable[str]) -> list[str]:
    return [knowledge.clauses[id].says for id in sources if id in knowledge.clauses]


def _figures(texts: Iterable[str]) -> set[str]:
    """The numbers in these texts."""
    told = " ".join(_GROUPED.sub("", text) for text in texts)
    return {number.replace(",", ".") for number in _NUMBER.findall(told)}


def _is_said(amount: Decimal, figures: set[str]) -> bool:
    return str(amount) in figures or str(amount).removesuffix(".00") in figures


def _amount(
    knowledge: Knowledge, id: str, sources: Iterable[str], amount: Decimal | None, place: Place, mistakes: Mistakes
) -> None:
    """What is free may be said in words; any other amount stands in figures in a clause."""
    if not amount:
        return
    if not _is_said(amount, _figures(_said(knowledge, sources))):
        message = N_("No clause that {rule} cites says {word}: is it typed right, and cited from where it stands?")
        mistakes.add(place, message, word=str(amount), rule=id)


def _ways(knowledge: Knowledge, contact: Contact, way: Ways, mistakes: Mistakes) -> None:
    told = _said(knowledge, way.sources)
    digits = [_NO_DIGIT.sub("", text) for text in told]
    for number in (way.phone, way.fax):
        if number is not None and told and not any(_NO_DIGIT.sub("", number) in text for text in digits):
            _unsaid(contact, way, number, mistakes)
    if way.email is not None and told and not any(way.email.casefold() in text.casefold() for text in told):
        _unsaid(contact, way, way.email, mistakes)


def _unsaid(contact: Contact, way: Ways, word: str, mistakes: Mistakes) -> None:
    message = N_(
        "No clause that the contact {rule} cites ({clauses}) says {word}: is it typed right, and cited from where it stands?"
    )
    mistakes.add(way.place, message, word=word, rule=contact.id, clauses=", ".join(way.sources))
