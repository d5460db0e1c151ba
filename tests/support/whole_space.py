"""The oracle of the case space: every case written out, a set of them being one int with a bit for each.

So the space was before it was made of diagrams (docs/decisions/016-small-spaces.md). `Written` is that space; `WholeSpace` answers with it
whatever the product asks of its own, so that an adviser can be run on either and everything it says compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from assistant.cases.diagram import ALL, NONE
from assistant.cases.space import Cases as Diagram
from assistant.cases.space import ConflictInSpace, Rules, Space
from assistant.engine.program import Literal, Program, ProgramRule
from assistant.knowledge.model import UNKNOWN

Cases = int
"""A set of cases: bit i is set if case i is in it."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A question as a digit of the case number: its values, and how far apart neighbouring ones lie."""

    values: tuple[str, ...]
    stride: int


class Written:
    """A program evaluated over all its cases, as the program did before there were diagrams: kept as it was."""

    def __init__(self, program: Program) -> None:
        """Raises ConflictInSpace if two rules derive different values of a fact in one case."""
        self.axes: dict[str, _Axis] = {}
        stride = 1
        for fact, values in reversed(list(program.asked.items())):
            self.axes[fact] = _Axis(values, stride)
            stride *= len(values)
        self.axes = {fact: self.axes[fact] for fact in program.asked}
        self.size = stride
        self.all: Cases = (1 << stride) - 1
        self._values: dict[tuple[str, str], Cases] = {}
        for fact, axis in self.axes.items():
            for index, value in enumerate(axis.values):
                self._values[fact, value] = self._slice(axis, index)
        for (fact, name), values in program.names.items():
            self._values[fact, name] = reduce(or_, (self._values[fact, value] for value in values))
        self._literals: dict[Literal, Cases] = {}
        self._rules: dict[str, Cases] = {}
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
        asked = [fact for fact in self.axes if fact in known]
        # What cannot be left out of all the answers cannot be left out of any of them.
        needed = [fact for fact in asked if not self._forces(holds, known, [other for other in asked if other != fact])]
        rest = [fact for fact in asked if fact not in needed]
        for size in range(len(rest) + 1):
            for more in combinations(rest, size):
                if self._forces(holds, known, [*needed, *more]):
                    return {fact: known[fact] for fact in asked if fact in needed or fact in more}
        raise ValueError("these answers do not force it")

    def _forces(self, holds: Cases, known: Mapping[str, str], facts: Iterable[str]) -> bool:
        untold = {fact: UNKNOWN for fact, name in self._values if name == UNKNOWN}
        cases = self.completions(untold | {fact: known[fact] for fact in facts})
        return holds & cases == cases

    def settling(self, holds: Cases, within: Cases, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The facts, of those open, on which `holds` still depends within these completions.

        A fact is one of them if two completions that differ in it alone differ in whether `holds` does.
        `within` must be completions of a partial case: every combination of the values that the open facts still have.
        """
        return tuple(fact for fact in open_facts if self._matters(holds, within, fact))

    def _matters(self, holds: Cases, within: Cases, fact: str) -> bool:
        axis = self.axes[fact]
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
        return {fact: axis.values[number // axis.stride % len(axis.values)] for fact, axis in self.axes.items()}

    def each(self, cases: Cases) -> Iterator[dict[str, str]]:
        """Every case of a set, by number."""
        while cases:
            lowest = cases & -cases
            yield self.case(lowest.bit_length() - 1)
            cases ^= lowest


class WholeCases:
    """A set of the cases written out, with all that the product does with a set; equal sets are one object."""

    def __init__(self, space: WholeSpace, bits: int) -> None:
        self.space, self.bits = space, bits
        self.kids = (self,)  # as of a diagram that is neither all nor none
        self._facts: int | None = None

    @property
    def facts(self) -> int:
        if self._facts is None:
            written, names = self.space.written, list(self.space.written.axes)
            matter = written.settling(self.bits, written.all, names)
            self._facts = sum(1 << names.index(fact) for fact in matter)
        return self._facts

    def __and__(self, other):
        return self.space.of_bits(self.bits & self.space.bits_of(other))

    def __or__(self, other):
        return self.space.of_bits(self.bits | self.space.bits_of(other))

    def __xor__(self, other):
        return self.space.of_bits(self.bits ^ self.space.bits_of(other))

    def __invert__(self):
        return self.space.of_bits(self.space.written.all & ~self.bits)

    def __le__(self, other):
        return not self.bits & ~self.space.bits_of(other)

    def meets(self, other):
        return bool(self.bits & self.space.bits_of(other))


class WholeLeft:
    """What some values of some facts leave of a set of cases, written out: what is excluded is as the first that is left."""

    def __init__(self, space: WholeSpace, values: Mapping[str, tuple[str, ...]]) -> None:
        self._space, self._values = space, values
        self._of: dict[int, Diagram] = {}

    def of(self, cases):
        bits = self._space.bits_of(cases)
        found = self._of.get(id(cases))  # equal sets are one object, which the space keeps
        if found is None:
            found = self._of[id(cases)] = self._left_of(bits)
        return found

    def _left_of(self, bits: int):
        written = self._space.written
        for fact, left in self._values.items():
            axis = written.axes[fact]
            kept = {value: bits & written.having(fact, value) for value in left}
            first = kept[left[0]] >> axis.values.index(left[0]) * axis.stride
            bits = reduce(
                or_,
                (
                    kept[value] if value in kept else first << index * axis.stride
                    for index, value in enumerate(axis.values)
                ),
            )
        return self._space.of_bits(bits)


class WholeSpace(Space):
    """A space in which every set of cases is written out. Only for knowledge of which all cases can be."""

    def __init__(self, rules: Rules, program: Program) -> None:
        super().__init__(rules)
        self.written = Written(program)
        self._sets: dict[int, WholeCases] = {}
        self._lefts: dict[tuple[tuple[str, tuple[str, ...]], ...], WholeLeft] = {}
        self.rules = {id: self.of_bits(holds) for id, holds in self.written.rules.items()}

    def of_bits(self, bits: int):
        if bits in (0, self.written.all):
            return ALL if bits else NONE
        return self._sets.setdefault(bits, WholeCases(self, bits))

    def bits_of(self, cases) -> int:
        if cases is ALL:
            return self.written.all
        return 0 if cases is NONE else cases.bits

    def having(self, fact, value):
        return self.of_bits(self.written.having(fact, value))

    def holding(self, ways):
        return self.of_bits(self.written.holding(ways))

    def agreeing(self, known):
        return self.of_bits(self.written.completions(known))

    def left_agreeing(self, known):
        return self._left({fact: self._meant(fact, value) for fact, value in known.items()})

    def left_with(self, fact, values):
        return self._left({fact: tuple(values)})

    def _left(self, values: Mapping[str, tuple[str, ...]]) -> WholeLeft:
        """Where every value is left of a fact, it leaves every set as it is."""
        some = {fact: left for fact, left in values.items() if len(left) < len(self.written.axes[fact].values)}
        return self._lefts.setdefault(tuple(sorted(some.items())), WholeLeft(self, some))

    def _meant(self, fact: str, value: str) -> tuple[str, ...]:
        return tuple(self.written.axes[fact].values[place] for place in self.places_of(fact, value))

    def facts_of(self, cases):
        return self.with_bits(cases.facts)

    def settling(self, holds, within, open_facts):
        return self.written.settling(self.bits_of(holds), self.bits_of(within), open_facts)

    def forcing(self, holds, known):
        return self.written.forcing(self.bits_of(holds), known)

    def count(self, cases):
        return self.bits_of(cases).bit_count()

    def first(self, cases):
        return self.written.first(self.bits_of(cases))

    def last(self, cases):
        return self.written.case(self.bits_of(cases).bit_length() - 1)

    def chosen(self, cases, begin):
        bits, number = self.bits_of(cases), 0
        for fact, axis in self.written.axes.items():
            start, many = begin(fact, len(axis.values)), len(axis.values)
            turns = [(start + step) % many for step in range(many)]
            left = {turn: bits & self.written.having(fact, axis.values[turn]) for turn in turns}
            index = next(turn for turn in turns if left[turn])
            bits, number = left[index], number + index * axis.stride
        return number

    def has(self, cases, number):
        return bool(self.bits_of(cases) >> number & 1)

    def turned(self, cases, fact, value, other):
        axis = self.written.axes[fact]
        there = (self.bits_of(cases) & self.written.having(fact, other)) >> axis.values.index(other) * axis.stride
        return self.of_bits(there << axis.values.index(value) * axis.stride)

    def gather(self, case, sets, found):
        number = self.written.completions(case)
        for cases, beside in sets.items():
            if self.bits_of(cases) & number:
                found.update(beside)

    def each(self, cases):
        return self.written.each(self.bits_of(cases))


def bits(space: Space, cases: Diagram) -> int:
    """A set of the product's space written out as an int."""
    return _bits(cases, [(axis.place, len(axis.values), axis.stride) for axis in space.axes.values()])


def _bits(cases: Diagram, axes: list[tuple[int, int, int]]) -> int:
    if cases is NONE:
        return 0
    if not axes:
        assert cases is ALL
        return 1
    (place, size, stride), rest = axes[0], axes[1:]
    if cases.axis != place:
        pattern = _bits(cases, rest)
        return sum(pattern << index * stride for index in range(size))
    return sum(_bits(kid, rest) << index * stride for index, kid in enumerate(cases.kids))
