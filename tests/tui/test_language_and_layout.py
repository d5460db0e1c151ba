"""Language, size, theme, help, palette: what changes around a case while the case stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.i18n import language
from assistant.tui.dialogs.dialog import Dialog
from assistant.tui.themes import DARK, LIGHT
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.paragraphs import Paragraphs
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle

pytestmark = pytest.mark.asyncio
Desk = Any


async def test_the_language_changes_in_mid_case(desk: Desk) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
        await pilot.press("3", "f3")
        await settle(pilot)
        assert app.language.code == "sv"
        assert app.chat.line.value == "3" and app.focused is app.chat.line
        assert case(app)["proof"] == "lma_expired"
        shown = screen_text(app)
        gettext = language("sv").gettext
        for text in ("New patient", "Why?", "Quit", "Back"):
            assert gettext(text) in shown
        await pilot.press("f3", "4")
        assert app.language.code == "en"
        assert app.chat.conversation.case.numbers == {"age": 34}


async def test_ticks_and_the_highlight_survive_a_change_of_language(desk: Desk) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await pilot.press("down", "space", "down", "down", "space", "up", "f3")
        look = app.chat.asking.look
        topics = list(app.adviser.knowledge.topics)
        assert look.ticked == {topics[0], topics[2]} and look.at == 1


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_no_word_of_the_other_language_is_left_on_the_key_bar(desk: Desk, code: str) -> None:
    app = desk(code)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        words = {text for _, _, text in app.chat.query_one(KeyBar).shown_keys()}
        assert language(code).gettext("New patient") in words
        assert language(code).gettext("palette") in words
        await pilot.press("f3")
        await settle(pilot)
        words = {text for _, _, text in app.chat.query_one(KeyBar).shown_keys()}
        assert language(app.language.code).gettext("New patient") in words


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_the_keys_fit(desk: Desk, code: str, width: int) -> None:
    app = desk(code)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        last = screen_text(app).splitlines()[-1]
        for word in ("Help", "Back", "New patient", "Look up", "Take along", "Quit"):
            assert language(code).gettext(word) in last


async def test_resizing_keeps_the_focus_and_what_is_typed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
        await pilot.press("3")
        for size in (SMALL, WIDE, (119, 30), (120, 30), (20, 6), SMALL):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert app.focused is app.chat.line and app.chat.line.value == "3"
            assert app.chat.has_class("-narrow") == (size[0] < 120)


async def test_resizing_under_a_dialog(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.chat.has_class("-narrow") and not app.chat.has_class("-wide")
        assert app.chat.query_one("#flow").size.width > 70


async def test_help_opens_says_the_keys_and_closes(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        for close in ("escape", "f1", "enter"):
            await pilot.press("f1")
            await settle(pilot)
            assert isinstance(app.screen, Dialog)
            assert "Ctrl+Q" in app.screen.query_one(Paragraphs).text
            await pilot.press(close)
            await settle(pilot)
            assert app.chat.line.has_focus
            assert app.screen is app.chat
        assert case(app) == {}


async def test_help_and_why_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        bar = app.chat.query_one(KeyBar)
        await pilot.click(KeyBar, offset=(2, 0))
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        await pilot.click("#dialog-close")
        await settle(pilot)
        assert app.screen is app.chat
        assert bar.is_attached


async def test_help_changes_its_language_while_open(desk: Desk) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f1", "f3")
        await settle(pilot)
        assert language("sv").gettext("Replying") in screen_text(app)


async def test_why_names_what_is_at_stake(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        await pilot.press("escape")
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await pilot.press("f2")
        await settle(pilot)
        at_stake = app.chat.conversation.at_stake
        text = app.wording.rule_text(app.adviser.knowledge.rules[at_stake[0]])
        assert text[:30] in screen_text(app)


async def test_the_palette_runs_commands_and_speaks_the_language(desk: Desk) -> None:
    app = desk("sv")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert language("sv").gettext("Case: new patient") in titles
        assert all(": " in title for title in titles)
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert app.screen is not app.chat
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is app.chat


async def test_the_theme_changes(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert app.theme == DARK.name
        await pilot.press("f12")
        assert app.theme == LIGHT.name
