"""What notices a mutant: a scenario that no longer holds, or a law of the knowledge.

A law is looked at again only where what is changed can break it: all else is as it was when every law held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.audit.capped import uncapped
from assistant.audit.coverage import HOLES, accounts
from assistant.audit.doubles import doubles
from assistant.audit.holding import misses_of
from assistant.audit.invariants import broken, fits
from assistant.audit.mutation.mutants import RULES, Mutant
from assistant.audit.mutation.world import MutantChange, MutantEffect, World
from assistant.audit.promises import broken_promises
from assistant.audit.proof import broken_laws, days_of, excluded, opposed, slips
from assistant.audit.scenarios import Scenario
from assistant.audit.sourced import check_paid
from assistant.audit.unled import without_a_lead
from assistant.cases.case import Case
from assistant.cases.space import NONE, Left, Space
from assistant.engine import Conclusions
from assistant.engine.day import DayRules
from assistant.i18n import N_
from assistant.knowledge.check import check, check_rule
from assistant.knowledge.model import NAMING_RULES, Invariant, Knowledge, Rule
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import Mistakes


class WithoutEngine(Adviser):
    """An adviser on a space that is there already. It asks no engine: that those agree with the space in every case is proved elsewhere."""

    def __init__(self, rules: DayRules, space: Space) -> None:
        super().__init__(rules.knowledge, rules.on)
        self.__dict__.update(rules=rules, space=space)

    def infer(self, case: Case, general: bool = False) -> Conclusions:
        """Nothing: what is certain is told by the space."""
        return Conclusions({}, (), "none")


class _Asked(NamedTuple):
    """A scenario, and what its answers leave of every set of cases."""

    scenario: Scenario
    left: Left


class Scenarios:
    """The scenarios as of each day."""

    def __init__(self, world: World, scenarios: Sequence[Scenario]) -> None:
        self._asked: dict[object, list[_Asked]] = {}
        for scenario in scenarios:
            left = world.day(scenario.on).space.left(scenario.case.known)
            self._asked.setdefault(scenario.on, []).append(_Asked(scenario, left))

    def failing(self, effect: MutantEffect) -> Scenario | None:
        """A scenario that does not hold any more; those first that name a rule which is changed."""
        asked = [each for each in self._asked.get(effect.rules.on, ()) if _concerned(each, effect)]
        if not asked:
            return None
        changed = {change.id for change in effect.changes}
        asked.sort(key=lambda each: changed.isdisjoint(_rules_named(each.scenario)))
        adviser = WithoutEngine(effect.rules, effect.space)
        for scenario, _ in asked:
            if misses_of(scenario.expected, adviser.answer(scenario.case)):
                return scenario
        return None


def _concerned(asked: _Asked, effect: MutantEffect) -> bool:
    """Whether the answer to a scenario can keep less of what is expected: a rule that it shows may hold otherwise there, or say something else."""
    scenario, left = asked
    if effect.everywhere and "derived" in scenario.expected:
        return True
    topics = scenario.case.topics
    return any(
        _shown(change, topics) and _touched(change, left) and not scenario.expected.keys().isdisjoint(_keys(change))
        for change in effect.changes
    )


def _shown(change: MutantChange, topics: Sequence[str]) -> bool:
    """Whether a rule is shown on these topics, before or after."""
    rules = (rule for rule in (change.before, change.after) if rule is not None)
    return not topics or any(
        said is not None and (said.always or said.topic in topics) for said in (rule.statement for rule in rules)
    )


def _touched(change: MutantChange, left: Left) -> bool:
    held, holds = left.of(change.held), left.of(change.holds)
    return held is not holds or (holds is not NONE and left.of(change.where) is not NONE)


_EVERY_KEY = frozenset(
    {
        "cites", "not", "says", "lacks", "leads", "open", "depends_on", "fee", "limit", "certain_fee", "contact", "derived",
        "never_sends_to", "not_prefix", "told", "doubted",
    }
)  # fmt: skip
_BY_FIELD = {
    "fee": {"fee", "certain_fee", "told"}, "limit": {"limit", "told"}, "contact": {"contact", "told"}, "lead": {"leads"},
    "actors": {"told"}, "kind": {"told", "fee"}, "link": {"told"}, "form": {"told"}, "mentions": {"told"},
}  # fmt: skip


def _keys(change: MutantChange) -> frozenset[str]:
    """The keys of a scenario that can notice a change: of what is said in the same cases as before, only those that tell of what is else."""
    before, after = change.before, change.after
    if change.held is not change.holds or before is None or after is None:
        return _EVERY_KEY
    keys = {"cites", "not", "not_prefix", "fee", "told"} if before.sources != after.sources else set()
    for field, old, new in zip(before.said._fields, before.said, after.said, strict=True):
        if old != new:
            keys |= _BY_FIELD.get(field, _EVERY_KEY)
    return frozenset(keys)


def _rules_named(scenario: Scenario) -> Iterator[str]:
    for key in ("told", "says", "lacks", "leads", "open", "doubted"):
        yield from scenario.expected.get(key, ())


class Laws:
    """The laws that `check` and the ledger hold a knowledge against."""

    def __init__(self, world: World) -> None:
        self._world = world

    def missed(self, mutant: Mutant, mutated: Knowledge) -> Iterator[Problem]:
        """What refers to a rule that is left out."""
        if mutant.of != RULES or mutant.made is not None:
            return
        named = [(promise.place, promise.warned_by) for promise in mutated.promises]
        for invariant in mutated.invariants.values():
            named += [(invariant.place, each.rule) for each in (invariant.never, invariant.always) if each is not None]
        for rule in mutated.rules.values():
            said = rule.statement
            ids = (*rule.overrides, *(id for key in NAMING_RULES if said for id in getattr(said, key)))
            named += [(rule.place, id) for id in ids]
        for place, id in named:
            if id == mutant.id:
                yield Problem(place, N_("There is no rule {word}."), {"word": mutant.id})

    def broken(self, mutant: Mutant, mutated: Knowledge) -> Iterator[Problem]:
        """What is wrong with a mutant as it is written."""
        mistakes = Mistakes()
        if mutant.of == RULES and mutant.made is not None:
            check_rule(mutated, mutant.made, mistakes)
            check_paid(mutated, mutant.made, mutated.day or mutated.date, mistakes)
            yield from mistakes.problems
            yield from self._unused(mutant, mutated)
        else:
            check(mutated, mistakes)
            yield from mistakes.problems
            yield from slips(mutated, days_of(mutated))
            space = self._world.day(self._world.knowledge.date).space
            for account in accounts(mutated, space):
                if account.hole is not None:
                    yield Problem(account.clause.place, HOLES[account.hole], {"clause": account.clause.id})

    def _unused(self, mutant: Mutant, mutated: Knowledge) -> Iterator[Problem]:
        """What only this rule used: clauses, a contact."""
        before: Rule = self._world.knowledge.rules[mutant.id]
        for id in set(before.sources) - set(mutant.made.sources):
            clause = mutated.clauses[id]
            cited = any(id in other.sources for other in mutated.rules.values())
            cited |= any(id in way.sources for other in mutated.contacts.values() for way in other.ways)
            if not cited and not clause.disposition:
                yield Problem(clause.place, HOLES["unused"], {"clause": id})
        for id in set(mutant.made.sources) - set(before.sources):
            if mutated.clauses[id].disposition:
                yield Problem(mutated.clauses[id].place, HOLES["both"], {"clause": id})
        said, said_before = mutant.made.statement, before.statement
        contact = said_before.contact if said_before is not None else None
        if contact is not None and said is not None and said.contact != contact:
            given = (rule.statement.contact for rule in mutated.rules.values() if rule.statement is not None)
            if contact not in given:
                yield Problem(
                    mutated.contacts[contact].place, N_("No statement gives the contact {word}."), {"word": contact}
                )

    def broken_on(self, effect: MutantEffect) -> Iterator[Problem]:
        """What is broken in some case on a day."""
        knowledge, space, on = effect.knowledge, effect.space, effect.rules.on
        if effect.everywhere:
            yield from broken_laws(knowledge, space, on)
            return
        near = _Near(effect)
        yield from excluded(knowledge, near.changed, on)
        yield from broken_promises(knowledge, near.promised, on)
        yield from uncapped(knowledge, near.changed, on)
        for law in (doubles, opposed, without_a_lead):
            yield from law(knowledge, near.topics, on)
        for invariant in knowledge.invariants.values():
            if invariant.never is not None:
                yield from broken(knowledge, near.changed, invariant, on)
            elif any(_fits(invariant, rule) for change in effect.changes for rule in (change.before, change.after)):
                yield from broken(knowledge, space, invariant, on)

    def never_holds(self, effects: Sequence[MutantEffect], mutated: Knowledge) -> Iterator[Problem]:
        """Rules that hold in no case on any day, and did before."""
        here = {effect.rules.on: effect.space for effect in effects}
        for id in {
            change.id for effect in effects for change in effect.changes if not change.holds
        } & mutated.rules.keys():
            spaces = (here.get(on, day.space) for on, day in self._world.days.items())
            if not any(space.rules.get(id, NONE) for space in (*spaces, *here.values())):
                rule = mutated.rules[id]
                yield Problem(rule.at("when"), N_("The rule {word} can never hold."), {"word": id})


def _fits(invariant: Invariant, rule: Rule | None) -> bool:
    return rule is not None and invariant.always is not None and fits(invariant.always, rule)


class _Near:
    """The space of a mutant with only the rules near what is changed, so that a law looks at no others."""

    def __init__(self, effect: MutantEffect) -> None:
        knowledge, space = effect.knowledge, effect.space
        ids = {change.id for change in effect.changes}
        rules = [rule for change in effect.changes for rule in (change.before, change.after) if rule is not None]
        about = {said.topic for rule in rules if (said := rule.statement) is not None}
        always = any(rule.statement is not None and rule.statement.always for rule in rules)
        warned_by = [promise.warned_by for promise in knowledge.promises if promise.warned_by]
        self.changed = space.with_only(ids)
        self.promised = space.with_only(
            {id for id in space.rules if id in ids or any(knowledge.rules[id].stands_for(each) for each in warned_by)}
        )
        said_in = ((id, knowledge.rules[id].statement) for id in space.rules)
        self.topics = space.with_only(
            {
                id
                for id, said in said_in
                if said is not None and (always or said.always or said.topic in about or ids & {*said.opposes})
            }
        )
