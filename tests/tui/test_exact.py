"""The exact dialogue on the screen: typed words, previews of a change, back and forward, and why each statement applies."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.tui.dialogs.dialog import Confirm, Dialog
from assistant.tui.widgets.answer import AnswerScroll, AnswerView
from assistant.tui.widgets.paragraphs import Paragraphs
from assistant.tui.widgets.typed_line import TypedLine
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle

pytestmark = pytest.mark.asyncio
Desk = Any
BOTH = pytest.mark.parametrize("size", [WIDE, SMALL])


async def write(pilot: Any, words: str) -> None:
    """Type into the line, wherever the focus is before."""
    await pilot.press("m")
    assert isinstance(pilot.app.focused, TypedLine)
    await pilot.press(*("space" if char == " " else char for char in words))
    await settle(pilot)


def dialog_text(app: Any) -> str:
    return str(app.screen.query_one(Paragraphs).text)


@BOTH
async def test_several_facts_are_typed_at_once_and_taken_back_at_once(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "papperslös 7-åring behöver tolk")
        assert case(app) == {"region": "vgr"}, "nothing is taken before Enter"
        assert "Understood:" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {"region": "vgr", "status": "undocumented", "age_group": "under_18"}
        assert app.chat.conversation.case.numbers == {"age": 7}
        assert app.chat.conversation.case.topics == ("interpreter",)
        assert "Understood:" in screen_text(app), "what was understood stays to be read"
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}
        assert app.chat.conversation.case.topics == ()


async def test_what_is_not_understood_is_said_and_stays_to_be_mended(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "qwxzyk")
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {}
        assert app.chat.query_one(TypedLine).value == "qwxzyk"
        assert "Not understood" in screen_text(app)


@BOTH
async def test_a_personal_number_is_covered_while_it_is_typed_and_when_it_is_pasted(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        line = app.chat.query_one(TypedLine)
        await write(pilot, "850101-1234")
        assert not any(char.isdigit() for char in line.value)
        line.value = ""
        line.insert_text_at_cursor("asyl 19850101-1234")
        await settle(pilot)
        assert "1985" not in line.value and "1234" not in screen_text(app)


async def test_tab_goes_from_the_question_to_the_line(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        assert isinstance(app.focused, TypedLine)


async def test_letters_and_digits_in_the_line_are_only_text(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "n 3 l e")
        assert app.chat.query_one(TypedLine).value == "n 3 l e"
        assert case(app) == {"region": "vgr"} and app.language.code == "en"
        await pilot.press("escape")
        assert app.chat.query_one(TypedLine).value == ""
        await pilot.press("3")
        assert case(app)["status"] == "undocumented", "the digits belong to the question again"


async def test_typed_words_that_take_an_answer_back_are_confirmed_first(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await write(pilot, "papperslös")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        assert case(app)["status"] == "asylum_seeker"
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented"


@BOTH
async def test_a_preview_says_what_ends_and_what_applies_instead(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid", "25")
        app.chat.ask_again("age_group")
        await settle(pilot)
        await reply(pilot, "7")
        text = dialog_text(app)
        assert "Age: 25 → 7" in text and "No longer applies" in text and "Applies instead" in text
        await pilot.press("l")
        await settle(pilot)
        assert "25 → 7" in dialog_text(app) and "No longer applies" not in dialog_text(app)
        await pilot.click("#dialog-confirm")
        await settle(pilot)
        assert app.chat.conversation.case.numbers == {"age": 7}
        await pilot.press("escape")
        await settle(pilot)
        assert app.chat.conversation.case.numbers == {"age": 25}
        await pilot.press("f")
        assert app.chat.conversation.case.numbers == {"age": 7}


async def test_a_stray_enter_confirms_nothing(desk: Desk) -> None:
    app = desk(grace=60)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker")
        app.chat.ask_again("status")
        await settle(pilot)
        await pilot.press("3", "enter", "enter")
        assert isinstance(app.screen, Confirm) and case(app)["status"] == "asylum_seeker"


@BOTH
async def test_why_a_statement_applies_by_keyboard(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        view = app.chat.query_one(AnswerView)
        app.chat.set_focus(view.scroll)
        subjects = view.scroll.paragraphs.subjects
        await pilot.press("down", "down")
        assert view.scroll.paragraphs.selected == subjects[1]
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        text = dialog_text(app)
        assert "Why this applies" in text and "Situation: Undocumented" in text
        assert "How it follows" in text and "What would change it" in text and "Sources" in text
        await pilot.press("l")
        await settle(pilot)
        assert "Why this applies" not in dialog_text(app), "the other language"
        await pilot.press("escape")
        await settle(pilot)
        assert app.focused is view.scroll and view.scroll.paragraphs.selected == subjects[1]


async def test_why_a_statement_applies_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await pilot.click(AnswerScroll, offset=(6, 3))
        await settle(pilot)
        assert isinstance(app.screen, Dialog) and "Why this applies" in dialog_text(app)


@BOTH
async def test_every_statement_is_reached_by_the_arrows_and_seen(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "home_care,medicines")
        scroll = app.chat.query_one(AnswerView).scroll
        app.chat.set_focus(scroll)
        for subject in scroll.paragraphs.subjects:
            await pilot.press("down")
            await settle(pilot)
            assert scroll.paragraphs.selected == subject
            spot = scroll.paragraphs.spot(subject)
            assert spot is not None
            top = spot.y + scroll.paragraphs.virtual_region.y - scroll.scroll_y
            assert 0 <= top < scroll.size.height, subject


async def test_what_changes_nothing_now_stands_in_brackets(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await write(pilot, "44 år")
        await pilot.press("enter")
        await settle(pilot)
        assert "(44)" in screen_text(app)
