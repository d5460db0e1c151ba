"""Forms of words: letters folded, words split, inflection cut off, and which known word a typed one may be. For typed lines and searches.

Stemming is Snowball's (PyStemmer), distance is the optimal string alignment of rapidfuzz: a transposition counts as one
mistake. Both are loaded when first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, TypeVar

from assistant import texts

FOLDED, INFLECTED, CUT_OFF, MISTYPED = 1, 2, 3, 4
"""What a word costs that is not typed as it is known; a typing mistake costs this each."""

SHORTEST_PART, SHORTEST_ABBREVIATION, LONG_PART = 3, 2, 6
"""Letters of a part of a compound; of an abbreviation before a long part, as in "ptjournal"."""

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMERS = {"sv": "swedish", "en": "english"}
"""Snowball's names; a language that it does not know is matched without stemming."""
_LONGEST_COMPOUND = 60
_SHORTEST_INFLECTED = 4
_LONG_STEM = 7


folded = lru_cache(maxsize=4096)(texts.folded)
"""`texts.folded`, remembered until `forget`."""


def forget() -> None:
    """Let go of every word that was remembered to be fast: a name may be among those typed."""
    folded.cache_clear()
    stem.cache_clear()


def words(text: str) -> list[str]:
    """The words and numbers of a text in its order, as they are written."""
    return _WORD.findall(text)


def begun_in(said: Iterable[str], label: Collection[str]) -> bool:
    """Whether every word that was typed begins a word of the label; both folded."""
    return all(any(word.startswith(begun) for word in label) for begun in said)


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
    found: int = _osa()(one, other, score_cutoff=most)
    return found


@lru_cache(maxsize=1)
def _osa() -> Any:
    from rapidfuzz.distance import OSA

    return OSA.distance


