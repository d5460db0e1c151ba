"""The index: from a typed query to the entries it means, best first. In memory only; rules and word forms, no learning.

A typed word means a word of the knowledge, in any language, if it is the same (diacritics aside), has the same stem, is its
beginning, or is a few typing mistakes away; typing mistakes are considered only where nothing else fits. A long word that means
nothing is taken apart into two that do ("tandvårdsavgift").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from assistant.knowledge.word_lists import NO_WORDS, Words
from assistant.lookup.entries import IndexEntry, Spoken, ValueName
from assistant.lookup.results import TOPIC_HIT
from assistant.wordforms import Vocabulary, distance, folded, mistakes_allowed, words

LABEL, TEXT, ABOUT = "label", "text", "about"
EXACT, STEM, PREFIX, TYPO = "exact", "stem", "prefix", "typo"

SCORES = {
    (LABEL, EXACT): 100, (LABEL, STEM): 90, (LABEL, PREFIX): 70, (LABEL, TYPO): 50,
    (TEXT, EXACT): 60, (TEXT, STEM): 55, (TEXT, PREFIX): 40, (TEXT, TYPO): 20,
    (ABOUT, EXACT): 35, (ABOUT, STEM): 32, (ABOUT, PREFIX): 25, (ABOUT, TYPO): 10,
}  # fmt: skip
"""How much a word counts by where it stands and how well it fits: exact before stem before prefix before typing mistake,
a name before a text, a text before what is only about a topic of that name."""

WHOLE_NAME = 110
"""The whole query is a name of the entry."""

LONGEST_QUERY = 200
MOST_WORDS = 12
SHORTEST_PART, SHORTEST_FIRST = 4, 5
"""Letters of a part of a compound; of its first part, if the rest is not known."""

SHORTEST_NAMING = 5
"""Letters of the beginning of a word that says which patient a query is about: "asyl" may be many things."""

ENOUGH = 0.4
"""Share of the best entry's matched weight that an entry needs in order to be shown at all, unless it is called by a whole name."""

_SHORT = 7
_MANY_DIGITS = re.compile(r"\d{4}")
"""A number that may be a patient's: it is not shown again among the words that were not understood."""

Meant = dict[str, str]
"""What a typed word means: words of the knowledge, each with how well it fits."""


class Scored(NamedTuple):
    """An entry found, by its number, with its score (0 to `WHOLE_NAME`).

    `named`: one of its names stands whole in the query; `complete`: every word of the query fits it, those aside that say which
    patient the query is about.
    """

    entry: int
    score: float
    named: bool
    complete: bool


class Query(NamedTuple):
    """A query as understood: the entries, best first; the typed words that nothing has; the values of questions that it names,
    however mistyped; and all words of the knowledge that it may mean."""

    found: tuple[Scored, ...]
    not_understood: tuple[str, ...]
    implied: tuple[tuple[str, str], ...]
    meant: frozenset[str]


class _Name(NamedTuple):
    """A name of a value, as the set of its words."""

    fact: str
    value: str
    words: frozenset[str]


