"""Framing: how a line is opened and closed says nothing of a patient: "hi", "quick question:", "thanks in advance", "best regards, Anna".

Such words are left out before a line is read, so that it begins with what it is about. What a sign sets apart alone opens a line: "question: …".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from assistant.knowledge.word_lists import Words
from assistant.typed.tokens import ASKED, CLAUSE, RUNS_ON, WORD, Token, phrase_keys
from assistant.wordforms import folded

_SIGNED, _NAMES = 5, 2
"""Words at the end of a line that may be a signature with a name, and those that may be the name."""

_Keys = tuple[str, ...]
_ByWord = Mapping[str, Collection[_Keys]]


class ListedWords(Protocol):
    """What knows the listed words."""

    def __contains__(self, word: str, /) -> bool: ...


class Frames:
    """The phrases of one knowledge that open and close lines."""

    def __init__(self, words: Words) -> None:
        small = words.small
        self._greetings = _by_word(small.get("greetings", {}))
        self._openings = _by_word(small.get("openings", {}))
        self._closings = _by_word(small.get("closings", {}), last=True)
        self._signatures = _by_word(small.get("signatures", {}))
        self._from = {word for word, of in _by_word(small.get("origins", {})).items() if (word,) in of}

    def without(self, words: Sequence[Token], known: ListedWords) -> list[Token]:
        """The words of a line without those that open and close it; all of them if nothing else stands there.

        `known`: the listed words, none of which is the name of whoever signs.
        """
        inner = list(words[self._opened(words) :])
        while inner and (end := self._closed(inner, known)) < len(inner):
            inner = _ended(inner[:end], inner[-1].ends)
        return inner or list(words)

    def _opened(self, words: Sequence[Token]) -> int:
        """How many words open a line."""
        at = 0
        while at < len(words):
            taken = self._greeted(words, at)
            opening = _longest(self._openings, words, at)
            if opening > taken and _is_set_apart(words[at + opening - 1]):
                taken = opening
            if not taken:
                break
            at += taken
        return at

    def _greeted(self, words: Sequence[Token], at: int) -> int:
        """How many words greet at a place: none where it goes on with where from, as "hello from the ward"."""
        end = at + _longest(self._greetings, words, at)
        goes_on = at < end < len(words) and not words[end - 1].ends and folded(words[end].text) in self._from
        return 0 if goes_on else end - at

    def _closed(self, words: Sequence[Token], known: ListedWords) -> int:
        """The place at which what closes a line begins; behind the last word if nothing does."""
        end = len(words)
        for at in range(max(1, end - _SIGNED), end):
            signed = _longest(self._signatures, words, at)
            if signed and words[at - 1].ends and _are_names(words[at + signed :], known):
                return at
        ending = self._closings.get(folded(words[-1].text), ())
        return end - max((len(keys) for keys in ending if _stands_at(keys, words, end - len(keys))), default=0)


def _are_names(words: Sequence[Token], known: ListedWords) -> bool:
    return len(words) <= _NAMES and all(word.kind == WORD and word.text not in known for word in words)


def _is_set_apart(word: Token) -> bool:
    """Whether a sign stands behind a word, and no question mark."""
    return (word.parted or bool(word.ends)) and word.ends != ASKED


def _ended(words: list[Token], ends: str) -> list[Token]:
    """The words, the last of which ends as the line did, if it ended nothing by itself."""
    return [*words[:-1], words[-1]._replace(ends=ends)] if words and words[-1].ends in (RUNS_ON, CLAUSE) else words


def _longest(phrases: _ByWord, words: Sequence[Token], at: int) -> int:
    """How many words the longest of these phrases has at a place; 0 if none stands there."""
    begun = phrases.get(folded(words[at].text), ())
    return max((len(keys) for keys in begun if _stands_at(keys, words, at)), default=0)


def _stands_at(keys: _Keys, words: Sequence[Token], at: int) -> bool:
    """Whether a phrase stands at a place, with nothing but spaces between its words."""
    here = words[at : at + len(keys)] if at >= 0 else ()
    return len(here) == len(keys) and all(
        folded(word.text) == key and not (place + 1 < len(keys) and word.ends)
        for place, (word, key) in enumerate(zip(here, keys, strict=True))
    )


def _by_word(listed: Mapping[str, Iterable[str]], *, last: bool = False) -> _ByWord:
    """Phrases by their first word, or their last."""
    found: dict[str, set[_Keys]] = {}
    for phrase in (phrase for of in listed.values() for phrase in of):
        keys = tuple(map(folded, phrase_keys(phrase)))
        found.setdefault(keys[-1 if last else 0], set()).add(keys)
    return found
