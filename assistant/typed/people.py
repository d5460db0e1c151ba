"""People in a line: which phrases name somebody, or a child, and whether two words may mean the same person."""

from __future__ import annotations

from collections.abc import Container

from assistant.typed.entries import LexiconEntry
from assistant.typed.lexicon import PERSON
from assistant.typed.matching import Match, Read

KINS = frozenset({"she", "he", "they"})
"""Kinds of words for whom a pronoun may mean, and of the pronouns."""
OF_AGE = 18


def who_is(found: Match) -> int | None:
    """Which of the people of the word lists a phrase names."""
    return next((entry.who for entry in found.entries if entry.small == PERSON), None)


def who_is_at(read: Read, at: int) -> int | None:
    """Which of the people of the word lists the phrase at a place names."""
    found = read.at(at)
    return who_is(found) if found is not None else None


def named_people(read: Read) -> tuple[Match, ...]:
    """The phrases that name people: somebody of the word lists, or a child."""
    return tuple(found for found in read.found if who_is(found) is not None or (is_child(found) and not found.numbers))


def brought(read: Read, others: Container[int]) -> tuple[Match, ...]:
    """The phrases that name a child by its age, of whom the line does not tell that it is the patient: "with a 3-year-old"."""
    return tuple(found for found in children_with_ages(read) if found.start in others)


def is_the_age_of(age: Match, person: Match) -> bool:
    """Whether an age stands right beside somebody, who has it: "son, 8 years", "eight-year-old son"."""
    return age.start == person.end or age.end == person.start


def children_with_ages(read: Read) -> tuple[Match, ...]:
    """The phrases that name a child by its age."""
    return tuple(found for found in read.found if is_child(found) and tells_one_age(found))


def tells_one_age(found: Match) -> bool:
    """Whether a phrase tells one age: by a number, or as "newborn" does."""
    return bool(found.numbers) or any(
        entry.age is not None and entry.age.low == entry.age.high for entry in found.entries
    )


def is_child(found: Match) -> bool:
    """Whether a phrase tells an age below that of an adult."""
    return any(entry.age is not None and _below(entry, dict(found.numbers)) for entry in found.entries)


def _below(entry: LexiconEntry, numbers: dict[str, int]) -> bool:
    assert entry.age is not None
    if entry.age.unit != "years":
        return entry.age.unit != "born"
    return numbers.get(entry.age.high.name, 0 if not entry.age.high.name else OF_AGE) + entry.age.high.offset < OF_AGE


def names_anything(found: Match | None) -> bool:
    """Whether a phrase names a topic, or a fact, and no age."""
    return found is not None and any(entry.fact for entry in found.entries)


def names_about_patient(found: Match, facts: Container[str]) -> bool:
    """Whether a phrase names one of the facts by which somebody is named."""
    return any(entry.fact in facts for entry in found.entries)


def as_typed(read: Read, text: str, found: Match) -> str:
    """A phrase as it was typed."""
    return text[read.words[found.start].start : read.words[found.end - 1].end]


def is_verb(read: Read, at: int) -> bool:
    """Whether a verb such as "is" stands at a place."""
    return "asking" in read.kinds(at)


def differ(read: Read, one: Match, other: Match) -> bool:
    """Whether two words cannot mean the same person: "she" is no husband, and no parents."""
    kins = read.kinds(one.start) & KINS, read.kinds(other.start) & KINS
    return bool(kins[0] and kins[1]) and not kins[0] & kins[1]
