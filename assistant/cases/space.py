"""The case space: in which cases every rule holds, so that "certain" is a fact and not a guess.

The cases are all combinations of the values of all questions: more than could ever be written down. A set of them is a decision
diagram (`diagram`), as large as the facts on which the set depends and no larger, so that a question costs only the topics whose rules
read it. A rule's set is made when it is first asked for: who asks about one topic in one region pays for no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache, partial, reduce
from itertools import combinations
from operator import or_
from typing import NamedTuple, Protocol

from assistant.cases.diagram import ALL, NONE, Allowed, Cases, Diagrams, Left, TooEntangledError
from assistant.engine.program import DerivedSpec, Literal, ProgramRule
from assistant.knowledge.conditions import Condition, ways
from assistant.knowledge.model import UNKNOWN, Knowledge

MOST_LEFT = 64
"""Partial cases of which is kept what they leave: a conversation asks that of each several times, and others come the same way."""

__all__ = ["ALL", "NONE", "Cases", "ConflictInSpace", "Left", "Rules", "Space", "TooEntangledError", "condition_cases"]


class Rules(Protocol):
    """The rules that a space is made of: a program, or what makes the rules of a day when they are asked for."""

    @property
    def asked(self) -> Mapping[str, tuple[str, ...]]: ...

    @property
    def derived(self) -> Mapping[str, DerivedSpec]: ...

    @property
    def names(self) -> Mapping[tuple[str, str], tuple[str, ...]]: ...

    @property
    def by_id(self) -> Mapping[str, ProgramRule]: ...

    @property
    def derivers(self) -> Mapping[str, tuple[str, ...]]: ...


class _Axis(NamedTuple):
    """A question as a digit of the case number: its place, its values, and how far apart neighbouring ones lie."""

    place: int
    values: tuple[str, ...]
    stride: int


class ConflictInSpace(Exception):
    """Two rules derive different values of one fact; `case` is one case in which they do."""

    def __init__(self, fact: str, values: tuple[str, str], rules: tuple[str, str], case: dict[str, str]) -> None:
        super().__init__(f"{fact}: {rules[0]} → {values[0]}, {rules[1]} → {values[1]}")
        self.fact, self.values, self.rules, self.case = fact, values, rules, case


class Space:
    """The rules of a program as sets of cases. What is made is kept; the same question always has the same answer.

    Whatever first needs a derived fact raises ConflictInSpace if two rules derive different values of it in one case.
    """

    def __init__(self, program: Rules, beside: Space | None = None) -> None:
        """`beside`: a space of other rules over the same questions, whose sets can then be compared with those of this one."""
        self._by_id, self._derivers = program.by_id, program.derivers
        self.derived = program.derived
        self._names = {(fact, name): values for (fact, name), values in program.names.items() if values != (name,)}
        self._untold = {fact: UNKNOWN for fact, name in self._names if name == UNKNOWN}
        axes, stride = {}, 1
        for place, (fact, values) in reversed(list(enumerate(program.asked.items()))):
            axes[fact] = _Axis(place, values, stride)
            stride *= len(values)
        self.axes = {fact: axes[fact] for fact in program.asked}
        self._places: dict[tuple[str, str], tuple[int, ...]] = {}
        self.size = stride
        sizes = [len(axis.values) for axis in self.axes.values()]
        self._diagrams: Diagrams = beside._diagrams if beside is not None else Diagrams(tuple(self.axes), sizes)
        self._values: dict[tuple[str, str], Cases] = {}
        self._literals: dict[Literal, Cases] = {}
        self._ways: dict[tuple[Literal, ...], Cases] = {}
        self.rules: Mapping[str, Cases] = _RuleCases(self, self._by_id)
        """For each rule, the cases in which it holds."""
        self.conditions: dict[int, tuple[Condition, Cases]] = {}
        """Conditions of the knowledge that were asked about, by identity, with their cases."""
        self.left_in = lru_cache(maxsize=256)(self._left_in)
        self._left_of = lru_cache(maxsize=MOST_LEFT)(partial(Left, self._diagrams))
        self._forced = lru_cache(maxsize=4096)(self._fewest_forcing)

    def with_rules(self, changed: Mapping[str, Cases | None]) -> Space:
        """This space with other sets for some rules that say something, or without them (None)."""
        kept = {id: holds for id, holds in self.rules.items() if id not in changed}
        return self._with(kept | {id: holds for id, holds in changed.items() if holds is not None})

    def with_only(self, ids: Collection[str]) -> Space:
        """This space with these rules alone, in its order."""
        return self._with({id: holds for id, holds in self.rules.items() if id in ids})

    def _with(self, rules: Mapping[str, Cases]) -> Space:
        other = copy(self)
        other.rules = rules
        return other

    # -- building --------------------------------------------------------------------------------------------------

    def any_of(self, ids: Iterable[str]) -> Cases:
        """The cases in which one of these rules holds."""
        return reduce(or_, (self.rules[id] for id in ids), NONE)

    def having(self, fact: str, value: str) -> Cases:
        """The cases in which an asked or derived fact has this value, or one of those that are named together so."""
        found = self._values.get((fact, value))
        if found is None:
            if fact in self.derived:
                self._settle(fact)
                return self._values[fact, value]
            axis = self.axes[fact]
            found = self._values[fact, value] = self._diagrams.having(axis.place, self.places_of(fact, value))
        return found

    def places_of(self, fact: str, value: str) -> tuple[int, ...]:
        """The places of the values that a value of a question, or a name of several, stands for."""
        found = self._places.get((fact, value))
        if found is None:
            values = self.axes[fact].values
            found = tuple(values.index(one) for one in self._names.get((fact, value), (value,)))
            self._places[fact, value] = found
        return found

    def settle(self) -> None:
        """Make every derived fact and every rule now, for who looks at all of them. Raises ConflictInSpace and TooEntangledError."""
        for fact in self.derived:
            self._settle(fact)
        self.rules = dict(self.rules.items())

    def _settle(self, fact: str) -> None:
        spec = self.derived[fact]
        sets = dict.fromkeys(spec.values, NONE)
        made_by: dict[str, list[str]] = {value: [] for value in spec.values}
        for id in self._derivers.get(fact, ()):
            derive, holds = self._by_id[id].derive, self.rules[id]
            assert derive is not None
            value = derive[1]
            for other, cases in sets.items():
                if other != value and (both := cases & holds):
                    against = next(each for each in made_by[other] if self.rules[each] & holds)
                    raise ConflictInSpace(fact, (other, value), (against, id), self.first(both))
            sets[value] |= holds
            made_by[value].append(id)
        settled = reduce(or_, sets.values(), NONE)
        sets[spec.otherwise] |= ~settled
        for value, cases in sets.items():
            self._values[fact, value] = cases

    def holding(self, ways: Iterable[Iterable[Literal]]) -> Cases:
        """The cases in which a condition in normal form holds: at least one of its ways."""
        found = NONE
        with self._diagrams.limited():
            for way in ways:
                found |= self._way(tuple(way))
        return found

    def _way(self, way: tuple[Literal, ...]) -> Cases:
        """The cases in which all literals of a way hold. Many rules share theirs: each is made once."""
        cases = self._ways.get(way)
        if cases is None:
            cases = ALL
            # From the last question to the first: each answer is one more part on top of what there is.
            for literal in sorted(way, key=lambda literal: self._place_of(literal[0]), reverse=True):
                if literal[0] in self.derived:
                    cases &= self._literal(literal)
                else:
                    cases = self._asked(literal, cases)
            self._ways[way] = cases
        return cases

    def _asked(self, literal: Literal, then: Cases) -> Cases:
        """The cases in which a question has one of these values, of a set that depends on later questions alone."""
        fact, values = literal
        axis = self.axes[fact]
        if then.axis == axis.place or any((fact, value) in self._names for value in values):
            return self._literal(literal) & then
        return self._diagrams.node(axis.place, tuple([then if value in values else NONE for value in axis.values]))

    def _literal(self, literal: Literal) -> Cases:
        found = self._literals.get(literal)
        if found is None:
            fact, values = literal
            found = self._literals[literal] = reduce(or_, (self.having(fact, value) for value in sorted(values)), NONE)
        return found

    # -- asking ----------------------------------------------------------------------------------------------------

    def completions(self, known: Mapping[str, str]) -> Cases:
        """The cases that these answers to questions may turn out to be: those that agree with them, without what is so only where it is told."""
        return self.agreeing(self.assumed(known))

    def assumed(self, known: Mapping[str, str]) -> Mapping[str, str]:
        """These answers, and "don't know" to the open questions that have a value which is so only where it is told."""
        return {**self._untold, **known} if self._untold else known

    def agreeing(self, known: Mapping[str, str]) -> Cases:
        """The cases that agree with these answers to questions, told or not."""
        cases = ALL
        for fact in sorted(known, key=self._place_of, reverse=True):
            cases &= self.having(fact, known[fact])
        return cases

    def _place_of(self, fact: str) -> int:
        return self.axes[fact].place if fact in self.axes else -1

    def left(self, known: Mapping[str, str]) -> Left:
        """What these answers to questions leave of each set of cases."""
        return self.left_agreeing(self.assumed(known))

    def left_agreeing(self, known: Mapping[str, str]) -> Left:
        """The same where an open question may have any value, also one that is so only where it is told."""
        allowed: list[Allowed] = [None] * len(self.axes)
        for fact, value in known.items():
            places = self.places_of(fact, value)
            allowed[self.axes[fact].place] = places[0] if len(places) == 1 else places
        return self._left_of(tuple(allowed))

    def left_with(self, fact: str, values: Iterable[str]) -> Left:
        """What is left of each set of cases where a question has one of these values."""
        allowed: list[Allowed] = [None] * len(self.axes)
        allowed[self.axes[fact].place] = tuple(self.axes[fact].values.index(value) for value in values)
        return Left(self._diagrams, allowed)

    def example(self, known: Mapping[str, str]) -> dict[str, str]:
        """The first completion of these answers to questions."""
        known = self.assumed(known)
        return {
            fact: axis.values[0] if fact not in known else axis.values[self.places_of(fact, known[fact])[0]]
            for fact, axis in self.axes.items()
        }

    def _left_in(self, within: Cases) -> Left:
        """The same for the completions of a partial case: every combination of the values that its facts still have."""
        allowed: list[Allowed] = [None] * len(self.axes)
        while within.kids:
            places = [index for index, kid in enumerate(within.kids) if kid is not NONE]
            allowed[within.axis] = places[0] if len(places) == 1 else tuple(places)
            within = within.kids[places[0]]
        return Left(self._diagrams, allowed)

    def forcing(self, holds: Cases, known: Mapping[str, str]) -> dict[str, str]:
        """The fewest of these answers in all of whose completions `holds`, in the order of the questions.

        They must force it all together. Of several sets of that size, the one with the first questions.
        """
        # What it does not depend on forces nothing.
        asked = tuple((fact, known[fact]) for fact in self.facts_of(holds) if fact in known)
        return dict(self._forced(holds, asked))

    def _fewest_forcing(self, holds: Cases, given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        known, asked = dict(given), [fact for fact, _ in given]
        # What cannot be left out of all the answers cannot be left out of any of them.
        needed = [fact for fact in asked if not self._forces(holds, known, [other for other in asked if other != fact])]
        rest = [fact for fact in asked if fact not in needed]
        for size in range(len(rest) + 1):
            for more in combinations(rest, size):
                if self._forces(holds, known, [*needed, *more]):
                    return tuple((fact, value) for fact, value in given if fact in needed or fact in more)
        raise ValueError("these answers do not force it")

    def _forces(self, holds: Cases, known: Mapping[str, str], facts: Iterable[str]) -> bool:
        return self.left({fact: known[fact] for fact in facts}).of(holds) is ALL

    def with_bits(self, facts: int) -> tuple[str, ...]:
        """The questions that these bits stand for (see `Cases.facts`), in their order."""
        return self._diagrams.names(facts)

    def facts_of(self, cases: Cases) -> tuple[str, ...]:
        """The questions on which a set of cases depends, in their order."""
        return self._diagrams.names(cases.facts)

    def settling(self, holds: Cases, within: Cases, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The facts, of those open, on which `holds` still depends within these completions.

        A fact is one of them if two completions that differ in it alone differ in whether `holds` does.
        `within` must be completions of a partial case: every combination of the values that the open facts still have.
        """
        if within is NONE:
            return ()
        return self.asked_by(self.left_in(within).of(holds), open_facts)

    def asked_by(self, left: Cases, facts: Iterable[str]) -> tuple[str, ...]:
        """Those of these facts on which what is left of a set depends."""
        bits = left.facts
        return tuple(fact for fact in facts if bits >> self.axes[fact].place & 1) if bits else ()

    def count(self, cases: Cases) -> int:
        """How many cases are in a set."""
        return self._diagrams.count(cases)

    def first(self, cases: Cases) -> dict[str, str]:
        """One case of a set that is not empty: the one with the lowest number."""
        return self._one(cases, 0)

    def last(self, cases: Cases) -> dict[str, str]:
        """One case of a set that is not empty: the one with the highest number."""
        return self._one(cases, -1)

    def chosen(self, cases: Cases, begin: Callable[[str, int], int]) -> int:
        """The number of one case of a set that is not empty: of each question the first value that leaves any, from a place on, and round.

        `begin` gives that place by the question and how many values it has.
        """
        number = 0
        for fact, axis in self.axes.items():
            index = begin(fact, len(axis.values))
            if cases.axis == axis.place:
                while cases.kids[index] is NONE:
                    index = (index + 1) % len(axis.values)
                cases = cases.kids[index]
            number += index * axis.stride
        return number

    def _one(self, cases: Cases, end: int) -> dict[str, str]:
        case = {}
        for fact, axis in self.axes.items():
            index = end
            if cases.axis == axis.place:
                index = [place for place, kid in enumerate(cases.kids) if kid is not NONE][end]
                cases = cases.kids[index]
            case[fact] = axis.values[index]
        return case

    def case(self, number: int) -> dict[str, str]:
        """The case with this number, 0 to size - 1: the first question is the digit that counts most."""
        return {fact: axis.values[number // axis.stride % len(axis.values)] for fact, axis in self.axes.items()}

    def number(self, case: Mapping[str, str]) -> int:
        """The number of a case that gives every question one value."""
        return sum(axis.values.index(case[fact]) * axis.stride for fact, axis in self.axes.items())

    def has(self, cases: Cases, number: int) -> bool:
        """Whether the case with this number is in a set."""
        for axis in self.axes.values():
            if cases.axis == axis.place:
                cases = cases.kids[number // axis.stride % len(axis.values)]
        return cases is ALL

    def gather(self, case: Mapping[str, str], sets: Mapping[Cases, Iterable[str]], found: set[str]) -> None:
        """Add to `found` what stands beside each of these sets that the case is in. It gives every question one value."""
        places = [axis.values.index(case[fact]) for fact, axis in self.axes.items()]
        for cases, beside in sets.items():
            while kids := cases.kids:
                cases = kids[places[cases.axis]]
            if cases is ALL:
                found.update(beside)

    def turned(self, cases: Cases, fact: str, value: str, other: str) -> Cases:
        """The cases with a value of a question that are in the set once that question has the other value instead."""
        return self.having(fact, value) & self.left_agreeing({fact: other}).of(cases)

    def each(self, cases: Cases) -> Iterator[dict[str, str]]:
        """Every case of a set, by number."""
        return self._each(cases, list(self.axes.items()))

    def _each(self, cases: Cases, axes: list[tuple[str, _Axis]]) -> Iterator[dict[str, str]]:
        if cases is NONE:
            return
        if not axes:
            yield {}
            return
        (fact, axis), rest = axes[0], axes[1:]
        for index, value in enumerate(axis.values):
            kid = cases.kids[index] if cases.axis == axis.place else cases
            for case in self._each(kid, rest):
                yield {fact: value, **case}


class _RuleCases(Mapping[str, Cases]):
    """The cases of each rule, made when they are first asked for."""

    def __init__(self, space: Space, by_id: Mapping[str, ProgramRule]) -> None:
        self._space, self._by_id = space, by_id
        self._found: dict[str, Cases] = {}

    def __getitem__(self, id: str) -> Cases:
        found = self._found.get(id)
        if found is None:
            try:
                found = self._found[id] = self._space.holding(self._by_id[id].ways)
            except TooEntangledError as error:
                raise TooEntangledError(error.facts, error.rule or id) from None
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


def condition_cases(knowledge: Knowledge, space: Space, condition: Condition) -> Cases:
    """The cases in which a condition of the knowledge holds. A space is asked about the same ones again and again."""
    found = space.conditions.get(id(condition))
    if found is None:
        cases = space.holding(way.items() for way in ways(condition, knowledge.values_of))
        found = space.conditions[id(condition)] = condition, cases
    return found[1]
