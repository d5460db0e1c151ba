"""Matching: which listed phrases stand in a line. The longest wins, then the one typed most nearly; a word is used once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.knowledge.model import TOPIC
from assistant.typed.lexicon import MISTYPED, Lexicon, LexiconEntry, TrieNode
from assistant.typed.tokens import HIDDEN, NUMBER, SIGN, WORD, Token

Numbers = tuple[tuple[str, int], ...]
"""The numbers of a phrase by placeholder."""

JOINED = 1
"""What it costs that a listed word is typed in two."""
_MOST_SKIPPED = 2
_SHORTEST_OF_FACT, _SHORTEST_OF_TOPIC, _SHORTEST_TWICE = 6, 5, 11
"""Letters of a word that alone names a fact (or is a filler), or a topic, from which one typing mistake is forgiven; and two."""
_MOST_WORDS = 80
"""Words of a line that are read; what stands behind them is not understood."""


class Match(NamedTuple):
    """A phrase at the words `start` to `end` (exclusive) of a line; `numbers` by placeholder. No entries: the number stands alone."""

    start: int
    end: int
    entries: tuple[LexiconEntry, ...]
    numbers: Numbers
    used: int
    cost: int
    skipped: int


class Read(NamedTuple):
    """The words of a line and the phrases in it, in its order; `doubtful`: places where two meanings are equally near."""

    words: tuple[Token, ...]
    found: tuple[Match, ...]
    doubtful: tuple[Match, ...]


def read(
    line_words: Sequence[Token],
    lexicon: Lexicon,
    preferred: Sequence[str],
    holds: Callable[[LexiconEntry, Numbers], bool],
) -> Read:
    """The phrases of a line. `preferred`: codes of languages; where a phrase means different things, the first counts.

    `holds`: whether the numbers in a phrase make sense.
    """
    words = tuple(_parted(line_words[:_MOST_WORDS], lexicon))
    finder = _Finder(words, lexicon)
    spans: dict[tuple[int, int], list[Match]] = {}
    for start in range(len(words)):
        for found in finder.at(start):
            entries = tuple(
                entry
                for entry in found.entries
                if holds(entry, found.numbers) and _trusted(entry, found, len(words[start].text))
            )
            if not entries:
                continue
            found = found._replace(entries=entries)
            spans.setdefault((found.start, found.end), []).append(found)
    ranked = sorted(
        (found for of_span in spans.values() for found in of_span),
        key=lambda found: (*_worth(found), found.start),
    )
    taken: list[Match] = []
    doubtful: list[Match] = []
    free = [True] * len(words)
    for found in ranked:
        if all(free[found.start : found.end]):
            free[found.start : found.end] = [False] * (found.end - found.start)
            rivals = [other for other in spans[found.start, found.end] if _worth(other) == _worth(found)]
            one = _agreed(rivals, preferred)
            if one is None:
                doubtful += rivals
            else:
                taken.append(one)
    return Read(words, tuple(sorted(taken)), tuple(doubtful))


def _parted(words: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The words, such as "sjuåring" parted into its number and the rest."""
    for word in words:
        at = None
        if word.kind == WORD and not any(cost < MISTYPED for cost in lexicon.listed(word.text).values()):
            at = lexicon.split_number(word.text)
        if at is None or word.end - word.start != len(word.text):
            yield word
        else:
            yield Token(WORD, word.text[:at], word.start, word.start + at)
            yield Token(WORD, word.text[at:], word.start + at, word.end)


def _agreed(rivals: Sequence[Match], preferred: Sequence[str]) -> Match | None:
    """What equally near readings of one place say together; None if they contradict each other in one language."""
    entries = [entry for rival in rivals for entry in rival.entries]
    content = [entry for entry in entries if not entry.small]
    if content:
        entries = content
    kept: list[LexiconEntry] = []
    for fact in dict.fromkeys(entry.fact or str(entry.age is not None) for entry in entries):
        of_fact = [entry for entry in entries if (entry.fact or str(entry.age is not None)) == fact]
        meanings = {entry.meaning for entry in of_fact}
        if len(meanings) > 1 and not of_fact[0].small and fact != TOPIC:
            best = min(_rank(entry.code, preferred) for entry in of_fact)
            of_fact = [entry for entry in of_fact if _rank(entry.code, preferred) == best]
            if len({entry.meaning for entry in of_fact}) > 1:
                return None
        kept += [
            entry for index, entry in enumerate(of_fact) if entry.meaning not in {o.meaning for o in of_fact[:index]}
        ]
    mistyped = rivals[0].cost >= MISTYPED
    if mistyped and len({frozenset(entry.meaning for entry in rival.entries) for rival in rivals}) > 1:
        return None
    return rivals[0]._replace(entries=tuple(kept))


