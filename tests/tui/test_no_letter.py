"""No letter is ever a command: not on any screen, in any part, by any binding; a letter goes into the line, and stays there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import assistant.tui
from assistant.answer import Adviser
from assistant.train.store import TrainingStore
from assistant.tui.chat.screen import ChatScreen
from assistant.tui.lined import Lined
from assistant.tui.lookup.screen import LookupScreen
from assistant.tui.settings.screen import SettingsScreen
from assistant.tui.training.drill import DrillScreen
from assistant.tui.training.progress import ProgressScreen
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.start import MENU, TrainScreen
from tests.support.app import SMALL, reply, screen_text, settle, write
from tests.support.here import TODAY
from tests.support.training import NOW

Desk = Any
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
SCREENS = {
    "look up": (("f6",), LookupScreen),
    "settings": (("f10",), SettingsScreen),
    "practise": (("f8",), TrainScreen),
    "a drill": (("f8", "1"), DrillScreen),
    "progress": (("f8", "4"), ProgressScreen),
}
OTHER_SCREENS = pytest.mark.parametrize("name", SCREENS)


def classes() -> Iterator[type[DOMNode]]:
    """Every screen and widget of the app."""
    for module in pkgutil.walk_packages(assistant.tui.__path__, "assistant.tui."):
        found = importlib.import_module(module.name)
        yield from (each for each in vars(found).values() if isinstance(each, type) and issubclass(each, DOMNode))


def test_no_binding_of_any_screen_or_widget_is_a_letter() -> None:
    ours = {each for each in classes() if each.__module__.startswith("assistant.")}
    assert ChatScreen in ours and len(ours) > 30
    for each in ours:
        for binding in vars(each).get("BINDINGS", ()):
            keys = binding.key if isinstance(binding, Binding) else binding[0]
            assert not [key for key in keys.split(",") if len(key) == 1 and key.isalpha()], each


@pytest.fixture
def room(adviser: Adviser, tmp_path: Path) -> TrainingRoom:
    room = TrainingRoom(adviser, "vgr", TrainingStore(tmp_path / "t.sqlite3"), lambda: NOW, lambda: TODAY)
    room.topics = ("interpreter",)
    room.enter("Ada")
    return room


async def opened(pilot: Any, room: TrainingRoom, name: str) -> Any:
    """Open one of the other screens above a case."""
    await settle(pilot)
    await reply(pilot, "vgr", "undocumented")
    pilot.app.training = room
    keys, kind = SCREENS[name]
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    assert isinstance(pilot.app.screen, kind)
    return pilot.app.screen


@OTHER_SCREENS
async def test_letters_go_into_the_line_and_esc_empties_it(desk: Desk, room: TrainingRoom, name: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name)
        before, words = app.language.code, app.chat.conversation
        for letter in LETTERS:
            await pilot.press(letter)
        await settle(pilot)
        line = screen.box if isinstance(screen, LookupScreen) else screen.line
        assert line.value == LETTERS and app.screen is screen
        assert app.language.code == before and app.chat.conversation is words
        assert not isinstance(screen, TrainScreen) or screen.step == MENU
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen and line.value == ""


@OTHER_SCREENS
async def test_a_word_after_a_slash_is_a_command_and_leads_back(desk: Desk, room: TrainingRoom, name: str) -> None:
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name)
        await write(pilot, "/språk")
        await pilot.press("enter")
        await settle(pilot)
        assert app.language.code == "en" and app.screen is screen
        await write(pilot, "/hjälp")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is not screen
        await pilot.press("escape")
        await settle(pilot)
        await write(pilot, "/back")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is not screen


@OTHER_SCREENS
async def test_acute_words_raise_the_alarm_there_too(desk: Desk, room: TrainingRoom, name: str) -> None:
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name)
        await write(pilot, "andas inte")
        await pilot.press("enter")
        await settle(pilot)
        assert "HÄMTA VÅRDPERSONAL NU" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen


@pytest.mark.parametrize(("code", "typed"), [("en", "progr"), ("en", "how far"), ("sv", "hur långt")])
async def test_the_beginning_of_an_option_takes_it(desk: Desk, room: TrainingRoom, code: str, typed: str) -> None:
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, "practise")
        await write(pilot, typed)
        label = next((each.label for each in screen.offered() if each.id == "progress"), "")
        taken = typed != "progr" or "progr" in label.lower()
        assert (label[:20] in screen_text(app).splitlines()[-4]) is taken
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ProgressScreen) is taken
        if not taken:
            assert screen.line.value == typed, "what nothing is done about stays, to be mended"


@pytest.mark.parametrize(("code", "typed"), [("en", "light"), ("sv", "ljus"), ("sv", "färger"), ("en", "10")])
async def test_a_setting_is_found_and_changed_by_words(desk: Desk, room: TrainingRoom, code: str, typed: str) -> None:
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, "settings")
        if typed == "10":
            await write(pilot, "clear")
            await pilot.press("enter")
            await settle(pilot)
            assert screen.rows.row.of.setting.id == "idle_minutes"
        await write(pilot, typed)
        await pilot.press("enter")
        await settle(pilot)
        settings = app.preferences.settings
        if typed == "10":
            assert settings.idle_minutes == 10
        else:
            assert screen.rows.row.of.setting.id == "theme"
            assert (settings.theme == "light") is (typed != "färger")


async def test_every_screen_with_a_line_has_the_same(desk: Desk, room: TrainingRoom) -> None:
    """The line stands in the last rows, as wide as the terminal, and has the focus."""
    app = desk()
    for name, (_, kind) in SCREENS.items():
        app = desk()
        async with app.run_test(size=SMALL) as pilot:
            screen = await opened(pilot, room, name)
            line = screen.box if isinstance(screen, LookupScreen) else screen.line
            assert app.focused is line and line.region.bottom == SMALL[1] - 1, name
            assert line.region.width == SMALL[0] and line.region.height == 3, name
            assert kind is LookupScreen or isinstance(screen, Lined)
