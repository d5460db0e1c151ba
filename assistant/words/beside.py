"""What stands beside the values of a question: the amount, or whom to call, that each of them decides on the topics asked.

So the question itself is the table that is asked for. It is read off the case space, and nothing stands there that does not differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from assistant.answer.adviser import Adviser
from assistant.answer.model import Lead
from assistant.cases.case import Case
from assistant.knowledge.model import STEP, TOPIC, Fee, Question, Rule
from assistant.wordforms import words
from assistant.words.leads.answers import turning_on
from assistant.words.leads.gists import gist
from assistant.words.leads.speech import small
from assistant.words.leads.usual import told_in_brackets
from assistant.words.units import unit_left_out
from assistant.words.wording import Wording

BETWEEN = " · "
MOST = 2
"""More amounts than this are not decided by a value: another question will, and only what usually holds stands there."""
EITHER = 2
"""Answers of a question that asks which of two it is: beside each stands its first step, where no amount does."""
FEWEST = 2
"""Clauses of a step that are told of it at least, where the first is that of the other answer too."""
ROW = 70
"""Characters of a value and of what it decides: where that turns on another answer, both are to fit in a row of a small terminal, if they can."""


def beside(adviser: Adviser, case: Case, question: Question, wording: Wording) -> Mapping[str, str]:
    """For each value of the question, what it decides; nothing where all decide the same, or nothing is known to differ."""
    if question.id == TOPIC or question.id not in adviser.knowledge.questions:
        return {}
    found: dict[str, list[str]] = {value.id: [] for value in question.values}
    for topic in case.topics:
        leads = {value.id: adviser.lead_on(topic, case.with_answer(question, value.id)) for value in question.values}
        told = {
            value: in_brief(lead, wording, ROW - len(wording.value(question, value))) for value, lead in leads.items()
        }
        if len(leads) == EITHER and not any(told.values()):
            told = _to_do_of_each(leads, question, wording)
        if len(set(told.values())) > 1:
            for value, text in told.items():
                found[value] += [text] if text else []
    told_of = {value: BETWEEN.join(dict.fromkeys(texts)) for value, texts in found.items() if texts}
    return told_of if len(told_of) > 1 else {}


def _to_do_of_each(leads: Mapping[str, Lead | None], question: Question, wording: Wording) -> dict[str, str]:
    """The first step with each of two answers; in one clause where that tells them apart already."""
    clauses = {value: _clauses_to_do(lead, wording) for value, lead in leads.items()}
    fewest = 1 if len({of[0] for of in clauses.values()}) == len(clauses) else FEWEST
    named = len(f"{wording.short(question.id)}: ")
    rooms = {value: ROW - len(wording.value(question, value) + BETWEEN) for value in leads}
    return {value: _to_do(of, wording, rooms[value], rooms[value] - named, fewest) for value, of in clauses.items()}


def _clauses_to_do(lead: Lead | None, wording: Wording) -> list[str]:
    """What the first step is, whatever is still open, by its clauses; one that is empty where something else than a step leads."""
    if lead is None or any(rule.statement is None or rule.statement.kind != STEP for rule in lead.rules):
        return [""]
    return (gist(lead, wording)[0] if all(rule.said.brief for rule in lead.rules) else "").split(", ")


def _to_do(clauses: Sequence[str], wording: Wording, room: int, offered: int, fewest: int) -> str:
    """The clauses of a step that have room in the row of its answer, with the question before it too: "a number, a new one". Nothing where only
    its first words have room that may be the same beside the other answer."""
    told = [*clauses]
    while len(told) > fewest and len(", ".join(told)) > offered:
        told.pop()
    short = ", ".join(told)
    return small(short, wording.names) if len(short) <= room else ""


def in_brief(lead: Lead | None, wording: Wording, room: int = ROW) -> str:
    """The amount of a lead, or the number to call; empty where it has neither, or where some completion has none.

    `room`: the characters of several amounts, with whose they are.
    """
    if lead is None or lead.withheld or not lead.everywhere:
        return ""
    said = [rule.statement for rule in lead.rules if rule.statement is not None]
    fees = [one.fee for one in said if one.fee is not None]
    if not fees:
        phones = {wording.knowledge.contacts[one.contact].phone or "" if one.contact else "" for one in said}
        return phones.pop() if len(phones) == 1 else ""
    amounts = _amounts([rule for rule in lead.rules if rule.said.fee is not None], wording)
    if len(amounts) == 1 and len(fees) == len(lead.rules):
        return amounts[0].text
    # Where some that may lead is no fee, only what usually holds is told, with whose it is.
    every = _of_whom(lead, amounts, wording) if len(fees) == len(lead.rules) else (_usually(lead, amounts, wording),)
    told = [text for text in _of_half(lead, wording) or every if text]
    shortest = min(told, key=len, default="")
    return next((text for text in told if len(text) <= room), shortest if len(shortest) <= ROW else "")


def _of_whom(lead: Lead, amounts: Sequence[_Amount], wording: Wording) -> Iterator[str]:
    """Several amounts, with whose each is, or on what they turn: one of them alone would be read as that of everybody.

    Each, "public transport: so much, other means: so much"; what usually holds, "so much (GP)"; all of it in the words of its line; else the
    amounts and what they depend on.
    """
    gettext, line = wording.language.gettext, wording.lead(lead).removesuffix(".")
    yield _each(lead, wording)
    yield _usually(lead, amounts, wording)
    if not re.search(r"[?]|\. ", line):
        yield small(line, wording.names)
    if len(amounts) <= MOST:
        (first, second), on = amounts, [turning_on(fact, wording) for fact in lead.depends_on]
        told = first.text if first.asks else gettext("{least} or {most}", least=first.text, most=second.text)
        yield gettext("{told}, depending on {facts}", told=told, facts=", ".join(on))
        told = _without_units(told, lead, wording)
        yield gettext("{told}, depending on {facts}", told=told, facts=on[0])
        yield gettext("{told} ({facts})", told=told, facts=on[0])


def _of_half(lead: Lead, wording: Wording) -> list[str]:
    """What those pay who are no exception, behind their name: "not registered: so much, or full price".

    An amount, "or full price (whether registered)", would be read as the full price of whoever is registered. The exceptions pay by the rules
    of another group, which has a line of its own; nothing where an amount is known of them too.
    """
    for fork in lead.forks:
        question, branches = wording.knowledge.question_for(fork.fact), dict(fork.branches)
        if (halves := question.halves) is None:
            continue
        most, exception = branches.get(halves.most), branches.get(halves.exception)
        if most is None or exception is None or most.withheld or _names_an_amount(exception):
            return []
        name = small(wording.brief_value(question, halves.most), wording.names)
        return [f"{name}: {text}" for text in _in_full_and_short(most, wording)]
    return []


def _names_an_amount(lead: Lead) -> bool:
    return any(rule.statement is not None and rule.said.fee is not None and rule.said.fee.amount for rule in lead.rules)


def _in_full_and_short(lead: Lead, wording: Wording) -> list[str]:
    """What a lead charges, with and without the unit; that which asks somebody first says enough of what else it may be."""
    amounts = _amounts([rule for rule in lead.rules if rule.said.fee is not None], wording)
    if not amounts or any(rule.said.fee is None for rule in lead.rules) or len(amounts) > MOST:
        return []
    told = [amounts[0].text] if len(amounts) == 1 or amounts[0].asks else []
    return [*told, *(_without_units(text, lead, wording) for text in told)]


def _usually(lead: Lead, amounts: Sequence[_Amount], wording: Wording) -> str:
    """The amount with the usual answers, and these; empty where there is no such one."""

    def charged(rule: Rule) -> str:
        fee = rule.statement.fee if rule.statement is not None else None
        return _short(rule, fee, wording) if fee is not None and fee.amount is not None else wording.rule_brief(rule)

    usual = told_in_brackets(lead, charged, wording, joined=True)
    return usual if any(amount.text.split(" (")[0] in usual for amount in amounts) else ""


def _without_units(told: str, lead: Lead, wording: Wording) -> str:
    """The same without what an amount is paid for, "per dispensing": what is asked about says it."""
    for fee in (rule.said.fee for rule in lead.rules):
        if fee is not None and fee.per is not None:
            told = told.replace(wording.fee(unit_left_out(fee)), wording.fee(fee._replace(per=None)))
    return told


def _each(lead: Lead, wording: Wording) -> str:
    """The amounts, each with the answers to the only question on which they turn; empty where there is another, or only one amount."""
    if len(lead.forks) != 1 or (question := wording.knowledge.question_for(lead.forks[0].fact)).number is not None:
        return ""
    of: dict[str, list[str]] = {}
    for value, branch in lead.forks[0].branches:
        if branch is not None and branch.certain and (fee := branch.rules[0].said.fee) is not None and fee.amount:
            of.setdefault(_short(branch.rules[0], fee, wording), []).append(wording.brief_value(question, value))
    parts = (f"{', '.join(small(name, wording.names) for name in names)}: {text}" for text, names in of.items())
    return ", ".join(parts) if len(of) > 1 else ""


class _Amount(NamedTuple):
    """A fee in a few words; `asks`: it says to ask somebody first, which says enough of what else may be paid."""

    text: str
    asks: bool


def _amounts(rules: Sequence[Rule], wording: Wording) -> list[_Amount]:
    """Fees in a few words: the amounts, and where one is not known what it is called, or that one has to ask."""
    fees = {rule.id: fee for rule in rules if (fee := rule.said.fee) is not None}
    known = [(fee.amount, fee.maximum, rule) for rule in rules if (fee := fees[rule.id]).amount is not None]
    known.sort(key=itemgetter(0, 1))
    told = (_Amount(_short(rule, fees[rule.id], wording), _asks(rule, wording)) for *_, rule in known)
    amounts = list({amount.text: amount for amount in told}.values())
    asked = {
        wording.rule_brief(rule).removesuffix(".") if rule.said.brief else ""
        for rule in rules
        if fees[rule.id].amount is None
    }
    if not asked:
        return amounts
    return [*amounts, _Amount((asked.pop() if len(asked) == 1 else "") or wording.language.gettext("ask"), True)]


def _asks(rule: Rule, wording: Wording) -> bool:
    """Whether the brief words of a rule say to ask: that is said in no other way."""
    return rule.said.brief != "" and wording.language.gettext("ask") in words(wording.rule_brief(rule))


def _short(rule: Rule, fee: Fee, wording: Wording) -> str:
    """A fee without what goes without saying beside a question on the visit or the journey.

    What is only so on a condition, or by one of two readings, says so in the brief words of its line: the amount alone would say too much.
    """
    amount, brief = wording.fee(unit_left_out(fee)), wording.rule_brief(rule).removesuffix(".")
    if rule.statement is None or not rule.statement.brief:
        return amount
    return brief if not fee.amount or wording.fee(fee._replace(per=None)) in brief else amount
