"""What is free at some age: a line that tells the ages apart does not leave it to a question while another one tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.model import Fork, Lead
from assistant.knowledge.model import REGION, Rule
from assistant.words.leads.answers import spans
from assistant.words.leads.speech import LeadWords


def hides_what_is_free(text: str, lead: Lead, wording: LeadWords) -> bool:
    """Whether a line of ages names one at which something is free, and says only what that turns on: "under 20: depends on the visit"."""
    if REGION in lead.depends_on:
        return False  # the reader's region says which ages pay nothing
    parts = re.split(r"[.?] ", text.casefold())
    for fork in lead.forks:
        if wording.knowledge.question_for(fork.fact).number is not None:
            names = tuple(f"{name}{end}" for name in _ages(fork, wording) for end in (":", ","))
            told = (part for part in parts if part.startswith(names))
            if any(not _is_told(part, lead, wording) and not _charges(part, lead, wording) for part in told):
                return True
    return False


def tells_what_is_free(text: str, lead: Lead, wording: LeadWords) -> bool:
    """Whether a line says of something that it is free, and hides it nowhere."""
    return _is_told(text.casefold(), lead, wording) and not hides_what_is_free(text, lead, wording)


def _ages(fork: Fork, wording: LeadWords) -> Iterator[str]:
    """How ages may be named at which what costs something is free, and which turn on more: alone, and with those beside them."""
    question = wording.knowledge.question_for(fork.fact)
    values = [value for value, _ in fork.branches]
    free = {value for value, branch in fork.branches if branch is not None and branch.depends_on and _is_free(branch)}
    for first in range(len(values)):
        for last in range(first, len(values)):
            if free.intersection(values[first : last + 1]):
                yield spans(question, values[first : last + 1], wording).casefold()


def _is_free(branch: Lead) -> bool:
    """Whether something is free with an answer, and nothing is known to cost anything."""
    return any(map(_makes_free, branch.rules)) and not any(
        said.charged is not None and said.charged.amount
        for rule in branch.rules
        if (said := rule.statement) is not None
    )


def _is_told(part: str, lead: Lead, wording: LeadWords) -> bool:
    """Whether a part of a line says of something that it is free, in the words of a rule that makes it so."""
    free = [rule for rule in lead.rules if _makes_free(rule)]
    words = {wording.rule_brief(rule) for rule in free}
    words |= {wording.fee(rule.statement.fee) for rule in free if rule.statement and rule.statement.fee}
    return any(text.split()[0].casefold() in part for text in words if text)


def _charges(part: str, lead: Lead, wording: LeadWords) -> bool:
    """Whether a part of a line says what is paid there, with the usual answers or with any."""
    fees = (rule.statement.charged for rule in lead.rules if rule.statement is not None)
    told = {wording.fee(fee._replace(per=None, maximum=False)) for fee in fees if fee is not None and fee.amount}
    return any(text.casefold() in part for text in told)


def _makes_free(rule: Rule) -> bool:
    said = rule.statement
    return said is not None and said.fee is not None and said.fee.amount == 0 and rule.id not in said.doubts
