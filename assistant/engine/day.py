"""The rules of a day: what is in force then, each rule put into normal form when it is first needed, and divided into topics and regions.

Whoever asks about one topic in one region needs the rules of that topic, those that are shown with every topic, and those that derive what
these look at: a *part*. Nothing else is compiled for them, so a knowledge of many regions and topics costs no more than its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from assistant.engine.program import (
    DerivedSpec,
    Program,
    ProgramRule,
    derivers_of,
    levels_of,
    named_values,
    program_rule,
    specialise,
)
from assistant.knowledge.conditions import literals
from assistant.knowledge.dated import as_of, clauses_in_force, is_in_force
from assistant.knowledge.model import NATIONAL, REGION, Knowledge, Rule
from assistant.knowledge.needs import derived_needs

MadeFor = tuple[str, frozenset[str]]
"""A rule, and the regions in which another stands for it."""
GENERAL = ""
"""The part without a topic: what is shown with every topic."""


class DayRules:
    """The rules of one knowledge that are in force on a day, as programs and their parts."""

    def __init__(self, knowledge: Knowledge, on: date, made: dict[MadeFor, ProgramRule] | None = None) -> None:
        """`made`: rules of other days of the same knowledge in normal form, to be shared."""
        self.knowledge, self.on = as_of(knowledge, on), on
        self.made: dict[MadeFor, ProgramRule] = {} if made is None else made
        self._needed: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], tuple[set[str], tuple[str, ...]]] = {}
        cited = clauses_in_force(self.knowledge, on)
        self.in_force: dict[str, Rule] = {
            id: rule for id, rule in self.knowledge.rules.items() if is_in_force(rule, on, cited)
        }
        self.asked: Mapping[str, tuple[str, ...]] = {id: knowledge.values_of(id) for id in knowledge.questions}
        self.names = dict(named_values(knowledge))
        self.by_id: Mapping[str, ProgramRule] = _Compiled(self)

    @cached_property
    def derived(self) -> Mapping[str, DerivedSpec]:
        """The derived facts."""
        knowledge, levels = self.knowledge, levels_of(derived_needs(self.knowledge))
        return {
            id: DerivedSpec(knowledge.values_of(id), fact.otherwise, levels[id])
            for id, fact in knowledge.derived.items()
        }

    @cached_property
    def derivers(self) -> Mapping[str, tuple[str, ...]]:
        """For each derived fact the rules that derive it."""
        return derivers_of(self.knowledge.derived, self.in_force.values())

    @cached_property
    def program(self) -> Program:
        """All of them as one program."""
        return Program(self.asked, self.derived, tuple(self.by_id[id] for id in self.in_force), self.names)

    def compiled(self, id: str) -> ProgramRule:
        """A rule in normal form; a region's holds in its region alone, and one that is overridden in the others."""
        key = id, self._overridden.get(id, frozenset())
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = program_rule(self.knowledge, self.in_force[id], key[1])
        return found

    @cached_property
    def _overridden(self) -> Mapping[str, frozenset[str]]:
        """For each rule that is overridden, the regions in which it is."""
        found: dict[str, set[str]] = {}
        for rule in self.in_force.values():
            for id in rule.overrides:
                found.setdefault(id, set()).add(rule.pack)
        return {id: frozenset(packs) for id, packs in found.items()}

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """The place of each rule in the order of the knowledge."""
        return {id: place for place, id in enumerate(self.in_force)}

    # -- parts -----------------------------------------------------------------------------------------------------

    def parts(self, topics: Iterable[str] | None) -> tuple[str, ...]:
        """The parts that answer these topics: the general one where there are none; with None, those of all topics."""
        return tuple(self.knowledge.topics if topics is None else topics) or (GENERAL,)

    def part(self, region: str, topic: str) -> Program:
        """The program of a part in a region."""
        facts, ids = self._reached(region, topic)
        rules = tuple(map(self.compiled, ids))
        read = {fact for rule in rules for way in rule.ways for fact, _ in way}
        asked = {fact: values for fact, values in self.asked.items() if fact in read or fact == REGION}
        derived = {fact: spec for fact, spec in self.derived.items() if fact in facts}
        return specialise(Program(asked, derived, rules, self.names), REGION, region)

    def ids_of(self, region: str, topic: str) -> tuple[str, ...]:
        """The rules of a part in a region, in the order of the knowledge."""
        return self._reached(region, topic)[1]

    def _reached(self, region: str, topic: str) -> tuple[set[str], tuple[str, ...]]:
        """The derived facts on which a part rests in a region, and its rules."""
        if (region, topic) not in self._found:
            self._found[region, topic] = self._look_for(region, topic)
        return self._found[region, topic]

    def _look_for(self, region: str, topic: str) -> tuple[set[str], tuple[str, ...]]:
        said = [id for id in self._said.get(topic, ()) if self.in_force[id].pack in (NATIONAL, region)]
        facts, deriving = self._deriving(said, self._taught.get(topic, ()), region)
        return facts, tuple(sorted({*said, *deriving}, key=self._place.__getitem__))

    def _deriving(self, said: Iterable[str], taught: Iterable[str], region: str) -> tuple[set[str], set[str]]:
        """The derived facts that these rules rest on in a region or that are taught, and the rules that derive them."""
        facts: set[str] = set()
        deriving: set[str] = set()
        needed = {*taught, *(fact for id in said for fact in self._needs(id))}
        while needed:
            facts |= needed
            rules = [
                id for fact in needed for id in self.derivers[fact] if self.in_force[id].pack in (NATIONAL, region)
            ]
            deriving.update(rules)
            needed = {fact for id in rules for fact in self._needs(id)} - facts
        return facts, deriving

    def _needs(self, id: str) -> tuple[str, ...]:
        """The derived facts that a rule looks at."""
        found = self._needed.get(id)
        if found is None:
            facts = (literal.fact for literal in literals(self.in_force[id].when))
            found = self._needed[id] = tuple({fact for fact in facts if fact in self.knowledge.derived})
        return found

    @cached_property
    def _taught(self) -> Mapping[str, set[str]]:
        """By topic, the derived facts that training asks about: nothing is taught that the engine has not concluded too."""
        found: dict[str, set[str]] = {}
        for question in self.knowledge.training.questions:
            for topic in question.topics if question.derived is not None else ():
                found.setdefault(topic, set()).add(question.derived or "")
        return found

    @cached_property
    def _said(self) -> Mapping[str, tuple[str, ...]]:
        """By part, the rules that say something in it."""
        found: dict[str, list[str]] = {topic: [] for topic in (GENERAL, *self.knowledge.topics)}
        for id, rule in self.in_force.items():
            if rule.statement is not None:
                parts = found if rule.statement.always else (rule.statement.topic,)
                for part in parts:
                    found[part].append(id)
        return {part: tuple(ids) for part, ids in found.items()}


class _Compiled(Mapping[str, ProgramRule]):
    """The rules of a day in normal form, each made when it is first asked for."""

    def __init__(self, day: DayRules) -> None:
        self._day = day

    def __getitem__(self, id: str) -> ProgramRule:
        return self._day.compiled(id)

    def __contains__(self, id: object) -> bool:
        return id in self._day.in_force

    def __iter__(self) -> Iterator[str]:
        return iter(self._day.in_force)

    def __len__(self) -> int:
        return len(self._day.in_force)
