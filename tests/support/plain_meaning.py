"""The plain meaning of the knowledge: what a rule says of a partial case, counted out value by value, without engine or case space.

A rule is evaluated with only the facts that it reads, through derived facts, packs and overriding; any other fact would be
missed (KeyError). So it is a function of those facts alone, and its table over their values is all there is to know of it. Facts
that never change the table are dropped. What holds of the table for the values known holds of every case that has those values,
whatever else is known: that is why a test over all partial cases of a table is a test over all partial cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product

from assistant.knowledge.conditions import holds, literals
from assistant.knowledge.dated import is_in_force
from assistant.knowledge.model import NATIONAL, REGION, Knowledge, Rule

Known = tuple[str | None, ...]
"""A value for each fact of a table, None where it is open."""


class Table:
    """A yes-or-no function of a few facts: for each combination of their values, whether it is so."""

    def __init__(self, values: Mapping[str, tuple[str, ...]], so: Mapping[tuple[str, ...], bool]) -> None:
        self.facts = tuple(fact for place, fact in enumerate(values) if _counts(place, so))
        self.values = {fact: values[fact] for fact in self.facts}
        kept = [place for place, fact in enumerate(values) if fact in self.facts]
        self._so = {tuple(case[place] for place in kept): truth for case, truth in so.items()}
        self._certain: dict[Known, tuple[bool, bool]] = {}
        self._settling: dict[Known, frozenset[str]] = {}

    def column(self, fact: str, value: str) -> tuple[bool, ...]:
        """Whether it is so with this value of one of its facts, for each combination of the others in one order."""
        place = self.facts.index(fact)
        others = (values for name, values in self.values.items() if name != fact)
        return tuple(self._so[(*rest[:place], value, *rest[place:])] for rest in product(*others))

    def known(self, answers: Mapping[str, str]) -> Known:
        """What these answers settle of the table's facts."""
        return tuple(map(answers.get, self.facts))

    def verdict(self, known: Known) -> tuple[bool, bool]:
        """Whether it is so in some completion, and whether in every one."""
        if known not in self._certain:
            if None not in known:
                truth = self._so[known]  # type: ignore[index]
                self._certain[known] = truth, truth
            else:
                parts = [self.verdict(more) for more in self._with_each_value(known, known.index(None))]
                self._certain[known] = any(some for some, _ in parts), all(every for _, every in parts)
        return self._certain[known]

    def settling(self, known: Known) -> frozenset[str]:
        """The open facts by which alone two completions can differ in whether it is so."""
        if known not in self._settling:
            places = [place for place, value in enumerate(known) if value is None]
            found: set[str] = set()
            if len(places) == 1:
                some, every = self.verdict(known)
                found |= {self.facts[places[0]]} if some != every else set()
            # Two completions that differ in one fact alone share the value of any other: fix the first, then the second.
            for place in places[:2] if len(places) > 1 else ():
                for more in self._with_each_value(known, place):
                    found |= self.settling(more)
            self._settling[known] = frozenset(found)
        return self._settling[known]

    def _with_each_value(self, known: Known, place: int) -> Iterator[Known]:
        for value in self.values[self.facts[place]]:
            yield (*known[:place], value, *known[place + 1 :])


def _counts(place: int, so: Mapping[tuple[str, ...], bool]) -> bool:
    """Whether two combinations differ in this place alone and in truth."""
    seen: dict[tuple[str, ...], bool] = {}
    return any(seen.setdefault(case[:place] + case[place + 1 :], truth) != truth for case, truth in so.items())


class _Facts(dict[str, str]):
    """Answers, and the derived facts as they are asked for. An answer that is missing is a KeyError."""

    def __init__(self, meaning: PlainMeaning, answers: Mapping[str, str]) -> None:
        super().__init__(answers)
        self._meaning = meaning

    def __missing__(self, fact: str) -> str:
        self[fact] = self._meaning.derived(fact, self)
        return self[fact]


class PlainMeaning:
    """What the knowledge says on a day, in the plainest way to compute it."""

    def __init__(self, knowledge: Knowledge, on: date) -> None:
        self.knowledge = knowledge
        self.rules = {id: rule for id, rule in knowledge.rules.items() if is_in_force(knowledge, rule, on)}
        self._derivers: dict[str, list[Rule]] = {fact: [] for fact in knowledge.derived}
        self._overriding: dict[str, set[str]] = {id: set() for id in knowledge.rules}
        for rule in self.rules.values():
            if rule.derive is not None:
                self._derivers[rule.derive[0]].append(rule)
            for id in rule.overrides:
                self._overriding[id].add(rule.pack)
        self._tables: dict[tuple[tuple[str, ...], tuple[bool, ...]], Table] = {}
        self.table = cache(self._table)
        self.derived_table = cache(self._derived_table)

    def derived(self, fact: str, facts: Mapping[str, str]) -> str:
        """The value of a derived fact. Raises KeyError if it reads an answer that is not given."""
        spec = self.knowledge.derived[fact]
        found = {rule.derive[1] for rule in self._derivers[fact] if rule.derive and self.holds(rule, facts)}
        assert len(found) <= 1, fact
        return found.pop() if found else spec.otherwise

    def holds(self, rule: Rule, facts: Mapping[str, str]) -> bool:
        """Whether a rule holds, where its pack and those that override it let it."""
        if rule.pack != NATIONAL and facts[REGION] != rule.pack:
            return False
        if self._overriding[rule.id] and facts[REGION] in self._overriding[rule.id]:
            return False
        return holds(rule.when, facts)

    def _table(self, id: str) -> Table:
        """The table of a rule by id."""
        rule = self.rules[id]
        reads = self._read_by(rule)
        return self._made(reads, lambda facts: self.holds(rule, facts))

    def _derived_table(self, fact: str, value: str) -> Table:
        """The table of "this derived fact has this value"."""
        reads = {read for rule in self._derivers[fact] for read in self._read_by(rule)}
        return self._made(reads, lambda facts: facts[fact] == value)

    def _made(self, reads: set[str], truth: Callable[[Mapping[str, str]], bool]) -> Table:
        values = {fact: self.knowledge.values_of(fact) for fact in self.knowledge.questions if fact in reads}
        so = {case: truth(_Facts(self, dict(zip(values, case, strict=True)))) for case in product(*values.values())}
        # Rules with the same table share it, and what is remembered of it.
        return self._tables.setdefault((tuple(values), tuple(so.values())), Table(values, so))

    def _read_by(self, rule: Rule) -> set[str]:
        """The questions whose answers a rule reads, through derived facts too."""
        found = {REGION} if rule.pack != NATIONAL else set()
        found |= {REGION} if self._overriding[rule.id] else set()
        for literal in literals(rule.when):
            if literal.fact in self.knowledge.questions:
                found.add(literal.fact)
            else:
                for other in self._derivers[literal.fact]:
                    found |= self._read_by(other)
        return found
