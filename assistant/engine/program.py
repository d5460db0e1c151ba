"""The program: the rules of one day in normal form, as every engine and the case space run them.

Overriding is resolved here: a region's rule holds in its region only, and a national rule nowhere that a region's rule,
in force on that day, overrides it. Derived facts are sorted into levels: a fact of level n is derived from asked facts
and from facts below n, so that its `otherwise` can be decided when everything below is settled (stratified negation).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assistant.knowledge.conditions import All, Has, ways
from assistant.knowledge.model import NATIONAL, REGION, UNKNOWN, Knowledge, Rule

Literal = tuple[str, frozenset[str]]
"""A fact and the values that it may have."""


class ProgramRule(NamedTuple):
    """A rule in normal form: it holds if all literals of at least one way hold."""

    id: str
    ways: tuple[tuple[Literal, ...], ...]
    derive: tuple[str, str] | None


class DerivedSpec(NamedTuple):
    """What a program must know of a derived fact."""

    values: tuple[str, ...]
    otherwise: str
    level: int


class Program(NamedTuple):
    """The rules of one day. `asked` gives the values of each question; a case gives each of them one value."""

    asked: Mapping[str, tuple[str, ...]]
    derived: Mapping[str, DerivedSpec]
    rules: tuple[ProgramRule, ...]
    names: Mapping[tuple[str, str], tuple[str, ...]] = {}
    """By fact and name: the values that an answer leaves which names several at once (a span of ages that rules cut); `unknown` where an
    open question does not leave all."""

    def asked_of(self, facts: Mapping[str, str]) -> dict[str, str]:
        """The answers to the program's questions, in the order given; other facts are left out.

        Raises KeyError if a question has no answer.
        """
        missing = self.asked.keys() - facts.keys()
        if missing:
            raise KeyError(", ".join(sorted(missing)))
        return {fact: value for fact, value in facts.items() if fact in self.asked}

    def parts(self, topics: Iterable[str] | None) -> tuple[str, ...]:
        """A program by itself has one part, whatever the topics."""
        del topics
        return ("",)

    def part(self, region: str, topic: str) -> "Program":
        """The program in a region."""
        del topic
        return specialise(self, REGION, region)

    @property
    def by_id(self) -> Mapping[str, ProgramRule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @property
    def derivers(self) -> Mapping[str, tuple[str, ...]]:
        """For each derived fact the rules that derive it."""
        return derivers_of(self.derived, self.rules)

    @property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """The derived facts, level by level, lowest first."""
        highest = max((spec.level for spec in self.derived.values()), default=-1)
        return tuple(
            tuple(fact for fact, spec in self.derived.items() if spec.level == level) for level in range(highest + 1)
        )


def derivers_of(derived: Iterable[str], rules: Iterable[Rule | ProgramRule]) -> dict[str, tuple[str, ...]]:
    """For each of these derived facts those of the rules that derive it."""
    found: dict[str, list[str]] = {fact: [] for fact in derived}
    for rule in rules:
        if rule.derive is not None:
            found[rule.derive[0]].append(rule.id)
    return {fact: tuple(ids) for fact, ids in found.items()}


def program_rule(knowledge: Knowledge, rule: Rule, overridden: Iterable[str]) -> ProgramRule:
    """A rule in normal form; `overridden`: the regions in which another stands for it."""
    condition = rule.when
    if rule.pack != NATIONAL:
        condition = All((Has(REGION, frozenset({rule.pack}), rule.place), condition))
    elif regions := frozenset(overridden):
        condition = All((Has(REGION, frozenset(knowledge.values_of(REGION)) - regions, rule.place), condition))
    found = ways(condition, knowledge.values_of)
    return ProgramRule(
        rule.id, tuple(tuple(sorted(way.items(), key=lambda literal: literal[0])) for way in found), rule.derive
    )


def named_values(knowledge: Knowledge) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The names of several values at once, by fact and name, each with the values it leaves; "don't know" where it does not leave all."""
    for question in knowledge.questions.values():
        if len(left := question.parts(UNKNOWN)) < len(question.values):
            yield (question.id, UNKNOWN), left
        for name in question.names:
            yield (question.id, name.id), question.parts(name.id)


def specialise(program: Program, fact: str, value: str) -> Program:
    """The program where an asked fact is known to have this value: its literals are decided and gone."""
    rules = []
    for rule in program.rules:
        if not any(name == fact for way in rule.ways for name, _ in way):
            rules.append(rule)  # most rules hold whatever it is
            continue
        kept = [way for way in rule.ways if all(value in values for name, values in way if name == fact)]
        if kept:
            remaining = tuple(tuple(literal for literal in way if literal[0] != fact) for way in kept)
            rules.append(ProgramRule(rule.id, tuple(dict.fromkeys(remaining)), rule.derive))
    return Program(
        {name: values for name, values in program.asked.items() if name != fact}, program.derived, tuple(rules)
    )


def levels_of(needs: Mapping[str, set[str]]) -> dict[str, int]:
    """The level of each derived fact; the needs go in no circle."""
    levels: dict[str, int] = {}

    def level(fact: str) -> int:
        if fact not in levels:
            levels[fact] = 1 + max((level(other) for other in needs[fact]), default=-1)
        return levels[fact]

    for fact in needs:
        level(fact)
    return levels
