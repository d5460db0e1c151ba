"""A desk that others can see: hidden at a key, cleared when nobody is there, and nothing about a case on the disk, ever."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.i18n import language
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.talk import SLIP_SECONDS
from assistant.tui.dialogs.hidden import Hidden
from assistant.tui.idle import IdleWatch
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle
from tests.support.here import FIXED, ROOT
from tests.support.textual_internals import notices

Desk = Any


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_idle_time_counts_from_the_last_key() -> None:
    clock = Clock()
    idle = IdleWatch(5, clock)
    assert idle.left == 300 and not idle.warns
    clock.now = 270
    assert idle.warns and idle.left == 30
    idle.touch()
    assert idle.left == 300 and not idle.warns
    clock.now = 10_000
    assert idle.left == 0
    assert IdleWatch(0, clock).left is None and not IdleWatch(0, clock).warns


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_an_idle_desk_counts_down_and_is_cleared(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    clock = Clock()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.idle = IdleWatch(5, clock)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await pilot.press(*"asyl")
        app.copy("something of this patient")
        clock.now = 280
        app.mind_idleness()
        await settle(pilot)
        assert "Cleared in 20 seconds" in screen_text(app)
        await pilot.press("left")
        await settle(pilot)
        assert "Cleared in" not in screen_text(app), "any key keeps it"
        await pilot.press("f1")
        clock.now += 301
        app.mind_idleness()
        await settle(pilot)
        assert app.screen is app.chat, "what lay above is gone"
        assert case(app) == {"region": "vgr"}
        assert app.chat.line.value == ""
        assert app.clipboard == ""
        await pilot.press("escape", "ctrl+f")
        assert case(app) == {"region": "vgr"}, "nothing brings it back"


@pytest.mark.asyncio
async def test_an_empty_desk_is_not_counted_down(desk: Desk) -> None:
    app = desk()
    clock = Clock()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        app.idle = IdleWatch(5, clock)
        clock.now = 1000
        app.mind_idleness()
        await settle(pilot)
        assert "Cleared" not in screen_text(app)
        await reply(pilot, "vgr", "undocumented")
        assert case(app) == {"region": "vgr", "status": "undocumented"}


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_one_key_hides_everything_and_shows_it_again(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        before = screen_text(app)
        await pilot.press("f9")
        await settle(pilot)
        shown = screen_text(app).split()
        assert "Undocumented" not in shown and len(shown) < 12
        await pilot.press("3", "n", "x")
        await pilot.press("f9")
        await settle(pilot)
        assert screen_text(app) == before


@pytest.mark.asyncio
async def test_hiding_works_above_a_dialog_and_in_the_line_and_ends_with_a_click(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await pilot.press("h")
        assert not isinstance(app.screen, Hidden), "h is a letter"
        await pilot.press("f9")
        assert isinstance(app.screen, Hidden)
        await pilot.click(offset=(5, 5))
        await settle(pilot)
        assert app.chat.line.value == "h" and app.screen is app.chat
        await pilot.press("escape", "f1", "f9")
        await settle(pilot)
        assert isinstance(app.screen, Hidden) and "Help" not in screen_text(app)
        clock = Clock()
        app.idle = IdleWatch(1, clock)
        await pilot.press("f9", "escape")
        await reply(pilot, "undocumented")
        await pilot.press("f9")
        clock.now = 61
        app.mind_idleness()
        await settle(pilot)
        assert case(app) == {"region": "vgr"}, "a hidden case is cleared as any other"


@pytest.mark.asyncio
async def test_the_last_patient_can_be_brought_back_for_a_short_while_only(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        app.copy("a phone number")
        await pilot.press("f4")
        assert app.clipboard == "" and case(app) == {"region": "vgr"}
        timer = app.chat.forgetting
        assert timer is not None and SLIP_SECONDS <= 60
        app.chat.forget()  # what the timer does
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}


@pytest.mark.asyncio
async def test_what_can_no_longer_be_brought_back_is_not_promised(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.tui.chat.talk.SLIP_SECONDS", 0.3)
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await pilot.press("f4")
        assert "Esc" in " ".join(one.text for one in app.chat.said)
        await pilot.pause(0.5)
        assert app.chat.said == ()
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}


SESSION = """
import asyncio, json, os, sys
written = []
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
            mode is None and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if writes and isinstance(path, (str, bytes)):
            written.append(os.fsdecode(path))
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "sqlite3.connect"):
        written.append(os.fsdecode(arguments[1] if event == "os.rename" else arguments[0]))
    elif event in ("socket.connect", "socket.sendto", "subprocess.Popen"):
        written.append(event)
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
async def session():
    app = VardlotsApp(None, language("en"), language_named=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.5)
        sys.addaudithook(watch)
        for keys in (["1"], ["3"], ["4"], ["4", "4"], ["tab", "f2"], ["escape"], ["escape"], ["f7", "2"], ["1"],
                     ["enter"], [*"papper", "enter"], ["escape"], ["f9"], ["f9"], ["f2"], ["escape"], ["f3"], ["f3"], ["f4"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
asyncio.run(session())
print(json.dumps(written))
"""


def test_a_session_writes_nothing_but_the_settings(tmp_path: Path) -> None:
    """Every file opened for writing, folder made, program started or connection opened by a whole session, from within Python."""
    settings = tmp_path / "settings.toml"
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", SESSION],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": "", "VARDLOTS_CONFIG": str(settings), "PYTHONPATH": str(ROOT), **FIXED, **folders},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = [path for path in json.loads(done.stdout.splitlines()[-1]) if path != "/dev/null"]
    assert written, "the watch sees at least that region and language are remembered"
    temporary = (
        rf"{re.escape(str(tmp_path))}/\.?settings\.toml[\w.]*"  # replaced as a whole, so first written beside it
    )
    assert all(path == str(tmp_path) or re.fullmatch(temporary, path) for path in written), written
    assert [path.name for path in tmp_path.iterdir()] == [settings.name]
    text = settings.read_text(encoding="utf-8")
    assert {line.split(" = ")[0] for line in text.splitlines() if " = " in line} <= {"region", "language"}


@pytest.mark.asyncio
async def test_a_language_is_remembered_once_something_is_answered_in_it(adviser: Any, tmp_path: Path) -> None:
    """One key switches it, so a slip must not change what the desk opens with tomorrow."""
    settings = tmp_path / "settings.toml"
    app = VardlotsApp(adviser, language("sv"), preferences=Preferences(adviser.knowledge, settings))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert app.language.code == "en" and not settings.exists()
        await reply(pilot, "vgr")
        assert 'language = "en"' in settings.read_text(encoding="utf-8")


async def test_no_toast_of_the_last_patient_lies_over_the_next_one(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines")
        await pilot.press("f5", "1")
        await settle(pilot)
        assert notices(app)
        await pilot.press("f4")
        await settle(pilot)
        assert not notices(app)
