"""Rules of signs: what signs say together of one fact, found by the signs of a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter

from assistant.knowledge.word_lists import Together


class SignRules:
    """What signs say together of one fact: of some hundred rules those are looked at that begin with a sign of the line."""

    def __init__(self, rules: Sequence[Together]) -> None:
        self._begun: dict[str, list[tuple[int, Together]]] = {}
        self._beside: dict[str, set[str]] = {}
        for place, rule in enumerate(rules):
            self._begun.setdefault(rule.of[0], []).append((place, rule))
            for sign in rule.of:
                self._beside.setdefault(sign, set()).update(each for each in rule.of if each != sign)

    def holding(self, signs: Collection[str]) -> list[Together]:
        """Those of which every sign is there, in the order of the lists."""
        begun = [one for sign in signs for one in self._begun.get(sign, ()) if all(each in signs for each in one[1].of)]
        return [rule for _, rule in sorted(begun, key=itemgetter(0))]

    def name(self, signs: Collection[str]) -> bool:
        """Whether any rule reads one of these signs."""
        return any(
            sign in signs for rules in self._begun.values() for _, rule in rules for sign in (*rule.of, *rule.unless)
        )

    def beside(self, sign: str) -> Collection[str]:
        """What the rules that read this sign look at beside it."""
        return self._beside.get(sign, ())
