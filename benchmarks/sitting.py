"""How long day one takes: the words that the plain lines really show in each course, read at three speeds, and a while for each answer.

    python -m benchmarks.sitting

Each course is taken in each region and language, by somebody who answers two cases of three right at once (seeds fixed), one who makes no
mistake and one who guesses. What is shown from the first case to the last line is counted in words; the sources are counted apart, as they
are looked up rather than read. Reading speeds are assumptions: WORDS_A_MINUTE lies below what adults are measured to read of easy
prose (about 240 words a minute), since the text is new, exact and, for some, not in their own language. It is a model, not a measurement
of people: who tries it with a new colleague and a clock knows better.
"""

from __future__ import annotations

import random
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.i18n import language, languages
from assistant.knowledge import shipped_knowledge
from assistant.knowledge.model import REGION
from assistant.knowledge.training import Course
from assistant.plain.lines import EndOfTalk, Lines
from assistant.plain.training import Training
from assistant.plain.training import course as take_course
from assistant.train.contrasts import Contrasts
from assistant.train.courses import LENGTH, SECONDS, Courses
from assistant.train.items import DrillItem
from assistant.train.keeper import Keeper
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore

WORDS_A_MINUTE = (120, 150, 200)
"""Slow, careful, easy."""

ANSWER_SECONDS = 8
"""What it takes to weigh three choices that have been read, and to type a digit."""

RIGHT_AT_ONCE = (1.0, 2 / 3, 1 / 3)


class CourseTaker(Lines):
    """Answers each case that is put, rightly as often as `share` says; counts the answers."""

    def __init__(self, items: tuple[DrillItem, ...], out: StringIO, share: float, seed: str) -> None:
        super().__init__(StringIO(), out)
        self.answers, self._left, self._share = 0, list(items), share
        self._first, self._chance = len(items), random.Random(seed)

    def read(self) -> str:
        """The number of a choice of the first case that is left; a missed one comes back at the end, and is right then."""
        if not self._left:
            raise EndOfTalk
        item, self.answers = self._left.pop(0), self.answers + 1
        right = self.answers > self._first or self._chance.random() < self._share
        if not right:
            self._left.append(item)
        return str((item.key if right else (item.key + 1) % len(item.contrast.choices)) + 1)


class TimedSitting(NamedTuple):
    """What a course showed: words to read, words of sources, answers given."""

    read: int
    sources: int
    answers: int

    def minutes(self, speed: int) -> float:
        return self.read / speed + self.answers * ANSWER_SECONDS / 60


def sitting(adviser: Adviser, course: Course, region: str, code: str, share: float) -> TimedSitting:
    """One course, taken in plain lines."""
    speaks, shown = language(code), StringIO()
    items = Courses(adviser, region).items(course)
    taker = CourseTaker(items, shown, share, f"{course.id}{region}{code}")
    with TemporaryDirectory() as folder:
        keeper = Keeper(TrainingStore(Path(folder) / "t.sqlite3"), Learner("learner", region))
        training = Training(adviser, Contrasts(adviser, region), speaks, keeper, taker)
        take_course(training, course)
    head = speaks.gettext("Source: {text}", text=""), speaks.gettext("Source there: {text}", text="")
    lines = shown.getvalue().splitlines()
    sources = [line for line in lines if line.startswith(head)]
    return TimedSitting(
        sum(len(line.split()) for line in lines if line not in sources),
        sum(len(line.split()) for line in sources),
        taker.answers,
    )


def main() -> None:
    knowledge = shipped_knowledge()
    adviser = Adviser(knowledge, knowledge.date)
    regions = knowledge.values_of(REGION)
    print(f"{LENGTH} cases; the program says {round(LENGTH * SECONDS / 60)} minutes")
    print(
        "right at once, language: words read / of sources / answers; minutes at " + ", ".join(map(str, WORDS_A_MINUTE))
    )
    for share in RIGHT_AT_ONCE:
        for code in languages():
            found = [
                sitting(adviser, course, region, code, share)
                for course in knowledge.training.courses.values()
                for region in regions
            ]
            told = [
                f"{median(each.minutes(speed) for each in found):.0f} ({max(each.minutes(speed) for each in found):.0f})"
                for speed in WORDS_A_MINUTE
            ]
            middle = [round(median(counts)) for counts in zip(*found, strict=True)]
            print(f"{share:4.0%} {code}: {' / '.join(map(str, middle))}; {', '.join(told)}")


if __name__ == "__main__":
    main()
