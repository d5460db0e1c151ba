"""Courses: a few cases that somebody has chosen for the first day, with questions, choices and answers made from the rules.

What a case tells stands in `courses/*.yaml` in the words of `ask`; what is right about it, and what is wrong, is worked out as for the
drill. So a course cannot teach what the rules no longer say: then no item can be made, and `vardlots check` tells where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.case import BadInputError, Case, case_from_words
from assistant.cases.space import ALL, Cases
from assistant.i18n import N_
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import REGION, Knowledge
from assistant.knowledge.problems import Problem
from assistant.knowledge.training import Course, CourseCase
from assistant.train.beside import Beside
from assistant.train.items import Contrast, DrillItem
from assistant.train.making import Maker
from assistant.train.outcomes import Outcome, Theme, themes
from assistant.train.schedule import Record

LENGTH = 12
"""Cases of a course. What is written after them stands in where a region's rules do not settle one of the first."""

CARD = "course/"
"""How the id of what a course asks begins; no topic of the drill is called so, since ids hold no stroke."""

SECONDS = 75
"""What a case takes somebody who reads it for the first time, and why it is so: by `benchmarks.sitting`, careful reading, two of three right."""


class CourseProgress(NamedTuple):
    """How many cases of a course were right the last time, of how many."""

    course: Course
    right: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.right == self.total > 0

    @property
    def minutes(self) -> int:
        """About how long the whole course takes."""
        return max(1, round(self.total * SECONDS / 60))


class Courses:
    """The courses of one knowledge as of one day, for somebody who works in a region (None: in any). Always the same."""

    def __init__(self, adviser: Adviser, region: str | None = None) -> None:
        self.adviser, self.region = adviser, region
        self._maker = Maker(adviser)
        self._themes = lru_cache(maxsize=None)(self._themes_of)
        self._beside = Beside(adviser, self._maker)
        self._made: dict[str, tuple[DrillItem, ...]] = {}

    @property
    def all(self) -> tuple[Course, ...]:
        """The courses of which there is a case to ask."""
        courses = self.adviser.knowledge.training.courses.values()
        return tuple(course for course in courses if self.items(course))

    @property
    def contrasts(self) -> tuple[Contrast, ...]:
        """What all courses ask, as cards."""
        return tuple(item.contrast for course in self.all for item in self.items(course))

    def items(self, course: Course) -> tuple[DrillItem, ...]:
        """The items of a course in their order, as many as a course has; those that cannot be made in this region are left out."""
        if course.id not in self._made:
            found = (self.item(course, case, question) for case in course.cases for question in case.asks)
            self._made[course.id] = tuple(islice((item for item in found if item is not None), LENGTH))
        return self._made[course.id]

    def item(self, course: Course, case: CourseCase, question: str) -> DrillItem | None:
        """One question on one case; None where nothing that holds in it shows another answer to be false.

        The region is told only where the answer is not the same without it.
        """
        told = case_from_words(self.adviser.knowledge, case.told.split())
        theme = self._themes(told.topics[0]).get(question) if len(told.topics) == 1 else None
        if theme is None or (REGION in told.known and self.region not in (None, told.known[REGION])):
            return None
        id = f"{CARD}{course.id}/{case.id}/{question}"
        for known in self._tellings(told):
            contrast = self._contrast(id, theme, told, known, case.about)
            if contrast is not None:
                return DrillItem(contrast, 0)
        return None

    def _tellings(self, told: Case) -> Iterator[Mapping[str, str]]:
        """What may be told: what is written, then the region too."""
        yield told.known
        if REGION not in told.known:
            regions = self.adviser.knowledge.values_of(REGION) if self.region is None else (self.region,)
            for region in regions:
                yield {REGION: region, **told.known}

    def _themes_of(self, topic: str) -> Mapping[str, Theme]:
        return {theme.question.id: theme for theme in themes(self.adviser, topic)}

    # -- making ----------------------------------------------------------------------------------------------------

    def _contrast(
        self, id: str, theme: Theme, told: Case, known: Mapping[str, str], about: tuple[str, ...]
    ) -> Contrast | None:
        """The told case and the nearest one in which another answer is right; where there is none such, the told case alone."""
        space = self.adviser.space
        within = space.completions(known)
        named = tuple(fact for fact in self.adviser.knowledge.questions if fact in known)
        ages = {
            fact: told.numbers[asked.id]
            for fact in named
            if (asked := self.adviser.knowledge.questions[fact].number) is not None and asked.id in told.numbers
        }
        region = ALL if self.region is None else space.having(REGION, self.region)
        number = self._maker.one_of(within & region & self._beside.likely or within & region, id)
        for right in self._right(theme, within, about):
            for changed, instead in self._beside.cases(theme, right, known, told.known):
                other = number + self._beside.gap(known, changed)
                made = self._maker.contrast(id, theme, changed[0][0], (number, other), (right, instead), named, ages)
                if made is not None:
                    return made
            made = self._maker.contrast(id, theme, "", (number, number), (right, right), named, ages)
            if made is not None:
                return made
        return None

    @staticmethod
    def _right(theme: Theme, within: Cases, about: tuple[str, ...]) -> Iterator[Outcome]:
        """What is certainly right, in the order of the rules."""
        for outcome in theme.outcomes:
            if within and within <= outcome.cases and (not about or {*about} & {*outcome.choice.rules}):
                yield outcome


def is_of_course(card: str) -> bool:
    """Whether the card of a record is one of a course."""
    return card.startswith(CARD)


def course_progress(course: Course, items: tuple[DrillItem, ...], records: Mapping[str, Record]) -> CourseProgress:
    """How far a learner has come in a course."""
    return CourseProgress(course, len(items) - len(left_of(items, records)), len(items))


def left_of(items: tuple[DrillItem, ...], records: Mapping[str, Record]) -> tuple[DrillItem, ...]:
    """The items that were not right the last time, have never been asked, or have another answer since."""

    def is_right(item: DrillItem) -> bool:
        record = records.get(item.contrast.id)
        return record is not None and not record.is_changed(item.contrast) and bool(record.sides[item.side])

    return tuple(item for item in items if not is_right(item))


# -- checking ------------------------------------------------------------------------------------------------------------


def course_problems(knowledge: Knowledge) -> list[Problem]:
    """What is wrong with the cases of the courses: words that say nothing, and questions of which no item can be made any more.

    Looked at on each day from the knowledge's own on; each mistake is told once.
    """
    found: dict[tuple[str, str], Problem] = {}
    days = sorted({knowledge.date, *(day for day in days_of_change(knowledge) if day > knowledge.date)})
    for day in days if knowledge.training.courses else ():
        for problem in _problems_of(Courses(Adviser(knowledge, day))):
            found.setdefault((str(problem.place), problem.message), problem)
    return sorted(found.values(), key=lambda problem: problem.place)


def _problems_of(courses: Courses) -> Iterator[Problem]:
    knowledge = courses.adviser.knowledge
    for course in knowledge.training.courses.values():
        for case in course.cases:
            try:
                told = case_from_words(knowledge, case.told.split())
            except BadInputError as error:
                yield Problem(case.told_at, error.told.message, error.told.parts, error.told.nearest)
                continue
            if len(told.topics) != 1:
                yield Problem(case.told_at, N_("A case of a course has one topic, as “topic={word}”."), {"word": "…"})
                continue
            for question in case.asks:
                if courses.item(course, case, question) is None:
                    message = N_(
                        "No item can be made of this case: nothing that is certain in it answers {word} and shows another answer to be false."
                    )
                    yield Problem(case.told_at, message, {"word": question})
