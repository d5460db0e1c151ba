"""Wires: the small facts, each a key and a value, by which a program is put to an engine that only knows equality.

A literal with one value is the fact itself. A literal with several ("one of these") is a fact of its own, that the driver
states whenever the fact's value is among them; so no engine needs `or`, `not` or a comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assistant.engine.program import Literal, Program

Wire = tuple[str, str]
"""Key and value, both strings without `.` and `$` in the key."""


def wire(literal: Literal) -> Wire:
    """The wire that stands for a literal."""
    fact, values = literal
    if len(values) == 1:
        (value,) = values
        return fact, value
    return f"{fact}_in", "|".join(sorted(values))


class Wiring(NamedTuple):
    """Which wires to state when a fact has a value: only those that some rule looks at."""

    stated: Mapping[tuple[str, str], tuple[Wire, ...]]

    def of(self, fact: str, value: str) -> tuple[Wire, ...]:
        """The wires that are true when `fact` has `value`."""
        return self.stated.get((fact, value), ())

    @property
    def vocabulary(self) -> tuple[Wire, ...]:
        """Every wire that can ever be stated."""
        return tuple(dict.fromkeys(wire for wires in self.stated.values() for wire in wires))


def wiring(program: Program) -> Wiring:
    """The wiring of a program."""
    stated: dict[tuple[str, str], list[Wire]] = {}
    used = dict.fromkeys(literal for rule in program.rules for way in rule.ways for literal in way)
    for fact, values in used:
        for value in sorted(values):
            stated.setdefault((fact, value), []).append(wire((fact, values)))
    return Wiring({key: tuple(wires) for key, wires in stated.items()})
