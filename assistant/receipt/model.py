"""A receipt as a value: what was answered, to which facts, as of which day, and by which rules. Nothing in it identifies a patient."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from assistant.knowledge.model import Fee

FORMAT = 1
"""The number of the format of the file; raised when an older program could misread a newer file."""

CONTACT_PARTS = ("name", "phone", "email", "fax", "hours")

Prints = Mapping[str, str]
"""Fingerprints by name of the part."""


class Written(NamedTuple):
    """A statement as the receipt gives it: the text in the receipt's language, the contact's parts, (clause, date) pairs."""

    rule: str
    topic: str
    kind: str
    certain: bool
    depends_on: tuple[str, ...]
    text: str
    fee: Fee | None
    limit: Fee | None
    contact: Mapping[str, str | None] | None
    sources: tuple[tuple[str, str], ...]


class Receipt(NamedTuple):
    """An answer and what it was made of.

    `facts` are words as for `vardlots ask`, numbers as their bands. `fingerprint` is that of all rules, `rules` holds those of
    each rule that could bear on the facts, `questions` and `derived` those of what the facts and the rules rest on. `other`: the
    knowledge was not the one that came with the program.
    """

    vardlots: str
    knowledge: str
    fingerprint: str
    engine: str
    language: str
    on: date
    facts: tuple[str, ...]
    statements: tuple[Written, ...]
    not_known: tuple[str, ...]
    not_in_force: tuple[str, ...]
    rules: Mapping[str, Prints]
    questions: Prints
    derived: Prints
    other: bool = False
