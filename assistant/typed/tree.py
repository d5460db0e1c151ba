"""The tree of phrases: the words that may follow each other, and what the phrase means that ends there.

Ten thousand phrases are listed, and a case names a few: they stay as they stand in the lists, and a branch of the tree grows when a line
first comes to the word that it begins with.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.typed.entries import LexiconEntry
from assistant.typed.tokens import phrase_keys

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐–](?=[^\W\d_])")
_PLACE = re.compile(r"(?<!\S)(?:\{\w+\}|\d+)(?!\S)")
"""What stands for something else, or a number, as a word of its own."""
_GAP = re.compile(r"\n[\n ]|  ")
OneMeaning = tuple[LexiconEntry, Collection[str]]
"""What phrases of one language mean, as an entry without a phrase, and the phrases."""
_LAST = 0
"""What comes behind the last phrase of a first word: no phrase comes behind another and is the first of all."""


class TrieNode:
    """A place in the tree of phrases: the words that may follow, and what the phrase that ends here means."""

    __slots__ = ("entries", "next", "open")

    def __init__(self, there: TrieNode | None = None) -> None:
        """`there`: the place that it is a copy of; what lies beyond that is shared."""
        self.next: dict[str, TrieNode] = there.next if there else _NONE_FOLLOWS
        self.entries: tuple[LexiconEntry, ...] = there.entries if there else ()
        self.open: bool = there.open if there else False
        """Whether what stands for others may follow: nearly nowhere, and it is asked of every place for each word of a line."""

    def then(self, word: str) -> TrieNode:
        """The place after this word, made if there is none."""
        node = self.next.get(word)
        if node is None:
            if self.next is _NONE_FOLLOWS:
                self.next = {}
            node = self.next[word] = TrieNode()
            self.open = self.open or word[0] == "{"
        return node

    def own(self, word: str) -> TrieNode:
        """The place after this word as one that may be changed: that of another tree is copied, and what lies beyond it is shared."""
        copied = TrieNode(self.next.get(word))
        self.next = {**self.next, word: copied}
        self.open = self.open or word[0] == "{"
        return copied

    def means(self, entry: LexiconEntry) -> None:
        """The phrase that ends here means this too, unless it does already."""
        if not self.entries or all(entry.meaning != one.meaning or entry.code != one.code for one in self.entries):
            self.entries = (*self.entries, entry)


_NONE_FOLLOWS: dict[str, TrieNode] = {}
"""That of every last word: most places are last ones, and an empty table each would be much."""


class WaysToWrite(NamedTuple):
    """The ways to write some phrases, in their order: the words of each, one space between them, a line each.

    `of`: of each way the place of its phrase. `joined`: the places of the ways without hyphens. `heads`: of each phrase with hyphens among
    the phrases its first word, once for each way.
    """

    lines: str
    of: Sequence[int]
    joined: Collection[int] = ()
    heads: Sequence[str] = ()

    @classmethod
    def to(cls, phrases: Collection[str]) -> WaysToWrite:
        """All ways to write these phrases."""
        lines = "\n".join(phrases).casefold().replace("'", "").replace("’", "")
        usual = _PLACE.sub("", lines) if "{" in lines else lines
        if usual.replace(" ", "").replace("\n", "").isalpha() and not _GAP.search(f"\n{lines}\n"):
            return cls(
                lines, range(len(phrases))
            )  # most lists hold words and nothing else: the work of a line is done for all at once
        of, ways, joined, heads = list[int](), list[str](), list[int](), list[str]()
        for place, text in enumerate(phrases):
            of_text = keys_of(text)
            for without_hyphens, words in enumerate(of_text):
                if words:
                    if without_hyphens:
                        joined.append(len(ways))
                    of.append(place)
                    ways.append(" ".join(words))
                    heads.append(of_text[0][0] if of_text[0] else "")
        return cls("\n".join(ways), of, joined, heads)

    @property
    def firsts(self) -> list[str]:
        """The first word of each."""
        return [words.split(" ", 1)[0] for words in self.lines.split("\n")] if self.of else []


class PlacesOfPhrases:
    """Where the phrases of some lists stand by their first words: numbers of phrases and lists alone, so that a file can keep them."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        """The first way that begins with a word."""
        self.behind = array("I")
        """By way the next one that begins with the same word, or `_LAST`."""
        self._firsts: list[str] = []
        self._of = array("I")
        self._begins, self._lists, self._who = array("I"), array("I"), array("i")
        self._joined: set[int] = set()
        self._phrases = self._listed = 0

    def add(self, phrases: Collection[str], ways: WaysToWrite, people: Mapping[str, int]) -> None:
        """The phrases of the next list. `people`: who else is named by a first word."""
        start, firsts = len(self._of), ways.firsts
        self._of.extend([self._phrases + place for place in ways.of])
        self._firsts += firsts
        self._joined.update(start + at for at in ways.joined)
        before = None
        for number, head in enumerate((ways.heads or firsts) if people else firsts[:1], start):
            who = people.get(head, -1)
            if who != before:
                before = who
                self._begins.append(number)
                self._lists.append(self._listed)
                self._who.append(who)
        self._phrases += len(phrases)
        self._listed += 1

    def end(self, words: Mapping[str, str]) -> None:
        """All are added. `words`: those that are kept elsewhere too, each by itself: wherever it stands, it is that one object."""
        self.behind = array("I", [_LAST]) * len(self._firsts)
        last: dict[str, int] = {}
        for number, word in enumerate(self._firsts):
            if word in last:  # the next phrase stands behind those that begin with the same word
                self.behind[last[word]] = number
            else:
                self.first[words.get(word, word)] = number
            last[word] = number
        self._firsts = []

    def of_way(self, way: int) -> tuple[int, int, int, bool]:
        """Of a way the number of its phrase and of its list, who else is named by it (-1: nobody), and whether it is one without hyphens."""
        at = bisect_right(self._begins, way) - 1
        return self._of[way], self._lists[at], self._who[at], way in self._joined


class ListedPhrases:
    """Phrases by their first words, in the order of their lists. Each is kept as the text that it is in the lists."""

    def __init__(self, listed: Collection[OneMeaning], places: PlacesOfPhrases) -> None:
        """`places`: those of just these lists."""
        self.first = places.first
        self._places = places
        self._texts = [text for _, phrases in listed for text in phrases]
        self._meanings = [meaning for meaning, _ in listed]

    def begun_with(self, word: str) -> Iterator[tuple[tuple[str, ...], LexiconEntry]]:
        """The phrases that begin with a word, each as its words, with what it means."""
        way = self.first.get(word, -1)
        while way >= 0:
            phrase, of_list, who, without_hyphens = self._places.of_way(way)
            text, meaning = self._texts[phrase], self._meanings[of_list]
            yield keys_of(text)[without_hyphens], (meaning if who < 0 else meaning._replace(who=who)).of_phrase(text)
            way = self._places.behind[way] or -1


class FirstWords(dict[str, TrieNode]):
    """The first words of phrases, each with the place after it: as a table they hold the branches that have grown, and grow what is asked for."""

    def __init__(self, phrases: ListedPhrases, beneath: FirstWords | None = None) -> None:
        """`beneath`: those of another tree, of which this one is all and more."""
        super().__init__()
        self._phrases, self._beneath = phrases, beneath
        self.listed: Collection[str] = phrases.first
        """The words with which phrases begin that are not those of the tree beneath."""

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
        found = dict.get(self, word)
        if found is not None:
            return found
        begins = word in self._phrases.first or (self._beneath is not None and word in self._beneath)
        return self[word] if begins else otherwise


def keys_of(phrase: str) -> list[tuple[str, ...]]:
    """The ways to write a phrase, each as its words: as it is listed, and without its hyphens if it has any."""
    if phrase.replace(" ", "").isalpha():
        return [tuple(phrase.casefold().split())]  # as phrase_keys has it: nearly all are such
    ways = [phrase_keys(phrase)]
    if "-" in phrase:
        ways.append(phrase_keys(_HYPHEN.sub("", phrase)))
    return ways


def place_after(first: Mapping[str, TrieNode], words: Sequence[str]) -> TrieNode | None:
    """The place of a tree to which these words lead; None if no phrase begins so."""
    node = first.get(words[0])
    for word in words[1:]:
        node = node.next.get(word) if node else None
    return node
