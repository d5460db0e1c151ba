"""What a line asks that no source answers: said to be not known here, with whom to ask, instead of being dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from assistant.knowledge.model import Term
from assistant.typed.tokens import Token
from assistant.wordforms import folded

GAP = "*"
"""In a phrase, instead of up to so many other words: "must * referral"."""
_WIDEST = 4

_Word = tuple[str, tuple[int, ...]]
"""A word as it is typed, and the places of its parts in the line."""


class Unanswered:
    """What the terms of the glossary are asked by, folded once: of a line those phrases are looked at that begin with one of its words."""

    def __init__(self, glossary: Iterable[Term]) -> None:
        asked = [term for term in glossary if term.asked_as]
        self._terms = tuple(term.id for term in asked)
        self._begun: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for term in asked:
            for phrase in chain(*term.asked_as.values()):
                first, *others = _plain(phrase).replace("-", " ").split()
                self._begun.setdefault(first, []).append((term.id, tuple(others)))

    def asked(self, sentences: Iterable[range], words: Sequence[Token], text: str) -> dict[str, frozenset[int]]:
        """The terms that one of these sentences asks about and no source answers, each with the places of its words."""
        found: dict[str, set[int]] = {}
        for part in sentences if self._terms else ():
            said = _as_typed(part, words, text)
            for at, (word, places) in enumerate(said):
                for term, others in self._begun.get(word, ()):
                    behind = _behind(others, said[at + 1 :])
                    if behind is not None:
                        found.setdefault(term, set()).update(places, behind)
        return {term: frozenset(found[term]) for term in self._terms if term in found}


def _as_typed(part: Iterable[int], words: Sequence[Token], text: str) -> list[_Word]:
    """The words of a part of a line, a compound as one again."""
    spans = groupby(part, lambda at: (words[at].start, words[at].end))
    return [(_plain(text[start:end]), tuple(places)) for (start, end), places in spans]


def _plain(words: str) -> str:
    return folded(words).replace("'", "").replace("’", "")


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
