"""Turning: whether a slip beside a phrase hides a longer one that means something else, as "ahs asylum now" hides "has asylum now"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.knowledge.word_lists import MEANS
from assistant.texts import folded as folded_now
from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import Token, phrase_keys
from assistant.wordforms import distance, folded

_PLACEHOLDER = "{"
_SHORTEST, _LONG = 4, 6
"""Letters of a word that may turn another though it is mistyped, and of one in which two mistakes are forgiven."""

KeyedPhrases = Sequence[tuple[LexiconEntry, Sequence[tuple[str, ...]]]]
"""Listed phrases by their words, beside what they mean."""

_Meaning = tuple[str, tuple[str, ...]]


class Longer(NamedTuple):
    """A listed phrase around a shorter one: its words, how many of them stand before and behind that, and the fact that it means, if it does."""

    words: str
    before: int
    behind: int
    means: tuple[str, tuple[str, ...]] | None


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
    ) -> "TypedWords":
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


class Turning:
    """By a phrase that means something alone, the longer ones around it that mean something else: "granted asylum" of "asylum"."""

    def __init__(self, phrases: KeyedPhrases) -> None:
        self._beside = _words_beside(phrases)
        told = [(entry, of) for entry, of in phrases if entry.fact or entry.sign]
        alone = _alone(told)
        pairs = dict[tuple[str, str], int]()  # by the first two words of what means something alone: the most words
        for keys in alone:
            if len(keys) > 1:
                pair = keys[0], keys[1]
                pairs[pair] = max(pairs.get(pair, 0), len(keys))
        self._longer: dict[str, set[Longer]] = {}
        for entry, of in told:
            own = frozenset(((entry.fact, entry.values),)) if entry.how == MEANS else frozenset[_Meaning]()
            for keys in of:
                if len(keys) > 1:
                    for start, end in _inside(keys, alone, pairs):
                        if alone[keys[start:end]] != own and not _has_place(keys):
                            longer = Longer(folded_now(" ".join(keys)), start, len(keys) - end, next(iter(own), None))
                            self._longer.setdefault(folded_now(" ".join(keys[start:end])), set()).add(longer)

    def beside(self, words: Iterable[str], strange: str) -> bool:
        """Whether a strange word, without accents, may be a mistyped one that makes one of these listed words mean something else."""
        return any(
            strange.endswith(other) or distance(strange, other, most) <= most
            for word in words
            for other in self._beside.get(word, ())
            for most in (1 if len(other) < _LONG else 2,)
        )

    def may_turn(self, entry: LexiconEntry, line: TypedWords, start: int, end: int) -> bool:
        """Whether the words `start` to `end` that were read, and mean this, are one slip from standing in a phrase that means something else.

        A slip that makes another word of a phrase is that word. A space that is left out, or stands elsewhere, is always a slip.
        """
        start, end = line.places[start], line.places[end - 1] + 1
        return any(
            self._is(longer, line, slice(first, last))
            for longer in self._longer.get(folded(" ".join(phrase_keys(entry.phrase))), ())
            if longer.means != (entry.fact, entry.values)
            for first in range(start - longer.before - 1, start - longer.before + 2)
            for last in range(end + longer.behind - 1, end + longer.behind + 2)
            if 0 <= first <= start and end <= last <= len(line.words)
        )

    @staticmethod
    def _is(longer: Longer, line: TypedWords, where: slice) -> bool:
        typed = " ".join(line.words[where])
        if typed == longer.words:
            return False
        if typed.replace(" ", "") == longer.words.replace(" ", ""):
            return True
        return any(line.strange[where]) and distance(typed, longer.words, 1) == 1


def _has_place(keys: tuple[str, ...]) -> bool:
    """Whether something else stands for one of the words, as a number."""
    return _PLACEHOLDER in "".join(keys)


def _alone(told: KeyedPhrases) -> dict[tuple[str, ...], frozenset[_Meaning]]:
    """What phrases mean alone, by their words."""
    alone: dict[tuple[str, ...], frozenset[_Meaning]] = {}
    for entry, of in told:
        if entry.fact and entry.how == MEANS:
            own = frozenset(((entry.fact, entry.values),))
            for keys in of:
                before = alone.get(keys)
                alone[keys] = own if before is None or before == own else before | own
    return alone


def _inside(
    keys: tuple[str, ...], alone: Mapping[tuple[str, ...], object], pairs: Mapping[tuple[str, str], int]
) -> Iterator[tuple[int, int]]:
    """Where a phrase that means something alone stands in a longer one: its first word, and that behind its last."""
    for start, key in enumerate(keys):
        if (key,) in alone:
            yield start, start + 1
    for start, pair in enumerate(pairwise(keys)):
        for length in range(2, pairs.get(pair, 0) + 1):
            if start + length <= len(keys) > length and keys[start : start + length] in alone:
                yield start, start + length


def _words_beside(phrases: KeyedPhrases) -> dict[str, set[str]]:
    """By a word that means something alone, the words beside which it means something else: "granted" of "asylum"."""
    alone: dict[str, dict[str, set[tuple[str, ...]]]] = {}
    for entry, of in phrases:
        if entry.fact:
            of_fact = alone.setdefault(entry.fact, {})
            for keys in of:
                if len(keys) == 1:
                    of_fact.setdefault(keys[0], set()).add(entry.values)
    beside: dict[str, set[str]] = {}
    for entry, of in phrases:
        of_fact, own = alone.get(entry.fact, {}), {entry.values}
        for keys in of if of_fact else ():
            if len(keys) > 1 and not of_fact.keys().isdisjoint(keys):
                for key in keys:
                    if of_fact.get(key, own) != own and not _has_place(keys):
                        others = (folded_now(word) for word in keys if word != key and len(word) >= _SHORTEST)
                        beside.setdefault(key, set()).update(others)
    return beside
