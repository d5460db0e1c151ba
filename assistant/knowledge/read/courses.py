"""Reading and checking `courses/`: each file is one short course, its cases in the order in which they are asked.

What a case tells is read by whoever makes its items (`train.courses`), in the same way as the words of `ask`.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.i18n import N_
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.read.fields import ID, IDS, NO_IDS, TEXT, Fields, Filled, Key, by_id
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.training import Course, CourseCase


def _told(item: Node) -> tuple[str, Place] | None:
    """What a case tells, and where that stands."""
    text = item.text()
    return (text, item.place) if text else None


def _cases(item: Node) -> tuple[CourseCase, ...]:
    """The cases, each id once."""
    return tuple(by_id(item.gather(_case), item.mistakes).values())


def _case(item: Node) -> CourseCase | None:
    found = CASE.open(item)
    if found is None or not found.whole:
        return None
    text, place = found.values["case"]
    return found.record(CourseCase, told=text, told_at=place)


def _has_cases(found: Filled) -> bool:
    if "cases" in found.items and not found.items["cases"].items():
        found.item.mistake(N_("A course needs “cases:”."))
    return bool(found.values["cases"])


CASE = Fields(CourseCase, {"id": ID, "case": Key(_told), "ask": Key(IDS.read, name="asks"), "about": NO_IDS})
COURSE = Fields(
    Course,
    {"id": ID, "order": Key(Node.whole_number), "name": TEXT, "intro": TEXT, "cases": Key(_cases)},
    _has_cases,
)


def read_courses(items: Iterable[Node], mistakes: Mistakes) -> dict[str, Course]:
    """The courses of all files, in their order."""
    found = by_id([course for item in items if (course := COURSE.read(item)) is not None], mistakes)
    return dict(sorted(found.items(), key=lambda pair: pair[1].order))


def check_courses(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Every question that is asked and every rule that is named is there."""
    questions = [question.id for question in knowledge.training.questions]
    for course in knowledge.training.courses.values():
        for case in course.cases:
            for id in case.asks:
                message = N_("There is no training question {word}. Allowed: {allowed}.")
                mistakes.known(case.place, message, id, questions)
            for id in case.about:
                mistakes.known(case.place, N_("There is no rule {word}."), id, knowledge.rules)
