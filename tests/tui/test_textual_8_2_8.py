"""The private parts of Textual that are used or mended: each does here what the app relies on."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.flow import Flow
from assistant.tui.dialogs.dialog import Dialog
from assistant.tui.textual_8_2_8 import LOST, Undecodable, forgiving, let_go_of_closed_screens, without_lost
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle
from tests.support.textual_internals import layouts


def test_what_is_no_text_is_dropped_from_keys_and_pastes() -> None:
    assert without_lost(events.Key("replacement_character", LOST)) == (None, True)
    paste, dropped = without_lost(events.Paste(f"sm{LOST}land"))
    assert isinstance(paste, events.Paste) and paste.text == "smland" and dropped
    key = events.Key("å", "å")
    assert without_lost(key) == (key, False)


def test_the_driver_of_terminals_is_mended_and_no_other() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    mended = forgiving(LinuxDriver)
    assert issubclass(mended, LinuxDriver) and mended is not LinuxDriver
    assert forgiving(HeadlessDriver) is HeadlessDriver


def test_the_mended_driver_decodes_whatever_comes() -> None:
    from textual.drivers import linux_driver

    kinds: type[Driver] = forgiving(linux_driver.LinuxDriver)
    assert kinds.__name__ == "ForgivingDriver"
    decode = vars(linux_driver)["getincrementaldecoder"]("utf-8")().decode
    assert decode(b"sm\xe5x") == f"sm{LOST}x" and decode("å".encode()) == "å"


async def test_what_could_not_be_read_is_said(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        app.post_message(Undecodable())
        await pilot.pause(0.3)
        assert "UTF-8" in screen_text(app)


async def test_closed_screens_are_let_go_of(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        let_go_of_closed_screens()
        await pilot.press("1")
        assert case(app), "what is painted after it is as before"


async def test_a_key_acts_at_once(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert await app.key_acts("f3") and app.language.code == "sv"
        assert not await app.key_acts("f11")


class Scrolled(App[None]):
    """A flow with a card in it that is longer than the window."""

    CSS = ".rows {height: 3} #card {height: 60}"

    def compose(self) -> ComposeResult:
        with Flow(id="flow"):
            yield Static("before", classes="rows")
            yield Static("the card", id="card")


async def test_the_answer_stays_at_the_top_whenever_what_is_above_it_gets_its_rows() -> None:
    """On a busy machine what was said comes a layout after the card: it pushed the beginning of the answer out of sight's first rows."""
    app = Scrolled()
    async with app.run_test(size=SMALL) as pilot:
        flow, card = app.query_one("#flow", Flow), app.query_one("#card")
        flow.begin_with(card)
        flow.refresh(layout=True)
        await settle(pilot)
        assert card.region.y == 0
        for _ in range(2):
            await flow.mount(Static("said since", classes="rows"), before=0)
            await settle(pilot)
            assert card.region.y == 0
        flow.scroll_relative(y=5, animate=False)
        await settle(pilot)
        await flow.mount(Static("said after somebody scrolled", classes="rows"), before=0)
        await settle(pilot)
        assert card.region.y == -2, "where the reader went, he stays: three rows came above five"
        flow.go_to(card)
        await settle(pilot)
        assert card.region.y == 0


class Faulty(Widget):
    """Fails when it is told to."""

    class Fail(Message):
        """Told to fail."""

    def on_faulty_fail(self) -> None:
        raise LookupError("850709-9805")


async def test_a_fault_on_a_screen_that_is_gone_closes_nothing(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        dialog, part = Dialog(list), Faulty()
        await app.push_screen(dialog)
        await dialog.mount(part)
        part.post_message(Faulty.Fail())
        dialog.leave()
        await settle(pilot)
        assert app.is_running and app.screen is app.chat


async def test_a_fault_is_told_in_a_line_without_its_message(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    with pytest.raises(LookupError):
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            part = Faulty()
            await app.chat.mount(part)
            part.post_message(Faulty.Fail())
            with contextlib.suppress(asyncio.CancelledError):
                await pilot.pause(0.3)
    assert "LookupError, test_textual_8_2_8.py:" in app.last_words and "850709" not in app.last_words
    assert isinstance(app, App) and app.ends is False


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_reply_is_laid_out_once(adviser: Adviser, size: tuple[int, int]) -> None:
    """The size of the card, its scrollbar and the place that it is scrolled to are settled in one layout, not one for each."""
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for value in ("vgr", "asylum_seeker", "medicines", "lma_expired"):
            with layouts() as found:
                await reply(pilot, value)
                await settle(pilot)
            assert found == [app.chat], value
            flow = app.chat.query_one("#flow")
            assert flow.show_vertical_scrollbar == (flow.max_scroll_y > 0)
            assert flow.scroll_y == min(app.chat.card.virtual_region.y, flow.max_scroll_y)


async def test_text_of_lines_drawn_one_by_one_can_be_selected(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.mouse_down("#asking", offset=(1, 0))
        await pilot.hover("#asking", offset=(20, 0))
        await pilot.mouse_up("#asking", offset=(20, 0))
        await settle(pilot)
        selected = app.screen.get_selected_text()
        assert selected and selected in screen_text(app)
