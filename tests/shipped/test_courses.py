"""The courses that come along: every case can be asked, each answer is what the engine concludes, none leads a patient in hiding astray."""

from __future__ import annotations

from statistics import median

import pytest

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.knowledge import Knowledge
from assistant.train.courses import LENGTH, SECONDS, Courses, course_problems
from assistant.train.items import DrillItem
from assistant.train.outline import Judge
from assistant.train.story import OLDEST, Teller, case_of, number_of
from assistant.train.verdict import Verdict
from assistant.words.wording import Wording
from benchmarks.sitting import WORDS_A_MINUTE, sitting


@pytest.fixture(scope="module", params=[None, "vgr", "rjl", "other"])
def courses(adviser: Adviser, request: pytest.FixtureRequest) -> Courses:
    return Courses(adviser, request.param)


@pytest.fixture(scope="module")
def asked(courses: Courses) -> list[DrillItem]:
    return [item for course in courses.all for item in courses.items(course)]


def test_every_case_can_be_asked_somewhere(knowledge: Knowledge) -> None:
    assert course_problems(knowledge) == []


def test_a_course_has_all_its_cases_in_every_region(courses: Courses) -> None:
    lengths = {course.id: len(courses.items(course)) for course in courses.all}
    assert lengths.keys() == courses.adviser.knowledge.training.courses.keys()
    assert set(lengths.values()) == {LENGTH}, lengths


def test_the_key_of_every_item_is_what_the_engine_concludes(courses: Courses, asked: list[DrillItem]) -> None:
    questions = courses.adviser.knowledge.questions
    for item in asked:
        concluded = courses.adviser.infer(case_of(questions, item))
        holds = [number for number, choice in enumerate(item.contrast.choices) if choice.holds(concluded)]
        assert holds == [item.key], item.contrast.id


def test_every_verdict_has_its_reason_and_its_clause(
    courses: Courses, asked: list[DrillItem], each_language: Language
) -> None:
    teller = Teller(Wording(courses.adviser.knowledge, each_language))
    judge = Judge(courses.adviser, teller)
    for item in asked:
        told = judge.explained(Verdict(item, item.key))
        assert told.because and told.sources, item.contrast.id
        assert len(set(teller.choices(item))) == len(item.contrast.choices), item.contrast.id


def test_every_case_has_a_neighbour_to_show_after_a_mistake(asked: list[DrillItem]) -> None:
    assert [item.contrast.id for item in asked if item.key == item.other.key] == []


def test_nobody_in_a_story_is_older_than_people_are(courses: Courses, asked: list[DrillItem]) -> None:
    questions = courses.adviser.knowledge.questions
    told = [age for item in asked for round in range(9) for age in number_of(questions, item, round).values()]
    assert told and max(told) <= OLDEST


def test_no_two_cases_of_a_course_ask_the_same(courses: Courses) -> None:
    for course in courses.all:
        found = [
            (item.contrast.topic, item.contrast.question, tuple(item.told.items())) for item in courses.items(course)
        ]
        assert len(set(found)) == len(found), course.id


def test_the_time_that_a_course_is_said_to_take_is_what_its_words_take(
    adviser: Adviser, knowledge: Knowledge, each_language: Language
) -> None:
    """Read with care, two of three right at once: a model (`benchmarks.sitting`), but of all that is really shown."""
    _, careful, _ = WORDS_A_MINUTE
    courses = knowledge.training.courses
    taken = [sitting(adviser, courses[id], "vgr", each_language.code, 2 / 3) for id in ("reception", "cashier")]
    assert all(LENGTH <= told.answers <= 2 * LENGTH for told in taken)
    assert abs(median(told.minutes(careful) for told in taken) - LENGTH * SECONDS / 60) <= 2
