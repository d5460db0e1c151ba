"""What leads an answer: on each topic the one line that answers the question itself, and where that is open, what leads with which answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.answer.model import Fork, Lead
from assistant.answer.saying import is_in_time, may_say
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE, Cases, Left, Space
from assistant.knowledge.model import AGENCY_CONTACT, FORBIDDEN, REGION, UNKNOWN, Knowledge, Rule, Statement

Known = tuple[tuple[str, str], ...]
"""Answers as something that can be looked up by."""


class _Rest(NamedTuple):
    """A rule that may lead, what is left of its cases, and whether it may be said of all that was left at first (see `saying`)."""

    rule: Rule
    holds: Cases
    may_be_said: bool

    def after(self, then: Left) -> _Rest:
        """What is left with one more answer; what speaks of answers may be said where that answer makes it certain."""
        holds = then.of(self.holds)
        return self._replace(holds=holds, may_be_said=self.may_be_said or (self._speaks_of_answers and holds is ALL))

    @property
    def leads(self) -> bool:
        """Whether it can lead: what speaks of answers only where they are given."""
        return self.holds is ALL or not self._speaks_of_answers

    @property
    def _speaks_of_answers(self) -> bool:
        return self.rule.statement is not None and self.rule.statement.if_answered


class Leading:
    """The leads of one day's rules."""

    def __init__(self, knowledge: Knowledge, space: Space, saying: Callable[[str, str | None], Iterable[Rule]]) -> None:
        """`saying`: the rules of the day that say something on a topic, or on all, in a region; with None in any."""
        self._knowledge, self._space, self._saying = knowledge, space, saying

    def on(self, topic: str, case: Case) -> Lead | None:
        """The lead of a topic; None where none of its statements has one in any completion.

        What may not be said of the case leads nothing either, and what speaks of answers that were given leads only where it is certain.
        Where it is open which statement leads, one that is said while the case is open does, if there is any.
        """
        known = case.known
        read = self._read(topic, known.get(REGION))
        return self._on(topic, tuple(sorted(each for each in known.items() if each[0] in read)))

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _read(self, topic: str, region: str | None) -> frozenset[str]:
        """The facts that the lead of a topic can depend on in a region: of two cases that differ in others, one lead is the other's."""
        bits, waited = 0, {REGION}
        for rule, said in self._said(topic, region):
            bits |= self._space.rules[rule.id].facts
            bits |= self._space.having(AGENCY_CONTACT, FORBIDDEN).facts if said.sends_to else 0  # see `saying`
            waited |= {said.while_open} if said.while_open is not None else set()
        return frozenset((*self._space.with_bits(bits), *waited))

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _on(self, topic: str, known: Known) -> Lead | None:
        answers = dict(known)
        left = self._space.left(answers)
        rest = [
            _Rest(rule, holds, may_say(self._space, rule, holds, left))
            for rule in self.rules(topic, answers.get(REGION))
            if (holds := left.of(self._space.rules[rule.id])) is not NONE
        ]
        lead = self._lead(topic, rest, self._knowledge.open_facts(answers))
        if lead is None or not lead.depends_on:
            return lead
        forks = tuple(self._forks(lead, answers, rest))
        if (while_open := self._while_open(topic, answers)) is not None:
            return Lead(topic, (while_open,), True, (), forks=forks)
        return lead._replace(forks=forks)

    def _lead(self, topic: str, rest: Iterable[_Rest], facts: Iterable[str]) -> Lead | None:
        """What leads in the cases that are left, as far as it may be said."""
        rules, told, unled, bits = 0, [], ALL, 0
        for rule, holds, may_be_said in (each for each in rest if each.leads):
            if part := holds & unled:
                rules += 1
                told += [rule] if may_be_said else []
                bits |= part.facts
                unled &= ~holds
                if unled is NONE:
                    break
        if not rules:
            return None
        settling = self._space.with_bits(bits)
        depends_on = tuple(fact for fact in facts if fact in settling)
        return Lead(topic, tuple(told), not unled, depends_on, len(told) < rules)

    def _forks(self, lead: Lead, known: Mapping[str, str], rest: Sequence[_Rest]) -> Iterator[Fork]:
        """For each fact on which a lead turns, what leads with each of its values; what may not be said stays unsaid there too.

        Where a single other fact then decides, that fork as well.
        """
        for fact in lead.depends_on:
            others = tuple(other for other in lead.depends_on if other != fact)
            branches = []
            for value in self._knowledge.parts_of(fact, known.get(fact, UNKNOWN)):
                then = self._space.left({fact: value})
                after = [left for each in rest if (left := each.after(then)).holds is not NONE]
                branch = self._lead(lead.topic, after, others)
                if branch is not None and len(branch.depends_on) == 1:
                    branch = branch._replace(forks=tuple(self._forks(branch, known, after)))
                branches.append((value, branch))
            yield Fork(fact, tuple(branches), self._knowledge.fitting(fact, known))

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def rules(self, topic: str, region: str | None) -> tuple[Rule, ...]:
        """The rules that have a lead: what says that answers do not fit together first, since nothing else may then be relied on; those on
        the topic, the most specific (it holds in the fewest cases) first; then those of every answer."""
        leading = [rule for rule, said in self._said(topic, region) if not said.while_open]
        return tuple(
            sorted(
                leading,
                key=lambda rule: (
                    rule.statement is not None and not rule.statement.if_answered,
                    rule.statement is not None and rule.statement.topic != topic,
                    self._space.count(self._space.rules[rule.id]),
                ),
            )
        )

    def _said(self, topic: str, region: str | None) -> Iterator[tuple[Rule, Statement]]:
        """The statements with a lead that may lead the topic; what speaks of a patient's answers leads none that is about no patient."""
        no_patient = self._knowledge.topics[topic].no_patient
        for rule in self._saying(topic, region):
            said = rule.statement
            if (
                said is not None
                and said.lead
                and (said.topic == topic or said.always)
                and not (no_patient and said.if_answered)
            ):
                yield rule, said

    def _while_open(self, topic: str, known: Mapping[str, str]) -> Rule | None:
        """The statement on the topic that leads while the answer to its question is not known."""
        leading = (
            rule
            for rule, said in self._said(topic, known.get(REGION))
            if said.topic == topic and said.while_open is not None and is_in_time(rule, known)
        )
        return next(leading, None)
