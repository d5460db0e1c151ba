"""The lexicon: every listed phrase in a tree of its words, and the listed words that a typed word may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assistant.i18n import Language, language, languages
from assistant.knowledge.model import REGION, TOPIC, Knowledge
from assistant.knowledge.word_lists import MEANS, AgePhrases
from assistant.typed.tokens import phrase_keys
from assistant.wordforms import distance, folded, forget, mistakes_allowed, stem

FOLDED, INFLECTED, MISTYPED = 1, 2, 4
"""What a word costs that is not typed as it is listed; a typing mistake costs this each."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐–](?=[^\W\d_])")
_SHORTEST_JOINED = 6


class LexiconEntry(NamedTuple):
    """What a phrase means in one language: a fact's values, a topic (`fact` is `topic`), an age, or a kind of small word."""

    code: str
    phrase: str
    fact: str = ""
    values: tuple[str, ...] = ()
    how: str = MEANS
    age: AgePhrases | None = None
    small: str = ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it means, whatever its language and words."""
        age = self.age and (self.age.unit, self.age.low, self.age.high)
        return (self.fact, self.values, self.how, age, self.small)


class TrieNode:
    """A place in the tree of phrases: the words that may follow, and what the phrase that ends here means."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, TrieNode] = {}
        self.entries: list[LexiconEntry] = []


