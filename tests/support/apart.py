"""An adviser that tells each rule by itself: what several say together is the law of tests/shipped/test_whoever_says_it.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.answer import Adviser
from assistant.answer.sharing import RuleTold
from assistant.answer.together import Because, SaidTogether, words_of
from assistant.knowledge.model import Rule


class Apart(SaidTogether):
    """Rules none of which says anything for another."""

    def once(self, told: Sequence[RuleTold], because: Because) -> list[RuleTold]:
        return list(told)

    def saying(self, rule: Rule, told: Iterable[RuleTold]) -> tuple[str, ...]:
        return ()

    def says(self, other: Rule, rule: Rule) -> bool:
        return words_of(other) == words_of(rule)


class RuleByRule(Adviser):
    """Certain is what a single rule says in every completion."""

    @cached_property
    def together(self) -> SaidTogether:
        return Apart(self.rules.in_force)
