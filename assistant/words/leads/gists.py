"""Gists: what holds of a lead whatever is still open in it, as the amount that all have in common, or the bounds of what they charge."""

from __future__ import annotations

import re
from enum import IntEnum

from assistant.answer.model import Lead
from assistant.i18n import N_
from assistant.knowledge.model import Fee, Rule, Statement
from assistant.words.leads.speech import LeadWords
from assistant.words.leads.ways import amount
from assistant.words.units import unit_left_out


class Gists(IntEnum):
    """Whether a branch that is open says what holds in any case, in how many words, and whether it then counts as told; or what holds usually.

    `GROUP`: what holds usually of a group of people, with the usual answers and the usual ages; `MOSTLY`: the same, with what is asked of all only.
    """

    NONE = 0
    SHORT = 1
    SAID = 2
    AS_TOLD = 3
    USUAL = 4
    GROUP = 5
    MOSTLY = 6


def gist(lead: Lead, wording: LeadWords) -> tuple[str, bool]:
    """What holds whatever is still open in a lead, and whether that is all: the same words, amounts, or what all have in common.

    Empty where they have nothing in common, or where something may not be said or is not known.
    """
    if lead.withheld or not lead.everywhere or not lead.rules:
        return "", False
    texts = list(
        dict.fromkeys(amount(rule, wording) or wording.rule_brief(rule).removesuffix(".") for rule in lead.rules)
    )
    if len(texts) == 1:
        return texts[0], True
    return _common(texts, wording) or _fees_between(lead, wording), False


def in_common(lead: Lead, wording: LeadWords) -> str:
    """What the brief words of all that may lead have in common, whatever is open; empty where that is nothing."""
    if lead.withheld or not lead.everywhere or not lead.rules:
        return ""
    return _common([wording.rule_brief(rule).removesuffix(".") for rule in lead.rules], wording)


def to_ask_first(lead: Lead, wording: LeadWords) -> str:
    """Whom to ask before anything, where all that may lead is careful and its brief words end with the same: "ask the pharmacy first"."""
    if lead.withheld or not lead.everywhere or not lead.rules:
        return ""
    asked = {wording.once(_asked_last, rule) for rule in lead.rules}
    return asked.pop() if len(asked) == 1 else ""


def _asked_last(rule: Rule, wording: LeadWords) -> str:
    """What the brief words of a rule end with whose amount is not known, or that doubts another one."""
    said = rule.statement
    if said is None or said.sends_to or not (said.doubts or (said.fee is not None and said.fee.amount is None)):
        return ""
    *before, last = re.split("[,;] ", wording.rule_brief(rule).removesuffix("."))
    for link in _links(wording):
        last = last.removeprefix(link)
    return last if before else ""


def _links(wording: LeadWords) -> tuple[str, ...]:
    """What links a clause to the one before it."""
    return tuple(f"{wording.language.gettext(word)} " for word in (N_("otherwise"), N_("but")))


def _common(texts: list[str], wording: LeadWords) -> str:
    """The clauses that texts have in common; nothing where they begin by linking to one that is left out: "otherwise ask", "but ask first"."""
    # Many rules have the same brief words: they are compared once.
    first, *others = [re.split("[,;] ", text) for text in dict.fromkeys(texts)]
    common = [clause for clause in first if all(clause in other for other in others)]
    return "" if common and common[0].startswith(_links(wording)) else ", ".join(common)


def _fees_between(lead: Lead, wording: LeadWords) -> str:
    """What the statements that may lead charge: the least to the greatest amount.

    Empty where one of them is no fee, or one is not known, and where all are the same: then they differ in what is paid for, and the
    amount alone would say too much.
    """
    fees = _fees(lead, wording)
    if (
        any(fee.amount is None for fee in fees)
        or _doubted(lead)
        or not lead.everywhere
        or len({wording.fee(fee) for fee in fees}) < 2
    ):
        return ""
    return _between(fees, wording)


def known_fees(lead: Lead, wording: LeadWords) -> str:
    """The same where some amounts are not known: "at most this much, this much or ask"; empty where none is, or one of them is no fee."""
    fees = _fees(lead, wording)
    known = [fee for fee in fees if fee.amount is not None]
    settled = len(known) == len(fees) and not _doubted(lead)
    if not any(fee.amount for fee in known) or settled or lead.withheld or not lead.everywhere:
        return ""
    return _between(known, wording, N_("{least}, {most}, or ask"), N_("{fees}, or ask"))


_ASKED = Fee(None, "", maximum=False, per=None)
"""A charge that is to be asked about."""


def _fees(lead: Lead, wording: LeadWords) -> list[Fee]:
    """What each of the statements that may lead charges, or doubts the charge of; none where one of them is neither.

    What only doubts that something is free names no amount: nothing may have to be paid, and it is to be asked.
    """
    said = [rule.statement for rule in lead.rules if rule.statement is not None]
    asked = [each.charged or _doubted_fee(each, wording) for each in said]
    fees = [fee for fee in asked if fee is not None]
    return [unit_left_out(fee) for fee in fees] if len(fees) == len(lead.rules) else []


def _doubted_fee(said: Statement, wording: LeadWords) -> Fee | None:
    """Nothing, where a statement doubts that nothing is paid; else a charge that is to be asked about. None where it doubts none."""
    rules = [wording.knowledge.rules[id].statement for id in said.doubts if id in wording.knowledge.rules]
    free = (rule.fee for rule in rules if rule is not None and rule.fee is not None and rule.fee.amount == 0)
    return next(free, _ASKED) if said.doubts else None


def _doubted(lead: Lead) -> bool:
    """Whether what may lead doubts a fee: its amount is known, and whether it holds is to be asked."""
    return any(
        rule.statement is not None and rule.statement.fee is None and rule.statement.doubts for rule in lead.rules
    )


def _between(fees: list[Fee], wording: LeadWords, two: str = N_("{least} or {most}"), whole: str = "{fees}") -> str:
    """The least to the greatest of amounts that are known; `two`: how two of them are told, `whole`: how one of them or a span is."""
    gettext = wording.language.gettext
    known = sorted((fee.amount, index) for index, fee in enumerate(fees) if fee.amount is not None)
    least, most = (wording.fee(fees[known[at][1]]) for at in (0, -1))
    several = len({wording.fee(fee) for fee in fees})
    if several == 2:
        return gettext(two, least=least, most=most)
    if several == 1:
        return gettext(whole, fees=least)
    most = wording.fee(fees[known[-1][1]]._replace(maximum=False))  # "to" says already that it is the most
    return gettext(whole, fees=gettext("{least} to {most}", least=least, most=most))
