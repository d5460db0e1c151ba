"""Rows are few: what is said of a line takes few of them, told apart by a sign and cut with one; a text above the screen leaves none empty."""

from __future__ import annotations

from typing import Any

import pytest
from textual.content import Content
from textual.style import Style

from assistant.answer import Adviser
from assistant.dialogue.readings import Told
from assistant.tui.chat.blocks import WORTH, rows_of
from assistant.tui.chat.saying import laid_out
from assistant.tui.hanging import Block
from assistant.tui.widgets.options import OPTION, Choosable, Look, draw_packed
from assistant.typed.outline import Remark
from tests.support.app import EVERY_SIZE, SMALL, WIDE, reply, screen_text, settle, write

Desk = Any
SENTENCES = {
    "sv": "asylsökande, nån slags kvitto eller kort, gick till en läkare i går, mupp blurp 30 år tolk recept",
    "en": "asylum seeker, some receipt or card, saw a doctor yesterday, mupp blurp, 30 years, interpreter, prescription",
}


def rows_above_the_line(app: Any) -> list[str]:
    region = app.chat.query_one("#heard").region
    return screen_text(app).splitlines()[region.y : region.bottom]


@pytest.mark.parametrize("size", EVERY_SIZE, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_it_takes_few_rows_and_what_does_not_fit_ends_in_a_sign(
    desk: Desk, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        app.chat.line.value = SENTENCES[code]
        await pilot.press("enter")
        await settle(pilot)
        rows = rows_above_the_line(app)
        assert 1 <= len(rows) <= 3 and (size == EVERY_SIZE[-1] or rows[0].strip().startswith("✓ "))
        back = app.language.gettext("Esc takes it back.")
        assert " ".join(" ".join(rows).split()).endswith((back, "…"))
        assert "mupp" in " ".join(rows), "what was not understood is said"


async def test_what_cannot_matter_is_not_said_to_be_unsettled(desk: Desk) -> None:
    """A kind of visit decides nothing about an interpreter: that it is not clear which one is noise."""
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        for line, said in (
            ("asylsökande 30 år tolk, sjuksköterska", False),
            ("asylsökande 30 år besöksavgift, sjuksköterska", True),
        ):
            await write(pilot, line)
            reading = app.chat.reader.read(line, app.chat.conversation)
            assert isinstance(reading, Told) and [unclear.words for unclear in reading.understood.unclear]
            await pilot.press("enter")
            await settle(pilot)
            assert ("sjuksköterska" in " ".join(rows_above_the_line(app))) is said
            await pilot.press("f4")
            await settle(pilot)


def test_what_was_taken_and_what_was_not_differ_by_a_sign() -> None:
    shown = Content("\n").join(laid_out((Remark("heard", True), Remark("not heard")), 60, 3)).plain
    assert shown == "✓ heard  not heard"


def test_what_was_taken_is_whole_and_the_others_are_brief_or_left_out_for_it() -> None:
    taken, told = Remark("heard this and that", True), Remark("unsettled (by these words)", brief="unsettled")
    others = (told, taken, Remark("strange words, and many of them"))
    assert "\n".join(line.plain for line in laid_out(others, 24, 2)) == "✓ heard this and that\nunsettled  strange …"
    assert "by these words" in " ".join(line.plain for line in laid_out(others, 80, 2))


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_rows_than_there_are(most: int) -> None:
    found = laid_out((Remark("a long word " * 40, True),), 30, most)
    assert len(found) == most and found[-1].plain.endswith("…")
    assert all(line.cell_length <= 30 for line in found)
    assert laid_out((), 30, most) == []


@pytest.mark.parametrize("size", EVERY_SIZE, ids=lambda size: "x".join(map(str, size)))
async def test_a_long_text_above_the_screen_leaves_no_row_empty(desk: Desk, size: tuple[int, int]) -> None:
    """The help is longer than any of these screens: its text ends just above the line that closes it."""
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        dialog, close = app.screen.query_one("#dialog"), app.screen.query_one("#dialog-close")
        text = app.screen.query_one("#dialog-text")
        assert text.region.bottom == close.region.y and close.region.bottom == dialog.region.bottom - 1
        assert text.virtual_size.height > text.size.height


def test_what_stands_in_one_row_ends_with_a_sentence_where_one_fits() -> None:
    text = "Fetch somebody. Then wait, and never go. Come back."
    for width, told in (
        (60, text),
        (46, "Fetch somebody. Then wait, and never go. …"),
        (36, "Fetch somebody. …"),
        (12, "Fetch someb…"),
    ):
        (line,) = Block(text, lead="! ", one_row=True).lines(width + 2)
        assert line.plain == f"! {told}"


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_beside_the_answer_the_talk_begins_at_the_top_and_the_last_group_fills_the_card(
    desk: Desk, code: str
) -> None:
    app = desk(code)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        for line in ("papperslös 16 år recept", "tolk"):
            await write(pilot, line)
            await pilot.press("enter")
            await settle(pilot)
            body, talk, card = (app.chat.query_one(id).region for id in ("#body", "#talk", "#card"))
            assert (talk.y, talk.bottom) == (body.y, app.chat.asking.region.y)
            empty = card.height - 2 - len(app.chat.card.lines_in(app.chat.card.content_size.width))
            assert empty < WORTH or not app.chat.card.folded


@pytest.mark.parametrize("width", [30, 57, 78])
def test_rows_are_counted_as_they_are_broken(adviser: Adviser, width: int) -> None:
    texts = [rule.statement.text for rule in adviser.knowledge.rules.values() if rule.statement is not None]
    assert texts
    for text in (*texts, "", "one", f"{'x' * 200} and {'y' * 30}", f"at {'z' * width}"):
        assert rows_of(text, width) == len(Block(text).lines(width)), text


def test_what_the_screen_tells_anyhow_takes_no_row_of_its_own() -> None:
    taken, spare = Remark("heard this and that", True), Remark("Esc takes it back.", spare=True)
    assert [line.plain for line in laid_out((taken, spare), 24, 3)] == ["✓ heard this and that …"]
    assert [line.plain for line in laid_out((taken, spare), 60, 3)] == ["✓ heard this and that  Esc takes it back."]
    assert [line.plain for line in laid_out((spare,), 24, 3)] == ["Esc takes it back."]


OPTIONS = (
    Choosable("a", "", "Under 18", "free"),
    Choosable("b", "", "18 to 19", "50"),
    Choosable("c", "", "20 to 84", "50"),
    Choosable("d", "", "85 or older", "free"),
    Choosable("unknown", "0", "Don't know"),
)


def test_options_that_decide_the_same_share_a_row_and_what_they_decide_stands_once() -> None:
    rows = [line.plain.rstrip() for line in draw_packed(OPTIONS, Look(), 78).lines]
    assert rows == ["  Under 18 · free", "  18 to 19 / 20 to 84 · 50", "  85 or older · free   0 Don't know"]


@pytest.mark.parametrize("width", [20, 30, 40, 78])
def test_each_option_is_whole_and_can_be_clicked_where_options_share_rows(width: int) -> None:
    drawn = draw_packed(OPTIONS, Look(at=1, meant=frozenset({"c"})), width)
    assert all(line.cell_length <= width for line in drawn.lines)
    assert set(drawn.first) == set(range(len(OPTIONS)))
    for place, option in enumerate(OPTIONS):
        lines = drawn.lines[drawn.first[place] :]
        assert option.label in " ".join(" ".join(line.plain for line in lines).split())
        metas = [span.style.meta for line in lines for span in line.spans if isinstance(span.style, Style)]
        assert {OPTION: place} in metas


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_at_80x24_the_ages_share_rows_beside_an_answer_and_stand_apart_where_rows_are_many(
    desk: Desk, code: str
) -> None:
    for size, shared in ((SMALL, True), ((100, 40), False), (WIDE, False)):
        app = desk(code)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await reply(pilot, "vgr", "undocumented", "medicines")
            asking = app.chat.asking
            assert (asking.region.height < len(asking.options)) is shared
            rows = screen_text(app).splitlines()[asking.region.y : asking.region.bottom]
            assert all(option.label in "\n".join(rows) for option in asking.options), rows
            if shared:
                assert len({option.beside for option in asking.options if option.beside}) == 2
                assert " ".join(rows).count(asking.options[1].beside) == 1, rows
                second = asking.options[1].id
                await pilot.press("down", "down", "enter")
                assert second in app.chat.conversation.case.answers.values(), "the arrows go from option to option"


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_at_80x24_that_everything_is_answered_is_one_row_with_what_can_be_done(desk: Desk, code: str) -> None:
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines", "34")
        assert app.chat.conversation.question is None and app.chat.asking.region.height == 1
        row = screen_text(app).splitlines()[app.chat.asking.region.y]
        assert all(option.label in row for option in app.chat.asking.options), row
