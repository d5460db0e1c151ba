"""Ages of several children, told one after the other: "two children, 4 and 7", "siblings 10 & 12"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.typed.ages import AgeSpan
from assistant.typed.lexicon import Lexicon
from assistant.typed.matching import Read
from assistant.typed.tokens import NUMBER

_BEFORE = 3
"""Words before the first age within which the children are named."""
_OF_AGE = 18


class Enumerated(NamedTuple):
    """The ages of several children, and the words that tell them: `start` to `end`, exclusive."""

    ages: AgeSpan
    start: int
    end: int


def enumerated(read: Read, lexicon: Lexicon) -> Iterator[Enumerated]:
    """The ages of children that a line tells together."""
    at = 0
    while at < len(read.words):
        numbers, end = _numbers(read, lexicon, at)
        if len(numbers) > 1 and max(numbers) < _OF_AGE and _of_children(read, at):
            yield Enumerated(AgeSpan(min(numbers), max(numbers)), at, end)
        at = max(end, at + 1)


def _numbers(read: Read, lexicon: Lexicon, at: int) -> tuple[list[int], int]:
    """The numbers that follow one another from a place on, "and" or a comma between; and where they end."""
    numbers: list[int] = []
    end = at
    while at < len(read.words):
        word = read.words[at]
        number = int(word.text) if word.kind == NUMBER and len(word.text) <= 2 else lexicon.number(word.text)
        if number is None:
            if not numbers or "conjunctions" not in read.kinds(at) or end < at:
                break
        else:
            numbers.append(number)
            end = at + 1
        at += 1
    return numbers, end


def _of_children(read: Read, at: int) -> bool:
    """Whether right before a place children are named."""
    for place in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if "children" in read.kinds(place):
            return True
        if not read.kinds(place) & {"fillers"} or (read.words[place].ends and place < at - 1):
            return False
    return False
