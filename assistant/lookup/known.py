"""Known here: which words of a line the look-up has, and which of them name something that no question of a conversation asks about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.lookup.entries import entries
from assistant.wordforms import Vocabulary, folded, words

_SHORTEST = 4
"""Letters of a word that says anything by itself, in a text."""
_LONGEST_LINE, _MOST_WORDS = 200, 12


class KnownHere:
    """The words that the look-up of one adviser has. Making it costs nothing; they are gathered when first asked for."""

    def __init__(self, adviser: Adviser, languages: Sequence[Language]) -> None:
        self.adviser = adviser
        self._languages = tuple(languages)

    def named(self, line: str) -> str:
        """The name in a line of a word of the glossary, a contact or a clause, as it is known; empty if there is none. The longest, the first.

        A word that is a value of a question, or a topic's, is none: the conversation takes it.
        """
        said = [self._names_like(word) for word in words(line[:_LONGEST_LINE])[:_MOST_WORDS]]
        for length in range(min(len(said), self._longest), 0, -1):
            for start in range(len(said) - length + 1):
                for name, shown in self._names.items():
                    if len(name) == length and all(one in like for one, like in zip(name, said[start:], strict=False)):
                        return shown
        return ""

    def clause(self, line: str) -> str:
        """The clause whose id a whole line is; empty if it is none."""
        id = line.strip(" ?!.[]").upper()
        return id if id in self.adviser.knowledge.clauses else ""

    def has_all(self, line: Iterable[str]) -> bool:
        """Whether every one of these words that says anything stands somewhere in what can be looked up, and there is one."""
        telling = [word for word in line if len(word) >= _SHORTEST]
        return bool(telling) and all(folded(word) in self._everywhere for word in telling)

    # -- what is known -----------------------------------------------------------------------------------------------

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        texts = (text for entry in entries(self.adviser, self._languages) for text in (*entry.labels, *entry.texts))
        return frozenset(folded(word) for text in texts for word in words(text.text))

    @cached_property
    def _names(self) -> dict[tuple[str, ...], str]:
        """Names as their words, folded, and as they are written."""
        return {name: shown for shown in (*self._terms(), *self._contacts_and_clauses()) if (name := _plain(shown))}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._names), default=0)

    def _terms(self) -> Iterator[str]:
        """Words of the glossary that are neither a value's nor a topic's."""
        knowledge = self.adviser.knowledge
        asked = {value.id for question in knowledge.questions.values() for value in question.values}
        topics = {_plain(word) for topic in knowledge.topics.values() for of in topic.synonyms.values() for word in of}
        for term in knowledge.glossary.values():
            if term.id not in asked:
                yield from (word for of in term.words.values() for word in of if _plain(word) not in topics)

    def _contacts_and_clauses(self) -> Iterator[str]:
        """Contacts with and without the region's name, and the ids of clauses."""
        knowledge = self.adviser.knowledge
        for contact in knowledge.contacts.values():
            for each in self._languages:
                name = each.knowledge(f"contact.{contact.id}.name", contact.name)
                yield name
                yield " ".join(word for word in name.split() if folded(word) not in knowledge.regions)
        yield from knowledge.clauses

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        lists = self.adviser.knowledge.words
        known = {word: [each.code for each in self._languages] for name in self._names for word in name}
        return Vocabulary(known, lists.small.get("joints"), lists.small.get("endings"))

    def _names_like(self, word: str) -> set[str]:
        """The words of names that a typed word may be."""
        plain = folded(word)
        found = {folded(form) for form in self._vocabulary.forms(plain)}
        return found or set(self._vocabulary.mistyped(plain, 1))


def _plain(name: str) -> tuple[str, ...]:
    return tuple(map(folded, words(name)))
