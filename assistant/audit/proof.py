"""Proof over the whole case space: what must hold in every case, checked in every case, on every day on which rules change.

A failure comes with a case that can be pasted into `vardlots ask`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.audit.beyond import beyond_the_engine
from assistant.audit.capped import uncapped
from assistant.audit.doubles import doubles
from assistant.audit.failing import failing_case
from assistant.audit.invariants import broken
from assistant.audit.promises import broken_promises
from assistant.audit.shadowed import misplaced, shadowed
from assistant.audit.sourced import sourced
from assistant.audit.unled import without_a_lead
from assistant.audit.unused import check_unused
from assistant.cases.space import NONE, Cases, ConflictInSpace, Space, TooEntangledError, condition_cases
from assistant.engine.day import DayRules, MadeFor
from assistant.engine.program import ProgramRule
from assistant.i18n import N_
from assistant.knowledge.conditions import literals
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import Knowledge, Rule
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import Mistakes


def prove(knowledge: Knowledge) -> list[Problem]:
    """Every law that some case breaks, each reported once, for the day nearest to the knowledge's own date, those to come before those past.

    What must never be said must not be said on any day; what must always be said, from the knowledge's own date on: before its
    documents were in force, nobody could say it.
    """
    found: dict[tuple[str, object], Problem] = {}
    held: set[str] = set()
    days = days_of(knowledge)
    for problem in beyond_the_engine(knowledge, days):
        found[str(problem.place), (problem.message, problem.parts.get("word"))] = problem
    for problem in misplaced(knowledge):
        found[str(problem.place), (problem.message, problem.parts.get("word"))] = problem
    for day in sorted(days, key=lambda day: (day.on < knowledge.date, abs(day.on - knowledge.date))):
        for problem in _problems_of(day, held):
            found.setdefault((str(problem.place), (problem.message, problem.parts.get("word"))), problem)
    never = [rule for rule in knowledge.rules.values() if rule.id not in held]
    if not found:  # a broken law may be why a rule never holds
        for rule in never:
            found[rule.id, None] = Problem(rule.at("when"), N_("The rule {word} can never hold."), {"word": rule.id})
    return sorted((*slips(knowledge, days), *found.values()), key=lambda problem: problem.place)


def slips(knowledge: Knowledge, days: Sequence[DayRules]) -> list[Problem]:
    """What is seen without any case: amounts and addresses that no clause says on one of the days, and what is used by nothing."""
    mistakes = Mistakes()
    check_unused(knowledge, mistakes)
    return [*sourced(days), *mistakes.problems]


def days_of(knowledge: Knowledge) -> list[DayRules]:
    """The rules of one day of each stretch of days with the same rules: of the knowledge's own date, and the first of each other."""
    made: dict[MadeFor, ProgramRule] = {}
    changes, today = days_of_change(knowledge), knowledge.date
    begun = max((day for day in changes if day <= today), default=changes[0])
    return [DayRules(knowledge, today if day == begun else day, made) for day in changes]


def _problems_of(rules: DayRules, held: set[str]) -> Iterator[Problem]:
    """The laws broken on a day; the rules that hold in some case are added to `held`."""
    knowledge, on = rules.knowledge, rules.on
    space = Space(rules)
    try:
        space.settle()
    except TooEntangledError as error:
        yield Problem(knowledge.rules[error.rule].place, *error.told)
        return
    except ConflictInSpace as conflict:
        yield _conflict(knowledge, space, conflict, on)
        return
    held.update(id for id, holds in space.rules.items() if holds)
    yield from broken_laws(knowledge, space, on)


def broken_laws(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """The laws that are broken in some case on a day; the knowledge is as of that day, and the space settled."""
    yield from excluded(knowledge, space, on)
    yield from broken_promises(knowledge, space, on)
    yield from doubles(knowledge, space, on)
    yield from shadowed(knowledge, space, on)
    yield from uncapped(knowledge, space, on)
    yield from opposed(knowledge, space, on)
    yield from without_a_lead(knowledge, space, on)
    for invariant in knowledge.invariants.values():
        yield from broken(knowledge, space, invariant, on)


def _conflict(knowledge: Knowledge, space: Space, conflict: ConflictInSpace, on: date) -> Problem:
    other, rule = conflict.rules
    message = N_("{rule} derives {fact} = {value}, but {other} ({at}) derives {other_value} in the same case: {case}")
    parts = {
        "rule": rule, "fact": conflict.fact, "value": conflict.values[1], "other": other,
        "other_value": conflict.values[0], "at": str(knowledge.rules[other].place),
        "case": failing_case(space, space.rules[other] & space.rules[rule], on),
    }  # fmt: skip
    return Problem(knowledge.rules[rule].place, message, parts)


def excluded(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """No rule holds where a clause that it cites does not speak of the patient."""
    for id, holds in space.rules.items():
        yield from _excluded(knowledge, space, knowledge.rules[id], holds, on)


def _excluded(knowledge: Knowledge, space: Space, rule: Rule, holds: Cases, on: date) -> Iterator[Problem]:
    """A rule must not hold where a clause that it cites does not speak of this patient, and none extends it to such patients.

    What is said only until the situation is known speaks of all that the patient may turn out to be: a clause of some of them is no mistake.
    """
    until = rule.statement.until if rule.statement is not None else None
    cited = [knowledge.clauses[id] for id in rule.sources]
    extended = NONE
    for clause in cited:
        if clause.extends_to is not None:
            extended |= condition_cases(knowledge, space, clause.extends_to)
    for clause in cited:
        if (
            clause.not_for is not None
            and until not in {each.fact for each in literals(clause.not_for)}
            and (wrong := holds & condition_cases(knowledge, space, clause.not_for) & ~extended)
        ):
            id = clause.id
            message = N_("{rule} cites {word} ({at}), which is not for this patient: {case}")
            parts = {"rule": rule.id, "word": id, "at": str(clause.place), "case": failing_case(space, wrong, on)}
            yield Problem(rule.place, message, parts)


def opposed(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """What a statement opposes never holds beside it."""
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        for other in said.opposes if said is not None else ():
            if both := holds & space.rules.get(other, NONE):
                message = N_("{rule} opposes {word} ({at}), but both hold here: {case}")
                at = str(knowledge.rules[other].place)
                parts = {"rule": id, "word": other, "at": at, "case": failing_case(space, both, on)}
                yield Problem(knowledge.rules[id].at("opposes"), message, parts)
