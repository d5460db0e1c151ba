"""Contrast, markup, crashes, native noise, memory, and random keys."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import pytest

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.process import collect_nothing_yet, guarded_stderr, pass_over_what_stays
from tests.support.app import WIDE, answer_text, reply, screen_text, settle
from tests.support.garbage import as_in_a_program
from tests.support.textual_internals import filters, last_prints

Desk = Any


@pytest.mark.asyncio
async def test_without_colour_the_marks_remain(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        assert app.no_color
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid")
        await pilot.press("down")
        await settle(pilot)
        text = screen_text(app)
        assert [mark for mark in "✓?!→›▾" if mark not in text] == []
        grey = filters(app)
        assert "Monochrome" in grey or "NoColor" in grey


@pytest.mark.asyncio
async def test_texts_of_the_knowledge_are_never_markup(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    bad = "[/b] [link=x] [@click=app.exit]y[/] \x1b[31m"
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        app.wording.rule_text = lambda rule: bad  # type: ignore[method-assign]
        app.wording.question = lambda question: bad  # type: ignore[method-assign]
        app.wording.value = lambda question, value: bad  # type: ignore[method-assign]
        app.wording.help = lambda question: bad  # type: ignore[method-assign]
        app.wording.value_help = lambda question, value: bad  # type: ignore[method-assign]
        app.chat.reword()
        await pilot.press("1")
        await settle(pilot)
        assert "[/b] [link=x]" in screen_text(app)
        assert "\x1b" not in screen_text(app)
        assert "[/b]" in answer_text(app)
        await pilot.press("f2")
        await settle(pilot)
        assert "[/b]" in screen_text(app)


@pytest.mark.asyncio
async def test_a_crash_says_one_line_and_nothing_of_the_patient(adviser: Adviser) -> None:
    app = VardlotsApp(adviser, language("en"))
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            await reply(pilot, "vgr", "undocumented")

            def fails() -> None:
                secret = "undocumented, 7 years"
                raise ZeroDivisionError(secret)

            app.call_later(fails)
            await pilot.pause()
    assert app.return_code == 1
    assert not last_prints(app)
    assert "ZeroDivisionError" in app.last_words and "\n" not in app.last_words
    assert "undocumented" not in app.last_words


def test_native_noise_does_not_reach_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with guarded_stderr():
        os.write(2, b"noise from native code")
        print("drawn by the app", file=sys.__stderr__)
    os.write(2, b" after")
    assert capfd.readouterr().err == "drawn by the app\n after"


@pytest.mark.asyncio
async def test_more_cases_leave_the_screen_as_small_as_one(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid", "34")
        widgets = len(app.screen.query("*"))
        for _ in range(3):
            await pilot.press("f4")
            await reply(pilot, "asylum_seeker", "medicines", "lma_valid", "34")
        assert len(app.screen.query("*")) == widgets


def test_garbage_is_looked_for_again_once_what_stays_is_there() -> None:
    set_apart = gc.get_freeze_count()
    with as_in_a_program():
        collect_nothing_yet()
        assert not gc.isenabled()
        pass_over_what_stays()
        assert gc.isenabled() and gc.get_freeze_count() > set_apart