class Index:
    """Entries by their words."""

    def __init__(self, entries: Sequence[IndexEntry], names: Sequence[ValueName], lists: Words = NO_WORDS) -> None:
        """`lists`: how words are inflected and joined."""
        self.entries = entries
        self._names: list[_Name] = []
        self._fields: dict[str, dict[int, str]] = {}
        self._known: dict[
            str, dict[str, dict[int, str]]
        ] = {}  # by language, the same by words as they are written, while it is made
        self._forms: dict[str, set[tuple[str, str]]] = {}
        self._whole: dict[str, set[int]] = {}
        self._labels: dict[int, list[list[str]]] = {}
        for number, entry in enumerate(entries):
            for text in entry.texts:
                self._put(text, number, TEXT)
            for label in entry.labels:
                self._put(label, number, LABEL)
                self._labels.setdefault(number, []).append(_folded_words(label.text))
                self._whole.setdefault(" ".join(_folded_words(label.text)), set()).add(number)
        self._beside = _beside(entries)
        for name in names:
            self._put(name.name, None, LABEL)
            if folded_name := frozenset(_folded_words(name.name.text)):
                self._names.append(_Name(name.fact, name.value, folded_name))
        self._known = {}
        self._words = sorted(self._fields)
        forms: dict[str, set[str]] = {}
        for spoken in self._forms.values():
            for form, code in spoken:
                forms.setdefault(form, set()).add(code)
        self._synonyms = _synonyms(lists)
        self._vocabulary = Vocabulary(forms, lists.small.get("joints"), lists.small.get("endings"))

    def _put(self, spoken: Spoken, number: int | None, field: str) -> None:
        known = self._known.setdefault(spoken.code, {})
        for word in words(spoken.text):
            fields = known.get(word)
            if fields is None:
                plain = folded(word)
                fields = known[word] = self._fields.setdefault(plain, {})
                self._forms.setdefault(plain, set()).add((word.casefold(), spoken.code))
            if number is not None:
                fields[number] = field

    # -- asking ----------------------------------------------------------------------------------------------------

    def read(self, query: str) -> Query:
        """What a query means. Any text is a query; of a very long one, the beginning."""
        typed = words(query[:LONGEST_QUERY])[:MOST_WORDS]
        meanings: list[Meant] = []
        strange = []
        naming: set[str] = set()
        for word in typed:
            parts = self._meanings(word)
            meanings += parts
            naming |= {
                known
                for part in parts
                for known, level in part.items()
                if level != PREFIX or len(word) >= SHORTEST_NAMING
            }
            if not parts and not _MANY_DIGITS.search(word):
                strange.append(word)
        meant = {word for meaning in meanings for word in meaning}
        implied = [name for name in self._names if name.words <= naming]
        about_whom = {word for name in implied for word in name.words}
        # Words that say which patient it is about choose among what is found; unless there are no others, they find nothing.
        what = [meaning for meaning in meanings if not about_whom & meaning.keys()] or meanings
        found = self._scored(what, self._whole.get(" ".join(folded(word) for word in typed), set()))
        values = tuple(dict.fromkeys((name.fact, name.value) for name in implied))
        return Query(tuple(found), tuple(strange), values, frozenset(meant))

    def near(self, word: str, code: str, most: int = 3) -> tuple[str, ...]:
        """The names of the knowledge that are nearest to a word that means nothing, as they are written.

        `code`: the language that is shown, whose words come first. A word of another is among them only if it is nearer than all those.
        """
        plain = folded(word)
        limit = _near_enough(plain)
        names = [other for other in self._words if LABEL in self._fields[other].values() and len(other) > 2]
        near = [(distance(plain, other, limit), other) for other in names if abs(len(other) - len(plain)) <= limit]
        own = {other for _, other in near if self._written(other, code)}
        nearest = min((apart for apart, other in near if other in own), default=limit + 1)
        fitting = [(other not in own, apart, other) for apart, other in near if apart <= limit]
        best = [other for foreign, apart, other in sorted(fitting) if not foreign or apart < nearest][:most]
        return tuple(min(self._written(other, code) or (form for form, _ in self._forms[other])) for other in best)

    def _written(self, plain: str, code: str) -> list[str]:
        """How a word is written in a language; nothing if it is none of that language."""
        return [form for form, spoken in self._forms[plain] if spoken == code]

    def meaning_of(self, text: str) -> Iterator[str]:
        """The words of a text as the index has them."""
        yield from _folded_words(text)

    def _meanings(self, typed: str) -> list[Meant]:
        """What a typed word means; several meanings if it is a compound of words that are known; none if nothing fits."""
        meaning = self._meaning(typed.casefold())
        if meaning:
            return [meaning]
        synonyms = (self._meaning(word) for word in self._synonyms.get(folded(typed), ()))
        known = next((meant for meant in synonyms if EXACT in meant.values()), None)
        return [known] if known else self._compound(typed.casefold())

    def _meaning(self, typed: str) -> Meant:
        plain = folded(typed)
        meaning: Meant = {}
        if len(plain) > 1:
            meaning.update((word, PREFIX) for word in self._beginning_with(plain))
        meaning.update((folded(word), STEM) for word in self._vocabulary.akin(typed))
        if plain in self._fields:
            meaning[plain] = EXACT
        if not {EXACT, STEM} & set(meaning.values()):
            for word, _ in self._vocabulary.near(plain, mistakes_allowed(plain)):
                if mistakes_allowed(word):
                    meaning.setdefault(word, TYPO)
        return meaning

    def _beginning_with(self, plain: str) -> Iterator[str]:
        for index in range(bisect_left(self._words, plain), len(self._words)):
            if not self._words[index].startswith(plain):
                return
            yield self._words[index]

    def _compound(self, typed: str) -> list[Meant]:
        """The parts of a compound; of one that is not all known, the name that it begins with."""
        parts = self._vocabulary.compound(typed, lambda found: min(map(len, found)) >= SHORTEST_PART)
        first = None if parts else self._vocabulary.beginning(typed, self._is_name, SHORTEST_FIRST)
        return [{folded(part): STEM} for part in (parts or ((first,) if first else ()))]

    def _is_name(self, word: str) -> bool:
        return LABEL in self._fields[folded(word)].values()

    # -- scoring ---------------------------------------------------------------------------------------------------

    def _scored(self, meanings: Sequence[Meant], whole: Iterable[int]) -> list[Scored]:
        total: dict[int, float] = {}
        matched: dict[int, float] = {}
        fitting: Counter[int] = Counter()
        weights = 0.0
        for meaning in meanings:
            scores = self._scores(meaning)
            if not scores:
                continue
            weight = log(1 + len(self.entries) / len(scores))
            weights += weight
            for number, score in scores.items():
                total[number] = total.get(number, 0.0) + weight * score
                matched[number] = matched.get(number, 0.0) + weight
            fitting.update(scores.keys())
        best = max(matched.values(), default=0.0)
        every = max(fitting.values(), default=0)
        said = {word for meaning in meanings for word, level in meaning.items() if level in (EXACT, STEM)}
        called = {number for number in matched if self._names_it(number, said)}
        found = {
            number: score / weights
            for number, score in total.items()
            if number in called or matched[number] >= ENOUGH * best
        }
        found.update((number, float(WHOLE_NAME)) for number in whole)
        ranked = (
            Scored(number, round(score, 6), number in called, fitting[number] == every)
            for number, score in found.items()
        )
        return sorted(ranked, key=lambda each: (-each.score, each.entry))

    def _names_it(self, number: int, said: set[str]) -> bool:
        """Whether all words of one of an entry's names are among those said."""
        return any(said.issuperset(label) for label in self._labels.get(number, ()) if label)

    def _scores(self, meaning: Meant) -> dict[int, float]:
        """By entry, how much one typed word counts: its best place.

        What is said on a topic is about the words of its name; and a topic is about what is said on it.
        """
        scores: dict[int, float] = {}
        for word, level in meaning.items():
            for number, field in self._fields[word].items():
                scores[number] = max(scores.get(number, 0.0), SCORES[field, level])
                for other in self._beside[number] if field == LABEL or self.entries[number].topics else ():
                    scores[other] = max(scores.get(other, 0.0), SCORES[ABOUT, level])
        return scores


def _beside(entries: Sequence[IndexEntry]) -> list[list[int]]:
    """By number of an entry, those on the other side of a topic: of a topic what is said on it, of that its topics."""
    topics = {entry.id: number for number, entry in enumerate(entries) if entry.kind == TOPIC_HIT}
    beside: list[list[int]] = [[] for _ in entries]
    for number, entry in enumerate(entries):
        for topic in entry.topics:
            beside[number].append(topics[topic])
            beside[topics[topic]].append(number)
    return beside


def _synonyms(lists: Words) -> dict[str, tuple[str, ...]]:
    """By word of the typed lines, the words that mean the same there: "ssk" is found by what is said of "sjuksköterska"."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning in lists.meanings:
        for phrases in meaning.phrases.values():
            alike = tuple(phrase for phrase in phrases if phrase.isalpha())
            for word in alike:
                found.setdefault(folded(word), alike)
    return found


def _near_enough(plain: str) -> int:
    """Mistakes of a word that may be meant all the same: half of its letters; of a short one fewer, since real words lie near it."""
    return max(1, len(plain) // 2 - (len(plain) < _SHORT))


def _folded_words(text: str) -> list[str]:
    return [folded(word) for word in words(text)]
