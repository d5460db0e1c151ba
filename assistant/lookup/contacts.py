"""The contacts page: whom a region's staff can reach, how, and for which patients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.model import Source
from assistant.cases.case import Case
from assistant.cases.space import NONE, Cases
from assistant.knowledge.model import NATIONAL, REGION, Contact, Rule
from assistant.lookup.results import Warned
from assistant.lookup.sensitive import leads_to, may_be_shown, naming, warnings
from assistant.lookup.when import When, condition
from assistant.words.local import LocalShown, local_for
from assistant.words.wording import Wording


class ContactCard(NamedTuple):
    """A contact: `lines` are its name and each way to reach it with a label, as an answer shows them.

    condition   for which patients a statement names it, as far as the known case leaves that open
    says        what those statements say: each text with its own condition, in the order of the topics
    topics      the labels of the topics that they are on
    leads_to    the actors that not every patient may be led to, if the contact is one: then the condition is read first
    """

    contact: Contact
    lines: tuple[str, ...]
    condition: When
    says: tuple[tuple[str, When], ...]
    topics: tuple[str, ...]
    leads_to: tuple[str, ...]
    sources: tuple[Source, ...]
    case_words: tuple[str, ...]


class ContactsPage(NamedTuple):
    """The contacts for a case: its region's and those of every region. `withheld`: contacts that may not be shown for the case."""

    warnings: tuple[Warned, ...]
    cards: tuple[ContactCard, ...]
    withheld: int
    local: tuple[LocalShown, ...] = ()
    """What the workplace adds."""


def contacts_page(adviser: Adviser, wording: Wording, within: Case) -> ContactsPage:
    """The contacts that a statement names in the case.

    A region alone is no patient: the page of a region shows all its contacts, each with its condition. As soon as anything is
    answered about a patient, a contact that leads to a sensitive actor is shown only if it is certain.
    """
    cards = []
    withheld = 0
    about_a_patient = Case({fact: value for fact, value in within.answers.items() if fact != REGION})
    cases = adviser.space.completions(within.known)
    for contact in adviser.knowledge.contacts.values():
        rules = [rule for rule in naming(adviser.knowledge, contact) if _on_topic(rule, within)]
        holds = NONE
        for rule in rules:
            holds |= adviser.space.rules.get(rule.id, NONE)
        if contact.pack not in (NATIONAL, within.known.get(REGION, contact.pack)) or not holds.meets(cases):
            continue
        if may_be_shown(holds, cases, bool(leads_to(adviser.knowledge, contact)), about_a_patient):
            in_case = [rule for rule in rules if adviser.space.rules.get(rule.id, NONE).meets(cases)]
            cards.append(_card(adviser, wording, within, contact, in_case, holds))
        else:
            withheld += 1
    named = {actor for card in cards for actor in card.leads_to}
    local = local_for(within.topics, within.known.get(REGION), wording)
    return ContactsPage(warnings(adviser, wording, named), tuple(cards), withheld, local)


def _card(
    adviser: Adviser, wording: Wording, within: Case, contact: Contact, rules: Sequence[Rule], holds: Cases
) -> ContactCard:
    """A contact that these rules name in the case; `holds`: when any rule names it."""
    space, known = adviser.space, within.known
    topics = dict.fromkeys(rule.statement.topic for rule in rules if rule.statement is not None)
    return ContactCard(
        contact=contact,
        lines=tuple(wording.contact_lines(contact)),
        condition=condition(space, wording, holds, known),
        says=tuple((wording.rule_text(rule), condition(space, wording, space.rules[rule.id], known)) for rule in rules),
        topics=tuple(wording.topic(topic) for topic in topics),
        leads_to=leads_to(adviser.knowledge, contact),
        sources=adviser.sources(contact.sources),
        case_words=tuple(within.given(adviser.knowledge, fact) for fact in within.answers),
    )


def _on_topic(rule: Rule, within: Case) -> bool:
    return rule.statement is not None and (not within.topics or rule.statement.topic in within.topics)
