"""A line read through: its words and phrases, of whom each is said, and what is asked of them in several places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from assistant.knowledge.model import TOPIC, Knowledge, Question
from assistant.typed.aged import Aged, aged
from assistant.typed.clauses import clauses, phrases_in
from assistant.typed.enumerated import Enumerated, enumerated
from assistant.typed.lexicon import Lexicon
from assistant.typed.matching import Read
from assistant.typed.scope import Around, Scoped, Scopes
from assistant.typed.turning import TypedWords
from assistant.typed.whereabouts import headed_by


class _Line(NamedTuple):
    """What stands in a line. `of_ages`: the question that takes a number; `today`: the day on which it is read."""

    knowledge: Knowledge
    lexicon: Lexicon
    of_ages: Question | None
    read: Read
    scopes: Scopes
    around: Around
    text: str
    today: date


class Line(_Line):
    """The same, with what several ask of it."""

    def words(self, phrase: Scoped) -> str:
        """A phrase as it is typed."""
        return self.text[phrase.start : phrase.end]

    def word(self, at: int) -> str:
        """A word as it is typed."""
        return self.text[self.read.words[at].start : self.read.words[at].end]

    def says(self, kind: str) -> bool:
        """Whether any phrase of the line is of this kind of small words."""
        return any(entry.small == kind for found in self.read.found for entry in found.entries)

    @cached_property
    def corrected_at(self) -> int:
        """The place of the last correction of the line with anything behind it, where a fact is told anew; -1 if there is none."""
        last = max((phrase.found.start for phrase in self.scopes.phrases), default=-1)
        place, retracted = -1, False
        for found in self.read.found:
            kinds = {entry.small for entry in found.entries}
            retracted = retracted or "retracting" in kinds
            if found.start < last and ("corrections" in kinds or (retracted and "contrasts" in kinds)):
                place, retracted = found.start, False  # "I wrote that she was an inpatient, but she is …"
        return place

    @cached_property
    def taken_back(self) -> range:
        """The places of what somebody thought, or wrote, and takes back: "I thought she was undocumented, but …"."""
        starts = [found.end for found in self.read.found if "retracting" in self.read.kinds(found.start)]
        ends = (found.start for found in self.read.found if "contrasts" in self.read.kinds(found.start))
        end = next((at for at in ends if starts and at > starts[0]), 0)
        return range(starts[0], end) if end else range(0)

    @cached_property
    def of_today(self) -> frozenset[int]:
        """The places of words beside which it is told that somebody is here now: a visit there is today's."""
        if not self.says("present"):
            return frozenset()
        parts = list(self._parts())
        now = [part for part in parts if any("present" in self.read.kinds(at) for at in part)]
        told = (
            part
            for part in now
            if not any(entry.sign for found in phrases_in(self.read, part) for entry in found.entries)
        )
        return frozenset(at for part in told if part is not parts[0] for at in part)

    @cached_property
    def of_before(self) -> frozenset[int]:
        """The places of words beside which a day is told that is over: a visit there is another than today's."""
        kinds = {part: {kind for at in part for kind in self.read.kinds(at)} for part in clauses(self.read.words)}
        return frozenset(at for part, of in kinds.items() if "lately" in of and "present" not in of for at in part)

    @cached_property
    def heading(self) -> int:
        """The place of the words at the head of the line that only tell in which region the desk is; -1 if there are none."""
        found = headed_by(self.read, self.scopes.phrases, self.around.about_patient)
        return found.found.start if found is not None else -1

    @cached_property
    def typed(self) -> TypedWords:
        return TypedWords.of(self.text, self.read.words, self.lexicon.is_known, lambda at: self.read.at(at) is not None)

    @cached_property
    def enumerated(self) -> tuple[Enumerated, ...]:
        """The ages that are told of several people together, each with the words in which it stands."""
        return tuple(enumerated(self.read, self.lexicon)) if self.of_ages is not None else ()

    @cached_property
    def of_several(self) -> frozenset[int]:
        """The places of the words that tell ages of several people together."""
        return frozenset(at for each in self.enumerated for at in range(each.start, each.end))

    @cached_property
    def aged(self) -> tuple[Aged, ...]:
        """The things of which the line says how old they are."""
        return tuple(aged(self.read, self.lexicon, self.knowledge.words))

    @cached_property
    def how_old(self) -> dict[int, int | None]:
        """By the place of a thing the days that it is old; None if it is not told how many."""
        return {each.named.start: each.days for each in self.aged}

    def _parts(self) -> Iterator[range]:
        """The clauses, parted at "and" too."""
        for clause in clauses(self.read.words):
            start = clause.start
            for at in clause:
                if "conjunctions" in self.read.kinds(at) and at > start:
                    yield range(start, at)
                    start = at
            yield range(start, clause.stop)


def facts_of(phrase: Scoped) -> list[str]:
    """The facts that a phrase names; a topic is none."""
    return [entry.fact for entry in phrase.found.entries if entry.fact and entry.fact != TOPIC]
