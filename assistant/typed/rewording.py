"""Rewording: what means the same as listed words wherever it stands is read as those: "migration board" as "migration agency", "on the phone" as "calls".

So no phrase is listed a second time for another way to say a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.knowledge.word_lists import REWORDED, Words
from assistant.typed.tokens import RUNS_ON, Token, phrase_keys
from assistant.wordforms import folded

_Keys = tuple[str, ...]


class Rewordings:
    """The phrases of one knowledge that are read as others."""

    def __init__(self, words: Words) -> None:
        self._of: dict[str, list[tuple[_Keys, _Keys]]] = {}
        for typed, read in _pairs(words.small.get(REWORDED, {})):
            self._of.setdefault(typed[0], []).append((typed, read))
        for of in self._of.values():
            of.sort(key=lambda pair: -len(pair[0]))

    def put(self, words: Sequence[Token]) -> list[Token]:
        """The words of a line, with those that are read as others in their place: each tells where in the line it is typed."""
        found: list[Token] = []
        at = 0
        while at < len(words):
            typed, read = self._at(words, at)
            found += _as_read(words[at : at + len(typed)], read) if typed else [words[at]]
            at += len(typed) or 1
        return found

    def _at(self, words: Sequence[Token], at: int) -> tuple[_Keys, _Keys]:
        """The longest phrase at a place, and what it is read as; both empty if there is none."""
        pairs = self._of.get(folded(words[at].text), ())
        return next(((typed, read) for typed, read in pairs if _stands_at(typed, words, at)), ((), ()))


def _pairs(listed: Mapping[str, Iterable[str]]) -> Iterator[tuple[_Keys, _Keys]]:
    for pair in (pair for of in listed.values() for pair in of):
        typed, _, read = pair.partition("=")
        yield tuple(map(folded, phrase_keys(typed))), phrase_keys(read)


def _stands_at(keys: _Keys, words: Sequence[Token], at: int) -> bool:
    """Whether a phrase stands at a place, in one clause."""
    here = words[at : at + len(keys)]
    return (
        len(here) == len(keys)
        and all(folded(word.text) == key for word, key in zip(here, keys, strict=True))
        and not any(word.ends for word in here[:-1])
    )


def _as_read(typed: Sequence[Token], read: _Keys) -> Iterator[Token]:
    """The words that others are read as, each where one of those is typed, the last up to their end."""
    last = len(read) - 1
    for place, text in enumerate(read):
        word = typed[min(place, len(typed) - 1)]
        end = typed[-1] if place == last else word
        ends = typed[-1].ends if place == last else RUNS_ON
        yield word._replace(text=text, end=end.end, ends=ends, parted=place == last and typed[-1].parted)
