"""The conversation by keyboard and by mouse: every way to reply, to go back, to change, to start anew."""

from __future__ import annotations

from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from assistant.dialogue.readings import Suggestion
from assistant.knowledge.model import TOPIC
from assistant.tui.chat.trail import Trail
from assistant.tui.chat.turns import Turns
from assistant.tui.dialogs.dialog import Confirm
from assistant.tui.widgets.asking import Asking
from assistant.tui.widgets.live_line import LiveLine
from tests.support.app import SMALL, WIDE, answer_text, case, choose, key_of, reply, screen_text, settle, write

pytestmark = pytest.mark.asyncio
Desk = Any


def spot(app: Any, widget: type[Any], text: str) -> tuple[int, int]:
    """Where in a widget a text stands, for the mouse."""
    part = app.chat.query_one(widget) if widget is not Turns else app.chat.query_one("#turns")
    region = part.region
    for row, line in enumerate(screen_text(app).splitlines()[region.y : region.bottom]):
        column = line[region.x : region.right].find(text)
        if column >= 0:
            return column + 1, row
    raise AssertionError(f"{text} is not in {widget.__name__}")


async def click(pilot: Any, widget: type[Any], text: str, **how: Any) -> None:
    """Click on a text in a widget."""
    target = "#turns" if widget is Turns else widget
    await pilot.click(target, offset=spot(pilot.app, widget, text), **how)
    await settle(pilot)


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
        before = answer_text(app)
        assert before  # acute care is there before anything is asked
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        assert app.wording.topic("medicines") in screen_text(app) and answer_text(app) != before


async def test_arrows_and_enter_reply(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "up", "enter")
        assert case(app)["region"] == app.chat.conversation.adviser.knowledge.questions["region"].values[0].id
        await pilot.press("end", "enter", "end", "enter")  # don't know, and what the patient shows does not help
        assert case(app)["status"] == "unknown"


