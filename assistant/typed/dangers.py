"""Dangers: signs that are ordinary each by itself, and together tell that somebody may need care at once, in whatever order they are typed.

"fell", "on blood thinners" and "headache" are three such signs. A sign that is denied, or over, counts for nothing; nor does one within words that
only sound so. Signs must stand apart: one word is never two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.knowledge.word_lists import (
    DANGER,
    HERE_AGAIN,
    IN_GENERAL,
    NOT_ACUTE,
    OVER_BEFORE,
    OVER_BEHIND,
    OVER_LATELY,
    WELL_AGAIN,
    DangerSign,
    Words,
)
from assistant.typed.matching import Match, Standing, as_listed
from assistant.typed.sign_rules import BySigns
from assistant.typed.tokens import ASKED, DECIMAL, Token

if TYPE_CHECKING:
    from datetime import date

    from assistant.typed.lexicon import Lexicon

_GOES_ON = frozenset({"conjunctions", "contrasts"})
"""Kinds of words over which no denial reaches: "no fever but a stiff neck"."""
_PASSED = frozenset({"fillers", "alternatives", "links", "times", "present"})
"""Kinds of words that may stand between a denial and what it denies."""
_BEFORE = 6
"""Words before a sign among which a denial of it may stand."""
_CENTURIES = ("19", "20")

Places = dict[str, list[Match]]
"""Where each sign stands."""


class Dangers:
    """Hears which signs of danger stand in a line together."""

    def __init__(self, words: Words, lexicon: Lexicon, today: date) -> None:
        """`lexicon`: one to which the signs were added; `today`: a year before it is over."""
        self._signs, self._dangers = words.danger_signs, BySigns(words.dangers)
        self._lexicon, self._today = lexicon, today

    def first(self, words: Sequence[Token]) -> tuple[int, int] | None:
        """Where the signs of a danger begin and end in the line; None if no danger is told."""
        line = _Line(Standing(as_listed(words, self._lexicon), self._lexicon), self._signs, self._today)
        said: Places | None = None
        for danger in self._dangers.holding(line.named):
            said = line.said() if said is None else said
            if any(said.get(sign) for sign in danger.unless):
                continue
            for taken in _apart([said.get(sign, []) for sign in danger.of]):
                if not danger.near or _reach(taken) <= danger.near:
                    return line.place(taken)
        return None


def _apart(places: Sequence[Sequence[Match]], taken: tuple[Match, ...] = ()) -> Iterator[tuple[Match, ...]]:
    """Every way to take one place of each sign so that none shares a word with another."""
    if not places:
        yield taken
        return
    for one in places[0]:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            yield from _apart(places[1:], (*taken, one))


def _reach(taken: Sequence[Match]) -> int:
    """The words from the first sign to the last."""
    return max(one.end for one in taken) - min(one.start for one in taken)


class _Line:
    """The signs of one line, and what is told of them."""

    def __init__(self, standing: Standing, signs: Sequence[DangerSign], today: date) -> None:
        self._standing, self._words, self._today = standing, standing.words, today
        self._told: dict[str, list[Match]] = {}
        self.named: Places = {}
        for found in standing.found:
            for entry in found.entries:
                if entry.fact != DANGER:
                    self._told.setdefault(entry.fact, []).append(found)
                elif self._is_measured(found, sign := signs[int(entry.values[0])]):
                    self.named.setdefault(sign.sign, []).append(found)

    def place(self, taken: Iterable[Match]) -> tuple[int, int]:
        """Where some signs begin and end in the line."""
        taken = tuple(taken)
        return self._words[min(one.start for one in taken)].start, self._words[max(one.end for one in taken) - 1].end

    def said(self) -> Places:
        """The signs that are neither denied, nor over, nor part of what only sounds so."""
        if self._is_general():
            return {}
        return {name: [one for one in of if self._is_here(one)] for name, of in self.named.items()}

    def _is_measured(self, found: Match, sign: DangerSign) -> bool:
        """Whether the numbers of a sign lie where they must, and are typed as they must be."""
        if not all(sign.least <= number <= sign.most for name, number in found.numbers if name == "n"):
            return False
        return not sign.decimal or any(word.kind == DECIMAL for word in self._words[found.start : found.end])

    def _is_general(self) -> bool:
        """Whether the line asks a question that is told to be a general one."""
        return bool(self._told.get(IN_GENERAL)) and any(word.ends == ASKED for word in self._words)

    def _is_here(self, found: Match) -> bool:
        return (
            not any(_covers(calm, found) for calm in self._told.get(NOT_ACUTE, ()))
            and not self._is_denied(found)
            and not self._is_over(found)
        )

    # -- what is denied --------------------------------------------------------------------------------------------

    def _is_denied(self, found: Match) -> bool:
        return self._is_denied_before(found) or self._is_denied_behind(found)

    def _is_denied_before(self, found: Match) -> bool:
        """Whether a denial stands before a sign in its clause, over small words alone, and over what it denies as well: "no fever or rash"."""
        signs = [one for of in self.named.values() for one in of]
        for at in range(found.start - 1, max(-1, found.start - 1 - _BEFORE), -1):
            kinds = self._standing.kinds(at)
            if self._words[at].ends or kinds & _GOES_ON:
                return False
            inside = [one for one in signs if one.start <= at < one.end]
            if "negations" in kinds:
                return not inside
            if not (kinds & _PASSED or inside):
                return False
        return False

    def _is_denied_behind(self, found: Match) -> bool:
        """Whether a denial stands right behind a sign, and nothing that it may deny instead: "vomits not", but not "fever not drinking"."""
        at = found.end
        if at >= len(self._words) or self._words[at - 1].ends or "negations" not in self._standing.kinds(at):
            return False
        if any(one.start <= at < one.end for of in self.named.values() for one in of):
            return False
        behind = self._standing.kinds(at + 1) if at + 1 < len(self._words) else frozenset[str]()
        return bool(self._words[at].ends or at + 1 == len(self._words) or behind & (_GOES_ON | _PASSED))

    # -- what is over ----------------------------------------------------------------------------------------------

    def _is_over(self, found: Match) -> bool:
        """Whether it is told in the clause of a sign that it is over, and nowhere that it is here again."""
        well = self._told.get(WELL_AGAIN, [])
        again = self._told.get(HERE_AGAIN, [])
        if any(not _within(one, well) for one in again):
            return False
        told = (*self._told.get(OVER_BEHIND, ()), *self._told.get(OVER_BEFORE, ()))
        if any(self._is_beside(one, found) for one in told) or self._is_of_past_year(found):
            return True
        return bool(well) and any(self._is_beside(one, found) for one in self._told.get(OVER_LATELY, ()))

    def _is_beside(self, told: Match, found: Match) -> bool:
        """Whether a phrase stands in the clause of a sign, and is not part of it."""
        if found.start < told.end and told.start < found.end:
            return False
        between = self._words[min(told.end, found.end) - 1 : max(told.start, found.start)]
        return not any(word.ends for word in between)

    def _is_of_past_year(self, found: Match) -> bool:
        """Whether a year that is over stands in the clause of a sign."""
        first = found.start
        while first and not self._words[first - 1].ends:
            first -= 1
        for word in self._words[first:]:
            if len(word.text) == len("2000") and word.text.startswith(_CENTURIES) and word.text.isdecimal():
                return int(word.text) < self._today.year
            if word.ends:
                return False
        return False


def _covers(calm: Match, found: Match) -> bool:
    """Whether a phrase that only sounds so is longer than a sign within it, or typed more nearly: "smoker" is no form of "smoke"."""
    if not (calm.start <= found.start and found.end <= calm.end):
        return False
    return calm.end - calm.start > found.end - found.start or calm.cost < found.cost


def _within(found: Match, others: Iterable[Match]) -> bool:
    return any(one.start <= found.start and found.end <= one.end for one in others)
