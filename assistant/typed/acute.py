"""Acute words: whether a line says, with typing mistakes and in inflected forms, that somebody may need care at once.

The same matcher reads it as every other line, with the acute phrases beside all others, so that the longest phrase wins ("akut tandvård" names a
topic). What is denied is no alarm, nor what is over ("chest pain last year") and not here again, nor what one lives with where the care of that is
the matter ("rehabilitation, stroke"), nor what is asked in general, of nobody; what is in doubt is one. Signs that are ordinary each by itself are
one where two of them stand in a line: "grey", "sweating".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.knowledge.model import REGION, Knowledge
from assistant.knowledge.word_lists import (
    ACUTE,
    ACUTE_TOGETHER,
    AFTERCARE,
    HERE_AGAIN,
    IN_GENERAL,
    LIVED_WITH,
    OVER_BEFORE,
    OVER_BEHIND,
    OVER_LATELY,
    OVER_PAST,
    TOLD_PAST,
    WELL_AGAIN,
)
from assistant.masking import mask

if TYPE_CHECKING:
    from datetime import date

    from assistant.typed.dangers import Dangers
    from assistant.typed.lexicons import Lexicons
    from assistant.typed.matching import Match, Read
    from assistant.typed.scope import Scoped
    from assistant.typed.tokens import Token

_AT_ONCE, _SHARED = 60, 12
"""Words that are read at once, and how many of them are read with the next ones too: a phrase may stand at the seam."""
_LONGEST_LINE = 4000
_NO_MATTER = ("wanting", "ailments", "calling", "signs")
"""Kinds of small words that say nothing of what is acute."""
_BETWEEN = frozenset({"fillers", "times", "countries", "origins", "possessives", "bringing", "staying"})
"""Kinds of small words that may stand between what is acute and what tells that it is over."""
_PRESSURE = re.compile(r"(?<![\d/-])[12]\d\d/1\d\d(?![\d/-])")
"""A blood pressure of which both numbers have three digits, as only high ones have."""
_NEAR = 4
"""Words between the two."""
_ONCE = 7
"""Words behind a sign that somebody "had", up to the end of what tells when."""
_GOES_ON = frozenset({"conjunctions", "contrasts", "subjects", "patients", "relative"})
"""Kinds of words at which something else begins to be told."""
_CENTURIES = ("19", "20")
_SOMEBODY = frozenset({"present", "patients", "selves", "mine", "possessives", "she", "he", "they"})
"""Kinds of words that tell of somebody: nothing is asked in general with them."""


class Acute:
    """Hears acute words. Making it costs nothing; the words are prepared at the first line."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[str]) -> None:
        """`languages`: codes, the preferred one first; words of every other language are heard too."""
        self._knowledge, self._languages = knowledge, tuple(languages)

    @cached_property
    def _lexicons(self) -> Lexicons:
        from assistant.typed.lexicons import lexicons

        return lexicons(self._knowledge)

    def heard(self, line: str) -> str:
        """The words of a line that are acute, as typed and masked; empty if there are none. Never raises."""
        from assistant.typed.tokens import tokens

        if ACUTE not in self._knowledge.words.lines or not any(char.isalpha() for char in line):
            return ""
        typed = unicodedata.normalize("NFC", line[:_LONGEST_LINE])
        text = mask(typed)
        words = self._lexicons.said.inner(tokens(_with_pressures(typed, text)))
        for start in range(0, max(1, len(words) - _SHARED), _AT_ONCE - _SHARED):
            if place := self._first(words[start : start + _AT_ONCE]):
                return text[place[0] : place[1]]
        return ""

    def _first(self, words: list[Token]) -> tuple[int, int] | None:
        """Where the first acute phrase of these words begins and ends that is not denied."""
        from assistant.typed.matching import as_listed, may_name

        lexicon = self._lexicons.with_acute
        listed = as_listed(words, lexicon)
        # Nearly every line is none: that is seen by the acute phrases alone, and costs a fifth of reading it.
        if may_name((ACUTE, ACUTE_TOGETHER), listed, lexicon) and (place := self._beside_all_others(words)):
            return place
        if self._may_deny(listed):
            denying = self._lexicons.saying_not
            if may_name((ACUTE,), as_listed(words, denying), denying) and (place := self._saying_not(words)):
                return place
        return self._dangers.first(words) if self._knowledge.words.dangers else None

    @cached_property
    def _dangers(self) -> Dangers:
        from assistant.typed.dangers import Dangers

        return Dangers(self._knowledge.words, self._lexicons.with_dangers, self._knowledge.date)

    def _may_deny(self, listed: tuple[Token, ...]) -> bool:
        """Whether a word of these may be a denial: without one no phrase stands here that holds one, and most lines have none."""
        lexicon, denials = self._lexicons.with_acute, self._lexicons.denials
        return any(not denials.isdisjoint(lexicon.listed(word.text)) for word in listed)

    def _beside_all_others(self, words: list[Token]) -> tuple[int, int] | None:
        """Where the first acute phrase stands that no longer phrase takes, and that is not denied."""
        from assistant.typed.matching import read
        from assistant.typed.scope import DENIED, NOWHERE, scopes

        # Ages are no matter here: that a number makes no sense as one takes nothing from the words beside it. Nor is what only a patient
        # does, whom to call, or a sign of a fact: "has been vomiting" takes nothing from "vomiting blood", nor "is booked in" from "in labour".
        found = read(
            words, self._lexicons.with_acute, self._languages, lambda entry, numbers: entry.small not in _NO_MATTER
        )
        here = [one for one in scopes(found, NOWHERE).phrases if one.mode != DENIED and self._is_here(found, one)]
        for phrase in here:
            if _names(phrase.found, ACUTE):
                return found.words[phrase.found.start].start, phrase.end
        for match in found.doubtful:  # as near to an acute word as to another
            if _names(match, ACUTE):
                return found.words[match.start].start, found.words[match.end - 1].end
        return (found.words[here[0].found.start].start, here[-1].end) if len(here) > 1 else None

    def _is_here(self, read: Read, phrase: Scoped) -> bool:
        """Whether a phrase is a sign, alone or beside another, that is not told to be over, and not asked about in general."""
        sign = phrase.found
        if not (_names(sign, ACUTE) or _names(sign, ACUTE_TOGETHER)) or _is_parted_from_its_number(read, sign):
            return False
        return not self._is_over(read, sign) and not self._is_asked_in_general(read, sign)

    def _is_over(self, read: Read, sign: Match) -> bool:
        """Whether it is told right beside a sign that it is over, and nowhere that it is here again, or still.

        What was lately is over where the line tells too that somebody is well again, or that it was looked into.
        """
        if any(_names(found, HERE_AGAIN) for found in read.found):
            return False
        if self._is_of(LIVED_WITH, sign) and any(_names(found, AFTERCARE) for found in read.found):
            return True
        before = list(_beside(read, range(sign.start - 1, -1, -1)))
        once = self._is_of(TOLD_PAST, sign) or any(_names(found, OVER_PAST) for found in before)
        places = list(_behind(read, sign, once=once))
        behind = [found for at in places if (found := read.at(at)) is not None]
        if any(_names(found, OVER_BEFORE) for found in before) or any(_names(found, OVER_BEHIND) for found in behind):
            return True
        if any(_is_past_year(read, at, self._knowledge.date) for at in places):
            return True
        lately = any(_names(found, OVER_LATELY) for found in (*before, *behind))
        return lately and any(_names(found, WELL_AGAIN) for found in read.found)

    def _is_of(self, kind: str, sign: Match) -> bool:
        """Whether a sign is one of a kind by its name: what somebody had whom the line plans care for, or what is told in the past."""
        return any(entry.phrase in self._of_kind[kind] for entry in sign.entries)

    @cached_property
    def _of_kind(self) -> dict[str, frozenset[str]]:
        """The names of what somebody may live with for long, and be cared for after; and of what once happened to somebody."""
        lines = self._knowledge.words.lines
        return {
            kind: frozenset(phrase for of in lines.get(kind, {}).values() for phrase in of)
            for kind in (LIVED_WITH, TOLD_PAST)
        }

    def _is_asked_in_general(self, read: Read, sign: Match) -> bool:
        """Whether a sign stands in a question that is told before to be a general one, of people of a kind, and nothing tells of somebody."""
        from assistant.typed.tokens import ASKED, NUMBER, SENTENCE

        told = [found for found in read.found if found.start < sign.start and _names(found, IN_GENERAL)]
        if not told or any(word.kind == NUMBER for word in read.words):
            return False
        if any(self._tells_of_somebody(read, found) for found in read.found):
            return False
        here, behind = self._listed("receptions"), read.words[told[-1].end :]
        ends = (word.ends for word in read.words[sign.end - 1 :] if word.ends in (ASKED, SENTENCE))
        return next(ends, "") == ASKED and not any(word.text in here for word in behind) and self._names_people(read)

    def _names_people(self, read: Read) -> bool:
        """Whether a line names people of a kind: by what they are, or by a word as "person"."""
        situations = {fact for fact, how in self._knowledge.words.topic_too.items() if how == "alone"}
        named = (entry for found in read.found for entry in found.entries)
        return any(entry.fact in situations or entry.small == "persons" for entry in named)

    def _tells_of_somebody(self, read: Read, found: Match) -> bool:
        """Whether a phrase tells of somebody who is there: but not "comes in with", behind which what they have is told."""
        from assistant.typed.lexicon import PERSON

        kinds, last = read.kinds(found.start), read.words[found.end - 1].text
        along = "accompanying" in kinds and last not in self._listed("bringing")
        return along or bool(kinds & {*_SOMEBODY, PERSON}) or _names(found, HERE_AGAIN)

    def _listed(self, kind: str) -> frozenset[str]:
        """The phrases of a kind of small words, as they are written: folded, "här" would be "har"."""
        return frozenset(phrase for of in self._knowledge.words.small.get(kind, {}).values() for phrase in of)

    def _saying_not(self, words: list[Token]) -> tuple[int, int] | None:
        """Where the first acute phrase stands that holds a denial itself."""
        from assistant.typed.matching import read

        own = read(words, self._lexicons.saying_not, self._languages, lambda entry, numbers: True)
        acute = [match for match in own.found if _names(match, ACUTE)]
        return (own.words[acute[0].start].start, own.words[acute[0].end - 1].end) if acute else None