def _worth(found: Match) -> tuple[int, int, int, int]:
    """The smaller, the better: more words, typed more nearly, nothing between them, one number rather than two."""
    return -found.used, found.cost, found.skipped, len(found.numbers)


def _trusted(entry: LexiconEntry, found: Match, length: int) -> bool:
    """Whether a phrase of one word may be so mistyped: there is no other word to confirm it, and real words are near short ones.

    "good" is one letter from "gömd", "kunna" from "kinna", "överstiger" two from "overstayer".
    """
    mistakes = found.cost // MISTYPED
    if found.used > 1 or not mistakes or entry.small not in ("", "fillers"):
        return True
    shortest = _SHORTEST_OF_TOPIC if entry.fact == TOPIC else _SHORTEST_OF_FACT
    return length >= (shortest if mistakes == 1 else _SHORTEST_TWICE)


def _rank(code: str, preferred: Sequence[str]) -> int:
    return preferred.index(code) if code in preferred else len(preferred)


class _Finder:
    """Finds the phrases that begin at a word of one line."""

    def __init__(self, words: Sequence[Token], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        self._fillers = [self._is_filler(word) for word in words]

    def _is_filler(self, word: Token) -> bool:
        node = self._lexicon.root.next.get(word.text)
        return node is not None and any(entry.small == "fillers" for entry in node.entries)

    def at(self, start: int) -> Iterator[Match]:
        """Every phrase that begins at this word."""
        for node, end, numbers, used, cost, skipped in self._walk(self._lexicon.root, start, (), 0, 0, 0):
            if node.entries:
                yield Match(start, end, tuple(node.entries), numbers, used, cost, skipped)

    def _walk(
        self, node: TrieNode, at: int, numbers: Numbers, used: int, cost: int, skipped: int
    ) -> Iterator[tuple[TrieNode, int, Numbers, int, int, int]]:
        for key, end, number, more in self._steps(node, at):
            child = node.next[key]
            bound = numbers if number is None else (*numbers, (key[1:-1], number))
            yield child, end, bound, used + end - at, cost + more, skipped
            yield from self._walk(child, end, bound, used + end - at, cost + more, skipped)
        if used and skipped < _MOST_SKIPPED and at < len(self._words) and self._fillers[at] and node.next:
            yield from self._walk(node, at + 1, numbers, used, cost, skipped + 1)

    def _steps(self, node: TrieNode, at: int) -> Iterator[tuple[str, int, int | None, int]]:
        """The next words that fit: the key taken, the word after it, the number it holds, what it costs."""
        if at >= len(self._words) or self._words[at].kind == HIDDEN:
            return
        word = self._words[at]
        if word.kind in (NUMBER, SIGN):
            if word.text in node.next and not word.short_year:
                yield word.text, at + 1, None, 0
        else:
            for key, cost in self._lexicon.listed(word.text).items():
                if key in node.next:
                    yield key, at + 1, None, cost
            yield from self._joined(node, at)
        for key in ("{n}", "{m}"):
            if key in node.next:
                for end, number in self._numbers(at):
                    yield key, end, number, 0
        if "{year}" in node.next and word.kind == NUMBER and self._may_be_year(at):
            yield "{year}", at + 1, int(word.text), 0

    def _may_be_year(self, at: int) -> bool:
        """Four digits, or two: those followed by a number or by an unlisted word may be a day ("född 27 maj", "27/5")."""
        word, behind = self._words[at], self._words[at + 1] if at + 1 < len(self._words) else None
        if len(word.text) == 4 or word.short_year or behind is None:
            return len(word.text) in (2, 4)
        first = self._lexicon.root.next
        starts = any(key in first and first[key].entries for key in self._lexicon.listed(behind.text))
        return len(word.text) == 2 and (starts or behind.text == "talet")

    def _joined(self, node: TrieNode, at: int) -> Iterator[tuple[str, int, None, int]]:
        """A listed word that is typed in two."""
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if following is not None and following.kind == WORD and node is self._lexicon.root:
            for key, cost in self._lexicon.joined(self._words[at].text + following.text).items():
                if key in node.next:
                    yield key, at + 2, None, cost + JOINED

    def _numbers(self, at: int) -> Iterator[tuple[int, int]]:
        """Numbers that begin at a word: in digits, or in one or two words; and where they end."""
        word = self._words[at]
        if word.kind == NUMBER:
            if len(word.text) <= 3 and not word.short_year:
                yield at + 1, int(word.text)
            return
        number = self._lexicon.number(word.text)
        if number is None:
            return
        yield at + 1, number
        unit = self._words[at + 1] if at + 1 < len(self._words) else None
        if number >= 20 and number % 10 == 0 and unit is not None and unit.kind == WORD:
            ones = self._lexicon.number(unit.text)
            if ones is not None and 0 < ones < 10:
                yield at + 2, number + ones
