"""Growth: what ten times as many rules cost, in the case space, in an answer and in the next question.

    python -m benchmarks.growth

The rules are copied with the facts that they derive, under new ids; in each copy the values of the questions have changed places
(the same way throughout, so that no two rules come to contradict each other), so no copy is the same function as another.
Budgets: the space of the shipped rules in less than 300 ms, and growing no faster than the number of rules.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.engine import ENGINES, Conclusions, engine_problem
from assistant.engine.day import DayRules
from assistant.engine.limits import LimitError
from assistant.engine.program import Program
from assistant.knowledge import Knowledge, shipped_knowledge
from assistant.knowledge.conditions import All, Condition, Has, Not, Some
from assistant.knowledge.model import REGION, Rule
from benchmarks.answering import cases, milliseconds, space_of

SIZES = (1, 2, 5, 10)
BUILDS, ANSWERS = 15, 200
NOISE = 1.25
"""A ratio this much above the number of rules still counts as linear: two times are never quite the same."""
BUDGET = 300.0
"""Milliseconds for the space of the shipped rules."""
Report = Callable[[str, int, float], None]


class WithoutEngine(Adviser):
    """Composes answers from the space alone, so that its own growth is seen and not that of an engine."""

    def infer(self, case: Case, general: bool = False) -> Conclusions:
        return Conclusions({}, (), "none")


def grown(knowledge: Knowledge, times: int) -> Knowledge:
    """The knowledge with so many times as many rules and derived facts."""
    copies = range(1, times)
    rules = {rule.id: rule for copy in copies for rule in _copied_rules(knowledge, copy)}
    derived = {
        _named(id, copy): spec._replace(id=_named(id, copy))
        for copy in copies
        for id, spec in knowledge.derived.items()
    }
    everything = {**vars(knowledge), "rules": {**knowledge.rules, **rules}, "derived": {**knowledge.derived, **derived}}
    return Knowledge(**everything)


def spread(knowledge: Knowledge, times: int) -> Knowledge:
    """The knowledge with so many times as many rules, derived facts and topics: each copy has topics of its own.

    What is said with every topic is not copied: it would stand in each answer as often.
    """
    more = grown(knowledge, times)
    rules: dict[str, Rule] = {}
    for id, rule in more.rules.items():
        said = rule.statement
        if id in knowledge.rules or said is None:
            rules[id] = rule
        elif not said.always:
            copy = id.rpartition("_copy")[2]
            rules[id] = rule._replace(statement=said._replace(topic=_named(said.topic, int(copy))))
    topics = {
        _named(id, copy): topic._replace(id=_named(id, copy))
        for copy in range(1, times)
        for id, topic in knowledge.topics.items()
    }
    return Knowledge(**{**vars(more), "rules": rules, "topics": {**knowledge.topics, **topics}})


def _copied_rules(knowledge: Knowledge, copy: int) -> Iterator[Rule]:
    for rule in knowledge.rules.values():
        yield rule._replace(
            id=_named(rule.id, copy),
            when=_moved(rule.when, knowledge, copy),
            derive=(_named(rule.derive[0], copy), rule.derive[1]) if rule.derive else None,
            overrides=tuple(_named(id, copy) for id in rule.overrides),
        )


def _named(id: str, copy: int) -> str:
    return f"{id}_copy{copy}"


def _moved(condition: Condition, knowledge: Knowledge, copy: int) -> Condition:
    """The condition on the copied facts, each value of a question in the place of another; the regions stay."""
    match condition:
        case Has(fact, values, place):
            if fact in knowledge.derived:
                return Has(_named(fact, copy), values, place)
            every = knowledge.values_of(fact)
            step = 0 if fact == REGION else copy
            return Has(fact, frozenset(every[(every.index(value) + step) % len(every)] for value in values), place)
        case All(parts):
            return All(tuple(_moved(part, knowledge, copy) for part in parts))
        case Some(parts):
            return Some(tuple(_moved(part, knowledge, copy) for part in parts))
        case Not(part):
            return Not(_moved(part, knowledge, copy))
    raise TypeError(condition)


def main() -> None:
    """Print a line for each measurement, with its ratio to the shipped size; then whether the budgets are kept."""
    shipped = shipped_knowledge()
    todo = cases(shipped)[:ANSWERS]
    first: dict[str, float] = {}
    ratios: dict[str, float] = {}

    def report(name: str, times: int, taken: float) -> None:
        first.setdefault(name, taken)
        ratios[name] = taken / first[name]
        print(f"{times:>3} x  {name:<34} {taken:9.3f} ms  {ratios[name]:6.2f} x")

    for times in SIZES:
        knowledge = grown(shipped, times)
        adviser = WithoutEngine(knowledge, date.today())
        print(f"{times:>3} x  {len(adviser.program.rules)} rules, {len(set(adviser.space.rules.values()))} different")
        report("program compiled", times, _best(partial(_compiled, knowledge, adviser.on)))
        report("space built", times, _best(partial(space_of, adviser.program)))
        report("answer composed, without engine", times, _median_of(adviser.answer, todo))
        report("next question", times, _median_of(adviser.next_question, todo))
        for name in ENGINES:
            if engine_problem(name) is None:
                _report_engine(name, knowledge, todo, times, report)
    built = first["space built"]
    print(f"space of the shipped rules: {built:.0f} ms of {BUDGET:.0f}: {'kept' if built < BUDGET else 'MISSED'}")
    kept = ratios["space built"] <= SIZES[-1] * NOISE
    print(f"space at {SIZES[-1]} x: {ratios['space built']:.1f} x the time: {'kept' if kept else 'MISSED'}")


def _report_engine(name: str, knowledge: Knowledge, todo: list[Case], times: int, report: Report) -> None:
    adviser = Adviser(knowledge, date.today(), name)
    try:
        for region in knowledge.values_of(REGION):
            adviser.infer(Case({REGION: region}))
    except LimitError as error:
        print(f"{times:>3} x  {name}: beyond its limits ({error})")
        return
    report(f"{name}: infer", times, _median_of(adviser.infer, todo))
    report(f"{name}: whole answer", times, _median_of(adviser.answer, todo))


def _compiled(knowledge: Knowledge, on: date) -> Program:
    return DayRules(knowledge, on).program


def _best(work: Callable[[], object]) -> float:
    """The shortest of several times: what else the machine does only ever adds."""
    return min(milliseconds(work) for _ in range(BUILDS))


def _median_of(work: Callable[[Case], object], todo: list[Case]) -> float:
    """The median over the cases, each at its shortest of three."""
    return statistics.median(min(milliseconds(partial(work, case)) for _ in range(3)) for case in todo)


if __name__ == "__main__":
    main()
