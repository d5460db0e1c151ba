"""What follows for a case, made once for all cases that answer alike what is read for it.

Rules that read the same questions stand together: a topic in a region has a dozen such groups. What a group says is looked up by the
answers to its own questions, so that a case is mostly put together from what others before it have said.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.answer.model import Said
from assistant.cases.case import Case
from assistant.cases.space import Cases
from assistant.knowledge.model import Knowledge, Rule

KnownOfThem = tuple[str | None, ...]
"""The answers to some questions, None where nothing is known."""


class RuleTold(NamedTuple):
    """A rule that is not excluded: its place among all, what is left of its cases, the facts that settle it, its statement if that may be said."""

    place: int
    rule: Rule
    holds: Cases
    depends_on: tuple[str, ...]
    said: Said | None


class ReadFacts:
    """The questions that something reads. Compared by identity."""

    __slots__ = ("facts",)

    def __init__(self, facts: tuple[str, ...]) -> None:
        self.facts = facts

    def known(self, known: Mapping[str, str]) -> KnownOfThem:
        """Of what is known of a case, the answers to these questions."""
        return tuple([known.get(fact) for fact in self.facts])

    def answers(self, known: KnownOfThem) -> dict[str, str]:
        """These answers by their questions."""
        return {fact: value for fact, value in zip(self.facts, known, strict=True) if value is not None}


class Alike(ReadFacts):
    """Rules that read the same questions, each with its place among all and its cases."""

    __slots__ = ("rules",)

    def __init__(self, facts: tuple[str, ...], rules: tuple[tuple[int, Rule, Cases], ...]) -> None:
        super().__init__(facts)
        self.rules = rules


def grouped(rules: Iterable[tuple[int, Rule, Cases, tuple[str, ...]]]) -> tuple[Alike, ...]:
    """Rules, each with its place, its cases and the questions that it reads, by those questions."""
    found: dict[tuple[str, ...], list[tuple[int, Rule, Cases]]] = {}
    for place, rule, holds, facts in rules:
        found.setdefault(facts, []).append((place, rule, holds))
    return tuple(Alike(facts, tuple(alike)) for facts, alike in found.items())


def as_given(said: Said, case: Case, knowledge: Knowledge) -> Said:
    """A statement with the answers that force it as they were given in this case: `age=7`, where others said a span."""
    if not case.numbers or not said.because:
        return said
    because = tuple(case.given(knowledge, word.partition("=")[0]) for word in said.because)
    return said if because == said.because else said._replace(because=because)
