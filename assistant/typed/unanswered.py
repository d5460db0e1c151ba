"""What a line asks that no source answers: said to be not known here, with whom to ask, instead of being dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from assistant.knowledge.model import Knowledge
from assistant.typed.clauses import sentences
from assistant.typed.tokens import Token
from assistant.wordforms import folded

GAP = "*"
"""In a phrase, instead of up to so many other words: "must * referral"."""
_WIDEST = 4


def unanswered(knowledge: Knowledge, words: Sequence[Token]) -> dict[str, frozenset[int]]:
    """The terms of the glossary that a sentence asks about and no source answers, each with the places of its words."""
    asking = {term.id: list(chain(*term.asked_as.values())) for term in knowledge.glossary.values() if term.asked_as}
    said = [folded(word.text) for word in words] if asking else []
    found = {id: _places(phrases, said, part) for id, phrases in asking.items() for part in sentences(words)}
    return {id: places for id, places in found.items() if places}


def _places(phrases: Sequence[str], said: Sequence[str], part: range) -> frozenset[int]:
    """The places of the words of these phrases that stand in a part of a line; none where none does."""
    found: set[int] = set()
    for phrase in phrases:
        first, *others = folded(phrase).replace("'", "").split()  # as in the words of a line
        for at in part:
            if said[at] == first and (places := _behind(others, said, range(at + 1, part.stop))) is not None:
                found |= {at, *places}
    return frozenset(found)


def _behind(wanted: Sequence[str], said: Sequence[str], part: range) -> list[int] | None:
    """The places of the rest of a phrase, one right behind the other but for its gaps; None where it does not stand there."""
    places: list[int] = []
    reach = 1
    for word in wanted:
        if word == GAP:
            reach = _WIDEST + 1
            continue
        at = next((at for at in part[:reach] if said[at] == word), None)
        if at is None:
            return None
        places.append(at)
        part, reach = range(at + 1, part.stop), 1
    return places
