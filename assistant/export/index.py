"""The index of a handbook: words in alphabetical order, under their first letters, each with the pages on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.texts import folded

_LAST = "åäöæø"
"""Letters that the languages of the north have behind z, and how they follow each other."""


class WordEntry(NamedTuple):
    """A word. `see`: the title of the pages, where it is another; `pages`: where each is for, and its path."""

    word: str
    see: str
    pages: tuple[tuple[str, str], ...]


def letters(entries: Iterable[WordEntry], code: str) -> tuple[tuple[str, tuple[WordEntry, ...]], ...]:
    """The entries in the order of a language, under their first letters."""
    northern = code in ("sv", "fi", "nb", "nn", "da")
    found: dict[str, list[WordEntry]] = {}
    for entry in sorted(
        dict.fromkeys(entries), key=lambda entry: (_order(entry.word, northern), entry.word, entry.see)
    ):
        first = entry.word[:1].lower()
        found.setdefault((first if northern and first in _LAST else folded(first)).upper(), []).append(entry)
    return tuple((letter, tuple(under)) for letter, under in found.items())


def _order(word: str, northern: bool) -> list[tuple[int, str]]:
    """What a word is sorted by."""
    return [
        (1 + _LAST.index(letter), "") if northern and letter in _LAST else (0, folded(letter))
        for letter in word.lower()
    ]
