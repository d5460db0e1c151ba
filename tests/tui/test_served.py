"""The app as a browser shows it: files go to the browser, nothing of the server is offered or written, settings are the browser's."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.settings.schema import DEFAULTS
from assistant.tui.app import VardlotsApp
from assistant.tui.dialogs.report import Report
from assistant.tui.dialogs.take import Take
from assistant.tui.served.app import BrowserApp, BrowserPreferences
from assistant.tui.training.start import TrainScreen
from tests.support.app import WIDE, reply, screen_text, settle

HOME = Path("/home/of-the-server")
Delivered = list[tuple[str, str]]


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> Delivered:
    """What the browser was handed: names and texts. The app believes that one shows it."""
    found: Delivered = []

    def deliver(app: VardlotsApp, file: StringIO, *, save_filename: str) -> None:
        found.append((save_filename, file.read()))

    monkeypatch.setattr(HeadlessDriver, "is_web", True)
    monkeypatch.setattr(VardlotsApp, "deliver_text", deliver)
    monkeypatch.setenv("HOME", str(HOME))
    return found


async def test_a_saved_answer_and_a_report_go_to_the_browser(
    desk: Callable[..., VardlotsApp], delivered: Delivered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VARDLOTS_FEEDBACK", str(tmp_path / "feedback.jsonl"))
    monkeypatch.setattr("assistant.taking.printer", lambda: "a printer of the server")
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines", "43")
        answer = app.chat.conversation.answer
        take = Take(answer)
        app.push_screen(take)
        await settle(pilot)
        labels = [offer.label for offer in take.offers()]
        assert not [label for label in labels if label.startswith("Print")]
        shown = screen_text(app)
        assert "your browser" in shown and "Another folder" not in shown and str(HOME) not in shown
        await pilot.press(next(offer.key for offer in take.offers() if offer.label == "Save as text"))
        await settle(pilot)
        assert app.screen is app.chat
        app.push_screen(Report(answer))
        await settle(pilot)
        await pilot.press(*"wrong", "enter")
        await settle(pilot)
        assert app.screen is app.chat
    (saved, text), (report, line) = delivered
    assert saved.endswith(".txt") and "Undocumented" in text
    assert report.endswith(".jsonl") and json.loads(line)["words"] == "wrong"
    assert not list(tmp_path.iterdir()) and not HOME.exists()


async def test_training_keeps_nothing_and_settings_are_kept_by_the_browser(
    adviser: Adviser, delivered: Delivered
) -> None:
    kept: list[dict[str, Any]] = []
    app = BrowserApp(adviser, language("en"), BrowserPreferences(adviser.knowledge, {"theme": "light"}, kept.append))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        assert kept == [{"region": "vgr", "theme": "light"}]
        await pilot.press("f10")
        await settle(pilot)
        assert "kept by this browser" in screen_text(app) and str(HOME) not in screen_text(app)
        await pilot.press("escape", "f8")
        await settle(pilot)
        assert isinstance(app.screen, TrainScreen) and app.training is not None
        app.training.enter("Kim")
        assert app.training.problem is not None and not app.training.known()
        assert app.training.problem.text(app.language) == "In a browser no progress is kept."


@pytest.mark.parametrize(
    "brought", [{"region": "nowhere"}, {"language": 1}, {"theme": ["dark"]}, {"idle_minutes": 10**9}, {"age": 7}]
)
def test_what_a_browser_brings_along_and_does_not_fit_is_passed_over(knowledge: Knowledge, brought: Any) -> None:
    found = BrowserPreferences(knowledge, {**brought, "topics_first": ["medicines"]}, lambda settings: None)
    assert found.settings == DEFAULTS._replace(topics_first=("medicines",))
