"""Digits that answered, and what is typed behind them: in the app, by keys, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from assistant.dialogue.options import options
from tests.support.app import SMALL, WIDE, case, reply, settle

pytestmark = pytest.mark.asyncio

BEFORE_THE_AGE = ("vgr", "asylum_seeker", "medicines", "lma_valid")


@asynccontextmanager
async def asked_for_the_age(desk: Any) -> AsyncIterator[tuple[Any, Any]]:
    """The app, and who types, where the age is asked."""
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, *BEFORE_THE_AGE)
        yield app, pilot


class Typist:
    """Types characters, each so many seconds after the one before."""

    def __init__(self, pilot: Any) -> None:
        self.pilot, self.app = pilot, pilot.app
        self.now = self.app.clock() + 60.0  # long after what was replied before
        self.app.breath, self.app.clock = 1.0, lambda: self.now

    async def types(self, text: str, pause: float = 0.2) -> None:
        for char in text:
            self.now += pause
            await self.pilot.press({" ": "space", "-": "minus", "+": "plus"}.get(char, char))


@pytest.mark.parametrize(
    ("replies", "text"),
    [
        (("vgr",), "3-x"),
        (("vgr",), "2 year"),
        (("vgr",), "34 r"),
        ((), "3-x"),
        (BEFORE_THE_AGE, "24 months"),
        (BEFORE_THE_AGE, "18 m"),
        (BEFORE_THE_AGE, "6 months"),
    ],
)
async def test_what_is_typed_behind_a_digit_makes_it_the_beginning_of_words(
    desk: Any, replies: tuple[str, ...], text: str
) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, *replies)
        before, region = app.chat.conversation, app.preferences.settings.region
        await Typist(pilot).types(text)
        assert app.chat.line.value == text
        assert app.chat.conversation is before, "no step is left of the answer, nor anything remembered by it"
        assert app.preferences.settings.region == region


async def test_digits_one_after_the_other_are_answers_and_words_later_are_words(desk: Any) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        typist = Typist(pilot)
        await typist.types("12")
        assert len(case(app)) == 2 and app.chat.line.value == ""
        typist.now += 2
        await typist.types("x")
        assert len(case(app)) == 2 and app.chat.line.value == "x"


async def test_a_sentence_begun_soon_after_an_answer_leaves_it_answered(desk: Any) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        typist = Typist(pilot)
        await typist.types("3")
        await typist.types("tolk", pause=0.6)
        assert case(app)["status"] == "undocumented" and app.chat.line.value == "tolk"


async def test_letters_at_once_behind_a_digit_are_a_word_with_it(desk: Any) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await Typist(pilot).types("7year")
        assert "status" not in case(app) and app.chat.line.value == "7year"


async def test_a_digit_said_slowly_before_another_is_an_answer_of_its_own(desk: Any) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await Typist(pilot).types("13-x", pause=0.7)
        assert len(case(app)) == 1 and app.chat.line.value == "3-x"


async def test_a_digit_behind_words_that_nothing_was_done_about_answers_and_they_come_back(desk: Any) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        typist = Typist(pilot)
        await typist.types("qwerty")
        await pilot.press("enter")
        assert app.chat.line.value == "qwerty"
        await typist.types("2")
        assert len(case(app)) == 2 and app.chat.line.value == ""
        await typist.types(" y")
        assert len(case(app)) == 1 and app.chat.line.value == "qwerty 2 y"


@pytest.mark.parametrize(("pause", "size"), [(0.1, SMALL), (0.4, WIDE), (0.6, SMALL), (0.9, SMALL), (1.2, WIDE)])
async def test_a_plus_behind_a_topic_adds_one_and_takes_back_nothing_however_fast_it_is_typed(
    desk: Any, pause: float, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        at_the_situation = app.chat.conversation
        typist = Typist(pilot)
        asks = at_the_situation.reply("asylum_seeker")
        signs = {option.sign: option.id for option in options(asks)}
        twos = [sign for sign in signs if len(sign) == 2]
        assert len(twos) > 5
        for sign, other in zip([*twos, "4"], [*twos[1:], twos[0], twos[0]], strict=True):
            app.chat.go(at_the_situation)
            await pilot.pause()
            typist.now += 60
            await typist.types(f"1{sign}+{other}", pause)
            typist.now += pause
            await pilot.press("enter")
            assert set(app.chat.conversation.case.topics) == {signs[sign], signs[other]}, (sign, other)
            assert case(app)["status"] == "asylum_seeker" and app.chat.line.value == ""
            assert len(case(app)) == 2, "and Enter behind it takes nothing that is suggested"


@pytest.mark.parametrize("pause", [0.6, 0.9])
async def test_a_waiting_nought_belongs_to_its_own_number(desk: Any, pause: float) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        typist = Typist(pilot)
        await typist.types("10", pause)
        await typist.types("5 x", 0.3)
        assert case(app) == {"region": "vgr", "status": "asylum_seeker"} and app.chat.line.value == "05 x"


@pytest.mark.parametrize("pause", [0.1, 0.4, 0.9, 2.0])
async def test_an_age_with_a_nought_before_it_is_that_age_and_nought_alone_waits(desk: Any, pause: float) -> None:
    async with asked_for_the_age(desk) as (app, pilot):
        typist, asked = Typist(pilot), app.chat.conversation
        for age in range(1, 10):
            app.chat.go(asked)
            await settle(pilot)
            typist.now += 60.0  # nobody has typed for long
            await typist.types("0", pause)
            assert "age_group" not in case(app), "nothing is known until it is chosen"
            await typist.types(str(age), pause)
            assert app.chat.conversation.case.numbers == {"age": age} and app.chat.line.value == "", age


async def test_nought_and_enter_say_that_the_age_is_not_known(desk: Any) -> None:
    async with asked_for_the_age(desk) as (app, pilot):
        await pilot.press("0", "0", "backspace", "enter")
        assert case(app)["age_group"] == "unknown"


@pytest.mark.parametrize(("pause", "waits"), [(0.7, False), (2.0, False), (4.0, True)])
async def test_a_digit_that_was_left_waiting_is_no_beginning_of_the_age_typed_later(
    desk: Any, pause: float, waits: bool
) -> None:
    """A stray "1", and then "37": thirteen is not taken, and the seven answers nothing."""
    async with asked_for_the_age(desk) as (app, pilot):
        typist, question = Typist(pilot), app.chat.conversation.question
        assert question is not None and question.number is not None
        await typist.types("1")
        await typist.types("3", pause=pause)
        assert (app.chat.line.value == "13") is waits
        await typist.types("7")
        if waits:
            assert app.chat.line.value == "137" and app.chat.conversation.question is question
            await pilot.press("backspace", "backspace", "enter")
        assert case(app)["age_group"]