@lru_cache(maxsize=4)
def _stemmer(name: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(name, 0)  # it remembers no word: a name may be among those typed


class Vocabulary:
    """Words that are known, each in its languages, and which of them a typed word may be. It remembers nothing that was typed."""

    def __init__(
        self,
        known: Mapping[str, Iterable[str]],
        joints: Mapping[str, Iterable[str]] | None = None,
        endings: Mapping[str, Iterable[str]] | None = None,
        spoken: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`known`: words in small letters, each with the codes of its languages.

        `joints`: by language, what stands between the parts of a compound, as typed and as in the dictionary: "s/", "e/a"; in all, nothing.
        `endings`: by language, those of inflected words that a stemmer leaves on short ones, or that no stemmer knows.
        `spoken`: by language, words as they are said or cut short, each with the known one that it stands for: "ho hon".
        """
        self._codes: dict[str, frozenset[str]] = {}
        self._endings = [(ending, code) for code, of in (endings or {}).items() for ending in of]
        self._any_ending = tuple(ending for ending, _ in self._endings)
        self._joints = [("", "", "")]
        for code, of in (joints or {}).items():
            for typed, _, listed in (joint.partition("/") for joint in of):
                self._joints.append((code, typed, listed))
        self._spoken: dict[str, list[str]] = {}
        for said, meant in (pair.split() for of in (spoken or {}).values() for pair in of):
            self._spoken.setdefault(said, []).append(meant)
        self._stems: dict[tuple[str, str], str] = {}
        self._others: dict[str, tuple[str, ...]] = {}  # only of those that a word without diacritics is not alone
        self._beginnings: dict[str, tuple[str, ...]] = {}
        self._shapes: dict[tuple[str, int], tuple[str, ...]] = {}
        self._firsts: dict[str, None] = {}
        self._know(known)

    def _know(self, known: Mapping[str, Iterable[str]]) -> None:
        same: dict[frozenset[str], frozenset[str]] = {}  # of thousands of words, a handful of sets
        beginnings: dict[str, list[str]] = {}
        shapes: dict[tuple[str, int], list[str]] = {}
        # Not `folded`, which would hold thousands of words in place of those typed; all at once, which is faster.
        plains = texts.folded("\n".join(known)).split("\n")
        for (word, codes), plain in zip(known.items(), plains, strict=True) if known else ():
            of = frozenset(codes)
            if word in self._codes:
                self._codes[word] |= of
                continue
            self._codes[word] = same.setdefault(of, of)
            self._know_as(word, plain, beginnings, shapes)
        self._firsts.update(dict.fromkeys(first for first, _ in shapes))
        _add(self._beginnings, beginnings)
        _add(self._shapes, shapes)

    def _know_as(
        self, word: str, plain: str, beginnings: dict[str, list[str]], shapes: dict[tuple[str, int], list[str]]
    ) -> None:
        """A new word, by what it is without diacritics."""
        plain = word if plain == word else plain
        before = self._others.get(word, ()) if plain is word else self.written(plain, word)
        beginnings.setdefault(plain[:3], []).append(word)
        if not before:
            shapes.setdefault((plain[:1], len(plain)), []).append(plain)
        if before or plain is not word:
            self._others[plain] = (*before, word)

    def written(self, plain: str, but: str = "") -> tuple[str, ...]:
        """The known words that are this one without diacritics; `but`: another than these, which was known just now."""
        found = self._others.get(plain)
        if found is not None:
            return found
        return (plain,) if plain in self._codes and plain != but and texts.folded(plain) == plain else ()

    def and_more(self, known: Mapping[str, Iterable[str]]) -> Vocabulary:
        """These words and more. What is remembered of these is shared."""
        more = copy(self)
        more._codes, more._others, more._beginnings = dict(self._codes), dict(self._others), dict(self._beginnings)
        more._shapes, more._firsts = dict(self._shapes), dict(self._firsts)
        more._know(known)
        return more

    def __contains__(self, word: str) -> bool:
        return word in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def codes(self, word: str) -> frozenset[str]:
        """The languages of a known word."""
        return self._codes.get(word, frozenset())

    # -- forms -----------------------------------------------------------------------------------------------------

    def same(self, word: str) -> Sequence[str]:
        """The known words that a word is, letter by letter; without diacritics, those that it may stand for."""
        if word in self._codes:
            return (word,)
        plain = folded(word)
        return self.written(plain) if word == plain else ()  # whoever types "år" does not mean "är"

    def itself(self, word: str) -> dict[str, int]:
        """The word itself, or without diacritics, or what it is said for; each with its cost."""
        found = {word: 0} if word in self._codes else dict.fromkeys(self.same(word), FOLDED)
        for meant in self._spoken.get(word, ()):
            if meant in self._codes:
                found.setdefault(meant, FOLDED)
        return found

    def forms(self, word: str) -> dict[str, int]:
        """The word itself, without diacritics, or inflected; each with its cost."""
        found = self.itself(word)
        if len(word) < 3:
            return found
        found.update(dict.fromkeys(self._inflected(word, found), INFLECTED))
        if not found or min(found.values()) == INFLECTED:  # "gammalt" is known: it is not taken for "gammal"
            for other in self._without_ending(word):
                found.setdefault(other, INFLECTED)
        return found

    def _without_ending(self, word: str) -> Iterator[str]:
        for ending, code in self._endings if word.endswith(self._any_ending) else ():
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_INFLECTED:
                yield from (other for other in self.same(word[: -len(ending)]) if code in self._codes[other])

    def _inflected(self, word: str, known: Collection[str]) -> list[str]:
        """The words that have one stem with this one in a language of theirs, and differ from it at the end alone; `known`: not these."""
        plain = folded(word)
        # Diacritics that are typed are meant: "nått" is no form of "natt"; and a known word is itself: "36 man" are no months ("månad").
        as_typed = word != plain or word in self._codes
        size, head, found = len(word), word[:-1], []
        for other in self._beginnings.get(plain[:3], ()):
            two = other if as_typed else folded(other)
            # Snowball takes "residence" and "resident" for one word.
            alike = two.startswith(head) if size <= len(two) else word.startswith(two[:-1])
            if not alike or len(other) < 3 or other in known:
                continue
            if any(stem(word, code) == self._stem(other, code) for code in self._codes[other]):
                found.append(other)
        return found

    def _stem(self, known: str, code: str) -> str:
        """The stem of a known word, remembered for good: it was not typed."""
        found = self._stems.get((known, code))
        if found is None:
            found = self._stems[known, code] = stem(known, code)
        return found

    def akin(self, word: str) -> Iterator[str]:
        """Words with the same stem that begin alike; of long ones, also those from whose stem a vowel has gone ("läkemedlen")."""
        plain = folded(word)
        stems: dict[str, set[str]] = {}
        for other in self._beginnings.get(plain[:3], ()) if len(plain) > 2 else ():
            for code in self._codes[other]:
                if code not in stems:
                    stems[code] = {stem(word, code), stem(plain, code)}
                if any(_alike(self._stem(other, code), one) for one in stems[code]):
                    yield other
        yield from self._without_ending(word)

    # -- typing mistakes -------------------------------------------------------------------------------------------

    def mistyped(self, word: str, most: int) -> dict[str, int]:
        """The nearest known words within the mistakes that are forgiven; of a short word the first letter must be right."""
        plain = folded(word)
        most = min(most, mistakes_allowed(plain))
        near = self.near(plain, most) if most else []
        least = min((mistakes for _, mistakes in near), default=0)
        return {
            word: MISTYPED * max(1, least)
            for other, mistakes in near
            if mistakes == least
            for word in self.written(other)
        }

    def near(self, plain: str, most: int) -> list[tuple[str, int]]:
        """Folded known words that are at most so many mistakes away and plausible, each with its mistakes."""
        if not most:  # what compares words is not loaded for it
            return [(plain, 0)] if self.written(plain) and _plausible(plain, plain, 0) else []
        found = []
        for other in self._candidates(plain, most):
            mistakes = distance(plain, other, most)
            if mistakes <= most and _plausible(plain, other, mistakes):
                found.append((other, mistakes))
        return found

    def begun_with(self, plain: str) -> Iterator[str]:
        """The known words that begin with these letters, at least three."""
        return (other for other in self._beginnings.get(plain[:3], ()) if folded(other).startswith(plain))

    def _candidates(self, plain: str, most: int) -> dict[str, None]:
        """Words that can be near: those that begin with the first letter, or the second (swapped), or miss only the first."""
        firsts = dict.fromkeys((plain[:1], plain[1:2]))
        lengths = range(len(plain) - most, len(plain) + most + 1)
        found = dict.fromkeys(
            other for first in firsts for length in lengths for other in self._shapes.get((first, length), ())
        )
        for tail in (plain[1:], plain):
            found.update(dict.fromkeys(first + tail for first in self._firsts if self.written(first + tail)))
        if self.written(plain[1:]):
            found[plain[1:]] = None
        return found

    # -- compounds -------------------------------------------------------------------------------------------------

    def compound(self, word: str, carries: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
        """The known parts that a word consists of, the longest first part of those possible; none if it is no compound.

        `carries`: whether parts say anything; together they must.
        """
        if len(word) > _LONGEST_COMPOUND:
            return ()
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_ABBREVIATION - 1, -1):
            for first in self.first_parts(word[:cut]):
                tail = word[cut:]
                rest = self.last_part(tail)
                parts = (rest,) if rest else self.compound(tail, carries) if cut >= SHORTEST_PART else ()
                if parts and carries((first, *parts)) and (cut >= SHORTEST_PART or len(tail) >= LONG_PART):
                    return (first, *parts)
        return ()

    def beginning(self, word: str, says: Callable[[str], bool], shortest: int) -> str | None:
        """The longest known word that a compound begins with, where the rest is not known. `says`: whether it says anything."""
        for cut in range(len(word) - SHORTEST_PART, shortest - 1, -1):
            for first in self.first_parts(word[:cut]):
                if len(first) >= shortest and says(first):
                    return first
        return None

    def ending(self, word: str, says: Callable[[str], bool], shortest: int) -> str | None:
        """The longest known word that a compound ends with, where the rest is not known. `says`: whether it says anything."""
        for cut in range(SHORTEST_PART, len(word) - shortest + 1):
            last = self.last_part(word[cut:])
            if last is not None and len(last) >= shortest and says(last):
                return last
        return None

    def first_parts(self, typed: str) -> Iterator[str]:
        """The known words of which this may be the first part of a compound."""
        for code, joint, listed in self._joints:
            if typed.endswith(joint):
                head = typed[: len(typed) - len(joint)] + listed
                if len(head) >= SHORTEST_ABBREVIATION:
                    yield from (word for word in self.same(head) if not code or code in self._codes[word])

    def last_part(self, typed: str) -> str | None:
        """The known word, perhaps inflected, that the last part of a compound is."""
        if len(typed) < SHORTEST_PART:
            return None
        forms = self.forms(typed)
        return min(forms, key=lambda form: (forms[form], form)) if forms else None


Key = TypeVar("Key")


def _add(table: dict[Key, tuple[str, ...]], more: Mapping[Key, Iterable[str]]) -> None:
    """More words under some keys: tables that share their rows never change them."""
    for key, of in more.items():
        table[key] = (*table.get(key, ()), *of)


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _LONG_STEM and distance(one, other, 1) <= 1)


def _plausible(plain: str, other: str, mistakes: int) -> bool:
    """Short words need their first letter right (or swapped with the second): "folk" is no "tolk"."""
    if len(other) < 4:
        return False
    if mistakes < 2 and len(plain) > 7:
        return True
    return plain[0] == other[0] or (plain[:2] == other[1::-1] and distance(plain, other, 1) == 1)
