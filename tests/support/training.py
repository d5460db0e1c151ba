"""What the tests of training share: every item there is, and records of learners."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.knowledge import Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.training import Course, CourseCase
from assistant.records import replace
from assistant.train.items import Contrast, DrillItem
from assistant.train.schedule import Memory, Record, after

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

COURSE = (
    ("act", "status=undocumented age=34 topic=interpreter", "act"),
    ("scope", "status=undocumented age=7 topic=interpreter", "scope"),
    ("number", "status=undocumented topic=registration", "number"),
)
"""A course of three cases, as `with_courses` takes it."""


def items(contrasts: tuple[Contrast, ...]) -> list[DrillItem]:
    """Both items of every contrast."""
    return [item for contrast in contrasts for item in contrast.sides()]


def mastered(contrast: Contrast) -> Record:
    """The record of somebody who answered both cases right on three days."""
    record: Record | None = None
    for day in (0, 3, 14):
        for item in contrast.sides():
            record = after(record, item, True, NOW - timedelta(days=20 - day))
    assert record is not None
    return record


def one_more(record: Record | None) -> Record:
    """One more right answer to the first case."""
    memory = Memory(2, 3.5, 5.0, NOW + timedelta(days=3), NOW)
    count = (record.answers if record else 0) + 1
    return Record("a/b/c", "dental", memory, (True, None), "print", count, 0)


def with_courses(knowledge: Knowledge, *cases: tuple[str, str, str]) -> Knowledge:
    """This knowledge with one course of these cases: id, what is told in the words of `ask`, question."""
    place = Place("courses/one.yaml", 1, 1)
    made = tuple(CourseCase(id, told, (ask,), (), place, place) for id, told, ask in cases or COURSE)
    course = Course("one", 1, "Dag ett", "Det första.", made, place)
    return replace(knowledge, training=knowledge.training._replace(courses={"one": course}))
