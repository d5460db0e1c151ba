"""Turning: whether a slip beside a phrase hides a longer one that means something else, as "ahs asylum now" hides "has asylum now"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from assistant.knowledge.word_lists import MEANS
from assistant.texts import folded as folded_now
from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import Token, phrase_keys
from assistant.typed.tree import OneMeaning, TrieNode, WaysToWrite, place_after
from assistant.wordforms import Vocabulary, distance, folded

_PLACEHOLDER = "{"
_SHORTEST, _LONG = 4, 6
"""Letters of a word that may turn another though it is mistyped, and of one in which two mistakes are forgiven."""

_Meaning = tuple[str, tuple[str, ...]]


class Longer(NamedTuple):
    """A listed phrase around a shorter one: its words, the same without spaces, how many stand before and behind that; the fact that it means, if it does."""

    words: str
    joined: str
    before: int
    behind: int
    means: tuple[str, tuple[str, ...]] | None


class _Around(NamedTuple):
    """The longer phrases around one, by their letters; and how many words at most stand before and behind it."""

    before: int
    behind: int
    of: Mapping[int, Sequence[Longer]]


class _Said(NamedTuple):
    """Some words of a line, the same without spaces, and whether any of them says nothing."""

    words: str
    joined: str
    strange: bool


class TypedWords(NamedTuple):
    """The words of a line as they were typed, without accents; which of them say nothing; and of each that was read, which it is of these.

    A word says nothing that is not listed, or in no phrase here: "gått" of "gått asyl" is one of "gått ut" only.

    A compound is read as several words, and was typed as one.
    """

    words: tuple[str, ...]
    strange: tuple[bool, ...]
    places: tuple[int, ...]

    @classmethod
    def of(
        cls, text: str, read: Sequence[Token], known: Callable[[str], bool], in_phrase: Callable[[int], bool]
    ) -> TypedWords:
        """The line of a text, by the words that were read in it, and which of these stand in a phrase."""
        typed = dict.fromkeys((word.start, word.end) for word in read)
        words = [folded(text[start:end].casefold().replace("'", "").replace("’", "")) for start, end in typed]
        order = {span: place for place, span in enumerate(typed)}
        places = tuple(order[word.start, word.end] for word in read)
        said = {place for at, place in enumerate(places) if in_phrase(at)}
        strange = tuple(
            not known(word) or (place not in said and len(word) >= _SHORTEST) for place, word in enumerate(words)
        )
        return cls(tuple(words), strange, places)

    def said(self, first: int, last: int) -> _Said:
        """The words from one place up to another."""
        words = self.words[first:last]
        return _Said(" ".join(words), "".join(words), any(self.strange[first:last]))


class AroundWords:
    """The listed phrases of facts and signs, for whoever looks for those that some words stand in."""

    def __init__(self, listed: Iterable[OneMeaning], of_word: Mapping[str, Sequence[int]]) -> None:
        """`of_word`: by word the numbers of the lists in which it stands."""
        self._meanings = list[LexiconEntry]()
        self._phrases = list[Collection[str] | str]()  # as one text from when they are first looked through
        for meaning, phrases in listed:
            self._meanings.append(meaning)
            self._phrases.append(phrases)
        self._of_word = of_word

    def around(self, words: Sequence[str]) -> Iterator[tuple[LexiconEntry, list[str]]]:
        """The phrases of more words than these among which these stand one behind the other: what each means, and its words."""
        sought = f" {' '.join(words)} "
        for number in min((self._of_word.get(word, ()) for word in words), key=len):
            text = self._text(number)
            for line in text.split("\n") if sought in text else ():
                if sought in line and sought != line:
                    yield self._meanings[number], line.split()

    def _text(self, number: int) -> str:
        phrases = self._phrases[number]
        if not isinstance(phrases, str):
            phrases = self._phrases[number] = f" {WaysToWrite.to(phrases).lines} ".replace("\n", " \n ")
        return phrases


class Turning:
    """By a phrase that means something alone, the longer ones around it that mean something else: "granted asylum" of "asylum".

    They are looked for when a line first says the shorter one, and then kept.
    """

    def __init__(self, phrases: AroundWords, first: Mapping[str, TrieNode], vocabulary: Vocabulary) -> None:
        """`first`, `vocabulary`: all listed phrases by their first words, and their words."""
        self._phrases, self._first, self._vocabulary = phrases, first, vocabulary
        self._beside: dict[str, frozenset[str]] = {}
        self._longer: dict[str, _Around] = {}

    def _entries(self, words: Sequence[str]) -> tuple[LexiconEntry, ...]:
        node = place_after(self._first, words)
        return node.entries if node else ()

    def _words_beside(self, word: str) -> frozenset[str]:
        """The words beside which a listed word, which means something alone, means something else: "granted" of "asylum"."""
        if word not in self._beside:
            alone: dict[str, set[tuple[str, ...]]] = {}
            for entry in self._entries((word,)):
                alone.setdefault(entry.fact, set()).add(entry.values)
            self._beside[word] = frozenset(
                folded_now(other)
                for entry, keys in (self._phrases.around((word,)) if any(alone) else ())
                if entry.fact and alone.get(entry.fact, {entry.values}) != {entry.values} and not _has_place(keys)
                for other in keys
                if other != word and len(other) >= _SHORTEST
            )
        return self._beside[word]

    def _longer_than(self, phrase: str) -> _Around:
        """The longer phrases around a listed one, and around whatever is the same without accents."""
        if phrase not in self._longer:
            ways = (self._vocabulary.written(folded_now(word)) or (word,) for word in phrase_keys(phrase))
            longer = frozenset(longer for words in product(*ways) for longer in self._around(words))
            of: dict[int, list[Longer]] = {}
            for one in longer:
                of.setdefault(len(one.joined), []).append(one)
            self._longer[phrase] = _Around(
                max((one.before for one in longer), default=0), max((one.behind for one in longer), default=0), of
            )
        return self._longer[phrase]

    def _around(self, words: Sequence[str]) -> Iterator[Longer]:
        alone = {(entry.fact, entry.values) for entry in self._entries(words) if entry.fact and entry.how == MEANS}
        for entry, listed in self._phrases.around(words) if alone else ():
            keys = _without_places(listed)
            own = {(entry.fact, entry.values)} if entry.how == MEANS else set[_Meaning]()
            longer = own != alone and len(keys) > len(words) and not _has_place(keys)
            for start in range(len(keys) - len(words) + 1) if longer else ():
                end = start + len(words)
                if keys[start:end] == list(words):
                    plain = folded_now(" ".join(keys))
                    yield Longer(plain, plain.replace(" ", ""), start, len(keys) - end, next(iter(own), None))

    def beside(self, words: Iterable[str], strange: str) -> bool:
        """Whether a strange word, without accents, may be a mistyped one that makes one of these listed words mean something else."""
        return any(
            strange.endswith(other) or distance(strange, other, most) <= most
            for word in words
            for other in self._words_beside(word)
            for most in (1 if len(other) < _LONG else 2,)
        )

    def may_turn(self, entry: LexiconEntry, line: TypedWords, start: int, end: int) -> bool:
        """Whether the words `start` to `end` that were read, and mean this, are one slip from standing in a phrase that means something else.

        A slip that makes another word of a phrase is that word. A space that is left out, or stands elsewhere, is always a slip.
        """
        around = self._longer_than(entry.phrase)
        if not around.of:
            return False
        start, end = line.places[start], line.places[end - 1] + 1
        return any(
            one.means != (entry.fact, entry.values) and _is(one, said)
            for first in range(max(0, start - around.before - 1), start + 1)
            for last in range(end, min(len(line.words), end + around.behind + 1) + 1)
            for said in (line.said(first, last),)
            for letters in range(len(said.joined) - 1, len(said.joined) + 2)
            for one in around.of.get(letters, ())
            if -1 <= start - one.before - first <= 1 and -1 <= end + one.behind - last <= 1
        )


def _is(longer: Longer, said: _Said) -> bool:
    """Whether words may be those of a longer phrase, by one slip."""
    if said.words == longer.words:
        return False
    return said.joined == longer.joined or (said.strange and distance(said.words, longer.words, 1) == 1)


def _without_places(keys: Sequence[str]) -> Sequence[str]:
    """The words of a phrase without what stands for others at its ends: of "applies for asylum {ago}" the first three."""
    start, end = 0, len(keys)
    while start < end and _has_place(keys[start]):
        start += 1
    while end > start and _has_place(keys[end - 1]):
        end -= 1
    return keys[start:end]


def _has_place(keys: Iterable[str]) -> bool:
    """Whether something else stands for one of the words, as a number."""
    return _PLACEHOLDER in "".join(keys)
