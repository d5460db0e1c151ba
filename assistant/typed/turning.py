"""Turning: whether a slip beside a phrase hides a longer one that means something else, as "ahs asylum now" hides "has asylum now"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from assistant.knowledge.word_lists import MEANS
from assistant.texts import folded as folded_now
from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import Token, phrase_keys
from assistant.typed.tree import OneMeaning, TrieNode, WaysToWrite, keys_of, place_after
from assistant.wordforms import Vocabulary, distance, folded

_Keys = Sequence[str]
"""The words of a listed phrase."""
_PLACEHOLDER = "{"
_SHORTEST, _LONG = 4, 6
"""Letters of a word that may turn another though it is mistyped, and of one in which two mistakes are forgiven."""

_ENDING = 2
"""Letters of an ending that a word may have in a longer phrase."""
_MOST_WAYS = 1500
"""Ways to say a longer phrase in which the phrases of classes stand: beyond that it is not looked for."""
_AS_READ = "…"
"""In a longer phrase, instead of a shorter one in which something else stands for a word: the words that were read there."""


class Longer(NamedTuple):
    """A listed phrase around a shorter one: what stands before that and behind it, and the shorter one; the fact that it means, if it does."""

    first: str
    shorter: str
    last: str
    means: tuple[str, tuple[str, ...]] | None

    @property
    def words(self) -> str:
        return f"{self.first} {self.shorter} {self.last}".strip()


class _Around:
    """The longer phrases around one, by their letters and what stands on one side of it; and how many words at most stand on each."""

    def __init__(self, longer: Iterable[Longer]) -> None:
        self.every = tuple(dict.fromkeys(longer))
        self.is_open = any(one.shorter == _AS_READ for one in self.every)
        self.before = max((len(one.first.split()) for one in self.every), default=0)
        self.behind = max((len(one.last.split()) for one in self.every), default=0)
        self._first: dict[tuple[int, str], list[Longer]] = {}
        self._last: dict[tuple[int, str], list[Longer]] = {}
        for one in self.every:
            letters = len(one.words) - one.words.count(" ")
            self._first.setdefault((letters, one.first), []).append(one)
            self._last.setdefault((letters, one.last), []).append(one)

    def beside(self, letters: int, first: str, last: str) -> Iterator[Longer]:
        """Those of so many letters that have just these words before the shorter one, or behind it: a slip is on one side."""
        yield from self._first.get((letters, first), ())
        yield from self._last.get((letters, last), ())


class _Said(NamedTuple):
    """Some words of a line, the same without spaces, and whether any of them says nothing."""

    words: str
    joined: str
    strange: bool


class TypedWords(NamedTuple):
    """The words of a line as they were typed, without accents; which of them say nothing; and of each that was read, which it is of these.

    A word says nothing that is not listed, or in no phrase here: "gått" of "gått asyl" is one of "gått ut" only. A number is no mistyped word.

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
            not word.isdigit() and (not known(word) or (place not in said and len(word) >= _SHORTEST))
            for place, word in enumerate(words)
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

    def __init__(
        self,
        phrases: AroundWords,
        classes: Mapping[str, Sequence[OneMeaning]],
        first: Mapping[str, TrieNode],
        vocabulary: Vocabulary,
    ) -> None:
        """`classes`: the phrases of each class. `first`, `vocabulary`: all listed phrases by their first words, and their words."""
        self._phrases, self._listed_classes, self._first, self._vocabulary = phrases, classes, first, vocabulary
        self._beside: dict[str, frozenset[str]] = {}
        self._longer: dict[tuple[str, ...], tuple[_Around, _Around]] = {}
        self._classes: dict[str, list[str]] = {}

    @cached_property
    def _text_of_classes(self) -> str:
        return "".join(
            f"{phrase}\n" for lists in self._listed_classes.values() for _, phrases in lists for phrase in phrases
        )

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

    def _longer_than(self, words: tuple[str, ...]) -> tuple[_Around, _Around]:
        """The longer phrases around these words, whatever they are without accents, and around the last of them with another ending; then those in
        which the phrases of a class stand."""
        if words not in self._longer:
            ways = [self._vocabulary.written(folded_now(word)) or (word,) for word in words]
            ways[-1] = (*ways[-1], *self._with_endings(words[-1]))
            around = [one for way in product(*ways) for one in self._around(way)]
            of_class, listed = ([one for is_class, one in around if is_class == wanted] for wanted in (True, False))
            self._longer[words] = _Around(listed), _Around(of_class)
        return self._longer[words]

    def _with_endings(self, word: str) -> Iterator[str]:
        """The listed words that are this one and a few letters more, which a space that stands elsewhere takes from it."""
        plain = folded_now(word)
        for other in self._vocabulary.begun_with(plain) if len(plain) >= _SHORTEST else ():
            if 0 < len(folded_now(other)) - len(plain) <= _ENDING:
                yield other

    def _around(self, words: _Keys) -> Iterator[tuple[bool, Longer]]:
        """The longer phrases around these words, and whether a phrase of a class stands in each."""
        shorter = _AS_READ if _has_place(words) else folded_now(" ".join(words))
        for entry, keys in self._phrases.around(words):
            means = (entry.fact, entry.values) if entry.how == MEANS else None
            for before, behind in _beside(keys, words):
                for is_class, first, last in self._sides(before, words, behind):
                    yield is_class, Longer(first, shorter, last, means)
        for of_class in self._class_phrases_around(words):
            for before, behind in _beside(of_class, words):
                yield True, Longer(folded_now(" ".join(before)), shorter, folded_now(" ".join(behind)), None)

    def _class_phrases_around(self, words: _Keys) -> Iterator[_Keys]:
        """The phrases of classes in which these words stand beside others: what they mean there is told by the phrase that has the class."""
        sought = " ".join(words)
        for keys in (phrase_keys(phrase) for phrase in self._class_phrases_with(sought) if sought != phrase):
            if not _has_place(keys):
                yield keys

    def _class_phrases_with(self, sought: str) -> Iterator[str]:
        """The phrases of classes in which something is written: as one text they are looked through at once, not each by itself."""
        text, at = self._text_of_classes, -1
        while (at := text.find(sought, at + 1)) >= 0:
            ended = text.find("\n", at)
            yield text[text.rfind("\n", 0, at) + 1 : ended]
            at = ended

    def _sides(self, before: _Keys, words: _Keys, behind: _Keys) -> Iterator[tuple[bool, str, str]]:
        """What stands around a shorter phrase, without accents, and whether a phrase of a class is in it: each that may stand there.

        What stands for others at the ends is left out: without it the phrase says enough, and where it is not listed so, it is there too. Where
        a number is to stand, or there are too many ways, nothing is said of it.
        """
        first, last = _without_first_places(before), _without_first_places(behind[::-1])[::-1]
        if first or last:
            yield from self._filled(first, last)
        is_listed = (first or last) and self._entries((*first, *words, *last))
        if (first, last) != (before, behind) and not is_listed:
            yield from self._filled(before, behind)

    def _filled(self, first: _Keys, last: _Keys) -> Iterator[tuple[bool, str, str]]:
        places = [key for key in (*first, *last) if _PLACEHOLDER in key]
        ways = [self._of_class(place) for place in places]
        if prod(map(len, ways)) > _MOST_WAYS:
            return
        before, behind = folded_now(" ".join(first)), folded_now(" ".join(last))
        for way in product(*ways):
            one, other = before, behind
            for place, words in zip(places, way, strict=True):
                one, other = one.replace(place, words), other.replace(place, words)
            yield bool(places), one, other

    def _of_class(self, place: str) -> Sequence[str]:
        """The phrases of a class, without accents; none of what is no class."""
        if place not in self._classes:
            phrases = [phrase_keys(phrase) for of in self._listed_classes.get(place, ()) for phrase in of[1]]
            self._classes[place] = [folded_now(" ".join(keys)) for keys in phrases if not _has_place(keys)]
        return self._classes[place]

    def beside(self, words: Iterable[str], strange: str) -> bool:
        """Whether a strange word, without accents, may be a mistyped one that makes one of these listed words mean something else."""
        return any(
            strange.endswith(other) or distance(strange, other, most) <= most
            for word in words
            for other in self._words_beside(word)
            for most in (1 if len(other) < _LONG else 2,)
        )

    def may_turn(self, entry: LexiconEntry, line: TypedWords, start: int, read: Sequence[tuple[str, ...]]) -> bool:
        """Whether the words that were read from a place on, and mean this, are one slip from standing in a phrase that means something else.

        `read`: the words, in each way that they may be read.

        A slip that makes another word of a phrase is that word. A space that is left out, or stands elsewhere, is always a slip.
        """
        if entry.how != MEANS:
            return False
        ways = {
            *keys_of(entry.phrase),
            *(one for one in read if all(word in self._vocabulary for word in one)),
        }
        places = line.places[start], line.places[start + len(read[0]) - 1] + 1
        for around, is_class in ((one, at) for words in ways for at, one in enumerate(self._longer_than(words))):
            if is_class and entry.thing is not None:
                continue  # how a thing is, is read beside it
            if around.is_open:
                around = _Around(one._replace(shorter=folded(" ".join(said))) for one in around.every for said in read)
            longer = _one_slip_away(around, line, *places, strange_only=bool(is_class))
            if any(one.means != (entry.fact, entry.values) for one in longer):
                return True
        return False


