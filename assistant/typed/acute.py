"""Acute words: whether a line says, with typing mistakes and in inflected forms, that somebody may need care at once.

The same matcher reads it as every other line, with the acute phrases beside all others, so that the longest phrase wins ("akut tandvård" names a
topic). What is denied is no alarm; what is in doubt is one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.knowledge.model import Knowledge
from assistant.knowledge.word_lists import ACUTE, MEANS, NOT_ACUTE, Meaning, Words
from assistant.masking import mask

if TYPE_CHECKING:
    from assistant.typed.lexicon import Lexicon
    from assistant.typed.tokens import Token

_AT_ONCE, _SHARED = 60, 12
"""Words that are read at once, and how many of them are read with the next ones too: a phrase may stand at the seam."""
_LONGEST_LINE = 4000


class Acute:
    """Hears acute words. Making it costs nothing; the words are prepared at the first line."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[str]) -> None:
        """`languages`: codes, the preferred one first; words of every other language are heard too."""
        self._knowledge, self._languages = knowledge, tuple(languages)

    @cached_property
    def _lexicon(self) -> Lexicon:
        from assistant.typed.lexicon import Lexicon

        words = self._knowledge.words
        acute = tuple(
            Meaning(kind, (kind,), MEANS, words.lines[kind]) for kind in (ACUTE, NOT_ACUTE) if kind in words.lines
        )
        return Lexicon(replace(self._knowledge, words=words._replace(meanings=(*words.meanings, *acute))))

    @cached_property
    def _saying_not(self) -> Lexicon:
        """The acute phrases that hold a denial themselves ("andas inte"), apart from the denials: else "is not" would take theirs away."""
        from assistant.typed.lexicon import Lexicon

        words = self._knowledge.words
        denials = {phrase for of in words.small.get("negations", {}).values() for phrase in of}
        phrases = {
            code: tuple(phrase for phrase in of if denials & set(phrase.split()))
            for code, of in words.lines[ACUTE].items()
        }
        fillers = {kind: of for kind, of in words.small.items() if kind == "fillers"}
        own = Words(meanings=(Meaning(ACUTE, (ACUTE,), MEANS, phrases),), small=fillers)
        return Lexicon(replace(self._knowledge, words=own, topics={}, questions={}, regions={}))

    def forget(self) -> None:
        """Let go of the words typed so far."""
        for made in (self.__dict__.get("_lexicon"), self.__dict__.get("_saying_not")):
            if made is not None:
                made.forget()

    def heard(self, line: str) -> str:
        """The words of a line that are acute, as typed and masked; empty if there are none. Never raises."""
        from assistant.typed.tokens import tokens

        if ACUTE not in self._knowledge.words.lines or not any(char.isalpha() for char in line):
            return ""
        text = unicodedata.normalize("NFC", mask(line[:_LONGEST_LINE]))
        words = tokens(text)
        for start in range(0, max(1, len(words) - _SHARED), _AT_ONCE - _SHARED):
            if place := self._first(words[start : start + _AT_ONCE]):
                return text[place[0] : place[1]]
        return ""

    def _first(self, words: list[Token]) -> tuple[int, int] | None:
        """Where the first acute phrase of these words begins and ends that is not denied."""
        from assistant.typed.matching import read
        from assistant.typed.scope import DENIED, NOWHERE, scopes

        # Ages are no matter here: that a number makes no sense as one takes nothing from the words beside it.
        found = read(words, self._lexicon, self._languages, lambda entry, numbers: True)
        for phrase in scopes(found, NOWHERE).phrases:
            if phrase.mode != DENIED and any(entry.fact == ACUTE for entry in phrase.found.entries):
                return found.words[phrase.found.start].start, phrase.end
        for match in found.doubtful:  # as near to an acute word as to another
            if any(entry.fact == ACUTE for entry in match.entries):
                return found.words[match.start].start, found.words[match.end - 1].end
        own = read(words, self._saying_not, self._languages, lambda entry, numbers: True)
        acute = [match for match in own.found if any(entry.fact == ACUTE for entry in match.entries)]
        return (own.words[acute[0].start].start, own.words[acute[0].end - 1].end) if acute else None
