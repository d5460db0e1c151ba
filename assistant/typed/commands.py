"""Commands: what a line tells the program to do, by a word alone on it or after a slash, in every language at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.knowledge.word_lists import AGREEING, DECLINING, Words
from assistant.wordforms import folded

SLASH = "/"
"""Begins a command, whatever the open question is."""

WITH_WORDS = frozenset({"change", "find", "language", "role", "more", "done"})
"""Commands that words may follow after a slash, as what is looked up."""
WITH_NUMBER = frozenset({"done"})
"""Commands that a number may follow, with or without a slash."""

_LONGEST = 100
"""Characters of a line that may be a command."""


class Commanded(NamedTuple):
    """A command by its name, and the words behind it as they were typed."""

    name: str
    words: str = ""


class Commands:
    """The words of the commands of one knowledge. `codes`: languages, the preferred one first."""

    def __init__(self, words: Words, codes: Iterable[str]) -> None:
        self._codes = tuple(codes)
        self._words = words
        self._names = {_plain(phrase): name for name, of in words.commands.items() for phrase in _all(of)}
        self.agreeing = frozenset(_plain(phrase) for phrase in _all(words.lines.get(AGREEING, {})))
        self.declining = frozenset(_plain(phrase) for phrase in _all(words.lines.get(DECLINING, {})))

    def alone(self, line: str) -> Commanded | None:
        """The command whose word is the whole line; None if there is none. A single letter never is."""
        plain = _plain(line)
        word, _, number = plain.rpartition(" ")
        if self._names.get(word) in WITH_NUMBER and number.isascii() and number.isdigit():
            return Commanded(self._names[word], number)
        name = self._names.get(plain)
        return Commanded(name) if name is not None and not (len(plain) == 1 and plain.isalpha()) else None

    def behind(self, name: str, line: str, *, alone: bool = False) -> str:
        """What stands behind the words of a command, where they are more than one or end with a colon; empty if it does not begin so.

        `alone`: one word of it without a colon is enough.
        """
        words = line[:_LONGEST].split()
        for length in range(len(words) - 1, 0, -1):
            said = " ".join(words[:length])
            if self._names.get(_plain(said.rstrip(":,"))) == name and (alone or length > 1 or said.endswith(":")):
                return " ".join(line.split()[length:])
        return ""

    def slashed(self, line: str) -> Commanded | None:
        """The command after a slash, with the words behind it where it takes any; None if no command begins so."""
        said = line[:_LONGEST].lstrip(SLASH).split()
        for length in range(len(said), 0, -1):
            name = self._names.get(_plain(" ".join(said[:length])))
            if name is not None and (length == len(said) or name in WITH_WORDS):
                return Commanded(name, " ".join(line.lstrip(SLASH).split()[length:]))
        return None

    def beginning(self, line: str) -> tuple[tuple[str, str], ...]:
        """The commands of which a word in the preferred language begins so, for a menu: name and the word that is shown."""
        said = _plain(line.lstrip(SLASH))
        return tuple(
            (name, self.word(name))
            for name, of in self._words.commands.items()
            if any(_plain(phrase).startswith(said) for phrase in of.get(self._codes[0], ()))
        )

    def word(self, name: str) -> str:
        """The word of a command that is shown: the first in the preferred language that has any."""
        return shown(self._words, name, self._codes[0])

    def agrees(self, line: str) -> bool:
        """Whether a line says yes, in any language, and nothing else."""
        return _plain(line) in self.agreeing

    def declines(self, line: str) -> bool:
        """Whether a line says no, in any language, and nothing else."""
        return _plain(line) in self.declining


def shown(words: Words, name: str, code: str) -> str:
    """The word of a command that is shown: the first in this language, else in any, else its name."""
    of = words.commands.get(name, {})
    return next((of[one][0] for one in (code, *of) if of.get(one)), name)


def _plain(line: str) -> str:
    """A line as it is compared: small letters without diacritics, one space between words, no sign at the end."""
    return " ".join(folded(line[:_LONGEST]).split()).rstrip(".!") or line.strip()


def _all(by_language: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    return (phrase for phrases in by_language.values() for phrase in phrases)
