"""Whom a text names: the actors to whom some patients must never be led, found wherever a text can reach a reader."""

from __future__ import annotations

import re

from assistant.knowledge.model import Actor, Knowledge, Rule


def names(actor: Actor, text: str) -> bool:
    """Whether a text, in the language of the knowledge, names an actor."""
    small = text.casefold()
    return any(
        re.search(rf"\b{re.escape(name)}\b", text) is not None if name.isupper() else name.casefold() in small
        for name in actor.named_as
    )


def named_in(knowledge: Knowledge, text: str) -> tuple[str, ...]:
    """The actors that a text names."""
    return tuple(id for id, actor in knowledge.actors.items() if names(actor, text))


def words_of(rule: Rule) -> str:
    """What a rule's statement says in words of its own."""
    said = rule.statement
    return "" if said is None else "\n".join((said.text, said.lead, said.brief, said.own, said.line, said.slip))


def shown_beside(knowledge: Knowledge, rule: Rule) -> str:
    """What is shown beside those words: its contact, its form, the page that it links to."""
    said = rule.statement
    if said is None:
        return ""
    found: list[str | None] = []
    contact = knowledge.contacts.get(said.contact or "")
    if contact is not None:
        found += [contact.name, contact.hours, contact.email]
    if said.form is not None:
        found += [said.form.name, said.form.heading, *said.form.lines]
    page = knowledge.documents.get(said.link or "")
    if page is not None:
        found += [page.title, page.publisher]
    return "\n".join(part for part in found if part)
