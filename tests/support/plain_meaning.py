"""The plain meaning of the knowledge: what a rule says of a partial case, counted out value by value, without engine or case space.

A rule is evaluated with only the facts that it reads, through derived facts, packs and overriding; any other fact would be
missed (KeyError). So it is a function of those facts alone, and its table over their values is all there is to know of it. Facts
that never change the table are dropped. What holds of the table for the values known holds of every case that has those values,
whatever else is known: that is why a test over all partial cases of a table is a test over all partial cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import product

from assistant.audit.proofs.plain import BothWays, KnownValues, Plain, TruthTable
from assistant.knowledge.model import UNKNOWN, Knowledge


class Table(TruthTable):
    """A table that answers for what is known, and remembers what it said."""

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that it is a function of."""
        return tuple(self.values)

    @cached_property
    def _certain(self) -> dict[KnownValues, BothWays]:
        return {}

    @cached_property
    def _settling(self) -> dict[KnownValues, frozenset[str]]:
        return {}

    def column(self, fact: str, value: str) -> tuple[bool, ...]:
        """Whether it is so with this value of one of its facts, for each combination of the others in one order."""
        place = self.facts.index(fact)
        others = (values for name, values in self.values.items() if name != fact)
        return tuple(self.so[(*rest[:place], value, *rest[place:])] for rest in product(*others))

    def known(self, answers: Mapping[str, str]) -> KnownValues:
        """What these answers settle of the table's facts."""
        return tuple(map(answers.get, self.facts))

    def verdict(self, known: KnownValues) -> BothWays:
        """Whether it is so in some completion, and whether in every one."""
        found = self._certain.get(known)
        if found is None:
            found = self._certain[known] = self._verdict(known)
        return found

    def _verdict(self, known: KnownValues) -> BothWays:
        if None not in known:
            truth = self.so[known]  # type: ignore[index]
            return truth, truth
        parts = [self.verdict(more) for more in self._with_each_value(known, known.index(None))]
        return any(some for some, _ in parts), all(every for _, every in parts)

    def settling(self, known: KnownValues) -> frozenset[str]:
        """The open facts by which alone two completions can differ in whether it is so; none where it is so in all, or in none."""
        found = self._settling.get(known)
        if found is None:
            some, every = self.verdict(known)
            found = self._settling[known] = frozenset(self._differing(known)) if some != every else frozenset()
        return found

    def _differing(self, known: KnownValues) -> set[str]:
        """The same, where it differs."""
        places = [place for place, value in enumerate(known) if value is None]
        if len(places) == 1:
            return {self.facts[places[0]]}
        # Two completions that differ in one fact alone share the value of any other: fix the first, then the second.
        return {
            fact for place in places[:2] for more in self._with_each_value(known, place) for fact in self.settling(more)
        }

    def _with_each_value(self, known: KnownValues, place: int) -> Iterator[KnownValues]:
        for value in self.open[self.facts[place]]:
            yield (*known[:place], value, *known[place + 1 :])


class PlainMeaning(Plain):
    """The same, with tables that are remembered; two rules that derive different values of a fact in one case are an error."""

    def __init__(self, knowledge: Knowledge, on: date) -> None:
        super().__init__(knowledge, on)
        self.knowledge = knowledge
        self._tables: dict[tuple[tuple[str, ...], tuple[bool, ...]], Table] = {}
        self._by_rule, self.derived_table = cache(self._table), cache(self._derived_table)

    def derived(self, fact: str, facts: Mapping[str, str]) -> str:
        found = {rule.derive[1] for rule in self._derivers[fact] if rule.derive and self.holds(rule, facts)}
        assert len(found) <= 1, fact
        return found.pop() if found else self.knowledge.derived[fact].otherwise

    def table(self, id: str) -> Table:
        return self._by_rule(id)

    def _table(self, id: str) -> Table:
        rule = self.rules[id]
        return self._shared(*self._worked_out(self._read_by(rule), lambda facts: self.holds(rule, facts)))

    def _derived_table(self, fact: str, value: str) -> Table:
        """The table of "this derived fact has this value"."""
        return self._shared(*self._worked_out(self._read_by_fact(fact), lambda facts: facts[fact] == value))

    def _shared(self, values: Mapping[str, tuple[str, ...]], so: Mapping[tuple[str, ...], bool]) -> Table:
        """Rules with the same table share it, and what is remembered of it."""
        open_values = {fact: self.knowledge.parts_of(fact, UNKNOWN) for fact in values}
        return self._tables.setdefault((tuple(values), tuple(so.values())), Table(values, so, open_values))
