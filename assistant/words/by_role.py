"""The lines that lead an answer, for the reader's role: their own task on the topic where they have one, else whose task it is.

Who works at the desk, and whoever has not said a role, reads the leads as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.model import Answer, Lead
from assistant.knowledge.model import LONGEST_LEAD, Rule
from assistant.words.wording import Wording

TASKS = ("step", "contact")
"""The kinds of statement that ask somebody to do something; the others hold for whoever reads them."""


def lines(answer: Answer, wording: Wording) -> list[str]:
    """The leads of an answer, a line each; of several topics each says of which it is the answer."""
    return wording.leads(answer.leads, told=lambda lead: line(lead, answer, wording))


def line(lead: Lead, answer: Answer, wording: Wording) -> str:
    """A lead of an answer in one line of at most `LONGEST_LEAD` characters, for the reader's role.

    An amount that does not hold for what another topic asked about speaks of says so behind it, in a sentence that is not counted: shorter
    words for the amount would leave its conditions out.
    """
    another = _is_another_role(wording)
    own = _own(lead, answer, wording) if another else ""
    if own:
        return own
    text = _named(lead.rules[0], wording) if another and lead.certain else wording.lead(lead)
    # Of what is free for everybody who may be here nobody is sent to ask the price, either: so it stands behind a line without an amount too.
    topics = answer.excepted.get(lead.topic, ())
    return excepted(text, lead.rules, topics, wording, whatever=answer.is_free_on(topics))


def excepted(
    text: str, rules: Iterable[Rule], topics: Sequence[str], wording: Wording, *, whatever: bool = False
) -> str:
    """A line, and behind an amount for which other topics it does not hold. `whatever`: behind a line without one too."""
    if not topics or not (whatever or _names_what_is_paid(rules, text, wording)):
        return text
    return f"{text.removesuffix('.')}. {wording.excepting(topics)}"


def _own(lead: Lead, answer: Answer, wording: Wording) -> str:
    """The reader's own task on the topic; empty where the line is that task, or there is none."""
    own = [said for said in answer.certain if said.statement.topic == lead.topic and said.statement.own]
    if lead.certain and _is_mine(lead.rules[0], wording) and lead.rules[0] not in [said.rule for said in own]:
        return ""
    return next((wording.rule_own(said.rule) for said in own if wording.mine(said)), "")


def _names_what_is_paid(rules: Iterable[Rule], text: str, wording: Wording) -> bool:
    """Whether a line says an amount of those that it may have to say."""
    said = [rule.statement for rule in rules if rule.statement is not None and rule.statement.names_what_is_paid]
    fees = [fee for each in said for fee in each.fees if fee.amount]
    return any(wording.fee(fee._replace(per=None, maximum=False)) in text for fee in fees)


def _is_mine(rule: Rule, wording: Wording) -> bool:
    """Whether a rule asks the reader to do something."""
    said, role = rule.statement, wording.role
    return said is not None and role is not None and said.kind in TASKS and bool(set(said.actors) & set(role.actors))


def _is_another_role(wording: Wording) -> bool:
    """Whether the reader does not do what the first role does, to whom the leads speak."""
    first = wording.knowledge.role()
    return first is not None and wording.role is not None and set(first.actors).isdisjoint(wording.role.actors)


def _named(rule: Rule, wording: Wording) -> str:
    """The line of a rule, and before it whose task it is if it is another's. That the manager is to be asked holds for everybody else."""
    said, text = rule.statement, wording.rule_lead(rule)
    role = wording.role
    if said is None or role is None or said.kind not in TASKS or _is_mine(rule, wording):
        return text
    asked = [word for actor in wording.knowledge.actors.values() for word in actor.asked_as]
    if not said.actors or any(re.search(rf"\b{re.escape(word)}\b", said.lead, re.IGNORECASE) for word in asked):
        return text
    actor = wording.actor(said.actors[0])
    if text.startswith(actor):
        return text
    named = (f"{actor}: {words}" for words in (text, f"{wording.rule_brief(rule).removesuffix('.')}."))
    return next((line for line in named if len(line) <= LONGEST_LEAD), text)
