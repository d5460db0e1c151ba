"""The engine CLIPS: the same program, on an engine with other authors, another language and wheels for every platform.

Facts are asserted by evaluating text and firings come back as numbers, so that no fact objects of clipspy are made: those
of version 1.0.6 are never freed (docs/decisions/002-engines.md).
"""

from __future__ import annotations

from _thread import allocate_lock  # that of `threading`, without the rest of it
from collections.abc import Iterable, Mapping
from functools import lru_cache

import clips as _clips

from assistant.engine.conclusions import Conclusions, ConflictError, conclusions
from assistant.engine.limits import check_limits
from assistant.engine.program import Program
from assistant.engine.wires import Wire, wire, wiring

NAME = "clips"


class ClipsEngine:
    """Runs one program on CLIPS."""

    name = NAME

    def __init__(self, program: Program) -> None:
        """Raises LimitError: the same limits as for durable-rules, so that knowledge runs everywhere or nowhere."""
        check_limits(program)
        self._program = program
        self._wiring = wiring(program)
        self._lock = allocate_lock()
        self._environment = _clips.Environment()
        self._fired = fired = list[tuple[int, int]]()

        def note(
            rule_number: int, way_number: int
        ) -> int:  # not a method: clipspy would hold this engine for ever, and its memory
            fired.append((int(rule_number), int(way_number)))
            return 0

        self._environment.define_function(note, "note")
        self._environment.build("(deftemplate wire (slot key (type STRING)) (slot value (type STRING)))")
        for rule_number, rule in enumerate(program.rules):
            for way_number, way in enumerate(rule.ways):
                patterns = " ".join(_pattern(wire(literal)) for literal in way)
                self._environment.build(
                    f"(defrule r{rule_number}-{way_number} {patterns} => (note {rule_number} {way_number}))"
                )
        # It only keeps the words of errors for clipspy, and is asked about every character of what is asserted: three quarters of a run.
        for router in self._environment.routers():
            router.deactivate()

    def infer(self, facts: Mapping[str, str]) -> Conclusions:
        """The conclusions of a case, which gives every question one value. Raises KeyError if a question has none."""
        known = self._program.asked_of(facts)
        with self._lock:
            self._fired.clear()
            self._environment.reset()
            self._state(known.items())
            self._run(known)
            for level in self._program.levels:
                absent = {fact: self._program.derived[fact].otherwise for fact in level if fact not in known}
                known |= absent
                self._state(absent.items())
                self._run(known)
            return conclusions(self._program, self._fired, known, NAME)

    def _run(self, known: dict[str, str]) -> None:
        """Let rules fire until nothing new is derived."""
        done = 0
        self._environment.run()
        while done < len(self._fired):
            derived: dict[str, str] = {}
            for rule_number, _ in self._fired[done:]:
                derive = self._program.rules[rule_number].derive
                if derive is None:
                    continue
                fact, value = derive
                if known.get(fact, value) != value:
                    raise ConflictError(fact, (value, known[fact]))
                if fact not in known:
                    known[fact] = derived[fact] = value
            done = len(self._fired)
            if derived:
                self._state(derived.items())
                self._environment.run()

    def _state(self, facts: Iterable[tuple[str, str]]) -> None:
        wires = [wire_ for fact, value in facts for wire_ in self._wiring.of(fact, value)]
        if wires:
            self._environment.eval(f"(progn {' '.join(map(_assertion, wires))} 0)")


@lru_cache(maxsize=4096)
def _assertion(wire_: Wire) -> str:
    return f"(assert {_pattern(wire_)})"


def _pattern(wire_: Wire) -> str:
    key, value = wire_
    return f"(wire (key {_string(key)}) (value {_string(value)}))"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
