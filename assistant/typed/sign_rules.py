"""Rules of signs: what signs say together, found by the signs of a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from assistant.knowledge.word_lists import Together


class OfSigns(Protocol):
    """What takes several signs: all of `of`, of which there is one at least."""

    @property
    def of(self) -> tuple[str, ...]: ...


Rule = TypeVar("Rule", bound=OfSigns)


class BySigns(Generic[Rule]):
    """Rules by the signs that they take: of some hundred, or a thousand, those are looked at that begin with a sign of the line."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._begun: dict[str, list[int]] = {}
        for place, rule in enumerate(rules):
            self._begun.setdefault(rule.of[0], []).append(place)

    def holding(self, signs: Collection[str]) -> Iterator[Rule]:
        """Those of which every sign is there, in the order of the lists."""
        for place in sorted(place for sign in signs for place in self._begun.get(sign, ())):
            if all(sign in signs for sign in self._rules[place].of):
                yield self._rules[place]


class SignRules(BySigns[Together]):
    """What signs say together of one fact."""

    def __init__(self, rules: Sequence[Together]) -> None:
        super().__init__(rules)
        self._beside: dict[str, set[str]] = {}
        for rule in rules:
            for sign in rule.of:
                self._beside.setdefault(sign, set()).update(each for each in rule.of if each != sign)

    def name(self, signs: Collection[str]) -> bool:
        """Whether any rule reads one of these signs."""
        return any(sign in signs for rule in self._rules for sign in (*rule.of, *rule.unless))

    def beside(self, sign: str) -> Collection[str]:
        """What the rules that read this sign look at beside it."""
        return self._beside.get(sign, ())
