"""What leads an answer: on each topic the one line that answers the question itself, and where that is open, what leads with which answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.answer.model import Fork, Lead
from assistant.answer.saying import is_in_time, may_be_said, only_if_certain
from assistant.cases.case import Case
from assistant.cases.space import Cases, Space
from assistant.knowledge.model import UNKNOWN, Knowledge, Rule, Statement

Known = tuple[tuple[str, str], ...]
"""Answers as something that can be looked up by."""


class Leading:
    """The leads of one day's rules."""

    def __init__(self, knowledge: Knowledge, space: Space, statements: Mapping[str, Rule]) -> None:
        """`statements`: the rules of the day that say something."""
        self._knowledge, self._space, self._statements = knowledge, space, statements

    def on(self, topic: str, case: Case) -> Lead | None:
        """The lead of a topic; None where none of its statements has one in any completion.

        What may not be said of the case leads nothing either. Where it is open which statement leads, one that is said while the case is
        open does, if there is any.
        """
        return self._on(topic, tuple(case.known.items()))

    @lru_cache(maxsize=256)  # noqa: B019 - lives as long as the adviser
    def _on(self, topic: str, known: Known) -> Lead | None:
        within = self._space.completions(dict(known))
        lead = self._lead(topic, within, self._knowledge.open_facts(dict(known)), within)
        if lead is None or not lead.depends_on:
            return lead
        forks = tuple(self._forks(lead, dict(known), within))
        if (while_open := self._while_open(topic, dict(known))) is not None:
            return Lead(topic, (while_open,), True, (), forks=forks)
        return lead._replace(forks=forks)

    def _lead(self, topic: str, among: Cases, facts: tuple[str, ...], within: Cases) -> Lead | None:
        """What leads among these cases, as far as it may be said of all that are left."""
        rules, parts = [], []
        left = among
        for rule in self.rules(topic):
            if part := self._space.rules[rule.id] & left:
                rules.append(rule)
                parts.append(part)
                left &= ~part
        if not rules:
            return None
        read = [fact for fact in facts if any(fact in self._space.read_by(rule.id) for rule in rules)]
        settling = {fact for part in parts for fact in self._space.settling(part, among, read)}
        told = tuple(
            rule
            for rule in rules
            if may_be_said(only_if_certain(self._space, rule, within), self._space.rules[rule.id], within)
        )
        return Lead(topic, told, not left, tuple(fact for fact in facts if fact in settling), len(told) < len(rules))

    def _forks(self, lead: Lead, known: Mapping[str, str], within: Cases) -> Iterator[Fork]:
        """For each fact on which a lead turns, what leads with each of its values; what may not be said stays unsaid there too.

        Where a single other fact then decides, that fork as well.
        """
        among = self._space.completions(known)
        for fact in lead.depends_on:
            others = tuple(other for other in lead.depends_on if other != fact)
            branches = []
            for value in self._knowledge.parts_of(fact, known.get(fact, UNKNOWN)):
                then = {**known, fact: value}
                branch = self._lead(lead.topic, among & self._space.having(fact, value), others, within)
                if branch is not None and len(branch.depends_on) == 1:
                    branch = branch._replace(forks=tuple(self._forks(branch, then, within)))
                branches.append((value, branch))
            yield Fork(fact, tuple(branches))

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the adviser
    def rules(self, topic: str) -> tuple[Rule, ...]:
        """The rules that have a lead: those on the topic, the most specific (it holds in the fewest cases) first, then those of every answer."""
        leading = [rule for rule, said in self._said(topic) if not said.while_open]
        return tuple(
            sorted(
                leading,
                key=lambda rule: (
                    rule.statement is not None and rule.statement.topic != topic,
                    self._space.rules[rule.id].bit_count(),
                ),
            )
        )

    def _said(self, topic: str) -> Iterator[tuple[Rule, Statement]]:
        """The statements with a lead that may lead the topic."""
        for rule in self._statements.values():
            said = rule.statement
            if said is not None and said.lead and (said.topic == topic or said.always):
                yield rule, said

    def _while_open(self, topic: str, known: Mapping[str, str]) -> Rule | None:
        """The statement on the topic that leads while the answer to its question is not known."""
        leading = (
            rule
            for rule, said in self._said(topic)
            if said.topic == topic and said.while_open is not None and is_in_time(rule, known)
        )
        return next(leading, None)
