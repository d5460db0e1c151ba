"""No size breaks anything. That every question is in sight at each is asked of the shipped ones (`tests/shipped/test_screens.py`)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.app import answer_text, reply, screen_text, settle, write

pytestmark = pytest.mark.asyncio
Desk = Any


@pytest.mark.parametrize(
    "size", [(20, 6), (20, 24), (80, 6), (40, 10), (30, 13), (119, 14), (120, 13), (200, 60), (1, 1), (3, 40)]
)
async def test_no_size_breaks_anything_and_the_case_goes_on(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines")
        await pilot.press("pagedown", "pageup", "tab", "down", "escape", "f7", "escape", "down", "up")
        await write(pilot, "34")
        await settle(pilot)
        assert app.is_running and app.chat.conversation.case.numbers == {"age": 34}
        if size[0] >= 20:
            assert app.focused is app.chat.line and app.chat.line.region.bottom <= size[1]
            assert app.chat.asking.region.height >= 1 and screen_text(app).strip()
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert app.wording.lead(app.chat.conversation.answer.leads[0])[:20] in screen_text(app)


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_at_80x24_the_answer_the_first_steps_and_the_question_are_on_one_screen(desk: Desk, code: str) -> None:
    app = desk(code)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
        text = screen_text(app)
        assert app.wording.lead(app.chat.conversation.answer.leads[0])[:20] in text
        assert all(option.label in text for option in app.chat.asking.options)
        assert app.chat.conversation.question is not None
        await reply(pilot, "34")
        steps = [block for block in app.chat.card.blocks if block.press and block.lead.endswith("1. ")]
        assert steps and steps[0].text[:20] in screen_text(app)


@pytest.mark.parametrize("size", [(120, 34), (140, 40)])
async def test_side_by_side_no_third_of_the_answer_stands_empty_once_a_topic_is_chosen(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        card, flow = app.chat.card, app.chat.query_one("#flow")
        assert flow.region.x > 0 and card.region.width > size[0] // 2
        lines = [
            line[flow.region.x :].strip("│ ▁▂▃▄▅▆▇█") for line in screen_text(app).splitlines()[1 : flow.region.bottom]
        ]
        assert sum(bool(line) for line in lines) > len(lines) * 2 // 3
        assert answer_text(app)
