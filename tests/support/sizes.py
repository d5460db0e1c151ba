"""What must be in sight at every size: the line, the question, the line that answers, and every option or the mark of where it is."""

from __future__ import annotations

from typing import Any

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.i18n import language
from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.tui.app import VardlotsApp
from tests.support.app import screen_text, settle
from tests.support.questions import conversations
from tests.support.textual_internals import in_no_time

PAGES = 8
"""Page keys after which every option must have been in sight."""


def begins(text: str, letters: int = 14) -> str:
    """The beginning of a text, as far as it cannot be broken over two lines."""
    return text[:letters].rpartition(" ")[0] or text[:letters]


async def look_at_every_question(adviser: Adviser, code: str, size: tuple[int, int], roomy: bool) -> None:
    """Put every question at this size. `roomy`: here all options must be in sight without any key."""
    app = VardlotsApp(adviser, language(code))
    app.grace = 0
    app.breath = 0.0
    with in_no_time():
        await _look_at_all(app, adviser, size, roomy)


async def _look_at_all(app: VardlotsApp, adviser: Adviser, size: tuple[int, int], roomy: bool) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        talks = conversations(adviser)
        met = {talk.question.id for talk in talks if talk.question is not None}
        # Of one answer that is not only told nothing is open, so nobody is asked.
        asked = {
            question.id
            for question in adviser.knowledge.questions.values()
            if question.number is not None or len(adviser.knowledge.parts_of(question.id, UNKNOWN)) > 1
        }
        assert {*asked, TOPIC} <= met, "every question is met"
        for talk in talks:
            app.chat.go(talk)
            await settle(pilot)
            _look(app, talk)
            seen = screen_text(app)
            for _ in range(0 if roomy else PAGES):
                await pilot.press("pagedown")
                await settle(pilot)
                _look_at_line(app)
                if (page := screen_text(app)) in seen:
                    break  # the key changes nothing more
                seen += page
            missing = [option.label for option in app.chat.asking.options if begins(option.label) not in seen]
            assert not missing, (talk.question, missing, screen_text(app))


def _look(app: VardlotsApp, talk: Conversation) -> None:
    text = screen_text(app)
    _look_at_line(app)
    assert begins(app.chat.asking.offer.title, 20) in text, text
    for lead in talk.answer.leads[:1]:
        assert begins(app.wording.lead(lead), 20) in text, text
    shown = [option for option in app.chat.asking.options if begins(option.label) in text]
    if len(shown) < len(app.chat.asking.options):
        assert "▼" in text, text
    _look_at_edges(app, text)


def _look_at_line(app: VardlotsApp) -> None:
    """The line is in sight, whole and with the focus, right above the keys."""
    line: Any = app.chat.line
    width, height = app.size
    assert line.has_focus
    assert line.region.height == (3 if height >= 14 else 1) and line.region.width == width
    assert line.region.bottom == height - 1 and line.region.y >= 0


def _look_at_edges(app: VardlotsApp, text: str) -> None:
    """No text touches a scroll bar: to its left stands the border of the card, or nothing."""
    flow = app.chat.query_one("#flow")
    if flow.max_scroll_y > 0:
        column = flow.region.right - 2
        for line in text.splitlines()[flow.region.y : flow.region.bottom]:
            assert line[column : column + 1].strip() in ("", "│", "╮", "╯"), line
