"""Proof over the whole case space: what must hold in every case, checked in every case, on every day on which rules change.

A failure comes with a case that can be pasted into `vardlots ask`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.audit.beyond import beyond_the_engine
from assistant.audit.doubles import doubles
from assistant.audit.failing import failing_case, words_for_asking
from assistant.audit.promises import broken_promises
from assistant.audit.sourced import check_sourced
from assistant.audit.unused import check_unused
from assistant.cases.space import NONE, Cases, ConflictInSpace, Space, TooEntangledError, condition_cases
from assistant.engine.day import DayRules, MadeFor
from assistant.engine.program import ProgramRule, days_of_change
from assistant.i18n import N_
from assistant.knowledge.model import Invariant, Knowledge, Rule, Selector
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import Mistakes


def prove(knowledge: Knowledge) -> list[Problem]:
    """Every law that some case breaks, each reported once (for the first day on which it is broken).

    What must never be said must not be said on any day; what must always be said, from the knowledge's own date on: before its
    documents were in force, nobody could say it.
    """
    slips = Mistakes()
    check_sourced(knowledge, slips)
    check_unused(knowledge, slips)
    found: dict[tuple[str, object], Problem] = {}
    held: set[str] = set()
    made: dict[MadeFor, ProgramRule] = {}
    days = [DayRules(knowledge, day, made) for day in sorted({*days_of_change(knowledge), knowledge.date})]
    for problem in beyond_the_engine(knowledge, days):
        found[str(problem.place), (problem.message, problem.parts.get("word"))] = problem
    for day in days:
        for problem in _problems_of(knowledge, day, held):
            found.setdefault((str(problem.place), (problem.message, problem.parts.get("word"))), problem)
    never = [rule for rule in knowledge.rules.values() if rule.id not in held]
    if not found:  # a broken law may be why a rule never holds
        for rule in never:
            found[rule.id, None] = Problem(rule.at("when"), N_("The rule {word} can never hold."), {"word": rule.id})
    return sorted((*slips.problems, *found.values()), key=lambda problem: problem.place)


def _problems_of(knowledge: Knowledge, rules: DayRules, held: set[str]) -> Iterator[Problem]:
    """The laws broken on a day; the rules that hold in some case are added to `held`."""
    on = rules.on
    space = Space(rules)
    try:
        space.settle()
    except TooEntangledError as error:
        yield Problem(knowledge.rules[error.rule].place, *error.told)
        return
    except ConflictInSpace as conflict:
        message = N_("{rule} derives {fact} = {value}, but {other} derives {other_value} in the same case: {case}")
        parts = {
            "rule": conflict.rules[1], "fact": conflict.fact, "value": conflict.values[1], "other": conflict.rules[0],
            "other_value": conflict.values[0], "case": words_for_asking(conflict.case, on),
        }  # fmt: skip
        yield Problem(knowledge.rules[conflict.rules[1]].place, message, parts)
        return
    for rule_id, holds in space.rules.items():
        rule = knowledge.rules[rule_id]
        if holds:
            held.add(rule_id)
        yield from _excluded(knowledge, space, rule, holds, on)
    yield from broken_promises(knowledge, space, on)
    yield from doubles(knowledge, space, on)
    yield from _opposed(knowledge, space, on)
    yield from _without_a_lead(knowledge, space, on)
    for invariant in knowledge.invariants.values():
        yield from _broken(knowledge, space, invariant, on)


def _excluded(knowledge: Knowledge, space: Space, rule: Rule, holds: Cases, on: date) -> Iterator[Problem]:
    """A rule must not hold where a clause that it cites does not speak of this patient, and none extends it to such patients."""
    cited = [knowledge.clauses[id] for id in rule.sources]
    extended = NONE
    for clause in cited:
        if clause.extends_to is not None:
            extended |= condition_cases(knowledge, space, clause.extends_to)
    for clause in cited:
        if clause.not_for is not None and (
            wrong := holds & condition_cases(knowledge, space, clause.not_for) & ~extended
        ):
            id = clause.id
            message = N_("{rule} cites {word}, which is not for this patient: {case}")
            yield Problem(rule.place, message, {"rule": rule.id, "word": id, "case": failing_case(space, wrong, on)})


def _opposed(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """What a statement opposes never holds beside it."""
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        for other in said.opposes if said is not None else ():
            if both := holds & space.rules.get(other, NONE):
                message = N_("{rule} opposes {word}, but both hold here: {case}")
                parts = {"rule": id, "word": other, "case": failing_case(space, both, on)}
                yield Problem(knowledge.rules[id].at("opposes"), message, parts)


def _without_a_lead(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """A topic whose statements have leads has one in every case, from the knowledge's own date on."""
    if on < knowledge.date:
        return
    led: dict[str, Cases] = {}
    general = NONE
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        if said is None or not said.lead or said.while_open:
            continue
        if said.always:
            general |= holds
        else:
            led[said.topic] = led.get(said.topic, NONE) | holds
    for topic, covered in led.items():
        if wrong := ~(covered | general):
            message = N_("The topic {word} has leads, but none here: {case}")
            case = failing_case(space, wrong, on, f"topic={topic}")
            yield Problem(knowledge.topics[topic].place, message, {"word": topic, "case": case})


def _broken(knowledge: Knowledge, space: Space, invariant: Invariant, on: date) -> Iterator[Problem]:
    where = condition_cases(knowledge, space, invariant.when)
    if invariant.never is not None:
        for id, holds in space.rules.items():
            if fits(invariant.never, knowledge.rules[id]) and (wrong := holds & where):
                message = N_("The invariant {word} is broken by the rule {rule}: {case}")
                yield Problem(
                    invariant.place, message, {"word": invariant.id, "rule": id, "case": failing_case(space, wrong, on)}
                )
                return
    if invariant.always is not None and on >= knowledge.date:
        covered = NONE
        for id, holds in space.rules.items():
            said = knowledge.rules[id].statement
            # In a whole case nothing is open: what is said until then is no answer to it.
            if said is not None and not said.while_open and fits(invariant.always, knowledge.rules[id]):
                covered |= holds
        if wrong := where & ~covered:
            message = N_("The invariant {word} does not hold here: {case}")
            yield Problem(invariant.place, message, {"word": invariant.id, "case": failing_case(space, wrong, on)})


def fits(selector: Selector, rule: Rule) -> bool:
    """Whether a rule's statement is one that the selector means. A rule that overrides another stands for it too."""
    said = rule.statement
    if said is None:
        return False
    fee = said.fee.amount if said.fee is not None else None
    return (
        (selector.kind is None or said.kind == selector.kind)
        and (selector.topic is None or said.topic == selector.topic)
        and (selector.actor is None or selector.actor in said.actors)
        and (selector.sends_to is None or selector.sends_to in said.sends_to)
        and (selector.rule is None or selector.rule in (rule.id, *rule.overrides))
        and (selector.fee_above is None or (fee is not None and fee > selector.fee_above))
    )
