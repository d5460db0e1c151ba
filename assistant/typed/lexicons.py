"""The lexicons of a knowledge: each made when it is first needed, once for all who read lines, whichever language they prefer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from assistant.i18n import language, languages
from assistant.knowledge.kept import Kept
from assistant.knowledge.model import Knowledge
from assistant.knowledge.word_lists import (
    ACUTE,
    DANGER,
    MEANS,
    NOT_ACUTE,
    OF_ALARMS,
    OF_DANGERS,
    OF_LACKS,
    Meaning,
    Words,
)
from assistant.places import word_tables_file
from assistant.records import replace

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.typed.lexicon import Lexicon


class Lexicons:
    """The phrases of one knowledge: all that typed lines may say, the same beside what is acute, and what is acute by itself."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def said(self) -> Lexicon:
        """What lines may say."""
        return _made(self._knowledge, word_tables_file())

    @cached_property
    def with_acute(self) -> Lexicon:
        """What lines may say and what is acute, so that the longest phrase wins."""
        return self._and(OF_ALARMS)

    @cached_property
    def with_dangers(self) -> Lexicon:
        """The same as `with_acute`, and signs of danger, each by its place in the lists; beside them what tells that one is over, or none."""
        words = self._knowledge.words
        signs = [Meaning(DANGER, (str(place),), MEANS, sign.phrases) for place, sign in enumerate(words.danger_signs)]
        told = [Meaning(kind, (kind,), MEANS, words.lines[kind]) for kind in OF_DANGERS if kind in words.lines]
        return self.with_acute.and_more([*signs, *told])

    @cached_property
    def with_lacks(self) -> Lexicon:
        """What lines may say and what tells that something is lacking, or not needed."""
        return self._and(OF_LACKS)

    def _and(self, kinds: Iterable[str]) -> Lexicon:
        """What lines may say, and phrases of these kinds that a whole line is read for."""
        lines = self._knowledge.words.lines
        return self.said.and_more([Meaning(kind, (kind,), MEANS, lines[kind]) for kind in kinds if kind in lines])

    @cached_property
    def denials(self) -> frozenset[str]:
        """The words that deny, as they are written in the lexicons."""
        from assistant.typed.tree import keys_of  # only when words are typed

        return frozenset(word for denial in self._denials for keys in keys_of(denial) for word in keys)

    @cached_property
    def _denials(self) -> frozenset[str]:
        """The denials that are one word each."""
        negations = self._knowledge.words.small.get("negations", {})
        return frozenset(phrase for of in negations.values() for phrase in of if " " not in phrase)

    @cached_property
    def saying_not(self) -> Lexicon:
        """The phrases of alarms that hold a denial themselves ("andas inte"), apart from the denials: else "is not" would take theirs away.

        What only sounds acute stands beside them, so that there too the longest phrase wins: "the system is not responding".
        """
        words, denials = self._knowledge.words, self._denials
        denying = {
            f"{{{name}}}"
            for name, of in words.classes.items()
            if any(denials & {*each.split()} for each in chain(*of.values()))
        }
        meanings = (
            Meaning(kind, (kind,), MEANS, _holding(denials | denying, words.lines.get(kind, {})))
            for kind in (ACUTE, NOT_ACUTE)
        )
        fillers = {kind: of for kind, of in words.small.items() if kind in ("fillers", "spoken")}
        own = Words(meanings=tuple(meanings), small=fillers, classes=words.classes, numbers=words.numbers)
        return _made(replace(self._knowledge, words=own, topics={}, questions={}, regions={}))

    def forget(self) -> None:
        """Let go of every typed word."""
        for made in (
            self.__dict__.get(name) for name in ("said", "with_acute", "with_dangers", "with_lacks", "saying_not")
        ):
            if made is not None:
                made.forget()


def _holding(words: Set[str], phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Those of some phrases in which one of these words stands."""
    return {code: tuple(phrase for phrase in of if words & {*phrase.split()}) for code, of in phrases.items()}


def _made(knowledge: Knowledge, kept: Path | None = None) -> Lexicon:
    from assistant.typed.lexicon import Lexicon  # only when words are typed

    return Lexicon(knowledge, kept)


_KEPT: Kept[Lexicons] = Kept()


def lexicons(knowledge: Knowledge) -> Lexicons:
    """The lexicons of this knowledge, and of any that says the same in another order of topics."""
    parts = (*knowledge.parts, *map(language, languages()))
    return _KEPT.made_of(parts, lambda: Lexicons(knowledge))


def forget() -> None:
    """Let go of every word typed so far, which are remembered to be fast: for a new patient, and when the case is cleared."""
    for each in _KEPT:
        each.forget()
