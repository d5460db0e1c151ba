"""The two sides of a comparison: what a knowledge says on each day, each statement with the cases in which it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from assistant.answer import Adviser
from assistant.cases.space import Cases, Space
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import NAMING_RULES, Contact, Document, Knowledge, Rule, Statement

OutcomeParts = tuple[tuple[str, object], ...]
"""What a statement comes to for a reader: its parts by name. Two with the same parts say the same, whatever their rules are called."""

_NOT_SAID = (*NAMING_RULES, "contact")
"""Parts of a statement that no reader sees: which others it has to do with; and the contact's id, in whose place stands who it is."""
_UNORDERED = ("actors", "sends_to", "mentions")
"""Parts in which the order does not count."""


class Saying(NamedTuple):
    """A rule that says something on a day, and the cases in which it does, of that day's space."""

    rule: Rule
    holds: Cases

    @property
    def said(self) -> Statement:
        """Its statement."""
        return self.rule.said


class ImpactDay(NamedTuple):
    """What is said on a day, of a knowledge as it is then. `leading`: by topic the rules whose line may lead it, those first that lead where several hold."""

    knowledge: Knowledge
    space: Space
    sayings: tuple[Saying, ...]
    leading: Mapping[str, tuple[str, ...]]


class Side(Protocol):
    """A knowledge to be compared, or what is kept of one."""

    @property
    def knowledge(self) -> Knowledge: ...

    @property
    def days(self) -> tuple[date, ...]:
        """A day in each stretch of days on which the same is said, the first of each; one before them all."""

    @property
    def whole(self) -> bool:
        """Whether it is the whole knowledge, and not only what a reader is told."""

    def on(self, day: date) -> ImpactDay: ...


class KnowledgeSide:
    """A whole knowledge as a side."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._made: dict[date, ImpactDay] = {}
        self._adviser = Adviser(knowledge, self.days[0])

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge."""
        return self._knowledge

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of change."""
        return days_of_change(self._knowledge)

    @property
    def whole(self) -> bool:
        """The whole knowledge."""
        return True

    def on(self, day: date) -> ImpactDay:
        """What is said on a day. Raises ConflictInSpace and TooEntangledError."""
        stretch = max((begun for begun in self.days if begun <= day), default=self.days[0])
        found = self._made.get(stretch)
        if found is None:
            adviser = self._adviser.as_of(stretch)
            space = adviser.space
            sayings = tuple(Saying(rule, space.rules[rule.id]) for rule in adviser.statements.values())
            leading = {topic: tuple(rule.id for rule in adviser.leading(topic)) for topic in self._knowledge.topics}
            found = self._made[stretch] = ImpactDay(adviser.knowledge, space, sayings, leading)
        return found


NamedParts = Mapping[str, object]
"""For each contact of a side, by id, what it counts as when two statements are compared."""


def shown_contact(contact: Contact) -> tuple[str | None, ...]:
    """What a reader is told of a contact."""
    return contact.name, contact.phone, contact.email, contact.fax, contact.hours


def shown_document(document: Document) -> str:
    """What a reader is told of a source, in a line."""
    return ", ".join(part for part in (document.publisher, document.title, document.date, document.url) if part)


def contacts_named(side: Knowledge, other: Knowledge) -> NamedParts:
    """For each contact of a knowledge what it counts as: who it is if the other knows the very same, under whatever id; else its id.

    So a contact that has another id is the same, and one that has another number is told once and not with all its statements.
    """
    known = {shown_contact(contact) for contact in other.contacts.values()}
    return {id: shown if (shown := shown_contact(contact)) in known else id for id, contact in side.contacts.items()}


def outcome(rule: Rule, contacts: NamedParts) -> OutcomeParts:
    """What a rule's statement comes to."""
    parts = {name: part for name, part in rule.said._asdict().items() if name not in _NOT_SAID}
    for name in _UNORDERED:
        parts[name] = tuple(sorted(parts[name]))
    if rule.said.contact is not None:
        parts["contact"] = contacts[rule.said.contact]
    return (*parts.items(), ("sources", tuple(sorted(rule.sources))))


def differing(one: OutcomeParts, other: OutcomeParts) -> tuple[str, ...]:
    """The names of the parts in which two outcomes differ."""
    a, b = dict(one), dict(other)
    return tuple(name for name in {**a, **b} if a.get(name) != b.get(name))
