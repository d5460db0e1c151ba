"""Digits that answered, and what is typed behind them: in the app, by keys, with a clock that the test moves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.app import SMALL, case, reply, settle

pytestmark = pytest.mark.asyncio


class Typist:
    """Types characters, each so many seconds after the one before."""

    def __init__(self, pilot: Any) -> None:
        self.pilot, self.app = pilot, pilot.app
        self.now = self.app.clock() + 60.0  # long after what was replied before
        self.app.breath, self.app.clock = 1.0, lambda: self.now

    async def types(self, text: str, pause: float = 0.2) -> None:
        for char in text:
            self.now += pause
            await self.pilot.press({" ": "space", "-": "minus"}.get(char, char))


@pytest.mark.parametrize(
    ("replies", "text"),
    [
        (("vgr",), "3-x"),
        (("vgr",), "2 year"),
        (("vgr",), "34 r"),
        ((), "3-x"),
        (("vgr", "asylum_seeker", "medicines", "lma_valid"), "24 months"),
        (("vgr", "asylum_seeker", "medicines", "lma_valid"), "18 m"),
        (("vgr", "asylum_seeker", "medicines", "lma_valid"), "6 months"),
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