class Lexicon:
    """All phrases of one knowledge in every language. Made once; what words may be is remembered."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.root = TrieNode()
        self.numbers = {folded(word): value for of in knowledge.words.numbers.values() for word, value in of.items()}
        self._codes: dict[str, set[str]] = {}
        for entry in _entries(knowledge):
            self._add(entry)
        self._folded: dict[str, list[str]] = {}
        self._beginnings: dict[str, list[str]] = {}
        for word in self._codes:
            plain = folded(word)
            self._folded.setdefault(plain, []).append(word)
            self._beginnings.setdefault(plain[:3], []).append(word)
        for word in self.numbers:
            self._folded.setdefault(word, [])
        self._after_number = [folded(word) for key in ("{n}", "{m}") for word in self._following(key)]
        self._resolved: dict[str, dict[str, int]] = {}

    def _add(self, entry: LexiconEntry) -> None:
        variants = [entry.phrase]
        if "-" in entry.phrase:
            variants.append(_HYPHEN.sub("", entry.phrase))
        for keys in map(phrase_keys, variants):
            node = self.root
            for key in keys:
                if key[0].isalpha():
                    self._codes.setdefault(key, set()).add(entry.code)
                node = node.next.setdefault(key, TrieNode())
            if all(entry.meaning != other.meaning or entry.code != other.code for other in node.entries):
                node.entries.append(entry)

    def _following(self, key: str) -> Iterator[str]:
        nodes = [self.root]
        while nodes:
            node = nodes.pop()
            nodes += node.next.values()
            if key in node.next:
                yield from (word for word in node.next[key].next if word[0].isalpha())

    # -- what a typed word may be ----------------------------------------------------------------------------------

    def listed(self, word: str) -> Mapping[str, int]:
        """The listed words that a typed word may be, each with its cost; empty if it is like none."""
        if word not in self._resolved:
            if len(self._resolved) > 20_000:  # a long-lived server: strange words come without end
                self._resolved.clear()
            forms = self._known_forms(word)
            # An inflected form may as well be another word mistyped: "referal" is not far from "refer", but means "referral".
            sure = any(cost < INFLECTED for cost in forms.values())
            self._resolved[word] = forms if sure else {**self._mistyped(word, 1 if forms else 2), **forms}
        return self._resolved[word]

    def forget(self) -> None:
        """Let go of every typed word."""
        self._resolved.clear()
        forget()

    def joined(self, word: str) -> Mapping[str, int]:
        """The listed words that a word typed in two parts may be: no typing mistakes on top."""
        return self._known_forms(word) if len(word) >= _SHORTEST_JOINED else {}

    def _known_forms(self, word: str) -> dict[str, int]:
        """The word itself, without diacritics, or inflected."""
        plain = folded(word)
        found: dict[str, int] = {}
        if word in self._codes:
            found[word] = 0
        elif word == plain:  # whoever types "år" does not mean "är"
            found = dict.fromkeys(self._folded.get(plain, ()), FOLDED)
        if len(word) < 3 or self.number(word) is not None:
            return found
        for other in self._beginnings.get(plain[:3], ()):
            if other not in found and len(other) > 2 and self._inflected(word, other):
                found[other] = INFLECTED
        return found

    def _inflected(self, word: str, other: str) -> bool:
        """Whether two words have one stem in a language of the listed one, and differ at the end alone."""
        # Diacritics that are typed are meant: "nått" is no form of "natt".
        one, two = (word, other) if word != folded(word) else (word, folded(other))
        shorter, longer = sorted((one, two), key=len)
        if not longer.startswith(shorter[:-1]):
            return False  # Snowball takes "residence" and "resident" for one word
        return any(stem(word, code) == stem(other, code) for code in self._codes[other])

    def _mistyped(self, word: str, most: int) -> dict[str, int]:
        """The nearest listed words within the mistakes that are forgiven; of a short word the first letter must be right."""
        plain = folded(word)
        most = min(most, mistakes_allowed(plain))
        if not most or plain in self.numbers or self.number(plain) is not None:
            return {}
        near = self._near(plain, most)
        least = min((mistakes for _, mistakes in near), default=0)
        return {
            word: MISTYPED * max(1, least)
            for other, mistakes in near
            if mistakes == least
            for word in self._folded[other]
        }

    def _near(self, plain: str, most: int) -> list[tuple[str, int]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(plain, self._folded.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(other, int(mistakes)) for other, mistakes, _ in found if _plausible(plain, other, int(mistakes))]

    def suggestions(self, word: str) -> list[str]:
        """Listed phrases of one word that a strange word may mean, beyond what is forgiven; for "did you mean"."""
        plain = folded(word)
        if len(plain) < 5 or word in self._codes:
            return []
        near = sorted(self._near(plain, mistakes_allowed(plain) + 1), key=lambda pair: pair[1])
        phrases = (self._phrase(word) for other, _ in near for word in self._folded[other])
        return list(dict.fromkeys(phrase for phrase in phrases if phrase))[:1]

    def _phrase(self, word: str) -> str | None:
        node = self.root.next.get(word)
        return next((entry.phrase for entry in node.entries if not entry.small), None) if node else None

    # -- numbers ---------------------------------------------------------------------------------------------------

    def number(self, word: str) -> int | None:
        """The number that a word names: "sju", "trettiofyra"; None if it names none."""
        plain = folded(word)
        if plain in self.numbers:
            return self.numbers[plain]
        for tens, value in self.numbers.items():
            unit = self.numbers.get(plain.removeprefix(tens), 0) if plain.startswith(tens) else 0
            if value >= 20 and value % 10 == 0 and 0 < unit < 10:
                return value + unit
        return None

    def split_number(self, word: str) -> int | None:
        """Where a word such as "sjuåring" parts into a number and what is listed after numbers; None if it does not."""
        plain = folded(word)
        if len(plain) != len(word):
            return None
        for ending in self._after_number:
            for length in range(len(ending), len(ending) + 3):  # with an inflection: "sjuåringens"
                at = len(plain) - length
                if at > 1 and len(ending) > 1 and plain[at:].startswith(ending) and self.number(plain[:at]) is not None:
                    return at
        return None


def _plausible(plain: str, other: str, mistakes: int) -> bool:
    """Short words need their first letter right (or swapped with the second): "folk" is no "tolk"."""
    if len(other) < 4:
        return False
    if mistakes < 2 and len(plain) > 7:
        return True
    return plain[0] == other[0] or (plain[:2] == other[1::-1] and distance(plain, other, 1) == 1)


def _entries(knowledge: Knowledge) -> Iterator[LexiconEntry]:
    for meaning in knowledge.words.meanings:
        for code, phrase in _each(meaning.phrases):
            yield LexiconEntry(code, phrase, meaning.fact, meaning.values, meaning.how)
    for age in knowledge.words.ages:
        for code, phrase in _each(age.phrases):
            yield LexiconEntry(code, phrase, age=age)
    for kind, by_language in knowledge.words.small.items():
        for code, phrase in _each(by_language):
            yield LexiconEntry(code, phrase, small=kind)
    for topic in knowledge.topics.values():
        for code, phrase in _each(topic.synonyms):
            yield LexiconEntry(code, phrase, TOPIC, (topic.id,))
    yield from _labels(knowledge)


def _labels(knowledge: Knowledge) -> Iterator[LexiconEntry]:
    """The labels of topics and of values, and the regions' ids; not where the lists say otherwise, and no "yes" or "no"."""
    said = {
        (meaning.fact, phrase.casefold())
        for meaning in knowledge.words.meanings
        for _, phrase in _each(meaning.phrases)
    }
    small = {phrase.casefold() for of in knowledge.words.small.values() for _, phrase in _each(of)}
    for code in languages():
        for fact, value, label in _labelled(knowledge, language(code)):
            text = label.casefold()
            if text and text not in small and (fact, text) not in said:
                yield LexiconEntry(code, label, fact, (value,))


def _labelled(knowledge: Knowledge, of: Language) -> Iterator[tuple[str, str, str]]:
    for topic in knowledge.topics.values():
        yield TOPIC, topic.id, of.knowledge(f"topic.{topic.id}.label", topic.label)
    for region in knowledge.regions.values():
        yield REGION, region.id, region.id
        yield REGION, region.id, of.knowledge(f"region.{region.id}.label", region.label)
    for question in knowledge.questions.values():
        if question.number is not None:
            continue  # the phrases of ages say it
        for value in question.values:
            if question.id != REGION or value.id not in knowledge.regions:
                yield question.id, value.id, of.knowledge(f"question.{question.id}.{value.id}.label", value.label)


def _each(phrases: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((code, phrase) for code, of_language in phrases.items() for phrase in of_language)
