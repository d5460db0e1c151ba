"""Whatever is pasted or typed into any line, and however small the window gets: nothing crashes, nothing of it is obeyed, and what was not read is said."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from assistant.tui.chat.screen import ChatScreen
from assistant.tui.widgets.live_line import LiveLine
from assistant.tui.widgets.masked_line import LONGEST
from tests.support.app import SMALL, case, reply, screen_text, settle

Desk = Any
LINES = {"conversation": (), "look up": ("f6",), "settings": ("f10",), "practise": ("f8",)}
MEGABYTE = "papperslös 7 år tolk " * 50_000
STRANGE = {
    "many lines": "papperslös\r\n7 år\n\n\ntolk\r",
    "control characters": "\x1b[31mtolk\x1b]0;x\x07\x00\x08\x9b2J",
    "direction": "tolk \u202egnissuf\u202c \u2066x\u2069",
    "emoji": "tolk 👩‍👧‍👦 🇸🇪 ☎️ 7 år",
    "lone surrogates": "tolk \ud83d\udc00 \udfff 7 år",
    "zero width and combining": "t\u200bo\u0301lk" + "\u0301" * 500,
    "markup": "[/b][@click=app.exit]tolk[/]",
    "a personal number": "850709-9805 tolk",
}
SIZES = ((20, 6), (30, 8), (21, 7), (80, 6), (20, 40), SMALL)
EVERYWHERE = pytest.mark.parametrize("place", LINES)


async def opened(pilot: Any, place: str) -> LiveLine:
    """The line of a screen above an open case."""
    await settle(pilot)
    await reply(pilot, "vgr")
    for key in LINES[place]:
        await pilot.press(key)
        await settle(pilot)
    line: LiveLine = pilot.app.screen.query_one(LiveLine)
    return line


@EVERYWHERE
async def test_a_megabyte_is_cut_and_that_is_said(desk: Desk, place: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        line = await opened(pilot, place)
        app.post_message(events.Paste(MEGABYTE))
        await settle(pilot)
        assert 0 < len(line.value) <= LONGEST and MEGABYTE.startswith(line.value)
        assert "characters were read" in " ".join(screen_text(app).split())


@EVERYWHERE
@pytest.mark.parametrize("strange", STRANGE)
async def test_what_is_strange_is_one_harmless_line(desk: Desk, place: str, strange: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        line = await opened(pilot, place)
        app.post_message(events.Paste(STRANGE[strange]))
        await settle(pilot)
        shown = screen_text(app)
        assert line.value and not any(sign in shown for sign in "\x1b\x00\x07\x9b\u202e\u2066"), shown
        line.value.encode("utf-8")
        assert "850709" not in shown and "9805" not in shown
        await pilot.press("enter")
        await settle(pilot)
        shown = screen_text(app)
        shown.encode("utf-8")
        assert not any(sign in shown for sign in "\x1b\x00\x07\x9b\u202e\u2066")


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_at_no_size_is_the_line_or_a_reply_lost(desk: Desk, code: str) -> None:
    """Down to 20 x 6 the line is in sight, what is typed stays, and a digit still answers."""
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            await pilot.press(*"tol")
            await settle(pilot)
            line = app.chat.line
            assert isinstance(app.screen, ChatScreen) and line.value == "tol", (width, height)
            assert line.region.height >= 1 and line.region.bottom <= height, (width, height)
            assert "tol" in screen_text(app), (width, height)
            await pilot.press("escape", "3")
            await settle(pilot)
            assert case(app) == {"region": "vgr", "status": "undocumented"}, (width, height)
            await pilot.press("escape")
            await settle(pilot)


@EVERYWHERE
async def test_keys_in_every_size_of_every_screen_with_a_line(desk: Desk, place: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        line = await opened(pilot, place)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.press(*"ab", "left", "backspace", "down", "up", "home", "end", "pagedown", "tab", "escape")
            await settle(pilot)
            assert line.region.bottom <= height and line.region.right <= width, (width, height)
