"""Items of the drill as values: a told case, a question, and choices that are real outcomes of cases like it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from assistant.engine import Conclusions

FEWEST, MOST = 2, 4
"""Choices of an item."""


class Alternative(NamedTuple):
    """One choice: a text that these rules make (several if they say the same), a value of a derived fact, or none of the others.

    `derived` is the fact and its value; without rules and value the choice is "none of these".
    """

    rules: tuple[str, ...] = ()
    derived: tuple[str, str] | None = None

    @property
    def is_none(self) -> bool:
        return not (self.rules or self.derived)

    def holds(self, conclusions: Conclusions) -> bool:
        """Whether an engine concludes it; "none of these" is for the item to say."""
        if self.derived is not None:
            fact, value = self.derived
            return conclusions.derived[fact] == value
        return any(rule in conclusions.rules for rule in self.rules)


class Contrast(NamedTuple):
    """Two cases, one answer apart (in a course perhaps two), in which a question has different answers. It is the card that a learner masters.

    `cases` are whole cases (every question answered); `told` the facts that stories tell, the same for both: they settle every
    choice. `keys` are the numbers of the right choices in the two cases. `id` names question, rule and fact, so that it survives
    new wording and other example cases; `print` changes with what is to be learnt: rules, conditions, texts, told cases, keys.
    `ages`: exact numbers (by the question's fact) that the first case is told with, where somebody has chosen them.
    """

    id: str
    topic: str
    question: str
    fact: str
    cases: tuple[Mapping[str, str], Mapping[str, str]]
    told: tuple[str, ...]
    choices: tuple[Alternative, ...]
    keys: tuple[int, int]
    print: str
    ages: Mapping[str, int] = {}

    def sides(self) -> tuple[DrillItem, DrillItem]:
        """The two items of the contrast."""
        return DrillItem(self, 0), DrillItem(self, 1)


class DrillItem(NamedTuple):
    """One case of a contrast, to be answered. `side` is 0 or 1."""

    contrast: Contrast
    side: int

    @property
    def case(self) -> Mapping[str, str]:
        """The whole case."""
        return self.contrast.cases[self.side]

    @property
    def told(self) -> dict[str, str]:
        """The answers that the story tells."""
        return {fact: value for fact, value in self.case.items() if fact in self.contrast.told}

    @property
    def right(self) -> Alternative:
        """The right choice."""
        return self.contrast.choices[self.key]

    @property
    def key(self) -> int:
        """The number of the right choice, from 0."""
        return self.contrast.keys[self.side]

    @property
    def differing(self) -> tuple[str, ...]:
        """The told facts in which the other case has another value, the one that it is about first: one, in some cases of a course two."""
        others = (fact for fact in self.contrast.told if fact != self.contrast.fact)
        return (self.contrast.fact, *(fact for fact in others if self.case[fact] != self.other.case[fact]))

    @property
    def other(self) -> DrillItem:
        """The other case of the contrast."""
        return DrillItem(self.contrast, 1 - self.side)


def digest(*parts: object) -> str:
    """A short fingerprint of values whose `repr` does not vary."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def turn(text: str, count: int) -> int:
    """A number below `count` that a text decides: variety without chance."""
    return zlib.crc32(text.encode()) % count
