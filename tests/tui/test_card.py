"""The card at work: one's own steps are ticked off, and folded groups are opened one at a time, by key, by mouse and by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.tui.chat.blocks import CardBlocks
from assistant.tui.chat.card import FOLD, FOLDED, OPENED
from assistant.words.card import card
from assistant.words.emphasis import Emphasis
from assistant.words.wording import Wording
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle, write

Desk = Any
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])
LANGUAGES = pytest.mark.parametrize("code", ["sv", "en"])


async def finished(pilot: Any) -> None:
    """A case with steps of one's own, and with groups that do not fit."""
    await settle(pilot)
    await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired", "34")
    await settle(pilot)


@SIZES
@LANGUAGES
async def test_a_digit_that_nothing_asks_for_is_said_not_to_be_taken(
    desk: Desk, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        await finished(pilot)
        said = app.language.gettext("“{word}” is no answer here.", word="7")
        before = app.chat.conversation
        assert said not in screen_text(app)
        await pilot.press("7")
        await settle(pilot)
        assert said in screen_text(app) and app.chat.conversation is before
        await pilot.press("escape")
        await settle(pilot)
        assert said not in screen_text(app) and app.chat.conversation is before


async def click_on(pilot: Any, text: str) -> None:
    lines = screen_text(pilot.app).splitlines()
    row = next(number for number, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[row].index(text) + 1, row))
    await settle(pilot)


async def to(pilot: Any, wanted: Callable[[str], bool], key: str) -> None:
    """Move about in the card until something is selected."""
    for _ in range(60):
        if wanted(pilot.app.chat.card.selected):
            return
        await pilot.press(key)
    raise AssertionError("it cannot be reached")


def boxes(app: Any) -> list[str]:
    """The boxes of the steps in the card, ticked or not."""
    return [block.lead[:3] for block in app.chat.card.blocks if block.press]


@SIZES
@LANGUAGES
async def test_steps_are_ticked_off_by_keys_by_mouse_and_by_word(desk: Desk, code: str, size: tuple[int, int]) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        await finished(pilot)
        before = len(boxes(app))
        assert before > 1 and set(boxes(app)) == {"[ ]"}
        await pilot.press("ctrl+d")
        assert boxes(app)[0] == "[x]" and "[x] 1." in screen_text(app)
        assert app.language.gettext("{done} of {all} done", done=1, all=before) in app.chat.card.text
        await click_on(pilot, "[x] 1.")
        assert set(boxes(app)) == {"[ ]"}, "a click on the box takes the tick away"
        await write(pilot, {"sv": "klar 1", "en": "done 1"}[code])
        assert set(boxes(app)) == {"[ ]"}, "a word does nothing before Enter"
        await pilot.press("enter")
        await settle(pilot)
        assert boxes(app)[0] == "[x]"
        await pilot.press("tab")
        await to(pilot, app.chat.card.can_be_ticked, "down")
        await pilot.press("down")
        await to(pilot, app.chat.card.can_be_ticked, "down")
        await pilot.press("space")
        assert boxes(app)[1] == "[x]"


@SIZES
async def test_ticks_are_gone_with_the_patient_and_back_with_the_slip(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await finished(pilot)
        await pilot.press("ctrl+d", "f4")
        await reply(pilot, "asylum_seeker", "medicines", "lma_expired", "34")
        assert boxes(app) and set(boxes(app)) == {"[ ]"}
        await pilot.press("f4", "escape")
        await settle(pilot)
        assert set(boxes(app)) == {"[ ]"}
        await pilot.press("ctrl+d", "f4", "escape")
        await settle(pilot)
        assert "[x]" in boxes(app), "new patient was a slip"


async def test_a_tick_stays_where_an_answer_is_changed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await finished(pilot)
        await pilot.press("ctrl+d", "escape")
        assert "age_group" not in case(app) and "[x]" in boxes(app)


async def test_where_no_step_is_left_or_has_that_number_it_is_said(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await finished(pilot)
        await pilot.press(*["ctrl+d"] * len(boxes(app)))
        assert set(boxes(app)) == {"[x]"}
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert set(boxes(app)) == {"[x]"} and "No step of yours is left here." in screen_text(app)
        await write(pilot, "done 99")
        await pilot.press("enter")
        await settle(pilot)
        assert "There is no step 99 of yours here." in screen_text(app)


def test_what_is_to_be_checked_is_not_open_above_folded_steps(adviser: Adviser) -> None:
    wording, opened = Wording(adviser.knowledge, language("sv")), []
    words = ["region=vgr", "status=asylum_seeker", "proof=lma_expired", "age=34", "topic=consumables"]
    made = card(adviser.answer(case_from_words(adviser.knowledge, words)), wording, asking=False)
    for rows in range(1, 60):
        blocks = CardBlocks(wording, Emphasis(wording), frozenset(), lambda name: None, rows, 70).blocks(made)
        heads = {block.about.rpartition(":")[2]: block.lead[:1] == OPENED for block in blocks if FOLD in block.about}
        opened.append((heads["check"], heads["others"]))
    assert (True, False) not in opened and {(True, True), (False, False)} <= set(opened)


@SIZES
@LANGUAGES
async def test_folded_groups_open_one_at_a_time(desk: Desk, code: str, size: tuple[int, int]) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        await finished(pilot)
        folded = [title for _, title in app.chat.card.folded]
        assert folded and all("(" in title or ": " in title for title in folded), (
            "how much is in it, or in few words what"
        )
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert [title for _, title in app.chat.card.folded] == folded[1:]
        assert f"{OPENED} {folded[0].split(': ')[0].split(' (')[0]}" in screen_text(app), "what was opened is in sight"
        last = folded[-1].split(" (")[0]
        await write(pilot, f"/{ {'sv': 'mer', 'en': 'more'}[code] } {last}")
        await pilot.press("enter")
        await settle(pilot)
        assert [title for _, title in app.chat.card.folded] == folded[1:-1]
        await write(pilot, {"sv": "/svar", "en": "/answer"}[code])
        await pilot.press("enter")
        await settle(pilot)
        assert not app.chat.card.folded
        await pilot.press("escape")
        await write(pilot, {"sv": "/mer", "en": "/more"}[code])
        await pilot.press("enter")
        await settle(pilot)
        assert app.language.gettext("Everything in the answer is open.") in screen_text(app)


async def test_a_group_opens_by_mouse_and_by_the_arrows(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await finished(pilot)
        about, title = app.chat.card.folded[0]
        await click_on(pilot, f"{FOLDED} {title.split(' (')[0]}")
        assert app.chat.card.is_open(about)
        await pilot.press("tab")
        await to(pilot, about.__eq__, "down")
        await pilot.press("enter")
        assert not app.chat.card.is_open(about)


async def test_after_a_page_the_arrows_go_on_where_one_reads(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await finished(pilot)
        app.chat.whole_answer()
        await settle(pilot)
        flow = app.chat.query_one("#flow")
        first = app.chat.card.selected
        for _ in range(2):
            await pilot.press("pagedown")
            await settle(pilot)
        read = flow.scroll_offset.y
        await pilot.press("down")
        await settle(pilot)
        place = app.chat.card.place
        assert app.chat.card.selected != first and place is not None
        assert read <= place.y < read + flow.size.height, "what is selected is what one reads"
        await pilot.press("tab", "pagedown", "tab")
        await settle(pilot)
        last = app.chat.card.subjects[-1]
        assert app.chat.card.selected == last or app.chat.card.place.y >= read, "at the end, the last"