async def test_a_click_replies(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        second = app.chat.asking.options[1]
        await click(pilot, Asking, second.label)
        assert case(app)["region"] == second.id


async def test_a_double_click_replies_once(desk: Desk) -> None:
    app = desk(grace=60)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await click(pilot, Asking, app.chat.asking.options[0].label, times=2)
        assert case(app) == {"region": "vgr"}


async def test_there_is_no_bar_and_enter_replies_nothing_before_somebody_moves(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "›" not in screen_text(app)
        await pilot.press("enter", "enter")
        assert case(app) == {} and app.language.gettext(
            "Choose with a number, or move with the arrows first."
        ) in screen_text(app)
        await pilot.press("down", "enter")
        assert len(case(app)) == 1


async def test_a_number_that_is_no_choice_is_said_and_stays(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press(*"999", "enter")
        assert case(app) == {} and app.chat.line.value == "999"
        assert "“999” is no answer here." in screen_text(app)
        await pilot.press("escape", "1")
        assert case(app) == {"region": "vgr"}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_no_letter_is_a_command(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        before = app.chat.conversation
        for letter in (*"abcdefghijklmnopqrstuvwxyzåäö", "/", "?", "."):
            await pilot.press(letter)
            assert app.chat.line.value == letter and app.chat.conversation is before
            assert app.screen is app.chat and app.language.code == "en"
            await pilot.press("backspace")
            assert app.chat.line.value == "" and app.chat.conversation is before


async def test_the_line_has_the_focus_at_every_question(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        while app.chat.conversation.question is not None:
            assert isinstance(app.focused, LiveLine)
            await pilot.press("tab", "down", "shift+tab")
            assert isinstance(app.focused, LiveLine)
            await choose(pilot, app.chat.conversation.question.values[0].id)
            await settle(pilot)
        assert isinstance(app.focused, LiveLine)


async def test_escape_goes_back_to_the_beginning_and_stays_there(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await pilot.press("x", "escape")
        assert case(app) == {"region": "vgr", "status": "undocumented"}, "first what is typed"
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}
        await pilot.press("escape", "escape", "escape")
        assert case(app) == {}
        await pilot.press("ctrl+f", "ctrl+f")
        assert case(app) == {"region": "vgr", "status": "undocumented"}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_topic_by_its_number_at_once_and_several_with_plus(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "housing,interpreter")
        assert set(app.chat.conversation.case.topics) == {"housing", "interpreter"}
        await pilot.press("escape", "escape")
        await reply(pilot, "medicines")
        assert app.chat.conversation.case.topics == ("medicines",)
        await pilot.press("plus", *key_of_topic(app, "interpreter"))
        if app.chat.line.value:
            await pilot.press("enter")
        assert app.chat.conversation.case.topics == ("medicines", "interpreter")


def key_of_topic(app: Any, topic: str) -> str:
    """The number of a topic, wherever the conversation stands."""
    from assistant.dialogue.options import options

    at_topics = app.chat.conversation.ask_again(TOPIC)
    return next(option.sign for option in options(at_topics) if option.id == topic)


async def test_topics_are_ticked_with_space_and_taken_with_enter(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        topics = [option.id for option in app.chat.asking.options]
        await pilot.press("down", "space", "down", "down", "space")
        assert app.chat.asking.look.ticked == {topics[0], topics[2]}
        await pilot.press(*key_of(app, topics[3]))
        assert app.chat.asking.look.ticked == {topics[0], topics[2], topics[3]}, "a number ticks too, then"
        await pilot.press("enter")
        assert app.chat.conversation.case.topics == (topics[0], topics[2], topics[3])


async def test_topics_by_mouse_alone(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        labels = {option.id: option.label for option in app.chat.asking.options}
        first, second = list(labels)[3:5]
        await click(pilot, Asking, app.language.gettext("Several: Space on each, or afterwards + and a number"))
        await click(pilot, Asking, labels[first])
        await click(pilot, Asking, labels[second])
        await click(pilot, Asking, app.language.gettext("Enter  Show the answer for the ticked topics"))
        assert app.chat.conversation.case.topics == (first, second)


async def to_the_age(pilot: Any) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired")
    assert pilot.app.chat.conversation.question.id == "age_group"


async def test_two_digits_are_an_age_and_one_with_enter(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press("3", "4")
        assert app.chat.conversation.case.numbers == {"age": 34}
        await pilot.press("escape", "7")
        assert "age_group" not in case(app) and "› " in screen_text(app), "its range lights up"
        await pilot.press("enter")
        assert app.chat.conversation.case.numbers == {"age": 7}


async def test_enter_alone_takes_no_age(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        assert app.chat.asking.look.at is None and "(Enter)" not in screen_text(app)
        await pilot.press("enter", "space", "enter")
        assert "age_group" not in case(app) and app.chat.conversation.question is not None


async def test_an_age_over_a_hundred_can_be_typed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press("1", "0")
        assert "age_group" not in case(app), "it may be a hundred and something"
        await pilot.press("4")
        if app.chat.line.value:
            await pilot.press("enter")
        assert app.chat.conversation.case.numbers == {"age": 104}


async def test_an_age_by_its_band(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.press("down", "down", "enter")
        assert case(app)["age_group"] == "18_19"
        assert app.chat.conversation.case.numbers == {}


async def test_an_age_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await click(pilot, Asking, app.chat.asking.options[0].label)
        assert case(app)["age_group"] == "under_18"


async def test_a_wrong_age_is_said_and_can_be_mended(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        await pilot.press(*"121", "enter")
        assert "age_group" not in case(app) and "“121” is no answer here." in screen_text(app)
        await pilot.press("backspace", "enter")
        assert app.chat.conversation.case.numbers == {"age": 12}


async def test_an_age_that_is_changed_is_previewed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await to_the_age(pilot)
        await pilot.press("3", "0")
        app.chat.go(app.chat.conversation.ask_again("age_group"))
        await settle(pilot)
        await pilot.press("1", "7")
        assert isinstance(app.screen, Confirm), "another fee applies: that is shown first"
        await pilot.press("enter")
        assert app.chat.conversation.case.numbers == {"age": 17}


@pytest.mark.parametrize("key", ["f4", "ctrl+n"])
async def test_a_new_patient_keeps_the_region_only(desk: Desk, key: str) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "rjl", "undocumented", "interpreter")
        await pilot.press(key)
        assert case(app) == {"region": "rjl"}
        assert app.chat.conversation.case.topics == ()
        assert app.chat.conversation.question.id == "status"
        await pilot.press("escape")  # it was a slip
        assert case(app) == {"region": "rjl", "status": "undocumented"}
        assert app.chat.conversation.case.topics == ("interpreter",)
        await pilot.press(key)
        await reply(pilot, "asylum_seeker")
        await pilot.press("escape", "escape", "escape")
        assert case(app) == {"region": "rjl"}, "once the next patient has an answer, the one before is gone for good"


async def test_a_word_clears_the_case_only_with_enter(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await write(pilot, "/new")
        assert case(app)["status"] == "undocumented"
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {"region": "vgr"}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_reply_is_changed_by_keyboard(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await pilot.press("f7")
        assert "Which answer" in screen_text(app)
        await pilot.press("escape")
        assert app.chat.conversation.question.id == "proof" and app.chat.conversation.case.topics == ("medicines",)
        await pilot.press("f7", "2")
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


async def test_a_reply_is_changed_by_mouse_in_the_trail_and_in_the_turns(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker")
        region = app.wording.value(app.adviser.knowledge.questions["region"], "vgr")
        await click(pilot, Trail, region)
        assert app.chat.conversation.question.id == "region"
        await pilot.press("escape")
        await click(pilot, Turns, "Asylum seeker")
        assert app.chat.conversation.question.id == "status"


async def test_the_turns_say_what_was_asked_replied_and_changed(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines", "34")
        said = app.chat.query_one("#turns").text
        knowledge, wording = app.adviser.knowledge, app.wording
        for fact in ("region", "status", TOPIC, "age_group"):
            assert wording.question(knowledge.question_for(fact)) in said
        assert "› 34" in said
        assert wording.lead(app.chat.conversation.answer.leads[0]) in said, "the line that answers is what changed"
        app.chat.ask_again("age_group")
        await settle(pilot)
        await pilot.press("1", "7", "enter")
        await settle(pilot)
        assert app.language.gettext("changed later") in app.chat.query_one("#turns").text


async def test_choosing_topics_anew_starts_from_the_ones_chosen(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await pilot.press("ctrl+t")
        assert app.chat.conversation.question.id == TOPIC
        assert app.chat.asking.look.ticked == {"interpreter"}
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
        await pilot.press("1", "enter")
        assert app.chat.conversation.case.topics == ("medicines",), "a stray digit clears nothing"
        await pilot.press("escape")
        await settle(pilot)
        await click(pilot, Asking, "New patient")
        assert case(app) == {"region": "vgr"}


async def test_page_keys_scroll_the_answer_once_the_options_are_in_sight(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await to_the_age(pilot)
        flow = app.chat.query_one("#flow")
        before = flow.scroll_y
        await pilot.press("pagedown")
        await settle(pilot)
        assert flow.scroll_y > before
        await pilot.press(*["pageup"] * 6)
        await settle(pilot)
        assert flow.scroll_y == 0


async def test_keys_typed_at_once_act_in_their_order(desk: Desk) -> None:
    """A fast typist, or keys typed ahead: none is lost, and none replies to another question than the one meant."""
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        medicines = str(list(app.adviser.knowledge.topics).index("medicines") + 1)
        for key in ("1", "1", medicines, "2", "3", "4", "n"):
            app.post_message(Key(key, key))
        await settle(pilot)
        conversation = app.chat.conversation.case
        assert conversation.topics == ("medicines",)
        assert case(app)["proof"] == app.adviser.knowledge.questions["proof"].values[1].id
        assert conversation.numbers == {"age": 34}
        assert app.chat.line.value == "n"


async def test_who_pays_is_answered_by_the_topic_that_is_open(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "asylum seeker interpreter")
        await pilot.press("enter")
        before = case(app)
        await write(pilot, "who pays?")
        await pilot.press("enter")
        assert case(app) == before and app.chat.line.value == ""
        # As many rows as before it, and other words.
        assert "who pays: see the answer" in screen_text(app)
        opened = [about for about in app.chat.card.subjects if app.chat.card.is_open(about)]
        assert any(about.endswith(":responsibility") for about in opened)


async def test_what_answers_is_not_scrolled_away_for_what_it_costs(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired", "34")
        await write(pilot, "what does it cost?")
        await pilot.press("enter")
        await settle(pilot)
        flow, card = app.chat.query_one("#flow"), app.chat.card
        (fees,) = (about for about in card.subjects if card.is_open(about) and about.endswith(":fee"))
        place = card.place_of(fees)
        assert flow.scroll_offset.y <= card.virtual_region.y
        assert place is not None and place.y < flow.scroll_offset.y + flow.size.height


async def test_what_is_typed_while_a_change_is_asked_about_goes_to_the_line(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker")
        await write(pilot, "undocumented")
        await pilot.press("enter")
        await write(pilot, "arabicx")
        await pilot.press("backspace")
        assert isinstance(app.screen, Confirm) and "arabic" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented" and app.chat.line.value == "arabic"


async def offer_alone(pilot: Pilot[None]) -> None:
    """A line of which one reading is offered, in the place of the question."""
    await settle(pilot)
    await write(pilot, "maybe undocumented")
    await pilot.press("enter")
    await settle(pilot)


async def test_the_digit_of_what_is_offered_alone_takes_that_and_answers_no_hidden_question(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await offer_alone(pilot)
        waiting = app.chat.waiting
        assert isinstance(waiting, Suggestion) and waiting.single
        await pilot.press("2")
        await settle(pilot)
        assert case(app) == {}, "the region is asked, and nobody sees it"
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {} and app.chat.waiting is None


async def test_the_number_of_what_is_offered_alone_is_its_enter(desk: Desk) -> None:
    found = []
    for key in ("1", "enter"):
        app = desk()
        async with app.run_test(size=SMALL) as pilot:
            await offer_alone(pilot)
            await pilot.press(key)
            await settle(pilot)
            assert "region" not in case(app)
            found.append((case(app), app.chat.waiting, type(app.screen).__name__))
    assert found[0] == found[1]
