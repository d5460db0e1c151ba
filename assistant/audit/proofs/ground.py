"""The ground on which the proofs stand: one knowledge, its days, and what is made of them once and shared by all proofs and processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.audit.proof import days_of
from assistant.cases.space import Space
from assistant.engine.day import DayRules
from assistant.i18n import Language
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem


class ProofGround:
    """What is proved, and as of which day where a proof is of one day."""

    def __init__(self, knowledge: Knowledge, on: date, spoken: Sequence[Language]) -> None:
        self.knowledge, self.on, self.spoken = knowledge, on, tuple(spoken)

    @cached_property
    def days(self) -> Sequence[DayRules]:
        """One day of each stretch of days with the same rules."""
        return days_of(self.knowledge)

    @cached_property
    def spaces(self) -> Mapping[date, Space]:
        """The case space of each of those days."""
        return {rules.on: Space(rules) for rules in self.days}

    @cached_property
    def adviser(self) -> Adviser:
        """What answers as of the day."""
        return Adviser(self.knowledge, self.on)


class ProofPart(NamedTuple):
    """What a part of a proof has counted, and what it found wrong."""

    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


class Proof(NamedTuple):
    """One of the proofs: it is made part by part, in any order, by any process. `says` tells what is counted, for people."""

    id: str
    says: str
    parts: Callable[[ProofGround], Sequence[str]]
    prove: Callable[[ProofGround, str], ProofPart]
    most: frozenset[str] = frozenset()
    """What is not added up over the parts, because each counts all of it."""
