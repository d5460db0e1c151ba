"""Making an item: two cases and their right answers become a contrast, with the choices that are shown to be false beside them.

The drill chooses its cases by what must be met (`contrasts`), a course names them (`courses`): what they ask is made here for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from assistant.answer import Adviser
from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.model import REGION
from assistant.train.claims import DEED, VALUE, is_false
from assistant.train.items import FEWEST, MOST, Contrast, digest, turn
from assistant.train.outcomes import Outcome, Theme


def showing_false(theme: Theme, wrong: Outcome, right: Outcome, within: Cases) -> bool:
    """Whether an outcome is shown to be false in all these cases by the one that is right there."""
    others = (each.claimed for each in theme.outcomes if each not in (wrong, right))
    return is_false(wrong.claimed, right.claimed, others, within)


class Maker:
    """Makes the contrasts of one knowledge as of one day."""

    def __init__(self, adviser: Adviser) -> None:
        self.adviser = adviser
        self._space = adviser.space
        self._questions = adviser.knowledge.questions
        self._others = tuple(fact for fact in self._questions if fact != REGION)
        self._distances = {
            (fact, value.id): self._distance(fact, question.values[0].id, value.id)
            for fact, question in self._questions.items()
            for value in question.values
        }
        self._tables: dict[tuple[Outcome, str], str] = {}

    def gap(self, fact: str, value: str, other: str) -> int:
        """How far the number of a case lies from that of the case with another value of this fact."""
        return self._distances[fact, other] - self._distances[fact, value]

    def _distance(self, fact: str, value: str, other: str) -> int:
        """How far apart the numbers of two cases lie that differ in this fact alone."""
        first, second = self._space.example({fact: value}), self._space.example({fact: other})
        return self._space.number(second) - self._space.number(first)

    def one_of(self, cases: Cases, seed: str) -> int:
        """One case of a set, the same for the same seed."""
        return self._space.chosen(cases, lambda fact, count: turn(f"{seed}{fact}", count))

    def contrast(
        self,
        id: str,
        theme: Theme,
        fact: str,
        numbers: tuple[int, int],
        keys: tuple[Outcome, Outcome],
        named: tuple[str, ...] = (),
        ages: Mapping[str, int] | None = None,
    ) -> Contrast | None:
        """The contrast of two cases and their right answers; None if, as it can be told, one is not shown to be false where the other is right.

        `named`: the facts to tell, where somebody has chosen them, and `ages` the exact numbers. Both cases may be the same one: then
        its wrong choices come from anywhere.
        """
        cases = self._space.case(numbers[0]), self._space.case(numbers[1])
        told = named or self._told(cases, fact, self._parts(theme, keys))
        within = [self._space.completions({name: case[name] for name in told}) for case in cases]
        sides = tuple(zip(keys, within, strict=True))
        alone = numbers[0] == numbers[1]
        if not alone and not all(showing_false(theme, keys[1 - side], *sides[side]) for side in (0, 1)):
            return None
        near = ALL if alone else self._near(cases, told)
        outcomes = list(dict.fromkeys(keys))
        outcomes += self._like(theme, f"{theme.id}{cases}", near, sides, outcomes)[: MOST - len(outcomes)]
        outcomes.sort(key=lambda outcome: turn(f"{id}{outcome.choice}", 1 << 30))
        right = outcomes.index(keys[0]), outcomes.index(keys[1])
        choices, mark = tuple(outcome.choice for outcome in outcomes), self._print(fact, cases, keys)
        made = Contrast(id, theme.topic, theme.question.id, fact, cases, told, choices, right, mark, ages or {})
        return made if len(choices) >= FEWEST else None

    @staticmethod
    def _parts(theme: Theme, keys: tuple[Outcome, Outcome]) -> list[Cases]:
        """What a story must settle: the right answers, and whatever else claims something of their kind."""
        kind = keys[0].claimed.claim and keys[0].claimed.claim.of
        alike = (each for each in theme.outcomes if each.claimed.claim is not None and each.claimed.claim.of == kind)
        return [part for key in keys for part in key.parts] + [
            each.cases for each in alike if kind not in (VALUE, DEED)
        ]

    def _print(
        self, fact: str, cases: tuple[Mapping[str, str], Mapping[str, str]], keys: tuple[Outcome, Outcome]
    ) -> str:
        """The fingerprint of what is learnt: what the right outcomes say, on which clauses, and when, in the regions of the cases.

        Which cases serve as examples, and what stands beside the right choice, is no part of it.
        """
        regions = sorted({case[REGION] for case in cases})
        return digest(
            fact,
            [[outcome.content_in(self._space.completions(case)) for case in cases] for outcome in keys],
            [[self._table(outcome, region) for region in regions] for outcome in keys],
        )

    def _table(self, outcome: Outcome, region: str) -> str:
        """A digest of the cases of a region in which an outcome holds, by the facts on which that depends."""
        if (outcome, region) not in self._tables:
            cases = outcome.cases & self._space.having(REGION, region)
            facts = self._space.settling(cases, self._space.having(REGION, region), self._others)
            first = self._space.number(self._space.example({REGION: region}))
            steps = [
                [self._distances[fact, value] for value in self.adviser.knowledge.values_of(fact)] for fact in facts
            ]
            names = [self.adviser.knowledge.values_of(fact) for fact in facts]
            holding = [
                values
                for values, distances in zip(product(*names), product(*steps), strict=True)
                if outcome.holds_in(self._space, first + sum(distances))
            ]
            self._tables[outcome, region] = digest(facts, holding)
        return self._tables[outcome, region]

    def _told(
        self, cases: tuple[Mapping[str, str], Mapping[str, str]], fact: str, parts: list[Cases]
    ) -> tuple[str, ...]:
        """The facts that a story must tell so that it is settled in both cases which rules hold: none of them can be left out."""
        told = list(self._questions)
        for name in reversed(list(self._questions)):
            fewer = [other for other in told if other != name]
            if name != fact and all(self._settles(case, fewer, parts) for case in cases):
                told = fewer
        return tuple(told)

    def _settles(self, case: Mapping[str, str], told: list[str], parts: list[Cases]) -> bool:
        known = {name: case[name] for name in told}
        within = self._space.completions(known)
        # What is so only where it is told is told where it matters.
        within |= self._space.completions({**{fact: case[fact] for fact in self._space.assumed({})}, **known})
        return all(part & within in (NONE, within) for part in parts)

    def _near(self, cases: tuple[Mapping[str, str], Mapping[str, str]], told: tuple[str, ...]) -> Cases:
        """The cases one told answer away from one of the two."""
        near = NONE
        for case in cases:
            known = {name: case[name] for name in told}
            for name in told:
                near |= self._space.completions({other: value for other, value in known.items() if other != name})
        return near

    @staticmethod
    def _like(
        theme: Theme,
        seed: str,
        near: Cases,
        sides: tuple[tuple[Outcome, Cases], ...],
        chosen: list[Outcome],
    ) -> list[Outcome]:
        """Outcomes of the cases near by, shown to be false in both; no two of them claim the same."""
        found = [
            outcome
            for outcome in theme.outcomes
            if outcome not in chosen
            and outcome.cases.meets(near)
            and not outcome.heeded
            and all(showing_false(theme, outcome, *side) for side in sides)
        ]
        found.sort(key=lambda outcome: turn(f"{seed}{outcome.choice}", 1 << 30))
        different: list[Outcome] = []
        for outcome in found:
            claims = [other.claimed.claim for other in (*chosen, *different)]
            if outcome.claimed.claim not in claims:
                different.append(outcome)
        return different
