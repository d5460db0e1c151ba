"""The tree of phrases: the words that may follow each other, and what the phrase means that ends there.

Ten thousand phrases are listed, and a case names a few: they stay as they stand in the lists, and a branch of the tree grows when a line
first comes to the word that it begins with.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import Any

from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import phrase_keys

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐–](?=[^\W\d_])")
_LAST = 0
"""What comes behind the last phrase of a first word: no phrase comes behind another and is the first of all."""


class TrieNode:
    """A place in the tree of phrases: the words that may follow, and what the phrase that ends here means."""

    __slots__ = ("entries", "next")

    def __init__(self, there: TrieNode | None = None) -> None:
        """`there`: the place that it is a copy of; what lies beyond that is shared."""
        self.next: dict[str, TrieNode] = there.next if there else _NONE_FOLLOWS
        self.entries: tuple[LexiconEntry, ...] = there.entries if there else ()

    def then(self, word: str) -> TrieNode:
        """The place after this word, made if there is none."""
        node = self.next.get(word)
        if node is None:
            if self.next is _NONE_FOLLOWS:
                self.next = {}
            node = self.next[word] = TrieNode()
        return node

    def own(self, word: str) -> TrieNode:
        """The place after this word as one that may be changed: that of another tree is copied, and what lies beyond it is shared."""
        copied = TrieNode(self.next.get(word))
        self.next = {**self.next, word: copied}
        return copied

    def means(self, entry: LexiconEntry) -> None:
        """The phrase that ends here means this too, unless it does already."""
        if not self.entries or all(entry.meaning != one.meaning or entry.code != one.code for one in self.entries):
            self.entries = (*self.entries, entry)


_NONE_FOLLOWS: dict[str, TrieNode] = {}
"""That of every last word: most places are last ones, and an empty table each would be much."""


class ListedPhrases:
    """Phrases by their first words, in the order in which they were added. Each is kept as the text that it is in the lists."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self._texts: list[str] = []
        self._meanings: list[LexiconEntry] = []
        self._means, self._joined, self._behind = array("I"), array("B"), array("I")
        self._last: dict[str, int] = {}

    def add(self, meaning: LexiconEntry, text: str, word: str, joined: bool) -> None:
        """One more way to write a phrase, which begins with this word. `meaning`: its entry but for the phrase; `joined`: without hyphens."""
        number = len(self._texts)
        if not self._meanings or self._meanings[-1] is not meaning:
            self._meanings.append(meaning)
        self._texts.append(text)
        self._means.append(len(self._meanings) - 1)
        self._joined.append(joined)
        self._behind.append(_LAST)
        if word in self.first:
            self._behind[self._last[word]] = number
        else:
            self.first[word] = number
        self._last[word] = number

    def end(self) -> None:
        """All are added."""
        self._last = {}

    def begun_with(self, word: str) -> Iterator[tuple[tuple[str, ...], LexiconEntry]]:
        """The phrases that begin with a word, each as its words, with what it means."""
        number = self.first.get(word, -1)
        while number >= 0:
            text = self._texts[number]
            yield keys_of(text)[self._joined[number]], self._meanings[self._means[number]].of_phrase(text)
            number = self._behind[number] or -1


class FirstWords(dict[str, TrieNode]):
    """The first words of phrases, each with the place after it: as a table they hold the branches that have grown, and grow what is asked for."""

    def __init__(self, phrases: ListedPhrases, beneath: FirstWords | None = None) -> None:
        """`beneath`: those of another tree, of which this one is all and more."""
        super().__init__()
        self._phrases, self._beneath = phrases, beneath

    def __contains__(self, word: object) -> bool:
        return word in self._phrases.first or (self._beneath is not None and word in self._beneath)

    def __missing__(self, word: str) -> TrieNode:
        there: TrieNode | None = self._beneath.get(word) if self._beneath is not None else None
        if word not in self._phrases.first:
            if there is None:
                raise KeyError(word)
            return there  # as it is: nothing more begins with this word
        branch = self[word] = TrieNode(there)
        for keys, entry in self._phrases.begun_with(word):
            node = branch
            for key in keys[1:]:
                node = node.own(key) if there else node.then(key)
            node.means(entry)
        return branch

    def get(self, word: str, otherwise: Any = None) -> Any:
        """The place after a word; `otherwise` if no phrase begins with it."""
        return self[word] if word in self else otherwise  # noqa: SIM401 - of a table that grows, that is no lookup


def keys_of(phrase: str) -> list[tuple[str, ...]]:
    """The ways to write a phrase, each as its words: as it is listed, and without its hyphens if it has any."""
    ways = [phrase_keys(phrase)]
    if "-" in phrase:
        ways.append(phrase_keys(_HYPHEN.sub("", phrase)))
    return ways
