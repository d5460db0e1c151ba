"""The model of the word lists: by what words a typed line names facts, ages and topics. Checked when read; no places are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

MEANS, OPEN, GROUP, DOUBT = "means", "open", "group", "doubt"
HOWS = (MEANS, OPEN, GROUP, DOUBT)
"""A phrase means one value; leaves it open between several; names several together, so that a denial rules out each; or casts doubt,
whatever else the line says of the fact."""

UNITS = ("years", "months", "weeks", "days", "born")
"""What the number in a typed age counts; `born` is a year of birth."""

TOPIC_TOO = ("always", "if_no_other", "alone")
"""When a phrase that names a fact names a topic too: always; if the line names no other topic; if it says nothing else."""

SMALL_WORDS = (
    "negations",
    "negations_after",
    "hedges",
    "hedges_after",
    "alternatives",
    "contrasts",
    "other_people",
    "fillers",
    "other_words",
)
"""Kinds of words of a typed line that name no fact (knowledge/README.md says what each does)."""

ACUTE, NOT_ACUTE, AGREEING, DECLINING = "acute", "not_acute", "agreeing", "declining"
LINE_WORDS = (ACUTE, NOT_ACUTE, AGREEING, DECLINING)
"""Kinds of phrases that a whole line is read for: an acute condition, what only sounds like one, yes, no."""

COMMANDS = (
    "new",
    "back",
    "forward",
    "change",
    "topics",
    "more",
    "answer",
    "explain",
    "why",
    "why_asked",
    "find",
    "take",
    "print",
    "report",
    "train",
    "settings",
    "language",
    "role",
    "authority",
    "hide",
    "help",
    "quit",
)
"""What a line can tell the program to do; the words for each stand in the word lists."""


class Meaning(NamedTuple):
    """Phrases by language that name a fact, and how they name these values (one of `HOWS`)."""

    fact: str
    values: tuple[str, ...]
    how: str
    phrases: Mapping[str, tuple[str, ...]]


class Bound(NamedTuple):
    """One end of a span of ages: a placeholder of the phrase (`n`, `m`, `year`), `min`, `max` or nothing, plus an offset."""

    name: str
    offset: int


class AgePhrases(NamedTuple):
    """Phrases by language that tell an age: from `low` to `high`, both inclusive, counted in `unit` (one of `UNITS`)."""

    unit: str
    low: Bound
    high: Bound
    phrases: Mapping[str, tuple[str, ...]]


class Words(NamedTuple):
    """By what words a typed line is understood (`words/`), beside the labels and the topics' synonyms.

    `topic_too`: by fact, when words that name it and are a topic's synonym too name the topic (one of `TOPIC_TOO`).
    `aged_by`: by fact, words that say of the thing named just before them how old it is ("a receipt two months old").
    `numbers`: by language, number words. `small`: by kind (one of `SMALL_WORDS`) and language, phrases.
    `lines`: by kind (one of `LINE_WORDS`) and language, phrases. `commands`: by command (one of `COMMANDS`) and language, its words.
    """

    meanings: tuple[Meaning, ...] = ()
    topic_too: Mapping[str, str] = {}
    ages: tuple[AgePhrases, ...] = ()
    numbers: Mapping[str, Mapping[str, int]] = {}
    small: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    aged_by: Mapping[str, tuple[str, ...]] = {}
    lines: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    commands: Mapping[str, Mapping[str, tuple[str, ...]]] = {}


NO_WORDS = Words()
"""Of a knowledge without word lists: labels and synonyms alone are understood."""