def _one_slip_away(around: _Around, line: TypedWords, start: int, end: int, *, strange_only: bool) -> Iterator[Longer]:
    """The longer phrases of which the words around these places of a line may be one by one slip; `strange_only`: where one of them says nothing."""
    earliest, latest = max(0, start - around.before - 1), min(len(line.words), end + around.behind + 1)
    if not around.every or (strange_only and not any(line.strange[earliest:latest])):
        return
    before = [(first, " ".join(line.words[first:start])) for first in range(earliest, start + 1)]
    behind = [(last, " ".join(line.words[end:last])) for last in range(end, latest + 1)]
    for (first, words_before), (last, words_behind) in product(before, behind):
        said = line.said(first, last)
        if strange_only and not said.strange:
            continue
        for letters in range(len(said.joined) - said.strange, len(said.joined) + said.strange + 1):
            yield from (one for one in around.beside(letters, words_before, words_behind) if _is(one.words, said))


def _is(longer: str, said: _Said) -> bool:
    """Whether words may be those of a longer phrase, by one slip."""
    if said.words == longer:
        return False
    return said.joined == longer.replace(" ", "") or (said.strange and distance(said.words, longer, 1) == 1)


def _beside(keys: _Keys, words: _Keys) -> Iterator[tuple[_Keys, _Keys]]:
    """What stands before and behind words, wherever they stand in a phrase."""
    for start in range(len(keys) - len(words) + 1):
        if tuple(keys[start : start + len(words)]) == tuple(words):
            yield keys[:start], keys[start + len(words) :]


def _without_first_places(keys: _Keys) -> _Keys:
    """Words without what stands for others before them."""
    start = next((at for at, key in enumerate(keys) if _PLACEHOLDER not in key), len(keys))
    return keys[start:]


def _has_place(keys: Iterable[str]) -> bool:
    """Whether something else stands for one of the words, as a number."""
    return _PLACEHOLDER in "".join(keys)
