"""Turning: whether a slip beside a phrase hides a longer one that means something else, as "ahs asylum now" hides "has asylum now"."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assistant.knowledge.word_lists import MEANS
from assistant.texts import folded as folded_now
from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import Token, phrase_keys
from assistant.wordforms import distance, folded

_PLACEHOLDER = "{"
_SHORTEST, _LONG = 4, 6
"""Letters of a word that may turn another though it is mistyped, and of one in which two mistakes are forgiven."""

KeyedPhrases = Sequence[tuple[tuple[str, ...], LexiconEntry]]
"""Listed phrases by their words."""


class Longer(NamedTuple):
    """A listed phrase around a shorter one: its words, how many of them stand before and behind that, and the fact that it means, if it does."""

    words: str
    before: int
    behind: int
    means: tuple[str, tuple[str, ...]] | None


class TypedWords(NamedTuple):
    """The words of a line as they were typed, without accents; which of them are not listed; and of each that was read, which it is of these.

    A compound is read as several words, and was typed as one.
    """

    words: tuple[str, ...]
    strange: tuple[bool, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, read: Sequence[Token], known: Callable[[str], bool]) -> "TypedWords":
        """The line of a text, by the words that were read in it."""
        typed = dict.fromkeys((word.start, word.end) for word in read)
        words = [folded(text[start:end].casefold().replace("'", "").replace("’", "")) for start, end in typed]
        order = {span: place for place, span in enumerate(typed)}
        places = tuple(order[word.start, word.end] for word in read)
        return cls(tuple(words), tuple(not known(word) for word in words), places)


class Turning:
    """By a phrase that means something alone, the longer ones around it that mean something else: "granted asylum" of "asylum"."""

    def __init__(self, phrases: KeyedPhrases) -> None:
        self._beside = _words_beside(phrases)
        told = [(keys, entry) for keys, entry in phrases if entry.fact or entry.sign]
        alone: dict[tuple[str, ...], set[tuple[str, tuple[str, ...]]]] = {}
        for keys, entry in told:
            if entry.fact and entry.how == MEANS:
                alone.setdefault(keys, set()).add((entry.fact, entry.values))
        self._longer: dict[str, set[Longer]] = {}
        begun = {keys[0] for keys in alone if keys}  # a label may be a sign alone
        for keys, entry in told:
            if len(keys) > 1 and not any(key[0] == _PLACEHOLDER for key in keys):
                own = (entry.fact, entry.values) if entry.how == MEANS else None
                starts = [at for at, key in enumerate(keys) if key in begun]
                self._around(keys, starts, own, alone)

    def _around(
        self,
        keys: tuple[str, ...],
        starts: Iterable[int],
        own: tuple[str, tuple[str, ...]] | None,
        alone: dict[tuple[str, ...], set[tuple[str, tuple[str, ...]]]],
    ) -> None:
        for start in starts:
            for end in range(start + 1, len(keys) + (start > 0)):
                means = alone.get(keys[start:end])
                if means and means != {own}:
                    longer = Longer(folded_now(" ".join(keys)), start, len(keys) - end, own)
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

        A slip that makes another known word is that word. A space that is left out, or stands elsewhere, is always a slip.
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


def _words_beside(phrases: KeyedPhrases) -> dict[str, set[str]]:
    """By a word that means something alone, the words beside which it means something else: "granted" of "asylum"."""
    alone: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for keys, entry in phrases:
        if entry.fact and len(keys) == 1:
            alone.setdefault(keys[0], set()).add((entry.fact, entry.values))
    beside: dict[str, set[str]] = {}
    for keys, entry in phrases:
        for key in keys if entry.fact and len(keys) > 1 and not any(key[0] == _PLACEHOLDER for key in keys) else ():
            if any(fact == entry.fact and values != entry.values for fact, values in alone.get(key, ())):
                others = (folded_now(other) for other in keys if other != key and len(other) >= _SHORTEST)
                beside.setdefault(key, set()).update(others)
    return beside