def _with_pressures(typed: str, masked: str) -> str:
    """What is heard of a line: as it may be shown, but with its blood pressures, which are hidden where both numbers have three digits."""
    if len(typed) != len(masked):
        return masked
    heard = list(masked)
    for found in _PRESSURE.finditer(typed):
        heard[found.start() : found.end()] = found[0]
    return "".join(heard)


def _is_parted_from_its_number(read: Read, sign: Match) -> bool:
    """Whether a sign ends with a number behind a comma: "tablets for his blood pressure, 60" tells how old somebody is."""
    from assistant.typed.tokens import NUMBER

    words = read.words[sign.start : sign.end]
    return words[-1].kind == NUMBER and any(word.ends for word in words[:-1])


def _names(found: Match, kind: str) -> bool:
    return any(entry.fact == kind for entry in found.entries)


def _places(read: Read, places: range) -> Iterator[int]:
    """Those of some places, one behind the other in a clause, up to the first word that is more than a small one, or a place."""
    for at in places[:_NEAR]:
        if places.step < 0 and read.words[at].ends:
            return
        yield at
        found = read.at(at)
        if not (read.kinds(at) & _BETWEEN or _is_passed_over(found)) or read.words[at].ends:
            return


def _is_passed_over(found: Match | None) -> bool:
    """Whether a phrase may stand between a sign and what tells that it is over: a town, or that somebody is well again."""
    return found is not None and any(entry.fact in (REGION, WELL_AGAIN) for entry in found.entries)


def _behind(read: Read, sign: Match, *, once: bool) -> Iterator[int]:
    """The places behind a sign at which it may be told that it is over; of what somebody once had, to the end of what is told of it."""
    places = range(sign.end, len(read.words)) if not read.words[sign.end - 1].ends else range(0)
    if not once:
        yield from _places(read, places)
        return
    for at in places[:_ONCE]:
        found = read.at(at)
        if read.kinds(at) & _GOES_ON or (found is not None and _names(found, ACUTE)):
            return
        yield at
        if read.words[at].ends:
            return


def _beside(read: Read, places: range) -> Iterator[Match]:
    """The phrases at those places."""
    yield from (found for at in _places(read, places) if (found := read.at(at)) is not None)


def _is_past_year(read: Read, at: int, today: date) -> bool:
    """Whether a word is the number of a year before that of a day, in four digits or as "-22"."""
    word = read.words[at]
    if word.kind != "number":
        return False
    if word.short_year:
        return int(word.text) < today.year % 100  # "-98" may be one to come as well: then the alarm stands
    return len(word.text) == len("2000") and word.text.startswith(_CENTURIES) and int(word.text) < today.year
