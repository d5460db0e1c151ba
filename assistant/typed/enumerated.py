"""Ages of several people, told one after the other: "two children, 4 and 7", "siblings 10 & 12", "one is 17, the other 20"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.typed.ages import AgeSpan
from assistant.typed.lexicon import Lexicon
from assistant.typed.matching import Read
from assistant.typed.tokens import NUMBER

_BEFORE = 3
"""Words before the first age within which the children are named."""
_BEHIND = 3
"""Words behind "one" or "the other" within which the age of that one stands."""
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
    yield from _one_by_one(read, lexicon)


def _one_by_one(read: Read, lexicon: Lexicon) -> Iterator[Enumerated]:
    """The ages of several people, whatever they are, told of each: "one is 17 and the other 20"."""
    each = [found for found in read.found if "each_of_them" in read.kinds(found.start)]
    told = [(found, place) for found in each if (place := _age_behind(read, lexicon, found.end)) is not None]
    if len(told) > 1:
        ages = [number for _, (_, number) in told]
        yield Enumerated(AgeSpan(min(ages), max(ages)), told[0][0].start, told[-1][1][0] + 1)


def _age_behind(read: Read, lexicon: Lexicon, at: int) -> tuple[int, int] | None:
    """The place of the first number behind somebody, and the number; None if none stands there."""
    for place in range(at, min(len(read.words), at + _BEHIND)):
        if (number := number_of_two(read, lexicon, place)) is not None:
            return place, number
        if read.words[place].ends or "each_of_them" in read.kinds(place):
            return None
    return None


def number_of_two(read: Read, lexicon: Lexicon, at: int) -> int | None:
    """The number that a word is, of two digits at most or spelt out; None if it is none."""
    word = read.words[at]
    return int(word.text) if word.kind == NUMBER and len(word.text) <= 2 else lexicon.number(word.text)


def _numbers(read: Read, lexicon: Lexicon, at: int) -> tuple[list[int], int]:
    """The numbers that follow one another from a place on, "and" or a comma between; and where they end."""
    numbers: list[int] = []
    end = at
    while at < len(read.words):
        number = number_of_two(read, lexicon, at)
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
