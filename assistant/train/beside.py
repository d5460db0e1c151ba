"""The case beside another: one told answer away, or two, with another right answer.

It is what would change the answer, and what a mistake took the case for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations

from assistant.answer import Adviser
from assistant.cases.space import NONE, condition_cases
from assistant.knowledge.model import REGION
from assistant.train.items import DrillItem
from assistant.train.making import Maker, showing_false
from assistant.train.outcomes import Outcome, Theme, themes
from assistant.train.story import number_of, seed_of

OtherValue = tuple[str, str]
"""A fact and its other value."""


class Beside:
    """Finds the cases beside those of one knowledge as of one day."""

    def __init__(self, adviser: Adviser, maker: Maker) -> None:
        self.adviser, self._maker = adviser, maker
        odd = NONE
        for condition in adviser.knowledge.training.unlikely:
            odd |= condition_cases(adviser.knowledge, adviser.space, condition)
        self.likely = ~odd

    def taken_for(self, item: DrillItem, choice: int, round: int) -> DrillItem | None:
        """The item, as it was told in a round, beside the nearest case in which a wrong choice is right; None where there is none such.

        In another region only where there is none in the same: what is right there is at least somebody's rule.
        """
        contrast = item.contrast
        theme = next(each for each in themes(self.adviser, contrast.topic) if each.question.id == contrast.question)
        by_choice = {outcome.choice: outcome for outcome in theme.outcomes}
        right, chosen = by_choice.get(item.right), by_choice.get(contrast.choices[choice])
        if right is None or chosen is None:
            return None
        number = self.adviser.space.number(item.case)
        id, ages = seed_of(item, round), number_of(self.adviser.knowledge.questions, item, round)
        here = [fact for fact in item.told if fact != REGION]
        for changed, instead in chain(*(self.cases(theme, right, item.told, facts) for facts in (here, item.told))):
            if instead.same == chosen.same:
                cases = number, number + self.gap(item.told, changed)
                made = self._maker.contrast(id, theme, changed[0][0], cases, (right, instead), tuple(item.told), ages)
                if made is not None:
                    return DrillItem(made, 0)
        return None

    def gap(self, known: Mapping[str, str], changed: Iterable[OtherValue]) -> int:
        """How far the number of a case lies from that of the case with these other values."""
        return sum(self._maker.gap(fact, known[fact], value) for fact, value in changed)

    def cases(
        self, theme: Theme, right: Outcome, known: Mapping[str, str], facts: Iterable[str]
    ) -> Iterator[tuple[tuple[OtherValue, ...], Outcome]]:
        """The told answer that may be another, and what is right then and wrong now; where no one answer changes that, two of them.

        (Who has a card and who has none differ in situation and document at once.)
        """
        within = self.adviser.space.completions(known)
        for changed in self._steps(known, facts):
            there = self.adviser.space.completions({**known, **dict(changed)})
            for instead in theme.outcomes:
                certain = there <= instead.cases
                if (
                    certain
                    and showing_false(theme, instead, right, within)
                    and showing_false(theme, right, instead, there)
                ):
                    yield changed, instead

    def _steps(self, known: Mapping[str, str], facts: Iterable[str]) -> Iterator[tuple[OtherValue, ...]]:
        """What may be another: one fact, a limit of age first, the one below before the one above; then two facts, those chosen from before ages.

        Never what hardly occurs: after a mistake it would be told as the neighbour.
        """
        weighed, facts = [], {*facts}
        for fact, question in self.adviser.knowledge.questions.items():
            if fact in facts:
                ids = [value.id for value in question.values]
                here = ids.index(known[fact])
                for place, value in enumerate(ids):
                    far = (place > here, abs(place - here)) if question.number is not None else (False, 0)
                    if place != here:
                        weighed.append(((question.number is None, *far), (fact, value)))
        weighed.sort(key=lambda each: each[0])
        chosen_first = [step for _, step in sorted(weighed, key=lambda each: not each[0][0])]
        pairs = (pair for pair in combinations(chosen_first, 2) if pair[0][0] != pair[1][0])
        for changed in (*((step,) for _, step in weighed), *pairs):
            if self.adviser.space.completions({**known, **dict(changed)}).meets(self.likely):
                yield changed
