"""Contrasts: pairs of cases one answer apart with different outcomes, so many that every rule and every boundary is met.

For each rule and each fact on which it depends there is a pair of cases that differ in that fact alone, in which the rule holds on
one side and not on the other, and what is told differs. Where a fact is a number in bands (an age), there is such a pair across
each boundary that matters. Pairs are taken greedily: one that an earlier pair has covered is not made. Nothing is left to chance.

On each side every choice but the right one is shown to be false there (`claims`). Where that cannot be, there is no pair: what no item
asks is listed by `left_out`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.space import ALL, NONE, Cases, condition_cases
from assistant.knowledge.kept import Kept
from assistant.knowledge.model import REGION, Question
from assistant.train.items import Alternative, Contrast, turn
from assistant.train.making import Maker, showing_false
from assistant.train.outcomes import Outcome, Theme, themes

TRIED = 6
"""Example cases weighed for one step between two values."""


class ContrastNeed(NamedTuple):
    """What must be met: this part of an outcome (the cases of a rule) tells the two sides of a fact apart.

    `boundary` names the two bands of a number; empty for other facts, where any two values do.
    """

    outcome: Outcome
    part: Cases
    fact: str
    boundary: tuple[str, ...]


class _Pair(NamedTuple):
    """Two cases by number: `outcome` is right in the first and false in the second, `instead` the other way round."""

    first: int
    second: int
    outcome: Outcome
    instead: Outcome


_KEPT: Kept[dict[str | None, dict[str, tuple[Contrast, ...]]]] = Kept()
"""Those made so far of a knowledge as of a day, by region and by topic."""


class Contrasts:
    """The contrasts of one knowledge as of one day, made topic by topic when first asked for, and kept. Always the same.

    With a region, all cases lie in it, for somebody who works there; a contrast has the same id there as elsewhere.
    """

    def __init__(self, adviser: Adviser, region: str | None = None) -> None:
        self.adviser = adviser
        self.region = region
        self._space = adviser.space
        self._questions = adviser.knowledge.questions
        self._within = ALL if region is None else self._space.having(REGION, region)
        self._facts = tuple(fact for fact in self._questions if region is None or fact != REGION)
        odd = NONE
        for condition in adviser.knowledge.training.unlikely:
            odd |= condition_cases(adviser.knowledge, self._space, condition)
        self._likely = self._within & ~odd
        self._maker = Maker(adviser)
        self._turns: dict[tuple[Cases, str, str, str], Cases] = {}
        self._made = _KEPT.made_of(adviser.knowledge.parts, dict, adviser.on).setdefault(region, {})

    def of(self, topic: str) -> tuple[Contrast, ...]:
        """The contrasts of a topic. Raises KeyError for no such topic."""
        if topic not in self._made:
            self.adviser.knowledge.topics[topic]
            self._made[topic] = tuple(
                contrast for theme in themes(self.adviser, topic) for contrast in self._of_theme(theme)
            )
        return self._made[topic]

    def of_all(self, topics: Iterable[str] = ()) -> tuple[Contrast, ...]:
        """The contrasts of these topics; of all without any."""
        return tuple(contrast for topic in topics or self.adviser.knowledge.topics for contrast in self.of(topic))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics on which anything is asked."""
        return tuple(topic for topic in self.adviser.knowledge.topics if self.of(topic))

    # -- covering --------------------------------------------------------------------------------------------------

    def _of_theme(self, theme: Theme) -> Iterator[Contrast]:
        needs = list(self._needs(theme))
        met: set[int] = set()
        shown: set[Alternative] = set()
        made: set[str] = set()
        for number, need in enumerate(needs):
            if number in met:
                continue
            pair = self._best(theme, need, shown)
            if pair is not None:
                met |= {other for other, meant in enumerate(needs) if self._meets(meant, need, pair)}
                yield from self._made_of(theme, need, pair, shown, made)
        for outcome in theme.outcomes:
            cases = outcome.cases & self._within
            if cases and outcome.choice not in shown:
                for need in [need for need in needs if need.outcome.cases & self._within == cases]:
                    pair = self._best(theme, need._replace(outcome=outcome), shown)
                    if pair is not None:
                        yield from self._made_of(theme, need, pair, shown, made)
                        break

    def left_out(self, topics: Iterable[str] = ()) -> tuple[str, ...]:
        """The rules of these topics (of all without any) that say something and are the right answer of no contrast.

        Nothing that holds beside them shows any other answer to be false.
        """
        asked = {rule for contrast in self.of_all(topics) for item in contrast.sides() for rule in item.right.rules}
        wanted = {*(topics or self.adviser.knowledge.topics)}
        return tuple(
            id
            for id, holds in self._space.rules.items()
            if (said := self.adviser.knowledge.rules[id].statement) is not None
            and said.topic in wanted
            and holds.meets(self._within)
            and id not in asked
        )

    def _needs(self, theme: Theme) -> Iterator[ContrastNeed]:
        seen: set[tuple[Cases, Cases, str]] = set()
        for outcome in theme.outcomes:
            cases = outcome.cases & self._within
            for part in dict.fromkeys(part & self._within for part in outcome.parts):
                for fact in self._space.settling(part, self._within, self._facts):
                    if (part, cases, fact) not in seen:
                        seen.add((part, cases, fact))
                        for boundary in self._boundaries(self._questions[fact]):
                            yield ContrastNeed(outcome, part, fact, boundary)

    @staticmethod
    def _boundaries(question: Question) -> list[tuple[str, ...]]:
        """The pairs of neighbouring bands of a number; for another question a single empty one."""
        ids = [value.id for value in question.values]
        return [()] if question.number is None else list(pairwise(ids))

    def _meets(self, need: ContrastNeed, asked: ContrastNeed, pair: _Pair) -> bool:
        """Whether a pair across the fact of `asked` shows what `need` wants: it is the right answer on the side where it holds."""
        if (need.fact, need.boundary) != (asked.fact, asked.boundary):
            return False
        return any(
            outcome.cases & self._within is need.outcome.cases & self._within
            and self._space.has(need.part, inside)
            and not self._space.has(need.outcome.alike, outside)
            for outcome, inside, outside in (
                (pair.outcome, pair.first, pair.second),
                (pair.instead, pair.second, pair.first),
            )
        )

    # -- choosing the cases ----------------------------------------------------------------------------------------

    def _best(self, theme: Theme, need: ContrastNeed, shown: set[Alternative]) -> _Pair | None:
        """The pair that teaches most, of cases that can be met at a desk: another answer, one that is not shown yet."""
        question = self._questions[need.fact]
        steps = list(permutations(need.boundary or [value.id for value in question.values], 2))
        first = turn(f"{theme.id}{need.outcome.choice}{need.fact}", len(steps))
        best: tuple[tuple[int, ...], _Pair] | None = None
        hoped = (1, 1)
        for step in steps[first:] + steps[:first]:
            for number, other in self._examples(need, *step):
                instead = self._instead(theme, need.outcome, number, other, shown)
                if instead is None:
                    continue
                pair = _Pair(number, other, need.outcome, instead)
                worth = (
                    int(instead.same != need.outcome.same),
                    int(instead.choice not in shown),
                )
                if best is None or worth > best[0]:
                    best = worth, pair
                if worth == hoped:
                    return pair
        return best[1] if best else None

    def _examples(self, need: ContrastNeed, value: str, other: str) -> Iterator[tuple[int, int]]:
        """Cases with the value in which the part holds, each with the case that has the other value and not the outcome."""
        gap = self._maker.gap(need.fact, value, other)
        here = self._turned(need.outcome.alike, need.fact, value, other)
        found = need.part & self._likely & self._turned(self._likely, need.fact, value, other) & ~here
        if not found:
            return
        seed, seen = f"{need.fact}{value}{other}{need.outcome.choice}", set()
        for attempt in range(TRIED):
            number = self._maker.one_of(found, f"{attempt}{seed}")
            if number not in seen:
                seen.add(number)
                yield number, number + gap

    def _turned(self, cases: Cases, fact: str, value: str, other: str) -> Cases:
        asked = (cases, fact, value, other)
        if asked not in self._turns:
            self._turns[asked] = self._space.turned(*asked)
        return self._turns[asked]

    def _instead(
        self, theme: Theme, outcome: Outcome, number: int, other: int, shown: set[Alternative]
    ) -> Outcome | None:
        """What holds in the other case and is false in this one, as this is false there; rather something that is not shown yet."""
        space = self._space
        holding = [each for each in theme.outcomes if each.holds_in(space, other)]
        if not holding:
            return None
        here, there = space.completions(space.case(number)), space.completions(space.case(other))
        found = [
            each
            for each in holding
            if showing_false(theme, each, outcome, here) and showing_false(theme, outcome, each, there)
        ]
        return max(found, key=lambda each: (each.same != outcome.same, each.choice not in shown), default=None)

    # -- making ----------------------------------------------------------------------------------------------------

    def _made_of(
        self, theme: Theme, need: ContrastNeed, pair: _Pair, shown: set[Alternative], made: set[str]
    ) -> Iterator[Contrast]:
        first = self._subject(pair.outcome, need)
        id = "/".join((theme.id, first, ":".join((need.fact, "-".join(need.boundary))) if need.boundary else need.fact))
        if id in made:
            return
        made.add(id)
        contrast = self._maker.contrast(id, theme, need.fact, (pair.first, pair.second), (pair.outcome, pair.instead))
        if contrast is not None:
            shown |= {pair.outcome.choice, pair.instead.choice}
            yield contrast

    def _subject(self, outcome: Outcome, need: ContrastNeed) -> str:
        """The rule or value that a contrast is named after."""
        if outcome.choice.derived is not None:
            return "=".join(outcome.choice.derived)
        parts = {part & self._within: rule for part, rule in zip(outcome.parts, outcome.choice.rules, strict=True)}
        return parts.get(need.part, outcome.choice.rules[0])
