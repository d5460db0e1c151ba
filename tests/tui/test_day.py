"""The day as of which the app answers: that of the calendar, or the one that it was told; and over midnight a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from assistant import knowledge as reading
from assistant.answer import Adviser
from assistant.i18n import language
from assistant.knowledge import load_knowledge
from assistant.places import KNOWLEDGE_VARIABLE
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import Lines
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.words.wording import Wording
from tests.support.app import settle
from tests.support.editing import costing_more
from tests.support.textual_internals import notices

BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)
FEE = "visit_fee.lma.primary_doctor"


def told(wording: Wording) -> str:
    return wording.rule_text(wording.knowledge.rules[FEE])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A knowledge in use in which a fee changes from 2027."""
    folder = costing_more(tmp_path)
    monkeypatch.setenv(KNOWLEDGE_VARIABLE, str(folder))
    reading.shipped_knowledge.cache_clear()
    yield folder
    reading.shipped_knowledge.cache_clear()


def test_the_app_says_as_of_which_other_day_it_answers_and_has_the_words_of_that_day(folder: Path) -> None:
    app = VardlotsApp(None, language("en"), language_named=True, day=AFTER)

    async def look() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            assert any("2027-01-01" in note for note in notices(app))
            assert app.adviser.on == AFTER
            assert "60" in told(app.wording)
            app.day = BEFORE  # as if the calendar had gone on: the next patient
            assert app.adviser_now().on == BEFORE
            assert "50" in told(app.wording)

    asyncio.run(look())


def test_the_plain_talk_has_the_words_of_the_next_day_for_the_next_patient(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    lines = Lines(StringIO(), StringIO())
    desk = PlainDesk(
        Adviser(knowledge, BEFORE), language("en"), lines, Preferences(knowledge, None), remembers=False, today=lambda: AFTER
    )  # fmt: skip
    assert "50" in told(desk.wording)
    assert desk.new_patient().adviser.on == AFTER
    assert "60" in told(desk.wording)
