"""Sets of cases as decision diagrams: only as large as the facts on which a set depends, however many questions there are.

A diagram asks one fact after another, in the order of the questions, and has a branch for each value; where all branches are the same
the fact is not asked. Equal sets are one object (each diagram is made once), so that comparing is looking at identity, and the
facts on which a set depends are those that its diagram asks: no more and no fewer.
"""

from __future__ import annotations

from _thread import allocate_lock  # that of `threading`, without the rest of it
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from weakref import WeakValueDictionary

from assistant.i18n import N_
from assistant.messages import ToldError

MOST_PARTS = 1 << 17
"""Diagrams made for one condition at most: past this it is so entangled that nobody could say for whom it is."""
_MOST_REMEMBERED = 1 << 16
"""Results of "and" and "or" kept to be used again; then all are forgotten, so that a process that runs for days does not grow."""


class TooEntangledError(ToldError):
    """A rule depends on so many questions at once that its cases cannot be held; `facts` are the questions to split, `rule` is its id."""

    def __init__(self, facts: Sequence[str], rule: str = "") -> None:
        message = N_(
            "{rule} depends on too many combinations of {facts}: split the rule, or derive a fact from some of these questions first."
        )
        super().__init__(message, rule=rule, facts=", ".join(facts))
        self.facts, self.rule = tuple(facts), rule


class Cases:
    """A set of cases: all, none, or a fact (by its place among the questions) with the cases that each of its values leaves.

    `facts` has a bit for the place of each fact on which the set depends. Made by `Diagrams`, never directly.
    """

    __slots__ = ("__weakref__", "axis", "facts", "home", "kids")

    def __init__(self, home: Diagrams | None, axis: int, kids: tuple[Cases, ...]) -> None:
        self.home, self.axis, self.kids = home, axis, kids
        self.facts = 1 << axis if kids else 0
        for kid in kids:
            self.facts |= kid.facts

    def __bool__(self) -> bool:
        return self is not NONE

    def __and__(self, other: Cases) -> Cases:
        return self._with(other, NONE, ALL)

    def __or__(self, other: Cases) -> Cases:
        return self._with(other, ALL, NONE)

    def __invert__(self) -> Cases:
        if self.home is None:
            return ALL if self is NONE else NONE
        return self.home.all_but(self)

    def __xor__(self, other: Cases) -> Cases:
        return (self & ~other) | (other & ~self)

    def __le__(self, other: Cases) -> bool:
        """Whether every case of this set is in the other."""
        if self is other or self is NONE or other is ALL:
            return True
        if self is ALL or other is NONE or not self.facts & other.facts:
            return False  # sets that depend on no fact together are independent: in a part of each the other is not
        if self.axis < other.axis:
            return all(kid <= other for kid in self.kids)
        if other.axis < self.axis:
            return all(self <= kid for kid in other.kids)
        return all(mine <= theirs for mine, theirs in zip(self.kids, other.kids, strict=True))

    def meets(self, other: Cases) -> bool:
        """Whether any case is in both."""
        if self is NONE or other is NONE:
            return False
        if self is ALL or other is ALL or self is other or not self.facts & other.facts:
            return True
        one, two = (self, other) if self.axis <= other.axis else (other, self)
        if one.axis == two.axis:
            for mine, theirs in zip(one.kids, two.kids, strict=True):  # noqa: SIM110 - as below
                if mine is not NONE and theirs is not NONE and mine.meets(theirs):
                    return True
            return False
        for kid in one.kids:  # noqa: SIM110 - a generator takes longer, and a table asks this ten thousand times
            if kid is not NONE and kid.meets(two):
                return True
        return False

    def _with(self, other: Cases, absorbing: Cases, neutral: Cases) -> Cases:
        if self is other or other is neutral or self is absorbing:
            return self
        if self is neutral or other is absorbing:
            return other
        assert self.home is not None
        return self.home.combined(self, other, absorbing, neutral)


NONE = Cases(None, -1, ())
ALL = Cases(None, -1, ())


