"""Ways to tell a rule that leads, where it stands beside others: in full, in its brief words, by what it charges."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.answer.model import Lead
from assistant.knowledge.model import Rule
from assistant.words.leads.speech import LeadWords
from assistant.words.units import unit_left_out

LeadTelling = Callable[[Rule], str]
"""What a rule that leads is told by."""


def ways_to_tell(lead: Lead, wording: LeadWords) -> list[LeadTelling]:
    """How each rule of a lead may be told, from the fullest: what is said of every topic is shortened first.

    Where two ways come to the same words, the first stands for the other too: nothing is put together twice.
    """

    def whole(rule: Rule) -> str:
        said, text = rule.statement, wording.rule_lead(rule)
        if said is not None and said.always and said.if_answered:
            return wording.rule_brief(rule)  # "registered: as residents", not "since the patient is in the register"
        # Behind the answer and its colon a second colon would be hard to follow.
        return (amount(rule, wording) or wording.rule_brief(rule)) if ": " in text else text

    def general(rule: Rule) -> str:
        said = rule.statement
        return wording.rule_brief(rule) if said is not None and said.always else whole(rule)

    def charging(rule: Rule) -> str:
        return amount(rule, wording) or wording.rule_brief(rule)

    told: dict[tuple[str, ...], LeadTelling] = {}
    rules = {rule.id: rule for rule in _rules_of(lead)}.values()
    ways = (whole, general, wording.rule_brief, charging)
    return [told.setdefault(tuple([how(rule) for rule in rules]), how) for how in ways]


def _rules_of(lead: Lead) -> Iterator[Rule]:
    """The rules of a lead and of all branches of its forks."""
    yield from lead.rules
    for fork in lead.forks:
        for _, branch in fork.branches:
            yield from _rules_of(branch) if branch is not None else ()


def amount(rule: Rule, wording: LeadWords) -> str:
    """What a rule that leads charges, if that is known and it has no brief words; what is paid for is what the question is about."""
    said = rule.statement
    if said is None or said.brief or said.fee is None or said.fee.amount is None:
        return ""
    return wording.fee(unit_left_out(said.fee))
