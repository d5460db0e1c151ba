"""Forms of words: letters folded, words split, inflection cut off, and how far two words are apart. For typed lines and searches.

Stemming is Snowball's (snowballstemmer), distance is the optimal string alignment of rapidfuzz: a transposition counts as one
mistake. Both are loaded when first used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant import texts

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMERS = {"sv": "swedish", "en": "english"}
"""Snowball's names; a language that it does not know is matched without stemming."""


folded = lru_cache(maxsize=4096)(texts.folded)
"""`texts.folded`, remembered until `forget`."""


def forget() -> None:
    """Let go of every word that was remembered to be fast: a name may be among those typed."""
    folded.cache_clear()
    stem.cache_clear()


def words(text: str) -> list[str]:
    """The words and numbers of a text in its order, as they are written."""
    return _WORD.findall(text)


@lru_cache(maxsize=8192)
def stem(word: str, code: str) -> str:
    """A word without its ending, folded. `code` is the language: "sv", "en"; of any other the word is only folded."""
    name = _STEMMERS.get(code)
    return folded(_stemmer(name).stemWord(word.casefold())) if name else folded(word)


def mistakes_allowed(word: str) -> int:
    """How many typing mistakes are forgiven in a word of this length: 0 below 4 letters, 1 up to 7, then 2."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance(one: str, other: str, most: int) -> int:
    """How many insertions, deletions, changes or swaps of neighbours lie between two words; most + 1 if more than `most`."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)


@lru_cache(maxsize=4)
def _stemmer(name: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(name)
