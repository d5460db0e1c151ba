"""The plain meaning of the rules of a day: worked out value by value, without engine or case space, so that those can be held against it.

A rule is a function of the few facts that it reads, through derived facts, packs and overriding; its table over their values is all that there
is to know of it. Facts that never change the table are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product

from assistant.knowledge.conditions import holds, literals
from assistant.knowledge.dated import clauses_in_force, is_in_force
from assistant.knowledge.model import NATIONAL, REGION, UNKNOWN, Knowledge, Rule

KnownValues = tuple[str | None, ...]
"""A value for each fact of a table, None where it is open."""
BothWays = tuple[bool, bool]
"""Whether it is so in some completion, and whether in every one."""


class TruthTable:
    """A yes-or-no function of a few facts: for each combination of their values, whether it is so."""

    def __init__(
        self,
        values: Mapping[str, tuple[str, ...]],
        so: Mapping[tuple[str, ...], bool],
        open_values: Mapping[str, tuple[str, ...]],
    ) -> None:
        """`open_values`: those that a fact may have while it is open."""
        kept = [place for place in range(len(values)) if _counts(place, so)]
        facts = tuple(values)
        self.values = {facts[place]: values[facts[place]] for place in kept}
        self.open: Mapping[str, tuple[str, ...]] = {fact: open_values[fact] for fact in self.values}
        self.so = {tuple(case[place] for place in kept): truth for case, truth in so.items()}

    def partial(self) -> Iterator[tuple[dict[str, str], BothWays]]:
        """Every way to know some of the facts and not the others, with what is then so: some completion, every one."""
        verdicts: dict[KnownValues, BothWays] = {case: (truth, truth) for case, truth in self.so.items()}
        for place, values in enumerate(self.open.values()):
            first = values[0]
            for known in [known for known in verdicts if known[place] == first]:
                each = [verdicts[(*known[:place], value, *known[place + 1 :])] for value in values]
                some, every = any(some for some, _ in each), all(every for _, every in each)
                verdicts[(*known[:place], None, *known[place + 1 :])] = some, every
        for known, verdict in verdicts.items():
            yield {fact: value for fact, value in zip(self.values, known, strict=True) if value is not None}, verdict


def _counts(place: int, so: Mapping[tuple[str, ...], bool]) -> bool:
    """Whether two combinations differ in this place alone and in truth."""
    seen: dict[tuple[str, ...], bool] = {}
    return any(seen.setdefault(case[:place] + case[place + 1 :], truth) != truth for case, truth in so.items())


class _Facts(dict[str, str]):
    """Answers, and the derived facts as they are asked for. An answer that is missing is a KeyError."""

    def __init__(self, plain: Plain, answers: Mapping[str, str]) -> None:
        super().__init__(answers)
        self._plain = plain

    def __missing__(self, fact: str) -> str:
        self[fact] = self._plain.derived(fact, self)
        return self[fact]


class Plain:
    """What the rules of a day say, in the plainest way to compute it; the knowledge is as of that day."""

    def __init__(self, knowledge: Knowledge, on: date) -> None:
        self._knowledge = knowledge
        cited = clauses_in_force(knowledge, on)
        self.rules = {id: rule for id, rule in knowledge.rules.items() if is_in_force(rule, on, cited)}
        self._derivers: dict[str, list[Rule]] = {fact: [] for fact in knowledge.derived}
        self._overriding: dict[str, set[str]] = {id: set() for id in knowledge.rules}
        for rule in self.rules.values():
            if rule.derive is not None:
                self._derivers[rule.derive[0]].append(rule)
            for id in rule.overrides:
                self._overriding[id].add(rule.pack)
        self._of_fact = cache(self._read_by_fact)

    def derived(self, fact: str, facts: Mapping[str, str]) -> str:
        """The value of a derived fact: of two rules that hold, the first counts (that they never meet is proved elsewhere)."""
        found = (rule.derive[1] for rule in self._derivers[fact] if rule.derive and self.holds(rule, facts))
        return next(found, self._knowledge.derived[fact].otherwise)

    def holds(self, rule: Rule, facts: Mapping[str, str]) -> bool:
        """Whether a rule holds, where its pack and those that override it let it."""
        if rule.pack != NATIONAL and facts[REGION] != rule.pack:
            return False
        overriding = self._overriding[rule.id]
        return not (overriding and facts[REGION] in overriding) and holds(rule.when, facts)

    def table(self, id: str) -> TruthTable:
        """The table of a rule."""
        rule = self.rules[id]
        values, so = self._worked_out(self._read_by(rule), lambda facts: self.holds(rule, facts))
        return TruthTable(values, so, {fact: self._knowledge.parts_of(fact, UNKNOWN) for fact in values})

    def _worked_out(
        self, reads: Collection[str], truth: Callable[[Mapping[str, str]], bool]
    ) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, ...], bool]]:
        """The values of the questions read, and for each combination of them whether something is so."""
        values = {fact: self._knowledge.values_of(fact) for fact in self._knowledge.questions if fact in reads}
        cases = product(*values.values())
        return values, {case: truth(_Facts(self, dict(zip(values, case, strict=True)))) for case in cases}

    def _read_by(self, rule: Rule) -> set[str]:
        """The questions whose answers a rule reads, through derived facts too."""
        found = {REGION} if rule.pack != NATIONAL or self._overriding[rule.id] else set()
        for fact in {literal.fact for literal in literals(rule.when)}:
            found |= {fact} if fact in self._knowledge.questions else self._of_fact(fact)
        return found

    def _read_by_fact(self, fact: str) -> set[str]:
        return {read for rule in self._derivers[fact] for read in self._read_by(rule)}
