"""Reporting that an answer is wrong: which statements, in whose words, where it is kept, and that nothing about a patient is."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.feedback import PATH_VARIABLE, Entry, FeedbackError, read_entries
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.card import FOLD
from assistant.tui.dialogs import report
from assistant.tui.dialogs.report import Report
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.typed_line import TypedLine
from tests.support.app import SMALL, WIDE, reply, screen_text, settle
from tests.support.textual_internals import notices

pytestmark = pytest.mark.asyncio
Desk = Any
DAY = date(2026, 11, 22)
FEE = "medicines.fee.asylum_seeker.adult"
REPLIES = ("vgr", "asylum_seeker", "home_care,medicines", "lma_valid", "37")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the entries."""
    path = tmp_path / "feedback.jsonl"
    monkeypatch.setenv(PATH_VARIABLE, str(path))
    return path


async def opened(pilot: Any, selected: str = "") -> Report:
    await settle(pilot)
    await reply(pilot, *REPLIES)
    screen = Report(pilot.app.chat.conversation.answer, selected, today=lambda: DAY)
    pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


def entries(path: Path) -> tuple[Entry, ...]:
    found = read_entries(path)
    assert not found.damaged
    return found.entries


def said(app: VardlotsApp) -> str:
    return "\n".join(notices(app))


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_chosen_statement_and_the_users_words_are_kept(desk: Desk, kept: Path, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await opened(pilot, FEE)
        await pilot.press(*"The fee is new, says l", "enter")
        await settle(pilot)
        version = app.adviser.knowledge.version
        assert entries(kept) == (Entry(DAY, (FEE,), version, "en", "The fee is new, says l"),)
        assert app.screen is app.chat and str(kept) in said(app)


async def test_ctrl_r_opens_it_for_the_chosen_statement(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, *REPLIES)
        second = next(subject for subject in app.chat.card.subjects[1:] if not subject.startswith(FOLD))
        await pilot.press("tab", *["down"] * app.chat.card.subjects.index(second), "ctrl+r", *"old", "enter")
        await settle(pilot)
        assert [entry.rules for entry in entries(kept)] == [(second,)]


async def test_with_none_ticked_it_is_about_the_whole_answer(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.press(*"old", "enter")
        (entry,) = entries(kept)
        assert entry.rules == tuple(each.id for each in screen.answer.statements)


async def test_what_is_only_possible_is_named_only_when_nothing_is_asked_any_more(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        answer = app.chat.conversation.answer
        assert answer.possible and app.chat.conversation.question is not None
        await pilot.press("ctrl+r", *"old", "enter")
        assert entries(kept)[0].rules == tuple(each.id for each in answer.certain)
        await settle(pilot)
        await reply(pilot, "unknown", "unknown")
        answer = app.chat.conversation.answer
        assert answer.possible and app.chat.conversation.question is None
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert "(depends on more)" in " ".join(choice.note for choice in app.screen.query_one(Choices).choices)
        await pilot.press(*"old", "enter")
        assert entries(kept)[1].rules == tuple(each.id for each in answer.statements)


async def test_statements_are_ticked_by_number_and_by_arrows(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, FEE)
        ids = [each.id for each in screen.answer.statements]
        place = str(ids.index(FEE) + 1)
        await pilot.press("tab")
        await pilot.press(*place, "down", "space", "enter")  # not that one, but the one below it; then to the words
        assert isinstance(app.focused, TypedLine)
        await pilot.press(*"x", "enter")
        (entry,) = entries(kept)
        assert entry.rules == (ids[ids.index(FEE) + 1],)


async def test_a_tick_without_words_is_enough_but_nothing_at_all_is_not(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen and not kept.exists()
        assert "Write what is wrong, or tick a statement" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        app.push_screen(Report(screen.answer, FEE, today=lambda: DAY))
        await settle(pilot)
        await pilot.press("enter")
        assert [entry.rules for entry in entries(kept)] == [(FEE,)]


async def test_a_stray_enter_keeps_nothing(desk: Desk, kept: Path) -> None:
    app = desk(grace=60)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, FEE)
        await pilot.press("enter", "enter")
        assert app.screen is screen and not kept.exists()


async def test_a_personal_number_never_gets_in(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, FEE)
        await pilot.press(*"wrong for 850709-9805 ok")
        await settle(pilot)
        assert "850709" not in screen_text(app) and "9805" not in screen.query_one(TypedLine).value
        await pilot.press("enter")
        text = kept.read_text(encoding="utf-8")
        assert "850709" not in text and "9805" not in text
        assert "wrong for" in text


async def test_nothing_of_the_case_is_kept(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, FEE)
        await pilot.press(*"old", "enter")
        text = kept.read_text(encoding="utf-8")
        for word in ("lma_valid", "vgr", "37", "region=", "status"):
            assert word not in text


async def test_what_goes_along_is_said(desk: Desk, kept: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, FEE)
        assert FEE in screen_text(app)
        assert app.adviser.knowledge.version in screen_text(app)
        await pilot.press("tab", *str([each.id for each in screen.answer.statements].index(FEE) + 1), "down")
        await settle(pilot)
        assert f"the ids of {len(screen.answer.statements)} rules" in screen_text(app)


async def test_a_full_disk_is_said_and_the_words_stay(desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise FeedbackError("Your words were not kept: {path}: {reason}.", Path("f.jsonl"), OSError(errno.ENOSPC, ""))

    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, FEE)
        monkeypatch.setattr(report, "write_entry", full)
        await pilot.press(*"old", "enter")
        await settle(pilot)
        assert app.screen is screen and screen.query_one(TypedLine).value == "old"
        assert "the disk is full" in screen_text(app)
        await pilot.press("x")
        await settle(pilot)
        assert "No space left on device" not in screen_text(app)
        monkeypatch.undo()
        monkeypatch.setenv(PATH_VARIABLE, str(kept))
        await pilot.press("enter")
        assert [entry.words for entry in entries(kept)] == ["oldx"]


@pytest.mark.parametrize("keys", [("escape",), ("tab", "escape")])
async def test_escape_keeps_nothing_and_gives_the_focus_back(desk: Desk, kept: Path, keys: tuple[str, ...]) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, FEE)
        focused = app.chat.focused
        await pilot.press(*"old", *keys)
        await settle(pilot)
        assert app.screen is app.chat and app.chat.focused is focused
        assert not kept.exists()


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_by_mouse(desk: Desk, kept: Path, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.click("#report-pick")
        await settle(pilot)
        assert isinstance(app.focused, Choices)
        await pilot.click("#report-statements", offset=(12, 0))
        await settle(pilot)
        await pilot.click("#report-keep")
        await settle(pilot)
        assert [entry.rules for entry in entries(kept)] == [(screen.answer.statements[0].id,)]
        for click in ({"widget": "#dialog-close"}, {"widget": None, "offset": (0, 0)}):
            app.push_screen(Report(screen.answer))
            await settle(pilot)
            await pilot.click(**click)
            await settle(pilot)
            assert app.screen is app.chat
        assert len(entries(kept)) == 1


async def test_the_language_changes_while_words_stand_there(desk: Desk, kept: Path) -> None:
    app = desk("en")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, FEE)
        await pilot.press(*"old", "tab", "f3")
        await settle(pilot)
        assert app.language.code == "sv"
        assert screen.query_one(TypedLine).value == "old"
        assert list(screen.query_one(Choices).ticked) == [FEE]
        shown = " ".join(screen_text(app).split())
        gettext = language("sv").gettext
        for text in ("Your words:", "Enter  Keep it", "Tab  Statements"):
            assert " ".join(gettext(text).split()) in shown
        await pilot.press("shift+tab", *"er", "enter")
        assert [(entry.language, entry.words) for entry in entries(kept)] == [("sv", "older")]


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_the_field_and_the_way_out_are_on_the_screen(
    desk: Desk, kept: Path, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, FEE)
        screen.complain(lambda: "x " * 60)
        await settle(pilot)
        shown = screen_text(app)
        for text in ("Your words:", "Enter  Keep it", "Tab  Statements", "Esc  Close"):
            assert app.language.gettext(text) in shown
        fee = next(each for each in screen.answer.statements if each.id == FEE)
        assert app.wording.rule_text(fee.rule)[:40] in shown, "the chosen statement is in view"
        dialog = screen.query_one("#dialog")
        assert dialog.virtual_size.width <= dialog.size.width
