"""Whether the engine can hold the rules and tells all facts apart: its hashes are short; two that collide are one fact to it, in silence.

Asked once, by `check` and by the build, for all that the rules look at on any day; no session pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.engine import engine_problem
from assistant.engine.day import DayRules
from assistant.engine.limits import MOST_CONDITIONS, LimitError, check_limits
from assistant.engine.program import Program
from assistant.engine.wires import Wire, wiring
from assistant.i18n import N_
from assistant.knowledge.conditions import Condition, literals
from assistant.knowledge.model import REGION, Knowledge
from assistant.knowledge.problems import Problem

_ENGINE = "durable-rules"


def beyond_the_engine(knowledge: Knowledge, days: Iterable[DayRules]) -> Iterator[Problem]:
    """Parts of the rules that are larger than an engine can hold, each rule once, and facts that it takes for others."""
    wires: dict[str, dict[Wire, None]] = {}
    found: set[str] = set()
    for region, program in _parts(knowledge, days):
        try:
            check_limits(program)
        except LimitError as error:
            if error.rule not in found:
                found.add(error.rule)
                yield Problem(knowledge.rules[error.rule].place, *error.told)
        wires.setdefault(region, {}).update(dict.fromkeys(wiring(program).vocabulary))
    if not found and engine_problem(_ENGINE) is None:
        yield from _not_told_apart(knowledge, wires.values())


def _parts(knowledge: Knowledge, days: Iterable[DayRules]) -> Iterator[tuple[str, Program]]:
    """Every part of the rules in every region; one that is the same on another day is looked at once."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for rules in days:
        for region in knowledge.values_of(REGION):
            for topic in knowledge.topics:
                made = region, tuple(id(rules.compiled(rule)) for rule in rules.ids_of(region, topic))
                if made not in seen:
                    seen.add(made)
                    yield region, rules.part(region, topic)


def _not_told_apart(knowledge: Knowledge, of_regions: Iterable[Iterable[Wire]]) -> Iterator[Problem]:
    """All regions together, or region by region where that is more than the engine holds."""
    from assistant.engine.durable import HashCollisionError, tell_apart

    each = [tuple(wires) for wires in of_regions]
    everywhere = tuple(dict.fromkeys(wire for wires in each for wire in wires))
    for wires in [everywhere] if len(everywhere) <= MOST_CONDITIONS else each:
        try:
            tell_apart(wires)
        except HashCollisionError as error:
            fact = error.wire[0].removesuffix("_in")
            places = (rule.place for rule in knowledge.rules.values() if _looks_at(rule.when, fact))
            message = N_(
                "To the engine {word} is the same as another fact (their hashes are equal): rename it, or its value."
            )
            yield Problem(next(places), message, {"word": "=".join(error.wire)})
            return


def _looks_at(condition: Condition, fact: str) -> bool:
    return any(literal.fact == fact for literal in literals(condition))
