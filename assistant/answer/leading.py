"""What leads an answer: on each topic the one line that answers the question itself, and where that is open, what leads with which answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from assistant.answer.model import Fork, Lead
from assistant.answer.saying import is_in_time, only_if_certain
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE, Left, Space
from assistant.knowledge.model import REGION, UNKNOWN, Knowledge, Rule, Statement

Known = tuple[tuple[str, str], ...]
"""Answers as something that can be looked up by."""


class Leading:
    """The leads of one day's rules."""

    def __init__(self, knowledge: Knowledge, space: Space, spoken: Callable[[str | None], Iterable[Rule]]) -> None:
        """`spoken`: the rules of the day that say something in a region; with None in any."""
        self._knowledge, self._space, self._spoken = knowledge, space, spoken

    def on(self, topic: str, case: Case) -> Lead | None:
        """The lead of a topic; None where none of its statements has one in any completion.

        What may not be said of the case leads nothing either. Where it is open which statement leads, one that is said while the case is
        open does, if there is any.
        """
        return self._on(topic, tuple(case.known.items()))

    @lru_cache(maxsize=256)  # noqa: B019 - lives as long as the adviser
    def _on(self, topic: str, known: Known) -> Lead | None:
        answers = dict(known)
        left = self._space.left(answers)
        lead = self._lead(topic, answers, self._knowledge.open_facts(answers), left)
        if lead is None or not lead.depends_on:
            return lead
        forks = tuple(self._forks(lead, answers, left))
        if (while_open := self._while_open(topic, answers)) is not None:
            return Lead(topic, (while_open,), True, (), forks=forks)
        return lead._replace(forks=forks)

    def _lead(self, topic: str, known: Mapping[str, str], facts: Iterable[str], left: Left) -> Lead | None:
        """What leads in the cases with these answers, as far as it may be said of all that are `left`."""
        rules, parts = [], []
        among, unled = self._space.left(known), ALL
        for rule in self.rules(topic, known.get(REGION)):
            if part := among.of(self._space.rules[rule.id]) & unled:
                rules.append(rule)
                parts.append(part)
                unled &= ~part
        if not rules:
            return None
        bits = 0
        for part in parts:
            bits |= part.facts
        settling = self._space.with_bits(bits)
        told = tuple(rule for rule in rules if self._may_be_said(rule, left))
        depends_on = tuple(fact for fact in facts if fact in settling)
        return Lead(topic, told, not unled, depends_on, len(told) < len(rules))

    def _may_be_said(self, rule: Rule, left: Left) -> bool:
        """Whether a statement may be said of the cases that are left (see `saying`)."""
        holds = left.of(self._space.rules[rule.id])
        return holds is ALL or (holds is not NONE and not only_if_certain(self._space, rule, left))

    def _forks(self, lead: Lead, known: Mapping[str, str], left: Left) -> Iterator[Fork]:
        """For each fact on which a lead turns, what leads with each of its values; what may not be said stays unsaid there too.

        Where a single other fact then decides, that fork as well.
        """
        for fact in lead.depends_on:
            others = tuple(other for other in lead.depends_on if other != fact)
            branches = []
            for value in self._knowledge.parts_of(fact, known.get(fact, UNKNOWN)):
                then = {**known, fact: value}
                branch = self._lead(lead.topic, then, others, left)
                if branch is not None and len(branch.depends_on) == 1:
                    branch = branch._replace(forks=tuple(self._forks(branch, then, left)))
                branches.append((value, branch))
            yield Fork(fact, tuple(branches))

    @lru_cache(maxsize=256)  # noqa: B019 - lives as long as the adviser
    def rules(self, topic: str, region: str | None) -> tuple[Rule, ...]:
        """The rules that have a lead: those on the topic, the most specific (it holds in the fewest cases) first, then those of every answer."""
        leading = [rule for rule, said in self._said(topic, region) if not said.while_open]
        return tuple(
            sorted(
                leading,
                key=lambda rule: (
                    rule.statement is not None and rule.statement.topic != topic,
                    self._space.count(self._space.rules[rule.id]),
                ),
            )
        )

    def _said(self, topic: str, region: str | None) -> Iterator[tuple[Rule, Statement]]:
        """The statements with a lead that may lead the topic."""
        for rule in self._spoken(region):
            said = rule.statement
            if said is not None and said.lead and (said.topic == topic or said.always):
                yield rule, said

    def _while_open(self, topic: str, known: Mapping[str, str]) -> Rule | None:
        """The statement on the topic that leads while the answer to its question is not known."""
        leading = (
            rule
            for rule, said in self._said(topic, known.get(REGION))
            if said.topic == topic and said.while_open is not None and is_in_time(rule, known)
        )
        return next(leading, None)
