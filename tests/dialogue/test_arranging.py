"""How a question is put: what cannot go together with what is known comes last, and what the clock says is suggested, and never an age."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Nothing, Replied

MONDAY, SUNDAY = 23, 22
"""Days of November 2026."""


def _the_same(now: datetime) -> datetime:
    return now


def at(adviser: Adviser, words: str) -> Conversation:
    return Conversation(adviser, case_from_words(adviser.knowledge, words.split()))


@pytest.mark.parametrize(
    ("status", "first", "last"),
    [
        ("asylum_seeker", ["lma_valid", "lma_expired", "asylum_receipt", "none"], {"ut_card", "protection_application"}),
        ("temporary_protection", ["ut_card", "protection_application", "none"],
         {"lma_valid", "lma_expired", "asylum_receipt"}),
    ],
)  # fmt: skip
def test_documents_that_do_not_go_with_the_situation_come_last(
    adviser: Adviser, status: str, first: list[str], last: set[str]
) -> None:
    talk = at(adviser, f"region=vgr status={status} topic=medicines").ask_again("proof")
    assert talk.question is not None
    ids = [value.id for value in talk.question.values]
    assert ids[: len(first)] == first and set(ids[len(first) :]) == last
    reading = LineReader(adviser.knowledge, ("sv",)).read("1", talk)
    assert isinstance(reading, Replied)
    assert reading.later.case.answers["proof"] == first[0], "the sign is that of the order shown"


def test_the_situation_that_a_document_points_to_comes_first(adviser: Adviser) -> None:
    talk = at(adviser, "region=vgr proof=ut_card age=21 topic=dental")
    assert talk.question is not None and talk.question.id == "status"
    assert [value.id for value in talk.question.values][:2] == ["temporary_protection", "resident"]


def test_where_nothing_is_known_all_stand_as_written(adviser: Adviser) -> None:
    talk = at(adviser, "region=vgr topic=medicines").ask_again("proof")
    assert talk.question is not None
    assert talk.question.values == adviser.knowledge.questions["proof"].values


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(MONDAY, 10, "office"), (MONDAY, 7, None), (MONDAY, 16, None), (MONDAY, 22, "on_call"), (MONDAY, 3, "on_call"),
     (SUNDAY, 12, "on_call")],
)  # fmt: skip
def test_day_or_night_is_suggested_by_the_clock_and_nothing_where_it_may_be_either(
    adviser: Adviser, day: int, hour: int, expected: str | None
) -> None:
    now = datetime(2026, 11, day, hour, 30)
    talk = at(adviser, "region=rjl status=undocumented topic=registration episode=new")
    assert talk.question is not None and talk.question.id == "hours"
    assert talk.suggested(now) == expected
    reading = LineReader(adviser.knowledge, ("sv", "en"), lambda: now).read("", talk)
    if expected is None:
        assert reading == Nothing()
    else:
        assert isinstance(reading, Replied) and reading.later.case.answers["hours"] == expected


def test_an_age_is_suggested_to_nobody_and_taken_by_no_enter(adviser: Adviser) -> None:
    """A key pressed twice, or one that was meant for the question before, must not make a child an adult."""
    talk = at(adviser, "region=vgr status=undocumented topic=medicines")
    assert talk.question is not None and talk.question.number is not None
    for hour in range(24):
        now = datetime(2026, 11, MONDAY, hour)
        assert talk.suggested(now) is None
        reader = LineReader(adviser.knowledge, ("sv", "en"), partial(_the_same, now))
        assert reader.read("", talk) == Nothing()


def test_what_is_answered_is_not_suggested_anew(adviser: Adviser) -> None:
    talk = at(adviser, "region=rjl status=undocumented topic=registration episode=new hours=office")
    now = datetime(2026, 11, SUNDAY, 12)
    assert talk.ask_again("hours").suggested(now) is None


def test_what_is_not_needed_is_offered_and_asked_only_on_demand(adviser: Adviser) -> None:
    talk = at(adviser, "region=vgr status=undocumented topic=home_care")
    assert talk.question is None and talk.offers_more
    reading = LineReader(adviser.knowledge, ("sv", "en")).read("fråga mer", talk)
    assert isinstance(reading, Replied)
    asked = reading.later
    assert asked.question is not None and asked.question.id == "age_group"
    done = asked.reply_number(40)
    assert done.question is None and not done.offers_more
    assert done.new_patient().further is False, "the next patient is asked what is needed"
    assert asked.back() == talk


def test_whose_steps_count_is_the_readers_role(adviser: Adviser) -> None:
    roles = adviser.knowledge.roles
    words = "region=vgr status=asylum_seeker topic=home_care"
    asked = {}
    for role in roles.values():
        talk, seen = at(adviser, words).read_by(role), []
        while talk.question is not None:
            seen.append(talk.question.id)
            talk = talk.reply(talk.question.values[0].id)
        asked[role.id] = seen
    assert asked["new"] == [fact for fact in asked["new"] if fact in adviser.knowledge.questions]
    assert len(asked["new"]) >= max(map(len, asked.values())), "who is new is asked everything"
    assert len(set(map(tuple, asked.values()))) > 1
