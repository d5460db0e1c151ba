"""The engines: facts in, conclusions out, each with the rule and the facts that fired.

durable-rules is the engine of choice; CLIPS runs the same program where durable-rules cannot be installed. Set
`VARDLOTS_ENGINE` to `durable-rules` or `clips` to choose one.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from assistant.engine.conclusions import Conclusions, Firing
from assistant.engine.program import Program, specialise
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


class CaseEngine:
    """An engine for whole cases: one ruleset a region, made when a case first needs it."""

    def __init__(self, program: Program, name: str | None = None) -> None:
        self.name = name or engine_name()
        self._program = program
        self._regions: dict[str, Engine] = {}

    def infer(self, facts: Mapping[str, str]) -> Conclusions:
        """The conclusions of a case that gives every question one value. Pure: the same facts, the same conclusions.

        Raises KeyError if a question has no value.
        """
        region = facts[REGION]
        if region not in self._regions:
            module, name = ENGINES[self.name]
            maker = getattr(importlib.import_module(module), name)
            self._regions[region] = maker(specialise(self._program, REGION, region))
        return self._regions[region].infer(facts)
