"""The exact dialogue on the screen: typed words, previews of a change, back and forward, and why each statement applies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from textual.events import Paste

from assistant.dialogue.line import LineReader
from assistant.masking import DOT
from assistant.tui.chat.card import FOLD, AnswerCard
from assistant.tui.dialogs.dialog import Confirm, Dialog
from assistant.tui.widgets.masked_line import LONGEST
from assistant.tui.widgets.paragraphs import Paragraphs
from assistant.typed.days import age_on
from tests.support.app import SMALL, WIDE, answer_text, case, choose, open_all, reply, screen_text, settle, write

pytestmark = pytest.mark.asyncio
Desk = Any
BOTH = pytest.mark.parametrize("size", [WIDE, SMALL])


def dialog_text(app: Any) -> str:
    return str(app.screen.query_one(Paragraphs).text)


@BOTH
async def test_several_facts_are_typed_at_once_and_taken_back_at_once(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "papperslös 7-åring behöver tolk")
        assert case(app) == {"region": "vgr"}, "nothing is taken before Enter"
        above = "✓ Undocumented (without a permit) · ✓ Age: 7 · ✓ Interpreter"
        assert above in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {"region": "vgr", "status": "undocumented", "age_group": "under_18"}
        assert app.chat.conversation.case.numbers == {"age": 7}
        assert app.chat.conversation.case.topics == ("interpreter",)
        assert "Understood:" in screen_text(app), "what was understood stays to be read"
        await pilot.press("escape")
        assert case(app) == {"region": "vgr"}
        assert app.chat.conversation.case.topics == ()


async def test_the_words_are_read_at_the_first_letter_and_never_for_digits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are a fifth of all memory."""
    steps: list[int] = []

    def prepared(reader: LineReader) -> Iterator[None]:
        for step in range(3):
            steps.append(step)
            yield

    monkeypatch.setattr(LineReader, "prepared", prepared)
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("1", "3", "2")
        await settle(pilot)
        assert len(case(app)) >= 2 and steps == []
        await write(pilot, "behöver tolk")
        assert steps == [0, 1, 2], "a step at a time, and once"
        assert "✓ Interpreter" in screen_text(app)


async def test_what_is_not_understood_is_said_and_stays_to_be_mended(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "qwxzyk")
        await pilot.press("enter")
        await settle(pilot)
        assert case(app) == {}
        assert app.chat.line.value == "qwxzyk"
        assert "Not understood" in screen_text(app)