class Diagrams:
    """Makes the diagrams over some facts, each once; `sizes` gives the number of values of each fact, in their order."""

    def __init__(self, facts: Sequence[str], sizes: Sequence[int]) -> None:
        self._names, self._sizes = tuple(facts), tuple(sizes)
        self._made: WeakValueDictionary[tuple[int, tuple[Cases, ...]], Cases] = WeakValueDictionary()
        self._combined: dict[tuple[Cases, Cases, Cases], Cases] = {}
        self._inverted: dict[Cases, Cases] = {}
        self._told: dict[int, tuple[str, ...]] = {}
        self._counts: dict[Cases, int] = {}
        self._lock = allocate_lock()
        self._room: int | None = None

    @contextmanager
    def limited(self) -> Iterator[None]:
        """While one condition is made (those that it rests on within it): raises TooEntangledError past `MOST_PARTS`."""
        outside, self._room = self._room, MOST_PARTS
        try:
            yield
        finally:
            self._room = outside

    def node(self, axis: int, kids: tuple[Cases, ...]) -> Cases:
        """The set that asks this fact and goes on with the kid of its value."""
        first = kids[0]
        for kid in kids:
            if kid is not first:
                break
        else:
            return first
        key = (axis, kids)
        found = self._made.get(key)
        if found is None:
            with self._lock:  # two threads must not make one set twice: equal is identical
                found = self._made.get(key)
                if found is None:
                    found = self._made[key] = Cases(self, axis, kids)
                    self._spend(found)
        return found

    def _spend(self, made: Cases) -> None:
        if self._room is not None:
            self._room -= 1
            if self._room < 0:
                raise TooEntangledError(self.names(made.facts))

    def names(self, facts: int) -> tuple[str, ...]:
        """The facts with these bits."""
        found = self._told.get(facts)
        if found is None:
            found = self._told[facts] = tuple(name for axis, name in enumerate(self._names) if facts >> axis & 1)
        return found

    def having(self, axis: int, values: Iterable[int]) -> Cases:
        """The cases in which a fact has one of these values, by place."""
        among = frozenset(values)
        return self.node(axis, tuple(ALL if index in among else NONE for index in range(self._sizes[axis])))

    def combined(self, one: Cases, other: Cases, absorbing: Cases, neutral: Cases) -> Cases:
        """Both (`absorbing` is none) or either (`absorbing` is all) of two sets that are neither all nor none, nor the same."""
        key = (one, other, absorbing)
        found = self._combined.get(key)
        if found is None:
            if one.axis == other.axis:
                kids = [
                    mine._with(theirs, absorbing, neutral) for mine, theirs in zip(one.kids, other.kids, strict=True)
                ]
                axis = one.axis
            elif one.axis < other.axis:
                kids, axis = [kid._with(other, absorbing, neutral) for kid in one.kids], one.axis
            else:
                kids, axis = [one._with(kid, absorbing, neutral) for kid in other.kids], other.axis
            found = self.node(axis, tuple(kids))
            if len(self._combined) >= _MOST_REMEMBERED:
                self._combined.clear()
            self._combined[key] = found
        return found

    def all_but(self, cases: Cases) -> Cases:
        """The cases that are not in a set that is neither all nor none."""
        found = self._inverted.get(cases)
        if found is None:
            found = self.node(cases.axis, tuple([~kid for kid in cases.kids]))
            if len(self._inverted) >= _MOST_REMEMBERED:
                self._inverted.clear()
            self._inverted[cases] = found
        return found

    def count(self, cases: Cases) -> int:
        """How many cases are in a set."""
        return self._count(cases, 0)

    def _count(self, cases: Cases, axis: int) -> int:
        """The same, of the combinations of the facts from this one on."""
        below, free = cases.axis, 1
        if not cases.kids:
            below = len(self._sizes)
        for between in range(axis, below):
            free *= self._sizes[between]
        if cases is NONE:
            return 0
        if cases is ALL:
            return free
        found = self._counts.get(cases)
        if found is None:
            found = sum(self._count(kid, below + 1) for kid in cases.kids)
            if len(self._counts) >= _MOST_REMEMBERED:
                self._counts.clear()
            self._counts[cases] = found
        return free * found


Allowed = int | tuple[int, ...] | None
"""Which values of a fact are left, by place: one, some of them, or any."""


class Left:
    """What some answers leave of each set of cases: all, none, or a set that depends on open facts alone."""

    def __init__(self, home: Diagrams, allowed: Sequence[Allowed]) -> None:
        self._home = home
        self._allowed = (*allowed, ())  # all and none have the place -1
        self._made = {ALL: ALL, NONE: NONE}

    def of(self, cases: Cases) -> Cases:
        """What is left of a set: within the cases that are left, all if it holds in all of them, none if in none.

        What an answer excludes counts as the first value that is left: two sets that are the same in the cases left are one object.
        """
        while True:
            allowed = self._allowed[cases.axis]
            if allowed.__class__ is not int:
                break
            cases = cases.kids[allowed]
        found = self._made.get(cases)
        if found is None:
            kids = cases.kids
            if allowed is None:
                # Of all and none the same is left: of most branches that is asked.
                left = tuple([kid if kid.axis < 0 else self.of(kid) for kid in kids])
                found = self._home.node(cases.axis, left)
            else:
                assert isinstance(allowed, tuple)
                kept = {index: self.of(kids[index]) for index in allowed}
                other = kept[allowed[0]]
                found = self._home.node(cases.axis, tuple([kept.get(index, other) for index in range(len(kids))]))
            self._made[cases] = found
        return found
