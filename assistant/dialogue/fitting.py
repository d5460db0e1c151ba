"""Which options of the open question fit the words that are typed, and whether they are surely what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.options import options
from assistant.i18n import language
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.wordforms import begun_in, folded, words
from assistant.words.wording import Wording

SHORTEST = 2
"""Letters of which a word may pick an option: one letter is too easily another word begun."""


class Fit(NamedTuple):
    """The options that fit. `sure`: there is one, and the words begin its label, or name a topic. `exact`: they are its label."""

    ids: tuple[str, ...] = ()
    sure: bool = False
    exact: bool = False


class _Label(NamedTuple):
    """The words of a label, and those of them before a denial."""

    all: list[str]
    said: list[str]


class Labels:
    """The labels of options in every language. `codes`: the preferred one first."""

    def __init__(self, knowledge: Knowledge, codes: Iterable[str]) -> None:
        self._knowledge, self._codes = knowledge, tuple(codes)

    @cached_property
    def _wordings(self) -> tuple[Wording, ...]:
        return tuple(Wording(self._knowledge, language(code)) for code in self._codes)

    @cached_property
    def _denials(self) -> frozenset[str]:
        """Single words that deny what follows them."""
        phrases = (phrase for of in self._knowledge.words.small.get("negations", {}).values() for phrase in of)
        return frozenset(folded(phrase) for phrase in phrases if " " not in phrase)

    def fit(self, talk: Conversation, typed: str) -> Fit:
        """The options of which every typed word begins a word, in the first language in which any does; nothing typed fits all.

        What a label denies ("utan tillstånd") is not matched: alone it would name the contrary.
        """
        said = words(folded(typed))
        if talk.question is None or (typed.strip() and not said):
            return Fit()
        if not said:
            return Fit(tuple(option.id for option in options(talk)))
        for wording in self._wordings:
            labels = self._labels(talk, wording)
            ids = tuple(id for id, label in labels.items() if begun_in(said, label.said))
            if len(ids) == 1:
                label = labels[ids[0]]
                begins = " ".join(label.all).startswith(" ".join(said))
                exact = said in (label.all, label.said)
                topic = talk.question is not None and talk.question.id == TOPIC
                return Fit(ids, exact or (len("".join(said)) >= SHORTEST and (begins or topic)), exact)
            if ids:
                exact_ids = [id for id in ids if said == labels[id].all]
                return Fit(tuple(exact_ids), True, True) if len(exact_ids) == 1 else Fit(ids)
        return Fit()

    def _labels(self, talk: Conversation, wording: Wording) -> Mapping[str, _Label]:
        question, found = talk.question, {}
        assert question is not None
        for option in options(talk):
            text = wording.topic(option.id) if option.beside else wording.value(question, option.id)
            every = [*_words_of(text)]
            at = next((place for place, word in enumerate(every) if place and word in self._denials), len(every))
            found[option.id] = _Label(every, every[:at])
        return found

    def yes_and_no(self, talk: Conversation, yes: Iterable[str], no: Iterable[str]) -> tuple[str, str] | None:
        """The ids of the two options that mean yes and no, where the labels of the question begin so; else None."""
        if talk.question is None or len(talk.question.values) != 2:
            return None
        found = []
        for wanted in (set(yes), set(no)):
            ids = {
                value.id
                for wording in self._wordings
                for value in talk.question.values
                if _words_of(wording.value(talk.question, value.id))[:1][0] in wanted
            }
            found.append(ids)
        if all(len(ids) == 1 for ids in found):
            return found[0].pop(), found[1].pop()
        return None


@lru_cache(maxsize=1024)
def _words_of(label: str) -> tuple[str, ...]:
    """The words of a label, as typed ones are compared with them."""
    return tuple(words(folded(label)))
