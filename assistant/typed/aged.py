"""How old a thing is: "the receipt is two months old" says nothing of the patient's age."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from assistant.knowledge.word_lists import Words
from assistant.typed.lexicon import PERSON, STATE, Lexicon
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import NUMBER, RUNS_ON
from assistant.typed.tree import TrieNode
from assistant.wordforms import folded

_SPAN_WORDS = 3
"""Words back from "old" within which the number of its span stands, as in "two and a half years old"."""

_LEAST_WORDS = 2
"""Words before a span among which stands that it is longer: "more than"."""
_DAYS: Mapping[str, int] = {"days": 1, "weeks": 7, "months": 31, "years": 366}
_LEAST_DAYS: Mapping[str, int] = {"days": 1, "weeks": 7, "months": 28, "years": 365}
_NO_AGES = frozenset({"days", "weeks"})
"""Units in which a line beside a thing tells how old it is without saying "old"; months and years may be the patient's."""


class Aged(NamedTuple):
    """That a thing of a fact is this old; `days` at most, None if the line does not tell. `start` to `end`: the words that say so; `named`: the thing.

    `least`: the days that it is old at least; none, if the line does not tell.
    """

    fact: str
    days: int | None
    start: int
    end: int
    named: Match
    least: int = 0


def days_told(read: Read, lexicon: Lexicon, at: int) -> int:
    """The days that a span at a place is at least: "six weeks" is 42; none if there is no span with a number."""
    number = _number(read, lexicon, at) if at + 1 < len(read.words) else None
    unit = _unit(read, lexicon, at + 1) if number is not None else None
    return _LEAST_DAYS[unit] * number if unit is not None and number is not None else 0


def aged(read: Read, lexicon: Lexicon, lists: Words) -> Iterator[Aged]:
    """The things of a line of which it says how old they are."""
    for fact, words in lists.aged_by.items():
        for at, word in enumerate(read.words):
            if word.text in words and not _inside_a_name(read, at):
                found = _aged(read, lexicon, fact, at)
            elif fact in lists.fresh_for:
                found = _aged_in_brief(read, lexicon, fact, at, words)
            else:
                continue
            if found is not None:
                yield found


def _inside_a_name(read: Read, at: int) -> bool:
    """Whether a word is part of a name, "receipt (at most 30 days old)", or of how the thing is: "is old"."""
    found = read.at(at)
    state = found is not None and found.end - found.start > 1 and STATE in read.kinds(at)
    return state or (found is not None and any(entry.fact for entry in found.entries))


def _aged(read: Read, lexicon: Lexicon, fact: str, at: int) -> Aged | None:
    """What the word at a place says of how old a thing of this fact is."""
    numbers = {place: _number(read, lexicon, place) for place in range(max(0, at - _SPAN_WORDS), at)}
    counted = [place for place, number in numbers.items() if number is not None]
    start = counted[0] if counted else at
    unit = next((unit for place in range(start, at) if (unit := _unit(read, lexicon, place))), None)
    behind = _named_behind(read, at, fact) if counted and unit else None  # "39 old UT card": so old is the patient
    thing = behind or _named_last(read, start, fact)
    if thing is None or _of_somebody(read, at + 1):
        return None
    parted = behind is None and any(read.words[place].ends != RUNS_ON for place in range(thing.end - 1, start))
    if parted and (unit == "years" or not counted):
        return None  # "valid card, 40 years old": so old is the patient
    number = numbers[start] if counted else None
    days = _DAYS[unit] * number + _more(read, lexicon, start) if unit is not None and number is not None else None
    least = _LEAST_DAYS[unit] * number + _more(read, lexicon, start) if unit is not None and number is not None else 0
    return Aged(fact, days, start, at + 1, thing, least)


def _aged_in_brief(read: Read, lexicon: Lexicon, fact: str, at: int, words: Container[str]) -> Aged | None:
    """How old a thing is by a span that stands right behind it and nothing else: "receipt 12 days, no card yet"."""
    number, unit = _number(read, lexicon, at - 1) if at else None, _unit(read, lexicon, at)
    thing = _named_last(read, at - 1, fact) if number is not None and unit in _NO_AGES else None
    goes_on = at + 1 < len(read.words) and not read.words[at].ends and read.words[at + 1].text in words
    if thing is None or number is None or unit is None or goes_on:
        return None
    if thing.end != at - 1 or read.words[at - 2].ends or _of_somebody(read, at + 1):
        return None
    return Aged(fact, _DAYS[unit] * number, at - 1, at + 1, thing, _LEAST_DAYS[unit] * number)


def _named_behind(read: Read, at: int, fact: str) -> Match | None:
    """The thing of this fact right behind what tells how old it is: "a two-week-old receipt"."""
    found = read.at(at + 1) if at + 1 < len(read.words) and not read.words[at].ends else None
    return found if found is not None and _is_thing(found, fact) else None


def _is_thing(found: Match, fact: str) -> bool:
    """Whether a phrase names a thing of a fact: what is not there at all is not old, "a 20-year-old without papers"."""
    return any(entry.fact == fact and (entry.thing or len(entry.values) > 1) for entry in found.entries)


def _of_somebody(read: Read, at: int) -> bool:
    """Whether somebody is named right behind an age: "has a card and comes with his six-year-old daughter"."""
    behind = at < len(read.words) and not read.words[at - 1].ends
    return behind and bool(read.kinds(at) & {PERSON, "persons", "young"})


def _more(read: Read, lexicon: Lexicon, at: int) -> int:
    """One day, if the span that begins at a place is only the least: "over 30 days old"."""
    before = read.words[max(0, at - _LEAST_WORDS) : at]
    return int(any(folded(word.text) in lexicon.more_than for word in before))


def _named_last(read: Read, before: int, fact: str) -> Match | None:
    """The phrase that names something last before a place, if that is a thing of this fact."""
    named = [found for found in read.found if found.start < before and any(entry.fact for entry in found.entries)]
    if named and _is_thing(named[-1], fact):
        return named[-1]
    return None  # what is not there at all is not old either: "has nothing with him, 40 years old"


def _number(read: Read, lexicon: Lexicon, at: int) -> int | None:
    word = read.words[at]
    if word.kind == NUMBER:
        return int(word.text) if len(word.text) <= 3 else None
    if folded(word.text) in lexicon.ones and at + 1 < len(read.words) and _unit(read, lexicon, at + 1):
        return 1  # "a week old"
    return lexicon.number(word.text)


def _unit(read: Read, lexicon: Lexicon, at: int) -> str | None:
    """The unit that a word counts: what the phrases of ages that go on with it after their number are counted in."""
    after = lexicon.root.next.get("{n}")
    if after is None:
        return None
    for word in lexicon.listed(read.words[at].text):
        node = after.next.get(word)
        if node is not None and (unit := _unit_below(node)):
            return unit
    return None


def _unit_below(node: TrieNode) -> str | None:
    own = next((entry.age.unit for entry in node.entries if entry.age is not None), None)
    return own or next((unit for below in node.next.values() if (unit := _unit_below(below))), None)
