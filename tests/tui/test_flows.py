"""The conversation by keyboard and by mouse: every way to reply, to go back, to change, to start anew."""

from __future__ import annotations

from typing import Any

import pytest
from textual.events import Key

from assistant.knowledge.model import TOPIC
from assistant.tui.chat.blocks import shown
from assistant.tui.dialogs.dialog import Confirm
from assistant.tui.widgets.answer import AnswerScroll, AnswerView
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.number_field import NumberField
from assistant.tui.widgets.replies import Replies
from tests.support.app import SMALL, WIDE, answer_text, case, key_of, reply, screen_text, settle

pytestmark = pytest.mark.asyncio
Desk = Any


async def test_a_digit_replies_at_once(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("1")
        assert case(app) == {"region": "vgr"}
        await pilot.press("0")
        assert case(app) == {"region": "vgr"}, "first it is asked what the patient shows or tells"
        await pilot.press("0")
        assert case(app) == {"region": "vgr", "status": "unknown"}


async def test_the_answer_grows_from_the_first_reply(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "[" not in answer_text(app) and answer_text(app)  # acute care is there before anything is asked
        before = len(answer_text(app))
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        assert len(answer_text(app)) > before


async def test_arrows_and_enter_reply(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "up", "enter")
        assert case(app)["region"] == app.chat.conversation.adviser.knowledge.questions["region"].values[1].id
        await pilot.press(
            "end", "enter", "end", "enter"
        )  # don't know, and what the patient shows or tells does not help
        assert case(app)["status"] == "unknown"


async def test_a_click_replies(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click(Choices, offset=(8, 1))
        await settle(pilot)
        assert case(app)["region"] == app.chat.conversation.adviser.knowledge.questions["region"].values[1].id


async def test_a_double_click_replies_once(desk: Desk) -> None:
    app = desk(grace=60)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click(Choices, offset=(8, 0), times=2)
        await settle(pilot)
        assert case(app) == {"region": "vgr"}


async def test_a_stray_enter_replies_nothing(desk: Desk) -> None:
    app = desk(grace=60)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter", "space", "enter")
        assert case(app) == {}
        await pilot.press("down", "enter")  # whoever moves first means it
        assert len(case(app)) == 1
        await pilot.press("enter")
        assert len(case(app)) == 1


async def test_enter_replies_only_to_whoever_has_moved(desk: Desk) -> None:
    app = desk(grace=0)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter", "space")
        assert case(app) == {}
        await pilot.press("9")
        assert case(app) == {}, "a number that is no choice is no reply"
        await pilot.press("enter")
        assert case(app) == {}
        await pilot.press("1")
        assert case(app) == {"region": "vgr"}


async def test_escape_goes_back_to_the_beginning_and_stays_there(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}
        await pilot.press("escape", "escape", "escape")
        assert case(app) == {}
        assert isinstance(app.focused, Choices)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_several_topics_by_numbers_and_enter(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "housing,interpreter")
        assert set(app.chat.conversation.case.topics) == {"housing", "interpreter"}


async def test_no_number_begins_another_so_that_speed_does_not_matter(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        topics = list(app.adviser.knowledge.topics)
        keys = [choice.key for choice in app.chat.choices.choices]
        assert not any(other != key and other.startswith(key) for key in keys for other in keys)
        await pilot.press("1", "0", "4", "3")
        assert list(app.chat.choices.ticked) == [topics[0], topics[12], topics[2]]
        await pilot.press("0")
        await settle(pilot)
        assert "0_" in screen_text(app), "a number that has begun is shown"
        app.chat.choices.PAUSE = 0.01
        await pilot.pause(0.1)
        assert list(app.chat.choices.ticked) == [topics[0], topics[12], topics[2]], "and waits for its second digit"
        await pilot.press("down", "3", "enter")
        assert set(app.chat.conversation.case.topics) == {topics[0], topics[12]}


async def test_enter_without_ticks_takes_the_highlighted_topic(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await pilot.press("down", "enter")
        assert app.chat.conversation.case.topics == (list(app.adviser.knowledge.topics)[1],)


async def test_topics_by_mouse_alone(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        topics = list(app.adviser.knowledge.topics)
        await pilot.click(Choices, offset=(8, len(topics)))  # nothing ticked: confirming does nothing
        assert app.chat.conversation.case.topics == ()
        await pilot.click(Choices, offset=(8, 3))
        await pilot.click(Choices, offset=(8, 4))
        await pilot.click(Choices, offset=(8, len(topics)))
        await settle(pilot)
        assert app.chat.conversation.case.topics == (topics[3], topics[4])


async def to_the_age(pilot: Any) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
    assert pilot.app.chat.conversation.question.id == "age_group"


async def test_an_age_is_typed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press("enter")  # empty: replies nothing
        assert "age_group" not in case(app)
        await pilot.press("3", "4", "enter")
        assert app.chat.conversation.case.numbers == {"age": 34}
        assert case(app)["age_group"] == "20_plus"


@pytest.mark.parametrize("keys", [("down", "down", "enter"), ("tab", "down", "enter"), ("b",)])
async def test_an_age_by_its_band(desk: Desk, keys: tuple[str, ...]) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.press(*keys)
        assert case(app)["age_group"] == "18_19"
        assert app.chat.conversation.case.numbers == {}


async def test_an_age_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.click(Choices, offset=(6, 0))
        await settle(pilot)
        assert case(app)["age_group"] == "under_18"


async def test_a_wrong_age_says_what_is_allowed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press("9", "9", "9", "enter")
        assert "age_group" not in case(app)
        assert "from 1 to 120" in screen_text(app)
        await pilot.press("backspace")
        assert "from 1 to 120" not in screen_text(app)
        await pilot.press("enter")
        assert app.chat.conversation.case.numbers == {"age": 99}


async def test_zero_is_no_age(desk: Desk) -> None:
    """Everywhere else 0 is "don't know"; a newborn is "under 18"."""
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press("0", "enter")
        assert "age_group" not in case(app)
        assert "Not 0. A baby: press a. Don't know: press d." in screen_text(app)
        await pilot.press("escape")
        assert app.chat.conversation.question.id == "age_group", "Esc empties the field first"
        await pilot.press("9", "9", "9", "enter")
        assert "from 1 to 120" in screen_text(app)
        await pilot.press("escape", "escape")
        assert app.chat.conversation.question.id != "age_group"


async def test_an_age_that_is_changed_is_typed_over(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.press("3", "0", "enter")
        await pilot.press("escape")
        await settle(pilot)
        app.chat.go(app.chat.conversation.reply_number(30).ask_again("age_group"))
        await settle(pilot)
        await pilot.press("1", "7", "enter")
        assert isinstance(app.screen, Confirm), "another fee applies: that is shown first"
        await pilot.press("enter")
        assert app.chat.conversation.case.numbers == {"age": 17}


async def test_letters_keep_their_meaning_in_the_number_field(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.press("3", "s", "x", "å")
        assert app.chat.sources_in_full
        assert app.chat.query_one(NumberField).value == "3"
        await pilot.press("down", "4")  # digits go to the field from anywhere
        assert app.chat.query_one(NumberField).value == "34"
        assert isinstance(app.focused, NumberField)
        await pilot.press("n")
        assert case(app) == {"region": "vgr"}


async def test_a_new_patient_keeps_the_region_only(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "rjl", "undocumented", "interpreter")
        await pilot.press("n")
        assert case(app) == {"region": "rjl"}
        assert app.chat.conversation.case.topics == ()
        assert app.chat.conversation.question.id == "status"
        await pilot.press("escape")  # it was a slip
        assert case(app) == {"region": "rjl", "status": "undocumented"}
        assert app.chat.conversation.case.topics == ("interpreter",)
        await pilot.press("n")
        await reply(pilot, "asylum_seeker")
        await pilot.press("escape", "escape", "escape")
        assert case(app) == {"region": "rjl"}, "once the next patient has an answer, the one before is gone for good"


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_reply_is_changed_by_keyboard(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await pilot.press("e")
        assert isinstance(app.focused, Replies)
        await pilot.press("up", "enter")
        assert app.chat.conversation.question.id == "status"
        assert "(answered)" in screen_text(app)
        await reply(pilot, "undocumented")
        assert isinstance(app.screen, Confirm)
        assert case(app)["status"] == "asylum_seeker", "nothing is changed before it is confirmed"
        await pilot.press("escape")
        assert case(app)["status"] == "asylum_seeker"
        await reply(pilot, "undocumented")
        await pilot.press("enter")
        assert case(app)["status"] == "undocumented"
        assert app.chat.conversation.case.topics == ("medicines",)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_reply_is_changed_by_its_number_and_left_with_escape(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await pilot.press("e")
        await settle(pilot)
        assert "2 Situation" in screen_text(app) and "Which answer?" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.focused, Choices) and app.chat.conversation.case.topics == ("medicines",)
        await pilot.press("e", "2")
        assert app.chat.conversation.question.id == "status"


async def test_a_reply_is_changed_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker")
        await pilot.click(Replies, offset=(6, 3))
        await settle(pilot)
        assert app.chat.conversation.question.id == "region"


async def test_choosing_topics_anew_starts_from_the_ones_chosen(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await pilot.press("t")
        assert app.chat.conversation.question.id == TOPIC
        assert list(app.chat.choices.ticked) == ["interpreter"]
        await pilot.press(*key_of(app, "housing"), "enter")
        assert set(app.chat.conversation.case.topics) == {"interpreter", "housing"}


async def finish(pilot: Any) -> None:
    """Reply with the first value until nothing is asked."""
    while pilot.app.chat.conversation.question is not None:
        await reply(pilot, pilot.app.chat.conversation.question.values[0].id)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_it_says_when_everything_is_answered(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await finish(pilot)
        await settle(pilot)
        assert "Everything needed is answered." in screen_text(app)
        assert isinstance(app.focused, AnswerScroll)
        await pilot.press("down", "down")
        assert (
            app.chat.query_one(AnswerView).scroll.paragraphs.selected
            == app.chat.query_one(AnswerView).scroll.paragraphs.subjects[1]
        )
        await pilot.click(Choices, offset=(4, 0))
        await settle(pilot)
        assert case(app) == {"region": "vgr"}


async def test_page_keys_scroll_the_answer_from_anywhere(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        scroll = app.chat.query_one(AnswerScroll)
        await pilot.press("pagedown")
        await settle(pilot)
        assert scroll.scroll_y > 0
        await pilot.press("pageup")
        await settle(pilot)
        assert scroll.scroll_y == 0
        assert isinstance(app.focused, NumberField)


async def test_sources_in_short_and_in_full(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
        said = next(said for said in shown(app.chat.conversation).statements if "V14" in said.rule.sources)
        in_full = app.wording.source(said.sources[0])
        assert "V14" in answer_text(app) and in_full not in answer_text(app)
        await pilot.press("s")
        assert in_full in answer_text(app)
        await pilot.press("s")
        assert in_full not in answer_text(app)


async def test_keys_typed_at_once_act_in_their_order(desk: Desk) -> None:
    """A fast typist, or keys typed ahead: none is lost, and none replies to another question than the one meant."""
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        medicines = list(app.adviser.knowledge.topics).index("medicines") + 1
        for key in ("1", "1", str(medicines), "enter", "2", "3", "4", "enter", "s"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        conversation = app.chat.conversation.case
        assert conversation.topics == ("medicines",)
        assert case(app)["proof"] == app.adviser.knowledge.questions["proof"].values[1].id
        assert conversation.numbers == {"age": 34}
        assert app.chat.sources_in_full
