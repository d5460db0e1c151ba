"""Bound for: a place to which somebody or something only goes is no region of the reception that asks.

It stands right behind "travel to", or behind "to" and what a referral, a journey or a discharge goes to: "referral to the eye clinic in Lund".
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.model import REGION
from assistant.typed.clauses import clauses, phrases_in
from assistant.typed.lexicon import Lexicon
from assistant.typed.matching import Read
from assistant.wordforms import folded

_FAR, _NEAR = 9, 6
"""Words before a place within which it is told what goes there, and within which "to" stands: "to the eye clinic at the hospital in"."""


def is_bound_for(read: Read, at: int) -> bool:
    """Whether a place stands right behind "travel to"."""
    return at > 0 and not read.words[at - 1].ends and "bound_for" in read.kinds(at - 1)


def is_left(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether somebody moved from a place to another one behind it: "moved from the home in Nässjö to Borås"."""
    clause = next(part for part in clauses(read.words) if at in part)
    led = any(_tells_of_a_move(read, place) for place in range(max(clause.start, at - _FAR), at))
    behind = range(at + 1, clause.stop)
    return (
        led and any(folded(read.words[place].text) in lexicon.towards for place in behind) and _place_behind(read, at)
    )


def is_headed_for(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether "to" stands shortly before a place, and nobody came there: "taxi to Ryhov", "booked to the eye clinic in Lund"; not "came to Ryhov"."""
    there = False
    for place, word in _words_before(read, at, _FAR):
        if word in lexicon.receptions or (there and word in lexicon.arriving):
            return False
        there = there or (word in lexicon.towards and at - place <= _NEAR)
    return there


def stands_behind_to(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether "to" stands shortly before a place, and no reception of ours between: not "to our clinic in Borås"."""
    told = (word for _, word in _words_before(read, at, _NEAR) if word in lexicon.receptions or word in lexicon.towards)
    return next(told, None) in lexicon.towards


def _tells_of_a_move(read: Read, at: int) -> bool:
    """Whether a phrase as "moved from" stands at a place; "lives in" is none."""
    found, kinds = read.at(at), read.kinds(at)
    return found is not None and found.end - found.start > 1 and "origins" in kinds and "living" not in kinds


def _place_behind(read: Read, at: int) -> bool:
    """Whether another place is named behind one, in its clause."""
    clause = next(part for part in clauses(read.words) if at in part)
    return any(
        entry.fact == REGION for found in phrases_in(read, range(at + 1, clause.stop)) for entry in found.entries
    )


def is_sent_to(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether "to" stands before a place, and before that in its clause what goes there; what comes to us is here."""
    there = False
    for _, word in _words_before(read, at, _FAR):
        if word in lexicon.receptions:
            return False
        if there and word in lexicon.sending:
            return True
        there = there or word in lexicon.towards
    return False


def _words_before(read: Read, at: int, most: int) -> Iterator[tuple[int, str]]:
    """The words before a place in its clause, the nearest first, each with where it stands."""
    for place in range(at - 1, max(-1, at - 1 - most), -1):
        if read.words[place].ends:
            return
        yield place, folded(read.words[place].text)
