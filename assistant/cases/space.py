"""The case space: every rule evaluated over every possible case at once, so that "certain" is a fact and not a guess.

The cases are all combinations of the values of all questions, numbered in mixed radix. A set of cases is one Python int, bit i
standing for case i, so "and", "or" and "not" over all cases are single operations on big integers. With the questions of the
contract there are 77,760 cases, and the shipped rules are evaluated over all of them in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from assistant.engine.program import Literal, Program, ProgramRule
from assistant.knowledge.conditions import Condition, ways
from assistant.knowledge.model import Knowledge

Cases = int
"""A set of cases: bit i is set if case i is in it."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A question as a digit of the case number: its values, and how far apart neighbouring ones lie."""

    values: tuple[str, ...]
    stride: int


class ConflictInSpace(Exception):
    """Two rules derive different values of one fact; `case` is one case in which they do."""

    def __init__(self, fact: str, values: tuple[str, str], rules: tuple[str, str], case: dict[str, str]) -> None:
        super().__init__(f"{fact}: {rules[0]} → {values[0]}, {rules[1]} → {values[1]}")
        self.fact, self.values, self.rules, self.case = fact, values, rules, case


class Space:
    """A program evaluated over all its cases. Immutable after it is made."""

    def __init__(self, program: Program) -> None:
        """Raises ConflictInSpace if two rules derive different values of a fact in one case."""
        self._axes: dict[str, _Axis] = {}
        stride = 1
        for fact, values in reversed(list(program.asked.items())):
            self._axes[fact] = _Axis(values, stride)
            stride *= len(values)
        self._axes = {fact: self._axes[fact] for fact in program.asked}
        self.size = stride
        self.all: Cases = (1 << stride) - 1
        self._values: dict[tuple[str, str], Cases] = {}
        for fact, axis in self._axes.items():
            for index, value in enumerate(axis.values):
                self._values[fact, value] = self._slice(axis, index)
        for (fact, name), values in program.names.items():
            self._values[fact, name] = reduce(or_, (self._values[fact, value] for value in values))
        self._literals: dict[Literal, Cases] = {}
        self._rules: dict[str, Cases] = {}
        self._read_by: dict[str, frozenset[str]] = {}
        self._evaluate(program)

    # -- building --------------------------------------------------------------------------------------------------

    def _slice(self, axis: _Axis, index: int) -> Cases:
        """The cases in which the axis has its value number `index`: a block of ones, repeated by doubling."""
        pattern = ((1 << axis.stride) - 1) << (index * axis.stride)
        width = axis.stride * len(axis.values)
        while width < self.size:
            pattern |= pattern << width
            width *= 2
        return pattern & self.all

    def _evaluate(self, program: Program) -> None:
        derivers: dict[str, list[ProgramRule]] = {fact: [] for fact in program.derived}
        for rule in program.rules:
            if rule.derive is not None:
                derivers[rule.derive[0]].append(rule)
        for level in program.levels:
            for fact in level:
                spec = program.derived[fact]
                sets = dict.fromkeys(spec.values, 0)
                made_by: dict[str, str] = {}
                for rule in derivers[fact]:
                    assert rule.derive is not None
                    holds = self.holding(rule.ways)
                    self._rules[rule.id] = holds
                    self._report_conflict(fact, rule.derive[1], rule.id, holds, sets, made_by)
                    sets[rule.derive[1]] |= holds
                    made_by.setdefault(rule.derive[1], rule.id)
                settled = 0
                for cases in sets.values():
                    settled |= cases
                sets[spec.otherwise] |= self.all & ~settled
                for value, cases in sets.items():
                    self._values[fact, value] = cases
        for rule in program.rules:
            if rule.derive is None:
                self._rules[rule.id] = self.holding(rule.ways)

    def _report_conflict(
        self, fact: str, value: str, rule: str, holds: Cases, sets: Mapping[str, Cases], made_by: Mapping[str, str]
    ) -> None:
        for other, cases in sets.items():
            if other != value and cases & holds:
                raise ConflictInSpace(fact, (other, value), (made_by[other], rule), self.first(cases & holds))

    def holding(self, ways: Iterable[Iterable[Literal]]) -> Cases:
        """The cases in which a condition in normal form holds: at least one of its ways."""
        found = 0
        for way in ways:
            cases = self.all
            for literal in way:
                cases &= self._literal(literal)
            found |= cases
        return found

    def _literal(self, literal: Literal) -> Cases:
        if literal not in self._literals:
            fact, values = literal
            found = 0
            for value in values:
                found |= self._values[fact, value]
            self._literals[literal] = found
        return self._literals[literal]

    # -- asking ----------------------------------------------------------------------------------------------------

    @property
    def rules(self) -> Mapping[str, Cases]:
        """For each rule, the cases in which it holds."""
        return self._rules

    def having(self, fact: str, value: str) -> Cases:
        """The cases in which an asked or derived fact has this value, or one of those that are named together so."""
        return self._values[fact, value]

    def completions(self, known: Mapping[str, str]) -> Cases:
        """The cases that agree with these answers to questions."""
        cases = self.all
        for fact, value in known.items():
            cases &= self._values[fact, value]
        return cases

    def forcing(self, holds: Cases, known: Mapping[str, str]) -> dict[str, str]:
        """The fewest of these answers in all of whose completions `holds`, in the order of the questions.

        They must force it all together. Of several sets of that size, the one with the first questions.
        """
        asked = [fact for fact in self._axes if fact in known]
        # What cannot be left out of all the answers cannot be left out of any of them.
        needed = [fact for fact in asked if not self._forces(holds, known, [other for other in asked if other != fact])]
        rest = [fact for fact in asked if fact not in needed]
        for size in range(len(rest) + 1):
            for more in combinations(rest, size):
                if self._forces(holds, known, [*needed, *more]):
                    return {fact: known[fact] for fact in asked if fact in needed or fact in more}
        raise ValueError("these answers do not force it")

    def _forces(self, holds: Cases, known: Mapping[str, str], facts: Iterable[str]) -> bool:
        cases = self.completions({fact: known[fact] for fact in facts})
        return holds & cases == cases

    def settling(self, holds: Cases, within: Cases, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The facts, of those open, on which `holds` still depends within these completions.

        A fact is one of them if two completions that differ in it alone differ in whether `holds` does.
        `within` must be completions of a partial case: every combination of the values that the open facts still have.
        """
        return tuple(fact for fact in open_facts if self._matters(holds, within, fact))

    def settling_rule(self, id: str, within: Cases, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The same of a rule, from the facts that it can depend on at all: in most cases two or three of ten."""
        return self.settling(self._rules[id], within, (fact for fact in open_facts if fact in self.read_by(id)))

    def read_by(self, id: str) -> frozenset[str]:
        """The facts on which a rule depends in any case."""
        if id not in self._read_by:
            self._read_by[id] = frozenset(self.settling(self._rules[id], self.all, self._axes))
        return self._read_by[id]

    def _matters(self, holds: Cases, within: Cases, fact: str) -> bool:
        axis = self._axes[fact]
        held = holds & within
        reference: Cases | None = None
        for index, value in enumerate(axis.values):
            having = self._values[fact, value]
            part = (held & having) >> (index * axis.stride)
            # Of a fact of which several values are named together, the others are in no completion.
            if part != reference and within & having:
                if reference is not None:
                    return True
                reference = part
        return False

    def first(self, cases: Cases) -> dict[str, str]:
        """One case of a set that is not empty: the one with the lowest number."""
        return self.case((cases & -cases).bit_length() - 1)

    def case(self, number: int) -> dict[str, str]:
        """The case with this number, 0 to size - 1."""
        return {fact: axis.values[number // axis.stride % len(axis.values)] for fact, axis in self._axes.items()}

    def each(self, cases: Cases) -> Iterator[dict[str, str]]:
        """Every case of a set, by number."""
        while cases:
            lowest = cases & -cases
            yield self.case(lowest.bit_length() - 1)
            cases ^= lowest


def condition_cases(knowledge: Knowledge, space: Space, condition: Condition) -> Cases:
    """The cases in which a condition of the knowledge holds."""
    return space.holding(way.items() for way in ways(condition, knowledge.values_of))
