"""Scope: which phrases of a line are said, which denied, and which are in doubt, by the small words around them.

A denial reaches the next phrase, over fillers alone; where anything else stands between, that phrase is in doubt. Double denials
are doubts too.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.typed.matching import Match, Read
from assistant.typed.tokens import HIDDEN, NUMBER

SAID, DENIED, DOUBTED = "said", "denied", "doubted"


class Scoped(NamedTuple):
    """A phrase, or a number that stands alone (`found` without entries), with what is said of it; `start` and `end` in the line."""

    found: Match
    mode: str
    start: int
    end: int


class Scopes(NamedTuple):
    """The phrases of a line in its order, and the places of its words that are not understood."""

    phrases: tuple[Scoped, ...]
    strange: tuple[int, ...]


def scopes(read: Read, about_patient: Container[str]) -> Scopes:
    """`about_patient`: the facts that a word for another person next to them puts in doubt."""
    scanner = _Scanner(read, about_patient)
    by_start = {found.start: found for found in read.found}
    at = 0
    while at < len(read.words):
        found = by_start.get(at)
        if found is None:
            scanner.unmatched(at)
        else:
            scanner.phrase(found)
        at = found.end if found else at + 1
    scanner.end()
    return Scopes(tuple(scanner.phrases), tuple(scanner.strange))


@dataclass
class _Scanner:
    """Goes through the phrases of one line from left to right."""

    read: Read
    about_patient: Container[str]
    phrases: list[Scoped] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)
    _denials: int = 0
    _denied_from: int = 0
    _denial_behind: bool = False  # only fillers stood between the last phrase and the denial
    _hedged: bool = False
    _hedge_behind: bool = False  # nothing stood between the last phrase and the hedge
    _person: bool = False
    _goes_on: bool = False  # "or" after a denied phrase
    _contrast: bool = False  # "utan" after a denied phrase: "but", or "without"
    _blocked: bool = False
    _near: bool = False  # only fillers since the last phrase
    _next: bool = False  # nothing since the last phrase

    def unmatched(self, at: int) -> None:
        """A word that is no listed phrase."""
        word = self.read.words[at]
        if word.kind == NUMBER:
            self._content(Match(at, at + 1, (), (), 1, 0, 0))
            return
        if word.kind != HIDDEN:
            self.strange.append(at)
        self._interrupt()

    def phrase(self, found: Match) -> None:
        """A listed phrase."""
        kinds = {entry.small for entry in found.entries}
        if "" in kinds:
            self._content(found)
        elif "negations_after" in kinds and (self._near or "fillers" not in kinds):
            self._denied_behind(found)
        elif "negations" in kinds or "contrasts" in kinds:
            self._negation(found, kinds)
        elif "alternatives" in kinds:
            self._goes_on = self._near and self.phrases[-1].mode == DENIED
        elif kinds & {"hedges", "hedges_after"}:
            self._hedge(kinds)
        elif "other_people" in kinds:
            self.strange += range(found.start, found.end)
            if self._next and self._of_patient(self.phrases[-1].found):
                self._doubt_last()
            self._interrupt()
            self._person = True
        elif "fillers" in kinds:
            self._next = False
        else:
            self.strange += range(found.start, found.end)
            self._interrupt()

    def end(self) -> None:
        """A denial or a hedge that nothing followed concerns what stood before it."""
        self._dangling()

    def _content(self, found: Match) -> None:
        start, end = self.read.words[found.start].start, self.read.words[found.end - 1].end
        mode = SAID
        someone_else = self._person and self._of_patient(found)
        if self._hedged or someone_else or self._denials > 1 or (self._denials and self._blocked):
            mode = DOUBTED
        elif self._denials:
            mode, start = DENIED, self.read.words[self._denied_from].start
        elif self._goes_on:
            mode = DENIED
        elif self._contrast and not _facts(found) & _facts(self.phrases[-1].found):
            mode = DOUBTED
        self.phrases.append(Scoped(found, mode, start, end))
        self._reset()
        self._near = self._next = True

    def _negation(self, found: Match, kinds: set[str]) -> None:
        after_denied = self._near and self.phrases[-1].mode == DENIED and not self._denials
        if "negations" not in kinds:
            self._dangling()
            self._reset()
        elif "contrasts" in kinds and after_denied:
            self._contrast = True
        else:
            if not self._denials:
                self._denied_from, self._denial_behind = found.start, self._near
            self._denials += 1
        self._next = False

    def _denied_behind(self, found: Match) -> None:
        if self._near and not self._denials and self.phrases[-1].mode == SAID:
            end = self.read.words[found.end - 1].end
            self.phrases[-1] = self.phrases[-1]._replace(mode=DENIED, end=end)
            self._next = False
            return
        if self._near:
            self._doubt_last()
        self._denials += 2

    def _hedge(self, kinds: set[str]) -> None:
        if "hedges_after" in kinds and self._next:
            self._doubt_last()
        if "hedges" in kinds:
            self._hedge_behind = self._hedge_behind or self._next
            self._hedged = True
        self._next = False

    def _dangling(self) -> None:
        behind = (self._denials and self._denial_behind) or (self._hedged and self._hedge_behind)
        if behind and not self._blocked and self.phrases:
            self._doubt_last()

    def _doubt_last(self) -> None:
        self.phrases[-1] = self.phrases[-1]._replace(mode=DOUBTED)

    def _interrupt(self) -> None:
        self._blocked = True
        self._near = self._next = self._goes_on = self._contrast = self._person = False

    def _reset(self) -> None:
        self._denials = 0
        self._denial_behind = self._hedged = self._hedge_behind = self._person = False
        self._goes_on = self._contrast = self._blocked = False

    def _of_patient(self, found: Match) -> bool:
        return any(fact in self.about_patient for fact in _facts(found))


def _facts(found: Match) -> set[str]:
    return {entry.fact for entry in found.entries if entry.fact}


def stands_alone(read: Read, scopes: Scopes, phrase: Scoped) -> bool:
    """Whether a number stands among words that are understood: next to a strange word, a number or dots it may count anything."""
    at = phrase.found.start
    beside: Sequence[int] = [near for near in (at - 1, at + 1) if 0 <= near < len(read.words)]
    bare = {other.found.start for other in scopes.phrases if not other.found.entries}
    return not any(near in scopes.strange or near in bare or read.words[near].kind == HIDDEN for near in beside)
