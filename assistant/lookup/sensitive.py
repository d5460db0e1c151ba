"""Sensitive actors: those that a text must not name without saying for whom. An undocumented patient led there can come to harm.

Which actors these are stands in the knowledge (`named_as` in actors.yaml), and so does the warning that belongs to them: a
warning of every region that is always shown and mentions the actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Adviser
from assistant.answer.saying import may_be_said
from assistant.cases.case import Case
from assistant.cases.space import Cases
from assistant.knowledge.model import NATIONAL, REGION, WARNING, Contact, Knowledge, Rule
from assistant.knowledge.naming import named_in
from assistant.lookup.results import Warned
from assistant.lookup.when import condition
from assistant.words.wording import Wording


def named_by(knowledge: Knowledge, rule: Rule) -> tuple[str, ...]:
    """The sensitive actors that a rule's statement names, leads to, or lets act."""
    said = rule.statement
    assert said is not None
    name = knowledge.contacts[said.contact].name if said.contact else ""
    named = {*said.sends_to, *said.mentions, *named_in(knowledge, f"{said.text} {name}")}
    named |= {actor for actor in said.actors if knowledge.actors[actor].named_as}
    return tuple(actor for actor in knowledge.actors if actor in named)


def naming(knowledge: Knowledge, contact: Contact) -> tuple[Rule, ...]:
    """The rules whose statements name a contact."""
    return tuple(
        rule for rule in knowledge.rules.values() if rule.statement is not None and rule.statement.contact == contact.id
    )


def leads_to(knowledge: Knowledge, contact: Contact) -> tuple[str, ...]:
    """The sensitive actors that a contact is, or that the statements naming it lead to."""
    led = {*named_in(knowledge, contact.name)}
    for rule in naming(knowledge, contact):
        led |= set(rule.said.sends_to)
    return tuple(actor for actor in knowledge.actors if actor in led)


def may_be_shown(holds: Cases, within: Cases, leading: bool, case: Case) -> bool:
    """Whether something may be shown for a case: possible in it; and certain, if it leads to a sensitive actor.

    A case in which anything but the region has been answered counts, "don't know" as well. A region is where the desk stands: with
    no other answer there is no patient to lead astray, and what leads somewhere is shown together with its condition.
    """
    of_patient = case.answers.keys() - {REGION}
    return may_be_said(leading and bool(of_patient), holds, within)


def warnings(adviser: Adviser, wording: Wording, actors: Iterable[str]) -> tuple[Warned, ...]:
    """The warnings that belong to these actors, whatever the case: read in vain, they do no harm."""
    wanted = set(actors)
    if not wanted:
        return ()
    space = adviser.space
    return tuple(
        Warned(
            wording.rule_text(rule),
            condition(space, wording, space.rules[rule.id], {}),
            rule,
            wording.in_brackets(adviser.sources(rule.sources)),
        )
        for rule in _warning_rules(adviser)
        if rule.statement is not None and wanted & set(rule.statement.mentions)
    )


def _warning_rules(adviser: Adviser) -> Sequence[Rule]:
    return tuple(
        rule
        for rule in adviser.rules.in_force.values()
        if rule.statement is not None
        and rule.pack == NATIONAL
        and rule.statement.kind == WARNING
        and rule.statement.always
        and rule.statement.mentions
        and not rule.statement.while_open  # of a patient; nothing that is looked up is about one
    )
