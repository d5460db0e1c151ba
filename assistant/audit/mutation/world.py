"""What a mutant changes: in which cases, on which days, something else is said than before. Decided on the case space, so it is exact."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from assistant.audit.mutation.mutants import RULES, Mutant
from assistant.audit.proof import days_of
from assistant.cases.space import ALL, NONE, Cases, Space
from assistant.engine.day import DayRules, MadeFor
from assistant.engine.program import ProgramRule
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import Knowledge, Rule


class MutantChange(NamedTuple):
    """A rule that says something in other cases or in other words: it, and its cases, before and after (None, and none, where it is not in force).

    `where`: the cases in which something else is said.
    """

    before: Rule | None
    after: Rule | None
    held: Cases
    holds: Cases
    where: Cases

    @property
    def id(self) -> str:
        """The rule's."""
        rule = self.before or self.after
        assert rule is not None
        return rule.id


class MutantEffect(NamedTuple):
    """What a mutant changes on a day: the rules of the day and its space after it, and what says something else. `everywhere`: derived facts are others."""

    rules: DayRules
    space: Space
    changes: tuple[MutantChange, ...]
    everywhere: bool

    @property
    def knowledge(self) -> Knowledge:
        """The mutated knowledge as of the day."""
        return self.rules.knowledge


class MutantDay:
    """A day of the knowledge as it is."""

    def __init__(self, rules: DayRules) -> None:
        self.rules, self.on = rules, rules.on
        self.space = Space(rules)
        self.space.settle()

    def effect(self, mutant: Mutant, mutated: Knowledge) -> MutantEffect:
        """What a mutant changes on this day. Raises ConflictInSpace where it makes two rules derive different things."""
        others = mutant.touched(self.rules.knowledge)
        rules = DayRules(mutated, self.on, self._made_without(others))
        old, new = self.rules.in_force, rules.in_force
        anew = self._made_anew(others, rules)
        derives = mutant.of != RULES or any(
            (rule := new.get(id) or old.get(id)) is not None and rule.derive is not None for id in anew
        )
        if derives:
            space = Space(rules, self.space)
            space.settle()
        else:
            made = {id: self.space.holding(rules.compiled(id).ways) if id in new else None for id in anew}
            space = self.space.with_rules({id: cases for id, cases in made.items() if id in old or cases is not None})
        looked_at = {**old, **new} if derives else anew
        changes = tuple(change for id in looked_at if (change := self._change(id, rules, space)) is not None)
        return MutantEffect(rules, space, changes, derives)

    def _made_without(self, ids: Collection[str]) -> dict[MadeFor, ProgramRule]:
        """The rules of this day in normal form, but for these."""
        return {key: made for key, made in self.rules.made.items() if key[0] not in ids}

    def _made_anew(self, others: Collection[str], rules: DayRules) -> set[str]:
        """The rules whose cases may be others: those that are changed, and those that they override or did."""
        found = set(others)
        for id in others:
            for each in (self.rules.in_force.get(id), rules.in_force.get(id)):
                found.update(each.overrides if each is not None else ())
        return {id for id in found if id in rules.in_force or id in self.rules.in_force}

    def _change(self, id: str, rules: DayRules, space: Space) -> MutantChange | None:
        """What is else about a rule that says something."""
        before, after = self.rules.in_force.get(id), rules.in_force.get(id)
        said = before or after
        if said is None or said.statement is None:
            return None
        held = self.space.rules[id] if before is not None else NONE
        holds = space.rules[id] if after is not None else NONE
        where = held ^ holds
        if held is ALL and holds is ALL and _said_anyway(before, after):
            return None
        if before is not None and after is not None and _says_else(before, after):
            lead_alone = _without_lead(before) == _without_lead(after) and not _while_open(before)
            where |= leading(self.rules, self.space, before) if lead_alone else held & holds
        return MutantChange(before, after, held, holds, where) if where else None


def _says_else(before: Rule, after: Rule) -> bool:
    return before is not after and (before.statement != after.statement or before.sources != after.sources)


def _without_lead(rule: Rule) -> object:
    return rule.statement and rule.statement._replace(lead=""), rule.sources


def _while_open(rule: Rule) -> bool:
    return rule.statement is not None and bool(rule.statement.while_open)


def leading(rules: DayRules, space: Space, rule: Rule) -> Cases:
    """The cases in which a rule's lead answers: none of the more specific leads on its topic is there."""
    holds, count = space.rules[rule.id], space.count(space.rules[rule.id])
    for id, other in rules.in_force.items():
        said = other.statement
        if said is None or id == rule.id or not said.lead or said.while_open or said.topic != rule.said.topic:
            continue
        if space.count(space.rules[id]) < count:
            holds &= ~space.rules[id]
    return holds


def _said_anyway(before: Rule | None, after: Rule | None) -> bool:
    """Whether two statements that hold in every case differ only in that one is said when it is certain: it always is."""
    if before is None or after is None or before.statement is None or after.statement is None:
        return False
    return (
        before.statement._replace(if_answered=after.statement.if_answered) == after.statement
        and before.sources == after.sources
    )


class World:
    """A knowledge on all its days."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.days = {rules.on: MutantDay(rules) for rules in days_of(knowledge)}

    def day(self, on: date) -> MutantDay:
        """The day; made if it is one on which nothing changes in the knowledge as it is."""
        if on not in self.days:
            self.days[on] = MutantDay(DayRules(self.knowledge, on))
        return self.days[on]

    def effects(self, mutant: Mutant) -> Iterator[MutantEffect]:
        """What a mutant changes, day by day, the knowledge's own first. Raises ConflictInSpace."""
        mutated = mutant.knowledge(self.knowledge)
        for on in self._days_of(mutant, mutated):
            effect = self.day(on).effect(mutant, mutated)
            if effect.changes:
                yield effect

    def _days_of(self, mutant: Mutant, mutated: Knowledge) -> list[date]:
        """The days on which something may be else: one of each stretch of days with the same rules, in the one knowledge or in the other."""
        days = set(self.days)
        if mutant.of != RULES or self._other_days(mutant):
            days |= set(days_of_change(mutated))
        return [self.knowledge.date, *sorted(days - {self.knowledge.date})]

    def _other_days(self, mutant: Mutant) -> bool:
        """Whether a rule is in force on other days than before."""
        before, after = self.knowledge.rules[mutant.id], mutant.made
        return after is not None and any(
            getattr(before, key) != getattr(after, key) for key in ("valid_from", "valid_to", "sources")
        )
