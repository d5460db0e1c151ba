"""Conclusions: what an engine concludes of a case, each with the rule and the facts that made it fire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.engine.program import Program
from assistant.records import record


class Firing(NamedTuple):
    """A rule fired on these facts (fact and value, by name)."""

    rule: str
    facts: tuple[tuple[str, str], ...]


@record
class Conclusions:
    """The value of a run: the derived facts and every firing, in the order of the rules. Engines' names do not compare."""

    derived: Mapping[str, str]
    firings: tuple[Firing, ...]
    engine: str

    uncompared = ("engine",)

    @property
    def rules(self) -> frozenset[str]:
        """The ids of the rules that fired."""
        return frozenset(firing.rule for firing in self.firings)


class ConflictError(Exception):
    """Two rules derive different values of one fact in one case: the knowledge is wrong (`vardlots check` shows where)."""

    def __init__(self, fact: str, values: Iterable[str]) -> None:
        super().__init__(f"{fact}: {', '.join(sorted(values))}")


def conclusions(
    program: Program, fired: Iterable[tuple[int, int]], facts: Mapping[str, str], engine: str
) -> Conclusions:
    """Conclusions from the pairs (number of rule, number of way) that fired and the facts at the end of the run."""
    firings = []
    for rule_number, way_number in sorted(set(fired)):
        rule = program.rules[rule_number]
        way = rule.ways[way_number]
        firings.append(Firing(rule.id, tuple((fact, facts[fact]) for fact, _ in way)))
    return Conclusions({fact: facts[fact] for fact in program.derived}, tuple(firings), engine)