@BOTH
async def test_a_personal_number_is_covered_while_it_is_typed_and_when_it_is_pasted(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        line = app.chat.line
        await write(pilot, "850101-1234")
        assert not any(char.isdigit() for char in line.value)
        line.value = ""
        line.insert_text_at_cursor("asyl 19850101-1234")
        await settle(pilot)
        assert "1985" not in line.value and "1234" not in screen_text(app)


@BOTH
async def test_a_day_is_covered_while_it_is_typed_and_its_age_is_heard(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        line = app.chat.line
        await write(pilot, "visit cost undocumented born 1985-03-0")
        await pilot.press("2")
        await settle(pilot)
        assert "1985" not in screen_text(app) and not any(char.isdigit() for char in line.value)
        await pilot.press("enter")
        await settle(pilot)
        assert app.chat.conversation.case.numbers == {"age": age_on(date(1985, 3, 2), app.chat.conversation.adviser.on)}
        assert not line.as_typed and "1985" not in screen_text(app)


async def test_of_days_beside_the_line_nothing_is_left_that_the_line_does_not_show(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        line = app.chat.line
        for pasted in (False, True):
            if pasted:
                app.post_message(Paste("born 850302"))
                await settle(pilot)
            else:
                await write(pilot, "born 850302")
            assert line.as_typed == "born 850302" and line.value == "born " + 6 * DOT
            await pilot.press("home", "delete", *5 * ["right"], "backspace")
            assert line.as_typed == "orn 50302" and line.value.endswith(5 * DOT)
            await pilot.press("end", *"-12345")
            assert not any(char.isdigit() for char in line.as_typed)
            line.value = ""
            assert not line.as_typed
            await write(pilot, "850302")
            line.value = "asylum"
            assert line.as_typed == "asylum"
            line.value = ""


async def test_letters_and_digits_in_the_line_are_only_text(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "n 3 l e")
        assert app.chat.line.value == "n 3 l e"
        assert case(app) == {"region": "vgr"} and app.language.code == "en"
        await pilot.press("escape")
        assert app.chat.line.value == ""
        await pilot.press("3")
        assert case(app)["status"] == "undocumented", "the digits belong to the question again"


async def test_typed_words_that_take_an_answer_back_are_confirmed_first(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        await write(pilot, "papperslös")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        assert case(app)["status"] == "asylum_seeker"
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented"


@BOTH
async def test_a_preview_says_what_ends_and_what_applies_instead(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid", "25")
        app.chat.ask_again("age_group")
        await settle(pilot)
        await reply(pilot, "7")
        text = dialog_text(app)
        assert "Age: 25 → 7" in text and "No longer applies" in text and "Applies instead" in text
        await pilot.press("f3")
        await settle(pilot)
        assert "25 → 7" in dialog_text(app) and "No longer applies" not in dialog_text(app)
        await pilot.click("#dialog-confirm")
        await settle(pilot)
        assert app.chat.conversation.case.numbers == {"age": 7}
        await pilot.press("escape")
        await settle(pilot)
        assert app.chat.conversation.case.numbers == {"age": 25}
        await pilot.press("ctrl+f")
        assert app.chat.conversation.case.numbers == {"age": 7}


async def test_a_stray_enter_confirms_nothing(desk: Desk) -> None:
    app = desk(grace=60)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker")
        app.chat.ask_again("status")
        await settle(pilot)
        await pilot.press("3", "enter", "enter")
        assert isinstance(app.screen, Confirm) and case(app)["status"] == "asylum_seeker"


@BOTH
async def test_why_a_statement_applies_by_keyboard(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        card = app.chat.card
        await pilot.press("tab", "down")
        assert card.selected == card.subjects[1] and card.has_class("-here")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        text = dialog_text(app)
        assert "Why this applies" in text and "Situation: Undocumented" in text
        assert "How it follows" in text and "What would change it" in text and "Sources" in text
        await pilot.press("f3")
        await settle(pilot)
        assert "Why this applies" not in dialog_text(app), "the other language"
        await pilot.press("escape")
        await settle(pilot)
        assert card.selected == card.subjects[1] and app.focused is app.chat.line
        await pilot.press("f2")
        assert isinstance(app.screen, Dialog), "the key for why tells it too"
        await pilot.press("escape", "escape")
        assert not card.selected and not card.has_class("-here")


async def test_why_a_statement_applies_by_mouse(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        about = next(subject for subject in app.chat.card.subjects if not subject.startswith(FOLD))
        app.chat.card.select(about)
        assert app.chat.card.place is not None
        await pilot.click(AnswerCard, offset=(8, int(app.chat.card.place.y)))
        await settle(pilot)
        assert isinstance(app.screen, Dialog) and "Why this applies" in dialog_text(app)


@BOTH
async def test_every_statement_is_reached_by_the_arrows_and_seen(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "home_care,medicines")
        await open_all(pilot)
        card, flow = app.chat.card, app.chat.query_one("#flow")
        await pilot.press("tab")
        for number, subject in enumerate(card.subjects):
            if number:
                await pilot.press("down")
                await settle(pilot)
            assert card.selected == subject
            place = card.place
            assert place is not None
            assert 0 <= place.y - flow.scroll_y < flow.size.height, subject


@BOTH
async def test_a_group_is_opened_and_folded_by_enter_and_by_the_mouse(desk: Desk, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid", "34")
        card = app.chat.card
        about = next(subject for subject in card.subjects if subject.startswith(FOLD) and not card.is_open(subject))
        before = answer_text(app)
        await pilot.press("tab")
        while card.selected != about:
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        assert card.is_open(about) and len(answer_text(app)) > len(before) and card.selected == about
        await pilot.press("space")
        await settle(pilot)
        assert answer_text(app) == before
        place = card.place
        assert place is not None
        flow = app.chat.query_one("#flow")
        await pilot.click("#flow", offset=(6, int(place.y - flow.scroll_y)))
        await settle(pilot)
        assert card.is_open(about)


async def test_what_is_new_since_the_last_answer_is_marked_with_a_word(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        assert not [block for block in app.chat.card.blocks if block.tag], "the topic itself is no news"
        await reply(pilot, "lma_valid", "34")
        await open_all(pilot)
        fresh = [block for block in app.chat.card.blocks if block.tag]
        assert fresh and all(block.tag == "new" for block in fresh)
        before = app.chat.conversation.back().answer
        known = {said.id for said in before.certain}
        assert not {block.about for block in fresh} & known


async def test_what_depends_on_more_is_told_in_full_while_questions_remain(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        assert app.chat.conversation.question is not None
        possible = app.chat.conversation.answer.possible
        assert possible
        for said in possible:
            assert app.wording.rule_text(said.rule) in answer_text(app)


async def test_what_changes_nothing_now_stands_in_brackets(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await write(pilot, "44 år")
        await pilot.press("enter")
        await settle(pilot)
        assert "(44 years)" in screen_text(app)


@BOTH
async def test_the_beginning_of_an_option_takes_it(desk: Desk, size: tuple[int, int]) -> None:
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        await write(pilot, "tol")
        assert app.chat.asking.look.meant == {"interpreter"} and "›" in screen_text(app)
        await pilot.press("enter")
        assert app.chat.conversation.case.topics == ("interpreter",)


async def test_yes_and_no_answer_a_question_that_asks_for_them(desk: Desk) -> None:
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "temporary_protection", "interpreter")
        if app.chat.conversation.question is None or app.chat.conversation.question.id != "registered":
            app.chat.go(app.chat.conversation.told(app.chat.conversation.case.with_topics(("medicines",))))
        while app.chat.conversation.question.id != "registered":
            await choose(pilot, app.chat.asking.options[0].id)
        await write(pilot, "nej")
        assert "registered" not in case(app), "a letter alone does nothing"
        await pilot.press("enter")
        assert case(app)["registered"] == "no"


@BOTH
async def test_acute_words_raise_the_alarm_and_the_case_is_kept(desk: Desk, size: tuple[int, int]) -> None:
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines")
        await write(pilot, "andas inte")
        assert "HÄMTA VÅRDPERSONAL NU" in screen_text(app), "before Enter, above the line"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is not app.chat and "HÄMTA VÅRDPERSONAL NU" in screen_text(app)
        beside = size[0] >= WIDE[0]
        covered = app.screen.query_one("#dialog").region.overlaps(app.chat.asking.region)
        assert not (beside and covered), "the question that stands at the top stays in sight"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.chat and case(app)["status"] == "undocumented"
        assert app.chat.conversation.case.topics == ("medicines",)


@BOTH
async def test_enter_leaves_what_is_offered_where_it_says_so(desk: Desk, size: tuple[int, int]) -> None:
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        before = case(app)
        await write(pilot, "hjälp")
        await pilot.press("enter")
        await settle(pilot)
        assert "Enter låter bli" in app.chat.asking.offer.title and len(app.chat.asking.options) == 2
        await pilot.press("enter")
        await settle(pilot)
        assert "Enter låter bli" not in app.chat.asking.offer.title and case(app) == before
        assert app.chat.conversation.question.id == "topic" and len(app.chat.asking.options) > 2


@BOTH
async def test_the_question_on_an_age_says_which_ages_wait_for_enter(desk: Desk, size: tuple[int, int]) -> None:
    """A number that a further digit would still make an age of waits; the question says up to which."""
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "visit_fee")
        question = app.chat.conversation.question
        said = re.search(r"till och med (\d+) krävs Enter", " ".join(screen_text(app).split()))
        assert question.id == "age_group" and said is not None
        for age in (str(each) for each in range(10, 30)):
            waits = app.chat.reader.at_once(age, app.chat.conversation) is None
            assert waits == (int(age) <= int(said[1])), age


@BOTH
async def test_one_possible_reading_is_offered_and_enter_takes_it(desk: Desk, size: tuple[int, int]) -> None:
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "kanske asylsökande")
        await pilot.press("enter")
        await settle(pilot)
        assert "Menar du ”Asylsökande”?" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Menar du" not in screen_text(app) and "status" not in case(app)
        await write(pilot, "kanske asylsökande")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert case(app)["status"] == "asylum_seeker"


async def test_enter_takes_what_is_offered_and_not_the_first_answer_of_the_question(desk: Desk) -> None:
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        await write(pilot, "kanske papperslös")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented"


async def test_a_sentence_about_somebody_else_offers_a_new_patient_first(desk: Desk) -> None:
    app = desk("sv")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        assert app.chat.conversation.question is None
        await write(pilot, "asylsökande 30 år läkemedel")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented", "Enter alone takes neither"
        await pilot.press("1")
        await settle(pilot)
        assert case(app)["status"] == "asylum_seeker" and app.chat.conversation.case.topics == ("medicines",)
        assert "Papperslös" not in screen_text(app), "nothing of the last patient stays in sight"
        await pilot.press("escape")
        assert case(app)["status"] == "undocumented", "and Esc brings the last one back"


async def test_commands_by_word(desk: Desk) -> None:
    app = desk("sv")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "interpreter")
        await write(pilot, "/språk")
        await pilot.press("enter")
        await settle(pilot)
        assert app.language.code == "en" and app.chat.line.value == ""
        await write(pilot, "/find dental fee")
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "LookupScreen" and "dental fee" in screen_text(app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await write(pilot, "help")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)


PASTED = [
    "x" * 1_000_000,
    "a\nb\r\nc\x00\x1b[31md",
    "\u202eneko",
    "漢字\U0001f600" * 50,
    "[/b][@click=app.exit]x",
    "\ud800x",
    "",
    "\n",
]


@pytest.mark.parametrize("pasted", PASTED, ids=range(len(PASTED)))
async def test_whatever_is_pasted_is_one_line_and_what_was_not_read_is_said(desk: Desk, pasted: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.post_message(Paste(pasted))
        await settle(pilot)
        value = app.chat.line.value
        assert len(value) <= LONGEST and value.isprintable()
        assert ("Only the first" in screen_text(app)) == (len(pasted) > LONGEST)
        await pilot.press("enter")
        await settle(pilot)
        assert app.is_running and case(app) == {}


async def test_a_long_number_that_is_pasted_is_covered(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.post_message(Paste("asyl 19850101-1234 " + "y" * 5000))
        await settle(pilot)
        assert "1985" not in app.chat.line.value and "1234" not in app.chat.line.value
