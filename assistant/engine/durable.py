"""The engine durable-rules (Rete), kept to the subset in which it was found to be right.

Equality patterns on one small fact each; no negation, no joins, no timers; the C module itself, not its host of polling threads.
One ruleset for each region and topic, made when first needed and kept; one state, under a lock, from which everything is retracted after
each case. Why each of these: docs/decisions/002-engines.md.
"""

from __future__ import annotations

import json
from _thread import allocate_lock  # that of `threading`, without the rest of it
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

try:  # without the rest of hashlib, as knowledge/snapshot.py
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

import durable_rules_engine as _c

from assistant.engine.conclusions import Conclusions, ConflictError, conclusions
from assistant.engine.limits import check_limits
from assistant.engine.program import Program
from assistant.engine.wires import Wire, wire, wiring

NAME = "durable-rules"
_START: Wire = ("start_of_run", "1")
_START_RULE = "~start"
_STATE = "s"
_ANY_KEY = "~"
"""A value that every key is given once, to see whether the engine tells the keys themselves apart."""
_DUPLICATE = 2
"""What the engine answers to a fact that it takes for one it has; 0 is accepted, 1 matched by no rule."""
_numbers = count(1)
_lock = allocate_lock()
_rulesets: dict[bytes, Any] = {}


class HashCollisionError(Exception):
    """Two different facts look the same to the engine (its hashes have 32 bits): rename one of them. `wire` is the second of them."""

    def __init__(self, wire_: Wire) -> None:
        super().__init__("=".join(wire_))
        self.wire = wire_


class DurableEngine:
    """Runs one program on durable-rules. The rulesets are never freed, because freeing them is not safe: programs with the same rules share one.

    So another day, or another version of the knowledge, takes memory only for what is otherwise in it.
    """

    name = NAME

    def __init__(self, program: Program) -> None:
        """Raises LimitError. That all wires are told apart is known from before (`tell_apart`); `infer` would raise too."""
        check_limits(program)
        self._program = program
        self._wiring = wiring(program)
        with _lock:
            self._ruleset = _shared(_definitions(program))

    def infer(self, facts: Mapping[str, str]) -> Conclusions:
        """The conclusions of a case, which gives every question one value. The order of `facts` is the order of assertion.

        Raises KeyError if a question has no value, HashCollisionError if two facts of the case cannot be told apart.
        """
        known = self._program.asked_of(facts)
        fired: list[tuple[int, int]] = []
        stated: dict[Wire, None] = {_START: None}
        with _lock:
            try:
                state = _assert(self._ruleset, _START)
                for fact, value in list(known.items()):
                    self._state(fact, value, stated)
                self._run(state, known, stated, fired)
                for level in self._program.levels:
                    for fact in level:
                        if fact not in known:
                            known[fact] = self._program.derived[fact].otherwise
                            self._state(fact, known[fact], stated)
                    self._run(state, known, stated, fired)
            finally:
                for wire_ in stated:
                    _c.retract_fact(self._ruleset, _message(wire_))
        return conclusions(self._program, fired, known, NAME)

    def _run(self, state: int, known: dict[str, str], stated: dict[Wire, None], fired: list[tuple[int, int]]) -> None:
        """Let rules fire until the state is quiet, asserting what they derive.

        A conflict is raised only when the state is quiet: an action left unfinished would hold up the next case.
        """
        conflict: ConflictError | None = None
        for name in _actions(self._ruleset, state):
            if name == _START_RULE:
                continue
            rule_number, way_number = map(int, name.split("-"))
            fired.append((rule_number, way_number))
            derive = self._program.rules[rule_number].derive
            if derive is None:
                continue
            fact, value = derive
            if known.setdefault(fact, value) != value:
                conflict = conflict or ConflictError(fact, (value, known[fact]))
                continue
            self._state(fact, value, stated)
        if conflict is not None:
            raise conflict

    def _state(self, fact: str, value: str, stated: dict[Wire, None]) -> None:
        """State the wires of a fact; those already stated (a fact derived twice) are left alone."""
        for wire_ in self._wiring.of(fact, value):
            if wire_ not in stated:
                _assert(self._ruleset, wire_)
                stated[wire_] = None


def tell_apart(wires: Iterable[Wire]) -> None:
    """Make sure that the engine takes no two of these wires, and no two of their keys, for one. Raises HashCollisionError.

    For the build and `check`, once for a whole knowledge: each ruleset of it holds some of these wires and no other.
    """
    wanted = dict.fromkeys(wires)
    keys = dict.fromkeys((key, _ANY_KEY) for key, _ in wanted)
    told = [_START, *wanted, *keys]
    rules = {f"{number}": {"all": [{"c0": dict([wire_])}], "pri": 1} for number, wire_ in enumerate(told)}
    with _lock:
        ruleset = _made({**rules, _START_RULE: {"all": [{"c0": dict([_START])}], "pri": 2}})
        state = _assert(ruleset, _START)
        for wire_ in told[1:]:
            _assert(ruleset, wire_)
        for _ in _actions(ruleset, state):
            pass
        for wire_ in told:
            _c.retract_fact(ruleset, _message(wire_))


def _made(definitions: Mapping[str, Any]) -> Any:
    return _c.create_ruleset(f"vardlots{next(_numbers)}", json.dumps(definitions, ensure_ascii=False))


def _shared(definitions: Mapping[str, Any]) -> Any:
    """The ruleset of these definitions, made when it is first wanted. Nothing of a case stays in one, so two programs may use it by turns."""
    key = blake2b(json.dumps(definitions, ensure_ascii=False).encode(), digest_size=32).digest()
    if key not in _rulesets:
        _rulesets[key] = _made(definitions)
    return _rulesets[key]


def _assert(ruleset: Any, wire_: Wire) -> int:
    result, state = _c.assert_fact(ruleset, _message(wire_))
    if result == _DUPLICATE:
        raise HashCollisionError(wire_)
    return int(state)


def _actions(ruleset: Any, state: int) -> Iterator[str]:
    first = _c.start_action_for_state(ruleset, state)
    message = first and first[1]
    while message:
        # {"12-0":{…}}: the name is all that is needed, and it holds no quotation mark.
        yield message.split('"', 2)[1]
        message = _c.complete_and_start_action(ruleset, state)


def _definitions(program: Program) -> dict[str, Any]:
    """The ruleset in the engine's own JSON: each way of each rule is a rule of its own, named by its two numbers."""
    definitions: dict[str, Any] = {}
    for rule_number, rule in enumerate(program.rules):
        for way_number, way in enumerate(rule.ways):
            patterns = [{f"c{number}": dict([wire(literal)])} for number, literal in enumerate(way)]
            definitions[f"{rule_number}-{way_number}"] = {"all": patterns or [{"c0": dict([_START])}], "pri": 1}
    definitions[_START_RULE] = {"all": [{"c0": dict([_START])}], "pri": 2}
    return definitions


@lru_cache(maxsize=4096)
def _message(wire_: Wire) -> str:
    key, value = wire_
    return json.dumps({key: value, "sid": _STATE}, ensure_ascii=False)
