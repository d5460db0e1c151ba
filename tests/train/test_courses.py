"""Courses: what is asked is made from the rules, what was missed comes back at the end, and a case of which nothing can be made is reported."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE, Language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION
from assistant.train.certificate import course_certificate
from assistant.train.courses import LENGTH, Courses, course_problems, course_progress, is_of_course, left_of
from assistant.train.items import FEWEST, MOST, DrillItem
from assistant.train.schedule import Record, after
from assistant.train.session import MOST_TIMES, Session
from assistant.train.sound import record_of
from assistant.train.story import Teller, case_of
from assistant.words.wording import Wording
from tests.support.here import TODAY
from tests.support.training import COURSE, NOW, with_courses


@pytest.fixture(scope="module")
def courses(knowledge: Knowledge) -> Courses:
    return Courses(Adviser(with_courses(knowledge), TODAY), "vgr")


@pytest.fixture
def items(courses: Courses) -> tuple[DrillItem, ...]:
    (course,) = courses.all
    return courses.items(course)


def problems(knowledge: Knowledge, told: str, ask: str = "act") -> list[str]:
    return [problem.text(SOURCE) for problem in course_problems(with_courses(knowledge, ("one", told, ask)))]


# -- items ---------------------------------------------------------------------------------------------------------------


def test_each_case_is_asked_in_its_order_with_all_that_is_told(courses: Courses, items: tuple[DrillItem, ...]) -> None:
    assert [item.contrast.id for item in items] == [f"course/one/{id}/{ask}" for id, _, ask in COURSE]
    for item, (_, told, _) in zip(items, COURSE, strict=True):
        case = case_from_words(courses.adviser.knowledge, told.split())
        assert {fact: value for fact, value in item.told.items() if fact != REGION} == case.known
        assert case_of(courses.adviser.knowledge.questions, item).numbers == case.numbers, "an age is told as written"
        assert FEWEST <= len(item.contrast.choices) <= MOST


def test_the_right_answer_is_what_the_engine_concludes(courses: Courses, items: tuple[DrillItem, ...]) -> None:
    for item in items:
        concluded = courses.adviser.infer(case_of(courses.adviser.knowledge.questions, item))
        assert [choice.holds(concluded) for choice in item.contrast.choices] == [
            number == item.key for number in range(len(item.contrast.choices))
        ]


def test_the_other_side_is_one_told_answer_away_and_has_another_answer(items: tuple[DrillItem, ...]) -> None:
    apart = [item for item in items if item.key != item.other.key]
    assert apart
    for item in apart:
        differs = [fact for fact, value in item.case.items() if item.other.case[fact] != value]
        assert {*differs} == {*item.differing} <= {*item.contrast.told} and len(differs) in (1, 2)
        assert item.contrast.fact in differs


def test_the_region_is_told_only_where_the_answer_depends_on_it(items: tuple[DrillItem, ...]) -> None:
    assert [REGION in item.told for item in items] == [False, False, True]


def test_a_case_of_another_region_is_left_out(knowledge: Knowledge) -> None:
    told = "region=rjl status=undocumented topic=registration"
    adviser = Adviser(with_courses(knowledge, ("one", told, "number")), TODAY)
    (course,) = adviser.knowledge.training.courses.values()
    assert len(Courses(adviser).items(course)) == len(Courses(adviser, "rjl").items(course)) == 1
    assert Courses(adviser, "vgr").items(course) == () and Courses(adviser, "vgr").all == ()


def test_a_course_has_so_many_cases_and_the_rest_stand_in(knowledge: Knowledge) -> None:
    many = [(f"c{age}", f"status=undocumented age={age} topic=interpreter", "act") for age in range(20, 40)]
    adviser = Adviser(with_courses(knowledge, *many), TODAY)
    (course,) = adviser.knowledge.training.courses.values()
    assert [item.contrast.id.split("/")[2] for item in Courses(adviser).items(course)] == [
        id for id, _, _ in many[:LENGTH]
    ]


# -- taking it -----------------------------------------------------------------------------------------------------------


def test_what_was_missed_comes_back_when_all_else_is_asked(items: tuple[DrillItem, ...]) -> None:
    session = Session.of(items, at_end=True)
    asked = []
    while session.item is not None:
        asked.append(session.item)
        wrong = session.item == items[0]
        session, _ = session.answer((session.item.key + wrong) % len(session.item.contrast.choices))
    assert asked == [*items, *[items[0]] * (MOST_TIMES - 1)]
    assert session.score == (len(items) - 1, len(items))


def kept(items: tuple[DrillItem, ...], right: bool = True) -> dict[str, Record]:
    return {item.contrast.id: after(None, item, right, NOW) for item in items}


def test_a_course_is_done_when_each_case_was_right_the_last_time(
    courses: Courses, items: tuple[DrillItem, ...]
) -> None:
    (course,) = courses.all
    records = kept(items[:2])
    assert left_of(items, records) == items[2:]
    assert not course_progress(course, items, records).is_done
    records |= kept(items[2:], right=False)
    assert left_of(items, records) == items[2:], "a wrong answer leaves it to be asked"
    done = course_progress(course, items, kept(items))
    assert done.is_done and (done.right, done.total) == (3, 3)


def test_what_the_rules_say_otherwise_since_is_asked_again(items: tuple[DrillItem, ...]) -> None:
    records = kept(items)
    changed = records[items[0].contrast.id]._replace(print="what it was")
    assert left_of(items, {**records, changed.card: changed}) == items[:1]


def test_what_is_kept_of_a_course_can_be_read_back_and_is_told_from_the_drill(items: tuple[DrillItem, ...]) -> None:
    for card, record in kept(items).items():
        memory = record.memory
        row = (
            record.card, record.topic, memory.state, memory.stability, memory.difficulty, memory.due.isoformat(),
            memory.last.isoformat(), *record.sides, record.print, record.answers, record.wrong,
        )  # fmt: skip
        assert record_of(row) == record and is_of_course(card)
    assert not is_of_course("dental.pays/x/age_group")


def test_the_certificate_is_for_a_course_that_is_done(
    courses: Courses, items: tuple[DrillItem, ...], each_language: Language
) -> None:
    (course,) = courses.all
    wording = Wording(courses.adviser.knowledge, each_language)
    topics = [item.contrast.topic for item in items]
    done = course_progress(course, items, kept(items))
    page = course_certificate("A <b>", "vgr", done, topics, wording, TODAY, True)
    assert "A &lt;b&gt;" in page and "<script" not in page and page.count("<li>") == len(set(topics))
    assert course_certificate("Ada", None, done, topics, wording, TODAY, False).startswith("# ")
    with pytest.raises(ValueError):
        course_certificate("Ada", None, course_progress(course, items, {}), topics, wording, TODAY, True)


# -- checking ------------------------------------------------------------------------------------------------------------


def test_a_sound_course_has_no_mistake(knowledge: Knowledge) -> None:
    assert course_problems(with_courses(knowledge)) == course_problems(knowledge) == []


@pytest.mark.parametrize(
    ("told", "ask", "said"),
    [
        ("status=undocumentd topic=interpreter", "act", "Did you mean undocumented?"),
        ("stat=undocumented topic=interpreter", "act", "There is no fact “stat”"),
        ("status=undocumented topic=interpretr", "act", "Did you mean interpreter?"),
        ("undocumented topic=interpreter", "act", "not of the form fact=value"),
        ("status=undocumented", "act", "has one topic"),
        ("status=undocumented topic=interpreter,dental", "act", "has one topic"),
        ("topic=interpreter", "act", "No item can be made of this case"),
        ("status=undocumented topic=dental", "act", "No item can be made of this case"),
    ],
)
def test_a_case_of_which_nothing_can_be_made_is_reported_with_its_place(
    knowledge: Knowledge, told: str, ask: str, said: str
) -> None:
    (problem,) = problems(knowledge, told, ask)
    assert problem.startswith("courses/one.yaml:1:1: ") and said in problem


def test_a_rule_that_is_named_must_make_the_answer(knowledge: Knowledge) -> None:
    sound = with_courses(knowledge)
    (course,) = sound.training.courses.values()
    case = course.cases[0]._replace(about=(next(iter(knowledge.rules)),))
    changed = sound.training._replace(courses={"one": course._replace(cases=(case,))})
    (problem,) = course_problems(_with(sound, {"training": changed}))
    assert "No item can be made of this case" in problem.text(SOURCE)


def _with(knowledge: Knowledge, changes: Mapping[str, object]) -> Knowledge:
    from assistant.records import replace

    return replace(knowledge, **changes)


def test_the_teller_tells_every_case(courses: Courses, items: tuple[DrillItem, ...], each_language: Language) -> None:
    teller = Teller(Wording(courses.adviser.knowledge, each_language))
    for item in items:
        assert teller.story(item).endswith(".") and len(set(teller.choices(item))) == len(item.contrast.choices)
