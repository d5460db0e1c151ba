"""The engines: facts in, conclusions out, each with the rule and the facts that fired.

durable-rules is the engine of choice; CLIPS runs the same program where durable-rules cannot be installed. Set
`VARDLOTS_ENGINE` to `durable-rules` or `clips` to choose one.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from assistant.engine.conclusions import Conclusions, Firing
from assistant.engine.program import Program, ProgramRule
from assistant.knowledge.model import REGION

__all__ = [
    "ENGINES",
    "CaseEngine",
    "Conclusions",
    "Engine",
    "EngineMissingError",
    "Firing",
    "engine_name",
    "engine_problem",
]

ENGINES = {
    "durable-rules": ("assistant.engine.durable", "DurableEngine"),
    "clips": ("assistant.engine.clips", "ClipsEngine"),
}
"""The engines by name, the preferred one first: module and class."""

MOST_CONCLUDED = 2048
"""Conclusions that are remembered."""

ENGINE_VARIABLE = "VARDLOTS_ENGINE"


class Engine(Protocol):
    """Runs a program."""

    name: str

    def infer(self, facts: Mapping[str, str]) -> Conclusions:
        """The conclusions of a case that gives every question one value."""


class EngineMissingError(Exception):
    """No engine can be loaded here; the message says why for each."""


@lru_cache(maxsize=4)
def engine_problem(name: str) -> str | None:
    """Why an engine cannot be loaded here, or None if it can."""
    try:
        importlib.import_module(ENGINES[name][0])
    except (ImportError, OSError, SystemError) as error:
        return str(error) or type(error).__name__
    return None


def engine_name() -> str:
    """The engine that serves here. Raises EngineMissingError."""
    wanted = os.environ.get(ENGINE_VARIABLE)
    if wanted and wanted not in ENGINES:
        raise EngineMissingError(f"{ENGINE_VARIABLE}={wanted}: {', '.join(ENGINES)}")
    names = [wanted] if wanted else list(ENGINES)
    for name in names:
        if engine_problem(name) is None:
            return name
    raise EngineMissingError("; ".join(f"{name}: {engine_problem(name)}" for name in names))


class Divided(Protocol):
    """Rules that can be run part by part: a program, or the rules of a day."""

    @property
    def by_id(self) -> Mapping[str, ProgramRule]: ...

    def parts(self, topics: Iterable[str] | None) -> tuple[str, ...]: ...

    def part(self, region: str, topic: str) -> Program: ...


class _Part(NamedTuple):
    """An engine for one region and topic, and the questions that its rules read."""

    engine: Engine
    reads: tuple[str, ...]


class CaseEngine:
    """An engine for whole cases: one ruleset a region and topic, made when a case first needs it.

    An engine is a function: what it concluded of the last different cases is remembered by the answers that its rules read.
    """

    def __init__(self, rules: Divided, name: str | None = None) -> None:
        self.name = name or engine_name()
        self._rules = rules
        self._place = {id: place for place, id in enumerate(rules.by_id)}
        self._parts: dict[tuple[str, str], _Part] = {}
        self._concluded = lru_cache(maxsize=MOST_CONCLUDED)(self._infer)

    def infer(self, facts: Mapping[str, str], topics: Iterable[str] | None = None) -> Conclusions:
        """The conclusions of a case that gives every question one value, on these topics; None: on all of them.

        Pure: the same facts and topics, the same conclusions. Raises KeyError if a question has no value.
        """
        region = facts[REGION]
        found = [self._of_part(region, topic, facts) for topic in self._rules.parts(topics)]
        return found[0] if len(found) == 1 else self._together(found)

    def _of_part(self, region: str, topic: str, facts: Mapping[str, str]) -> Conclusions:
        part = self._part(region, topic)
        return self._concluded(region, topic, *[facts[fact] for fact in part.reads])

    def _infer(self, region: str, topic: str, *values: str) -> Conclusions:
        part = self._part(region, topic)
        return part.engine.infer(dict(zip(part.reads, values, strict=True)))

    def _part(self, region: str, topic: str) -> _Part:
        found = self._parts.get((region, topic))
        if found is None:
            module, name = ENGINES[self.name]
            maker = getattr(importlib.import_module(module), name)
            program = self._rules.part(region, topic)
            found = self._parts[region, topic] = _Part(maker(program), tuple(program.asked))
        return found

    def _together(self, found: Iterable[Conclusions]) -> Conclusions:
        """The conclusions of several parts as one: a rule that is in several fired in each of them, on the same facts."""
        derived: dict[str, str] = {}
        fired: dict[str, dict[Firing, None]] = {}
        for conclusions in found:
            derived |= conclusions.derived
            for firing in conclusions.firings:
                fired.setdefault(firing.rule, {})[firing] = None
        firings = (firing for rule in sorted(fired, key=self._place.__getitem__) for firing in fired[rule])
        return Conclusions(derived, tuple(firings), self.name)
