"""What stands beside the values of a question: the amount, or whom to call, that each of them decides on the topics asked.

So the question itself is the table that is asked for. It is read off the case space, and nothing stands there that does not differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from assistant.answer.adviser import Adviser
from assistant.answer.model import Lead
from assistant.cases.case import Case
from assistant.knowledge.model import TOPIC, Fee, Question, Rule
from assistant.words.units import unit_left_out
from assistant.words.wording import Wording

BETWEEN = " · "
MOST = 2
"""More amounts than this are not decided by a value: another question will."""


def beside(adviser: Adviser, case: Case, question: Question, wording: Wording) -> Mapping[str, str]:
    """For each value of the question, what it decides; nothing where all decide the same, or nothing is known to differ."""
    if question.id == TOPIC or question.id not in adviser.knowledge.questions:
        return {}
    found: dict[str, list[str]] = {value.id: [] for value in question.values}
    for topic in case.topics:
        told = {value: in_brief(adviser.lead_on(topic, case.with_answer(question, value)), wording) for value in found}
        if len(set(told.values())) > 1:
            for value, text in told.items():
                found[value] += [text] if text else []
    told_of = {value: BETWEEN.join(dict.fromkeys(texts)) for value, texts in found.items() if texts}
    return told_of if len(told_of) > 1 else {}


def in_brief(lead: Lead | None, wording: Wording) -> str:
    """The amount of a lead, or the number to call; empty where it has neither, or where some completion has none."""
    if lead is None or lead.withheld or not lead.everywhere:
        return ""
    said = [rule.statement for rule in lead.rules if rule.statement is not None]
    fees = [one.fee for one in said if one.fee is not None]
    if not fees:
        phones = {wording.knowledge.contacts[one.contact].phone or "" if one.contact else "" for one in said}
        return phones.pop() if len(phones) == 1 else ""
    return _between(lead.rules, wording) if len(fees) == len(lead.rules) else ""


def _between(rules: Sequence[Rule], wording: Wording) -> str:
    """Fees in a few words: the amounts, and that one has to ask where one is not known; empty where there are too many."""
    gettext = wording.language.gettext
    fees = {
        rule.id: rule.statement.fee for rule in rules if rule.statement is not None and rule.statement.fee is not None
    }
    known = [(fee.amount, fee.maximum, rule) for rule in rules if (fee := fees[rule.id]).amount is not None]
    known.sort(key=itemgetter(0, 1))
    words = list(dict.fromkeys(_short(rule, fees[rule.id], wording) for *_, rule in known))
    if len(known) < len(rules):
        words.append(gettext("ask"))
    return BETWEEN.join(words) if len(words) <= MOST else ""


def _short(rule: Rule, fee: Fee, wording: Wording) -> str:
    """A fee without what goes without saying beside a question on the visit or the journey.

    What is only so on a condition, or by one of two readings, says so in the brief words of its line: the amount alone would say too much.
    """
    amount, brief = wording.fee(unit_left_out(fee)), wording.rule_brief(rule).removesuffix(".")
    if rule.statement is None or not rule.statement.brief:
        return amount
    return brief if not fee.amount or wording.fee(fee._replace(per=None)) in brief else amount
