"""Pages on one rule or one clause: everything in the knowledge that has to do with it, by its ids; in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.audit.scenarios import Scenario
from assistant.cases.space import NONE, Cases
from assistant.knowledge.conditions import literals
from assistant.knowledge.dated import validity
from assistant.knowledge.model import Amount, Clause, Document, Invariant, Knowledge, Rule

INVARIANT, PROMISE, OPPOSED, DOUBTED, COURSE, CALL, TERM, CONTACT, CLUE, TRAINING, CHANGE = (
    "invariant", "promise", "opposes", "doubts", "course", "call", "glossary", "contact", "clue", "training", "change",
)  # fmt: skip
"""Where a rule or a clause is named beside rules and scenarios."""


_EXCLUDING = {"not", "lacks", "clause"}
"""The keys of a scenario under which it names what is not there."""


class Named(NamedTuple):
    """Where something is named: in what kind of record, and its id."""

    kind: str
    id: str


class Tested(NamedTuple):
    """A scenario that names something, and under which keys."""

    scenario: Scenario
    keys: tuple[str, ...]


class RulePage(NamedTuple):
    """A rule. `cases`: those in which it holds on the day, of `of`; with none where it is not in force.

    `first`, `last`: the days between which it can be in force. `needs`: the facts that its condition looks at. `read_by`: of a rule that
    derives, the rules that look at that fact. `overridden_by` may hold on other days too. `succeeded_by`: those that come in its place one day.
    `amounts`: those with names that it states, with all their values by day.
    """

    rule: Rule
    on: date
    in_force: bool
    first: date | None
    last: date | None
    holds: Cases
    cases: int
    of: int
    needs: tuple[str, ...]
    read_by: tuple[str, ...]
    overridden_by: tuple[str, ...]
    succeeded_by: tuple[str, ...]
    amounts: tuple[Amount, ...]
    named: tuple[Named, ...]
    tested: tuple[Tested, ...]


class ClausePage(NamedTuple):
    """A clause: its document, the rules that cite it with the number of cases in which each holds, and where else it is named."""

    clause: Clause
    document: Document
    on: date
    rules: tuple[tuple[str, int], ...]
    named: tuple[Named, ...]
    tested: tuple[Tested, ...]


def rule_page(adviser: Adviser, rule: Rule, scenarios: Iterable[Scenario]) -> RulePage:
    """The page of a rule, as of the adviser's day."""
    knowledge, space = adviser.knowledge, adviser.space
    holds = space.rules.get(rule.id, NONE)
    first, last = validity(knowledge, rule)
    rules = knowledge.rules.values()
    fact = rule.derive[0] if rule.derive is not None else None
    return RulePage(
        rule=rule,
        on=adviser.on,
        in_force=rule.id in space.rules,
        first=first,
        last=last,
        holds=holds,
        cases=space.count(holds),
        of=space.size,
        needs=tuple(dict.fromkeys(literal.fact for literal in literals(rule.when))),
        read_by=tuple(other.id for other in rules if fact in {literal.fact for literal in literals(other.when)}),
        overridden_by=tuple(other.id for other in rules if rule.id in other.overrides),
        succeeded_by=tuple(other.id for other in rules if rule.id in other.succeeds),
        amounts=tuple(knowledge.amounts[id] for _, id in rule.named),
        named=tuple(_naming_rule(knowledge, rule.id)),
        tested=_tested(scenarios, rule.id),
    )


def clause_page(adviser: Adviser, clause: Clause, scenarios: Iterable[Scenario]) -> ClausePage:
    """The page of a clause, as of the adviser's day."""
    knowledge, space = adviser.knowledge, adviser.space
    citing = [rule.id for rule in knowledge.rules.values() if clause.id in rule.sources]
    return ClausePage(
        clause=clause,
        document=knowledge.documents[clause.document],
        on=adviser.on,
        rules=tuple((id, space.count(space.rules.get(id, NONE))) for id in citing),
        named=tuple(_naming_clause(knowledge, clause.id)),
        tested=_tested(scenarios, clause.id),
    )


def _tested(scenarios: Iterable[Scenario], id: str) -> tuple[Tested, ...]:
    """Those that expect it first, then those that exclude it."""
    found = [Tested(scenario, keys) for scenario in scenarios if (keys := scenario.naming(id))]
    return tuple(sorted(found, key=lambda tested: set(tested.keys) <= _EXCLUDING))


def _naming_rule(knowledge: Knowledge, id: str) -> Iterator[Named]:
    training = knowledge.training
    yield from (Named(INVARIANT, each.id) for each in knowledge.invariants.values() if _speaks_of(each, id))
    yield from (Named(PROMISE, promise.id) for promise in knowledge.promises if promise.warned_by == id)
    said = [(rule.id, rule.statement) for rule in knowledge.rules.values() if rule.statement is not None]
    yield from (Named(OPPOSED, other) for other, statement in said if id in statement.opposes)
    yield from (Named(DOUBTED, other) for other, statement in said if id in statement.doubts)
    cases = ((course, case) for course in training.courses.values() for case in course.cases)
    yield from (Named(COURSE, f"{course.id}.{case.id}") for course, case in cases if id in case.about)
    yield from (Named(CALL, call.id) for call in training.calls if call.rule == id)


def _speaks_of(invariant: Invariant, id: str) -> bool:
    return any(part is not None and part.rule == id for part in (invariant.never, invariant.always))


def _naming_clause(knowledge: Knowledge, id: str) -> Iterator[Named]:
    for kind, records in (
        (CONTACT, knowledge.contacts.values()),
        (TERM, knowledge.glossary.values()),
        (INVARIANT, knowledge.invariants.values()),
        (TRAINING, knowledge.training.whys),
        (CHANGE, knowledge.changes),
    ):
        for record in records:
            if id in record.sources:
                yield Named(kind, record.id)
    for note in knowledge.training.notes.values():
        if id in note.sources:
            yield Named(TRAINING, note.fact)
    for question in knowledge.questions.values():
        for clue in question.find_out.clues.values() if question.find_out is not None else ():
            if id in clue.sources:
                yield Named(CLUE, f"{question.id}.{clue.value.id}")
