"""A simulated class: how many items the training asks until what a learner has got wrong is found and mended, against random order.

    python -m benchmarks.classroom

Each learner knows the rules but for three misconceptions, which are drawn (seeds fixed) from all that the items can show: that one answer
of a case is taken for another (two situations, two documents), that a limit of age lies elsewhere, that one right answer is taken for
another of its question (two amounts). Whoever is corrected remembers it as FSRS's model says people do, and falls back into the
misconception when they do not. *Found*: the first wrong answer that comes of it. *Mended*: expected to be remembered for a week. Both are
counted in items asked of that learner, whatever they are about; a sitting a day, twenty items each.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise, permutations
from statistics import median
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.space import NONE, Cases
from assistant.knowledge import shipped_knowledge
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses
from assistant.train.items import Alternative, Contrast, DrillItem
from assistant.train.schedule import DEFAULT_COUNT, MASTERED_DAYS, Memory, Record, after, plan, recalled, reviewed
from assistant.train.session import Session

BEGIN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LEARNERS, DAYS = 40, 90
GUESS = -1
"""In place of a choice: by the misconception none of them is right, so the learner guesses."""
FACT, LIMIT, ANSWER = "fact", "limit", "answer"

Place = tuple[str, int]
"""An item, by its contrast and side."""


class Misconception(NamedTuple):
    """What is taken for something else. `shows`: the items in which that leads to a wrong choice, and which."""

    kind: str
    name: str
    shows: Mapping[Place, int]


def place_of(item: DrillItem) -> Place:
    """The item, by its contrast and side."""
    return item.contrast.id, item.side


# -- what can be got wrong -------------------------------------------------------------------------------------------------


def misconceptions(adviser: Adviser, items: Sequence[DrillItem]) -> list[Misconception]:
    """All that these items can show."""
    found = [*_of_facts(adviser, items), *_of_answers(items)]
    return [each for each in found if each.shows]


def _of_facts(adviser: Adviser, items: Sequence[DrillItem]) -> Iterator[Misconception]:
    """One answer of a case taken for another; of ages, one side of a limit for the other."""
    for fact, question in adviser.knowledge.questions.items():
        ids = [value.id for value in question.values]
        pairs = (
            permutations(ids, 2)
            if question.number is None
            else (p for pair in pairwise(ids) for p in (pair, pair[::-1]))
        )
        for value, taken in pairs:
            shows = {}
            for item in items:
                if item.told.get(fact) == value:
                    chosen = _by_rules(adviser, item, {**item.told, fact: taken})
                    if chosen != item.key:
                        shows[place_of(item)] = chosen
            yield Misconception(FACT if question.number is None else LIMIT, f"{fact}: {value} > {taken}", shows)


def _by_rules(adviser: Adviser, item: DrillItem, told: Mapping[str, str]) -> int:
    """The choice that the rules make right for these told answers; a guess where they make none."""
    within = adviser.space.completions(told)
    for number, choice in enumerate(item.contrast.choices):
        if within <= _cases(adviser, choice):
            return number
    return GUESS


def _cases(adviser: Adviser, choice: Alternative) -> Cases:
    if choice.derived is not None:
        return adviser.space.having(*choice.derived)
    found = NONE
    for rule in choice.rules:
        found |= adviser.space.rules[rule]
    return found


def _of_answers(items: Sequence[DrillItem]) -> Iterator[Misconception]:
    """One right answer of a question taken for another."""
    shows: dict[tuple[str, Alternative, Alternative], dict[Place, int]] = {}
    for item in items:
        for number, choice in enumerate(item.contrast.choices):
            if number != item.key:
                question = f"{item.contrast.topic}.{item.contrast.question}"
                shows.setdefault((question, item.right, choice), {})[place_of(item)] = number
    for (question, right, wrong), places in shows.items():
        yield Misconception(ANSWER, f"{question}: {right} > {wrong}", places)


# -- a learner -------------------------------------------------------------------------------------------------------------


@dataclass
class Pupil:
    """A learner. `memory`: of what was corrected; `found` and `mended`: after how many items of this learner."""

    wrong: Sequence[Misconception]
    chance: random.Random
    asked: int = 0
    memory: dict[str, Memory] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    mended: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return len(self.mended) == len(self.wrong)

    def choose(self, item: DrillItem, now: datetime) -> int:
        """The answer to an item; whoever is wrong is corrected, and whoever remembers a correction remembers it longer."""
        self.asked += 1
        choice = item.key
        for each in (each for each in self.wrong if place_of(item) in each.shows):
            before = self.memory.get(each.name)
            remembers = before is not None and self.chance.random() < recalled(before, now)
            self.memory[each.name] = reviewed(before, remembers, now)
            if not remembers:
                self.found.setdefault(each.name, self.asked)
                choice = self._mistaken(each.shows[place_of(item)], item)
            elif self.memory[each.name].stability >= MASTERED_DAYS:
                self.mended.setdefault(each.name, self.asked)
        return choice

    def _mistaken(self, choice: int, item: DrillItem) -> int:
        return self.chance.randrange(len(item.contrast.choices)) if choice == GUESS else choice


# -- the two orders --------------------------------------------------------------------------------------------------------


def trained(pupil: Pupil, contrasts: Sequence[Contrast], course: Sequence[DrillItem] = ()) -> None:
    """The training as it is: a course first, if there is one; what was wrong comes back, and what is due comes first."""
    records: dict[str, Record] = {}
    for day in range(DAYS):
        now = BEGIN + timedelta(days=day)
        items = course if course and not day else plan(contrasts, records, now, DEFAULT_COUNT)
        session = Session.of(items, at_end=items is course)
        while session.item is not None:
            item = session.item
            session, verdict = session.answer(pupil.choose(item, now))
            records[item.contrast.id] = after(records.get(item.contrast.id), item, verdict.right, now)
        if pupil.done:
            return


def at_random(pupil: Pupil, contrasts: Sequence[Contrast]) -> None:
    """The same items in random order, each once before any comes again, as many a day."""
    left: list[DrillItem] = []
    for day in range(DAYS):
        for _ in range(DEFAULT_COUNT):
            if not left:
                left = [item for contrast in contrasts for item in contrast.sides()]
                pupil.chance.shuffle(left)
            pupil.choose(left.pop(), BEGIN + timedelta(days=day))
        if pupil.done:
            return


Way = Callable[[Pupil, Sequence[Contrast]], None]


def the_class(known: Sequence[Misconception], contrasts: Sequence[Contrast], way: Way, number: int) -> list[Pupil]:
    """So many learners, each with a misconception of each kind, trained in one way. The same learners for each way."""
    pupils = []
    for seed in range(number):
        chance = random.Random(seed)
        kinds = [[each for each in known if each.kind == kind] for kind in (FACT, LIMIT, ANSWER)]
        pupil = Pupil([chance.choice(kind) for kind in kinds if kind], chance)
        way(pupil, contrasts)
        pupils.append(pupil)
    return pupils


# -- the figures -----------------------------------------------------------------------------------------------------------


class Figures(NamedTuple):
    """Items until a misconception is found and mended: the median and nine in ten; and how many are, of how many."""

    found: tuple[float, float]
    mended: tuple[float, float]
    how_many: int
    of: int


def figures(pupils: Sequence[Pupil]) -> Figures:
    """What a class came to. What was not found or mended in the end counts as the last item."""
    found = [pupil.found.get(each.name, pupil.asked) for pupil in pupils for each in pupil.wrong]
    mended = [pupil.mended.get(each.name, pupil.asked) for pupil in pupils for each in pupil.wrong]
    return Figures(_spread(found), _spread(mended), sum(len(pupil.mended) for pupil in pupils), len(found))


def _spread(counts: Sequence[int]) -> tuple[float, float]:
    ordered = sorted(counts)
    return median(ordered), ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]


def main() -> None:
    """Print a line for each region and way."""
    adviser = Adviser(shipped_knowledge(), date.today())
    print(f"{LEARNERS} learners, three misconceptions each, a sitting of {DEFAULT_COUNT} a day for at most {DAYS} days")
    print("items until half (nine in ten) are        found         mended    mended in the end")
    for region in adviser.knowledge.values_of("region"):
        contrasts, courses = Contrasts(adviser, region).of_all(), Courses(adviser, region)
        course = courses.items(courses.all[0])
        items = [item for contrast in contrasts for item in contrast.sides()]
        known = misconceptions(adviser, (*items, *course))
        print(f"{region}: {len(contrasts)} contrasts, {len(known)} misconceptions that they can show")
        ways: dict[str, Way] = {
            "the drill": trained,
            "day one, then the drill": partial(trained, course=course),
            "random order": at_random,
        }
        for name, way in ways.items():
            made = figures(the_class(known, contrasts, way, LEARNERS))
            print(
                f"  {name:<32}{made.found[0]:>7.0f} ({made.found[1]:.0f}){made.mended[0]:>9.0f} ({made.mended[1]:.0f})"
                f"{made.how_many:>10} of {made.of}"
            )


if __name__ == "__main__":
    main()
