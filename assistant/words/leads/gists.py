"""Gists: what holds of a lead whatever is still open in it, as the amount that all have in common, or the bounds of what they charge."""

from __future__ import annotations

import re
from enum import IntEnum

from assistant.answer.model import Lead
from assistant.i18n import N_
from assistant.words.leads.speech import LeadWords
from assistant.words.leads.ways import amount, unit_left_out


class Gists(IntEnum):
    """Whether a branch that is open says what holds in any case, in how many words, and whether it then counts as told."""

    NONE = 0
    SHORT = 1
    SAID = 2
    AS_TOLD = 3


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
    first, *others = [re.split("[,;] ", text) for text in texts]
    common = [clause for clause in first if all(clause in other for other in others)]
    return ", ".join(common) or _fees_between(lead, wording), False


def _fees_between(lead: Lead, wording: LeadWords) -> str:
    """What the statements that may lead charge: the least to the greatest amount.

    Empty where one of them is no fee, or one is not known, and where all are the same: then they differ in what is paid for, and the
    amount alone would say too much.
    """
    statements = [rule.statement for rule in lead.rules if rule.statement is not None]
    fees = [unit_left_out(said.fee) for said in statements if said.fee is not None]
    known = sorted((fee.amount, index) for index, fee in enumerate(fees) if fee.amount is not None)
    if len(known) < len(lead.rules) or not lead.everywhere or len({wording.fee(fee) for fee in fees}) < 2:
        return ""
    least, most = fees[known[0][1]], fees[known[-1][1]]
    between = N_("{least} or {most}") if len({wording.fee(fee) for fee in fees}) == 2 else N_("{least} to {most}")
    return wording.language.gettext(between, least=wording.fee(least), most=wording.fee(most))
