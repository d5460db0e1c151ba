"""The settings on their screen: drawn from the schema, saved and in force at once; a broken file is shown and left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.settings import DEFAULTS, SETTINGS, Settings, read_settings
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.tui.settings.screen import SettingsScreen
from assistant.tui.themes import BY_SETTING
from assistant.tui.widgets.live_line import LiveLine
from assistant.tui.widgets.setting_rows import SettingRows
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle

pytestmark = pytest.mark.asyncio
BROKEN = 'region = "vgr"\nidle_minutes = many\n'


class Desk:
    """An app whose settings lie in a file of the test."""

    def __init__(self, adviser: Adviser, path: Path) -> None:
        self.adviser, self.path = adviser, path

    def __call__(self, code: str = "en", text: str | None = None) -> VardlotsApp:
        if text is not None:
            self.path.write_text(text, encoding="utf-8")
        preferences = Preferences(self.adviser.knowledge, self.path)
        app = VardlotsApp(self.adviser, language(code), language_named=True, preferences=preferences)
        app.grace = 0
        app.breath = 0.0
        return app

    def saved(self) -> Settings:
        """The settings as the next start would read them."""
        return read_settings(self.path, self.adviser.knowledge).settings


@pytest.fixture
def desk(adviser: Adviser, tmp_path: Path) -> Desk:
    return Desk(adviser, tmp_path / "settings.toml")


async def opened(pilot: Any, *replies: str) -> SettingRows:
    """Sit down, reply, and open the settings."""
    await settle(pilot)
    await reply(pilot, *replies)
    await pilot.press("f10")
    await settle(pilot)
    assert isinstance(pilot.app.screen, SettingsScreen)
    rows: SettingRows = pilot.app.screen.query_one(SettingRows)
    return rows


async def go_to(pilot: Any, rows: SettingRows, id: str, word: str | None = None) -> None:
    """Move by arrows to the row of a setting, or of a word in its list."""
    await pilot.press("home")
    places = [
        place
        for place, row in enumerate(rows.rows)
        if row.of.setting.id == id and (word is None or (row.option is not None and row.option.word == word))
    ]
    await pilot.press(*["down"] * places[0])


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_every_setting_of_the_schema_is_there_with_its_help(desk: Desk, code: str, size: tuple[int, int]) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        rows = await opened(pilot)
        speaks, seen = app.language, set()
        for of in SETTINGS:
            await go_to(pilot, rows, of.id)
            await settle(pilot)
            shown = " ".join(screen_text(app).split())
            assert speaks.gettext(of.label) in shown
            assert speaks.gettext(of.help) in shown
            seen.add(of.id)
        assert seen == set(Settings._fields)
        assert rows.virtual_size.width <= app.screen.size.width


async def test_enter_takes_the_next_option_round_and_round(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "theme")
        for expected in ("light", "high_contrast", "dark"):
            await pilot.press("enter")
            await settle(pilot)
            assert desk.saved().theme == expected
            assert app.theme == BY_SETTING[expected], "it is in force at once"
        assert "Saved" in screen_text(app) and str(desk.path)[:30] in screen_text(app)


async def test_left_and_right_stop_at_the_ends(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "theme")
        await pilot.press("left")
        assert not desk.path.exists(), "nothing changed: nothing is written"
        await pilot.press("right", "right", "right")
        assert desk.saved().theme == "high_contrast"
        await pilot.press("left")
        assert desk.saved().theme == "light"


async def test_the_number_is_typed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "idle_minutes")
        await pilot.press("1", "2")
        assert desk.saved().idle_minutes == 12
        assert app.idle.seconds == 12 * 60
        await pilot.press("enter", "3")  # done, and begun anew
        assert desk.saved().idle_minutes == 3
        await pilot.press("right", "right", "left")
        assert desk.saved().idle_minutes == 4
        await pilot.press("0", "enter", "left")
        assert desk.saved().idle_minutes == 0 and app.idle.left is None


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_a_number_stands_with_its_unit(desk: Desk, code: str) -> None:
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        line = next(line for line in screen_text(app).splitlines() if "[+]" in line)
        (of,) = [each for each in SETTINGS if each.id == "idle_minutes"]
        assert of.unit and app.language.gettext(of.unit) in line and "(0–240)" in line


async def test_a_number_that_is_not_allowed_is_not_saved_and_it_says_what_is(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "idle_minutes")
        await pilot.press("9", "9", "9")
        await settle(pilot)
        assert desk.saved().idle_minutes == 99
        assert "from 0 to 240" in screen_text(app)
        await pilot.press("backspace", "backspace", "backspace")
        assert desk.saved().idle_minutes == 9
        await pilot.press("up", "down")
        await settle(pilot)
        assert "from 0 to 240" not in screen_text(app)
        assert "    9   " in screen_text(app), "what is in force is shown again"


async def test_topics_first_are_ticked_and_put_in_order(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        for word in ("medicines", "dental", "interpreter"):
            await go_to(pilot, rows, "topics_first", word)
            await pilot.press("enter")
        assert desk.saved().topics_first == ("medicines", "dental", "interpreter")
        await pilot.press("left", "left", "left")
        assert desk.saved().topics_first == ("interpreter", "medicines", "dental")
        await pilot.press("right")
        assert desk.saved().topics_first == ("medicines", "interpreter", "dental")
        await pilot.press("space")
        assert desk.saved().topics_first == ("medicines", "dental")


async def test_topics_first_are_offered_first_to_the_next_patient(desk: Desk, knowledge: Knowledge) -> None:
    app = VardlotsApp(None, language("en"), language_named=True, preferences=Preferences(knowledge, desk.path))
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        for word in ("medicines", "dental"):
            await go_to(pilot, rows, "topics_first", word)
            await pilot.press("enter")
        await pilot.press("escape", "f4")
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        offered = [option.id for option in app.chat.asking.options]
        others = [id for id in app.adviser.knowledge.topics if id not in ("medicines", "dental")]
        assert offered == ["medicines", "dental", *others], "the others stay in their order"


async def test_a_region_fills_in_the_present_case_only_if_it_has_none(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "region")
        await pilot.press("right")
        first = desk.saved().region
        assert first is not None and case(app) == {"region": first}
        await pilot.press("right")
        assert desk.saved().region not in (None, first)
        assert case(app) == {"region": first}, "an answered region is the user's own answer"


async def test_no_region_is_set_any_more(desk: Desk) -> None:
    app = desk(text='region = "rjl"  # here\n')
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "region")
        await pilot.press("left", "left", "left")
        assert desk.saved().region is None and "region" not in desk.path.read_text(encoding="utf-8")
        assert case(app) == {"region": "rjl"}


async def test_the_language_is_chosen_and_every_word_follows(desk: Desk) -> None:
    app = desk("en")
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "language")
        at = rows.at
        await pilot.press("right")
        await settle(pilot)
        assert desk.saved().language == app.language.code == "sv"
        assert rows.at == at and isinstance(app.focused, LiveLine)
        gettext = language("sv").gettext
        for text in ("Settings", "Colours", "Topics first", "Not set"):
            assert gettext(text) in screen_text(app)
        await pilot.press("left")
        assert desk.saved().language is None, "as the computer is set"


async def test_the_keys_for_language_and_colours_show_in_their_rows(desk: Desk) -> None:
    app = desk("en")
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await pilot.press("f3", "f12")
        await settle(pilot)
        values = {each.setting.id: each.value for each in rows.described}
        assert values["language"] == app.language.code == "sv"
        assert values["theme"] == "light" and app.theme == BY_SETTING["light"]


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_by_mouse_alone(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)

        async def click(text: str) -> None:
            await settle(pilot)
            lines = screen_text(app).splitlines()
            row = next(number for number, line in enumerate(lines) if text in line)
            await pilot.click(offset=(lines[row].index(text) + 1, row))
            await settle(pilot)

        await click("( ) Light")
        assert desk.saved().theme == "light"
        await click("[+]")
        await click("[+]")
        await click("[−]")
        assert desk.saved().idle_minutes == DEFAULTS.idle_minutes + 1
        topic = next(iter(app.adviser.knowledge.topics))
        label = app.wording.topic(topic)
        await click(f"] {label}")
        assert desk.saved().topics_first == (topic,)
        await click("] " + label)
        assert desk.saved().topics_first == ()
        assert isinstance(app.focused, LiveLine)
        await click("Esc Back")
        assert app.screen is app.chat


async def test_a_broken_file_is_shown_left_as_it_is_and_changes_hold_meanwhile(desk: Desk) -> None:
    app = desk(text=BROKEN)
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        shown = "".join(screen_text(app).split())
        assert f"{desk.path}:2:" in shown, "where the mistake is"
        assert "untiltheappisclosed" in shown, "and what that means for what is changed here"
        await go_to(pilot, rows, "theme")
        await pilot.press("right")
        await settle(pilot)
        assert app.theme == BY_SETTING["light"]
        assert app.preferences.settings.theme == "light"
        assert desk.path.read_text(encoding="utf-8") == BROKEN
        shown = " ".join(screen_text(app).split())
        assert "The settings were not saved." in shown and "until the app is closed" in shown
        desk.path.write_text("# mended\n", encoding="utf-8")
        await pilot.press("right")
        await settle(pilot)
        assert desk.saved().theme == "high_contrast"
        assert "not saved" not in screen_text(app)


async def test_a_folder_that_cannot_be_written_to_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    desk.path = tmp_path / "file" / "settings.toml"  # no folder can be made there
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "theme")
        await pilot.press("right")
        await settle(pilot)
        assert app.theme == BY_SETTING["light"]
        assert "The settings were not saved." in screen_text(app)


async def test_f1_tells_the_keys(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert "from setting to setting" in screen_text(app) and "Backspace" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.focused, LiveLine)


async def test_comments_and_other_keys_of_the_user_stay(desk: Desk) -> None:
    app = desk(text='# ours\nregion = "vgr"  # west\nmine = 1\n')
    async with app.run_test(size=SMALL) as pilot:
        rows = await opened(pilot)
        await go_to(pilot, rows, "theme")
        await pilot.press("right")
        text = desk.path.read_text(encoding="utf-8")
        assert "# ours" in text and "# west" in text and "mine = 1" in text


@pytest.mark.parametrize("key", ["escape", "f10"])
async def test_it_closes_and_the_case_is_as_it_was(desk: Desk, key: str) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, "vgr", "undocumented")
        before, focused = case(app), app.chat.focused
        await pilot.press(key)
        await settle(pilot)
        assert app.screen is app.chat and case(app) == before and app.chat.focused is focused


async def test_nothing_about_the_patient_gets_into_the_file(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(pilot, "vgr", "undocumented", "medicines")
        await go_to(pilot, rows, "theme")
        await pilot.press("right")
        text = desk.path.read_text(encoding="utf-8")
        assert "undocumented" not in text and "medicines" not in text
