"""What a line asks that no source answers: said to be not known here, with whom to ask, instead of being dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from assistant.knowledge.model import Knowledge
from assistant.typed.clauses import sentences
from assistant.typed.tokens import Token
from assistant.wordforms import folded

GAP = "*"
"""In a phrase, instead of up to so many other words: "must * referral"."""
_WIDEST = 4

_Word = tuple[str, tuple[int, ...]]
"""A word as it is typed, and the places of its parts in the line."""


def unanswered(knowledge: Knowledge, words: Sequence[Token], text: str) -> dict[str, frozenset[int]]:
    """The terms of the glossary that a sentence asks about and no source answers, each with the places of its words."""
    asking = {term.id: list(chain(*term.asked_as.values())) for term in knowledge.glossary.values() if term.asked_as}
    said = [_as_typed(part, words, text) for part in sentences(words)] if asking else []
    found = {id: frozenset[int]().union(*(_places(phrases, part) for part in said)) for id, phrases in asking.items()}
    return {id: places for id, places in found.items() if places}


def _as_typed(part: Iterable[int], words: Sequence[Token], text: str) -> list[_Word]:
    """The words of a part of a line, a compound as one again."""
    spans = groupby(part, lambda at: (words[at].start, words[at].end))
    return [(_plain(text[start:end]), tuple(places)) for (start, end), places in spans]


def _plain(words: str) -> str:
    return folded(words).replace("'", "").replace("’", "")


def _places(phrases: Iterable[str], said: Sequence[_Word]) -> frozenset[int]:
    """The places of the words of these phrases that stand in a part of a line; none where none does."""
    found: set[int] = set()
    for phrase in phrases:
        first, *others = _plain(phrase).replace("-", " ").split()
        for at, (word, places) in enumerate(said):
            if word == first and (behind := _behind(others, said[at + 1 :])) is not None:
                found |= {*places, *behind}
    return frozenset(found)


def _behind(wanted: Sequence[str], said: Sequence[_Word]) -> list[int] | None:
    """The places of the rest of a phrase, one right behind the other but for its gaps; None where it does not stand there."""
    places: list[int] = []
    reach = 1
    for word in wanted:
        if word == GAP:
            reach = _WIDEST + 1
            continue
        at = next((at for at, (typed, _) in enumerate(said[:reach]) if typed == word), None)
        if at is None:
            return None
        places += said[at][1]
        said, reach = said[at + 1 :], 1
    return places
