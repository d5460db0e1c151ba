"""Training in the app, by keyboard and by mouse: the name, the drill, the guided mode, progress, and trouble with the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Adviser, DisagreementError
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION, TOPIC
from assistant.train.contrasts import Contrasts
from assistant.train.guide import correction_lines
from assistant.train.outline import Judge
from assistant.train.problems import DAMAGED, FULL, NEWER, TrainingError
from assistant.train.schedule import Record, after
from assistant.train.shift import DEED, FACTS, NEW, OVER, VISITS, right_place
from assistant.train.shift_words import MIXED, RINGING
from assistant.train.store import TrainingStore
from assistant.tui.app import VardlotsApp
from assistant.tui.dialogs.dialog import Confirm, Dialog
from assistant.tui.dialogs.hidden import Hidden
from assistant.tui.dialogs.saving import FolderField
from assistant.tui.training.blocks import BEGUN, LEFT, MASTERED, bar
from assistant.tui.training.drill import DrillScreen
from assistant.tui.training.progress import ProgressScreen
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.save import SaveAs
from assistant.tui.training.shift import ShiftScreen
from assistant.tui.training.start import COURSES, MENU, TOPICS, WHERE, WHO, TrainScreen
from assistant.tui.widgets.live_line import LiveLine
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle
from tests.support.here import TODAY
from tests.support.textual_internals import notices
from tests.support.training import NOW, mastered, one_more, with_courses

Desk = Any
DRILL, AT_THE_DESK, CHOOSE, PROGRESS, ELSE = "1", "2", "3", "4", "5"


@pytest.fixture
def store(tmp_path: Path) -> TrainingStore:
    return TrainingStore(tmp_path / "training.sqlite3")


@pytest.fixture
def room(adviser: Adviser, store: TrainingStore) -> TrainingRoom:
    """Training on interpreters (few cases) in Västra Götaland, at a fixed time; nobody has said a name yet."""
    room = TrainingRoom(adviser, "vgr", store, lambda: NOW, lambda: TODAY)
    room.topics = ("interpreter",)
    return room


async def opened(pilot: Any, room: TrainingRoom, *keys: str, name: str = "Ada") -> Any:
    """Open training as somebody, press keys, and return the screen that is there then."""
    await settle(pilot)
    if name and not room.name:
        room.enter(name)
    pilot.app.push_screen(TrainScreen(room))
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    return pilot.app.screen


def flat(app: VardlotsApp, columns: int | None = None) -> str:
    """What stands on the screen (or in its first columns), without line breaks and indents."""
    return " ".join("\n".join(line[:columns] for line in screen_text(app).splitlines()).split())


def words(text: str) -> str:
    return " ".join(text.split())


def right_key(screen: DrillScreen) -> str:
    assert screen.session.item is not None
    return str(screen.session.item.key + 1)


def wrong_key(screen: DrillScreen) -> str:
    return "2" if right_key(screen) == "1" else "1"


def save(room: TrainingRoom, record: Record) -> None:
    """Put a record of Ada's into the file."""
    room.store.save("Ada", record.card, "2026-11-22", lambda before: record)


async def click_on(pilot: Any, text: str) -> None:
    """Click on a text on the screen."""
    lines = screen_text(pilot.app).splitlines()
    row = next(number for number, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[row].index(text) + 1, row))
    await settle(pilot)


# -- who and what --------------------------------------------------------------------------------------------------------


async def test_a_name_is_typed_and_remembered_while_the_app_is_open(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name="")
        assert screen.step == WHO and isinstance(app.focused, LiveLine)
        await pilot.press(*"Ada 2", "enter")
        await settle(pilot)
        assert screen.step == MENU and room.name == "Ada 2" and "Ada 2" in screen_text(app)
        assert not room.store.path.exists(), "a name alone is kept nowhere"
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is app.chat
        again = await opened(pilot, room)
        assert again.step == MENU and "Ada 2" in screen_text(app)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("19850312-1234", "looks like a number of a person"), ("", "Give a name"), ("12 34 56", "looks like a number")],
)
async def test_what_is_no_name_is_refused(desk: Desk, room: TrainingRoom, typed: str, said: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name="")
        await pilot.press(*["minus" if each == "-" else "space" if each == " " else each for each in typed], "enter")
        await settle(pilot)
        assert screen.step == WHO and not room.name
        assert said in screen_text(app) and "0312" not in screen_text(app)


@pytest.mark.parametrize("by_mouse", [True, False])
async def test_who_trained_before_is_offered(desk: Desk, room: TrainingRoom, by_mouse: bool) -> None:
    item = room.contrasts.of("interpreter")[0].sides()[0]
    for name in ("Bo", "Cy"):
        room.store.save(name, item.contrast.id, "2026-11-20", lambda record: after(record, item, True, NOW))
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, name="")
        assert isinstance(app.focused, LiveLine)
        if by_mouse:
            await click_on(pilot, "2 Cy")
        else:
            await pilot.press("2")
        await settle(pilot)
        assert room.name == "Cy" and screen.step == MENU
        await pilot.press(ELSE, *"Dag", "enter")
        await settle(pilot)
        assert room.name == "Dag" and screen.step == MENU


async def test_it_counts_what_is_due_and_what_is_new_since_the_last_time(desk: Desk, room: TrainingRoom) -> None:
    first, second, third = room.contrasts.of("interpreter")[:3]
    room.enter("Ada")
    for contrast in (first, second, third):
        made = after(None, contrast.sides()[0], contrast is not first, NOW)
        due = NOW if contrast is not third else NOW.replace(year=2027)
        fingerprint = "as it was" if contrast is second else contrast.print
        save(room, made._replace(memory=made.memory._replace(due=due), print=fingerprint))
    room.enter("Ada")
    total = len(room.contrasts.of_all())
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, room)
        shown = flat(app)
        assert "New since you last trained: 1." in shown and "To repeat today: 2" in shown
        assert f"Not begun: {total - 3}" in shown and "Days in a row: 1" in shown
        await pilot.press(DRILL)
        await settle(pilot)
        assert "New since you last trained:" in screen_text(app)
        assert app.screen.item.contrast == second, "what has changed comes first"


async def test_topics_are_ticked(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    room.topics = ()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, CHOOSE)
        assert screen.step == TOPICS
        await pilot.press("2", "4", "enter")
        await settle(pilot)
        topics = room.contrasts.topics
        assert tuple(room.topics) == (topics[1], topics[3]) and screen.step == MENU
        await pilot.press(DRILL)
        await settle(pilot)
        assert {item.contrast.topic for item in app.screen.session.queue} == {topics[1], topics[3]}
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press(CHOOSE, "escape")
        assert screen.step == MENU and room.topics, "Esc changes nothing"
        await pilot.press("6")
        assert room.topics == ()


async def test_the_cases_lie_in_the_region_that_is_set_or_else_in_the_learner_s(
    adviser: Adviser, store: TrainingStore
) -> None:
    room = TrainingRoom(adviser, "rjl", store, lambda: NOW, lambda: TODAY)
    room.topics = ("interpreter",)
    room.enter("Ada")
    session, verdict = room.session().answer(0)
    assert room.keep(verdict) is None
    assert {item.case["region"] for item in session.queue} == {"rjl"}
    assert store.learner("Ada").region == "rjl", "remembered with the first answer"
    unset = TrainingRoom(adviser, None, store)
    unset.enter("ada")
    assert unset.region == unset.contrasts.region == "rjl"
    unset.come_back(adviser, "vgr")
    assert unset.region == unset.contrasts.region == "vgr" and unset.records


# -- the drill -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_a_right_answer_is_said_explained_and_kept_at_once(
    desk: Desk, room: TrainingRoom, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, room, DRILL)
        item = screen.item
        shown, teller = flat(app), screen.teller
        for text in (teller.story(item), teller.question(item), *teller.choices(item)):
            assert words(text) in shown
        assert app.language.gettext("{number} of {all}", number=1, all=len(screen.session.queue)) in shown
        await pilot.press(right_key(screen))
        await settle(pilot)
        said = Judge(room.adviser, teller).explained(screen.verdict)
        shown = flat(app)
        for text in ("✓ " + app.language.gettext("Right."), said.answer, said.because, *said.sources, said.contrast):
            assert words(text) in shown
        assert words(teller.story(item)) in shown
        assert room.store.records("Ada")[item.contrast.id].sides[item.side] is True


async def test_a_wrong_answer_is_corrected_and_comes_back_in_the_session(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        item, all = screen.item, len(screen.session.queue)
        chosen = screen.teller.choices(item)[int(wrong_key(screen)) - 1]
        await pilot.press(wrong_key(screen))
        await settle(pilot)
        shown = flat(app)
        assert "✗ Not right." in shown and "comes back" in shown
        right = words(screen.teller.choice(item.contrast, item.right))
        assert f"The right answer: {right}" in shown and f"Your answer: {words(chosen)}" in shown
        assert f"1 of {all + 1}" in shown
        assert room.store.records("Ada")[item.contrast.id].wrong == 1
        await pilot.press("enter")
        await settle(pilot)
        asked = 0
        while screen.item != item:
            await pilot.press(right_key(screen), "enter")
            await settle(pilot)
            asked += 1
        assert asked == 3 and "Once more:" in screen_text(app)


async def test_who_answers_by_the_rules_has_every_case_right(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        all = len(screen.session.queue)
        for _ in range(all):
            await pilot.press(right_key(screen))
            await settle(pilot)
            assert screen.verdict.right
            await pilot.press("space")
            await settle(pilot)
        assert f"Right at the first answer: {all} of {all}." in screen_text(app)
        assert BEGUN in screen_text(app), "how far the topics have come"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TrainScreen)
        assert "Days in a row: 1" in screen_text(app)
        await pilot.press(DRILL)
        await settle(pilot)
        assert "Nothing is due now" in screen_text(app)


async def test_keys_that_are_typed_fast_act_in_their_order(desk: Desk, room: TrainingRoom) -> None:
    from textual.events import Key

    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        keys = [str(item.key + 1) for item in screen.session.queue[:4]]
        for key in keys:
            app.post_message(Key(key, key))
            app.post_message(Key("enter", "\r"))
        await settle(pilot)
        assert [verdict.right for verdict in screen.session.given] == [True] * 4
        assert screen.verdict is None


async def test_arrows_and_enter_answer_and_a_stray_enter_passes_over_nothing(desk: Desk, room: TrainingRoom) -> None:
    app = desk(grace=60)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        await pilot.press("enter", "space")
        assert screen.verdict is None and not screen.session.given
        await pilot.press("down", "up", "enter")
        await settle(pilot)
        assert screen.verdict is not None and screen.verdict.choice == 0
        await pilot.press("enter", "space", "1", "2")
        await settle(pilot)
        assert len(screen.session.given) == 1 and screen.verdict is not None


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_drill_by_mouse_alone(desk: Desk, room: TrainingRoom, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await opened(pilot, room)
        await click_on(pilot, "Drill:")
        screen: Any = app.screen
        assert isinstance(app.screen, DrillScreen)
        await pilot.click("#drill-choices", offset=(8, 0))
        await settle(pilot)
        assert screen.verdict.choice == 0
        assert ("✓ Right." if screen.verdict.right else "✗ Not right.") in screen_text(app)
        await click_on(pilot, "Enter Next")
        assert screen.verdict is None and len(screen.session.given) == 1
        await click_on(pilot, "Esc Back")
        assert isinstance(app.screen, TrainScreen)


async def test_more_is_the_whole_explanation(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, DRILL, "f2")
        assert app.screen is screen, "there is no answer yet"
        while not screen.item.right.rules:
            await pilot.press(right_key(screen), "enter")
            await settle(pilot)
        await pilot.press(right_key(screen), "f2")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        sections = Judge(room.adviser, screen.teller).more(screen.item)
        assert all(section.title in screen_text(app) for section in sections[:2])
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen and "✓ Right." in screen_text(app)


async def test_leaving_at_any_time_keeps_what_was_answered(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        item = screen.item
        await pilot.press(right_key(screen), "escape")
        await settle(pilot)
        assert isinstance(app.screen, TrainScreen) and "Days in a row: 1" in screen_text(app)
        assert list(room.store.records("Ada")) == [item.contrast.id]


async def test_the_idle_desk_is_cleared_and_no_training_answer_is_lost(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        screen = await opened(pilot, room, DRILL)
        await pilot.press(right_key(screen))
        await settle(pilot)
        app.clear_case()
        await settle(pilot)
        assert app.screen is app.chat and case(app) == {"region": "vgr"}
        assert len(room.store.records("Ada")) == 1
        again = await opened(pilot, room, DRILL)
        assert again.session.queue and again.item != screen.verdict.item


async def test_the_case_at_the_desk_waits_and_hiding_hides(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        screen = await opened(pilot, room, DRILL)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, Hidden)
        await pilot.press("f9")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is app.chat and case(app) == {"region": "vgr"}, "the last Esc was a step back"


@pytest.mark.parametrize("answered", [True, False])
async def test_the_language_changes_in_the_middle_of_a_case(desk: Desk, room: TrainingRoom, answered: bool) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, DRILL)
        item = screen.item
        await pilot.press(wrong_key(screen) if answered else "down", "f3")
        await settle(pilot)
        assert app.language.code == "sv" and screen.item == item
        shown = flat(app)
        assert words(screen.teller.story(item)) in shown
        assert words(screen.teller.choices(item)[item.key]) in shown
        if answered:
            assert words(Judge(room.adviser, screen.teller).explained(screen.verdict).because) in shown
        else:
            assert screen.choices.at == 0 and app.focused is screen.line


async def test_what_engine_and_case_space_disagree_on_is_not_taught(
    desk: Desk, room: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disagree(*_: object) -> None:
        raise DisagreementError("x")

    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        monkeypatch.setattr(Judge, "explained", disagree)
        await pilot.press(right_key(screen))
        await settle(pilot)
        assert "Right." not in screen_text(app) and not room.store.path.exists()
        monkeypatch.undo()
        await pilot.press("enter")
        await settle(pilot)
        assert screen.verdict is None and screen.item is not None


# -- trouble with the file -----------------------------------------------------------------------------------------------


def damage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"nothing of the kind " * 500)


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(("spoil", "message"), [(damage, DAMAGED), (make_newer, NEWER)])
async def test_a_file_that_cannot_be_used_is_said_left_alone_and_training_goes_on(
    desk: Desk, room: TrainingRoom, spoil: Callable[[Path], None], message: str
) -> None:
    room.store.choose_region("Bo", "vgr")
    spoil(room.store.path)
    before = room.store.path.read_bytes()
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, room, name="")
        said = TrainingError(message, room.store.path).text(app.language)
        await pilot.press(*"Ada", "enter")
        await settle(pilot)
        assert "".join(said.split()) in "".join(screen_text(app).split())
        assert "Training goes on, but the progress is not saved." in flat(app)
        await pilot.press(DRILL)
        await settle(pilot)
        screen = app.screen
        for _ in range(3):
            await pilot.press(right_key(screen), "enter")
            await settle(pilot)
        assert len(screen.session.given) == 3 and "not saved" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Days in a row: 1" in screen_text(app), "for as long as the app is open it is remembered"
        assert room.store.path.read_bytes() == before


async def test_a_full_disk_is_said_with_the_answer_and_training_goes_on(
    desk: Desk, room: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise TrainingError(FULL, Path("there"))

    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        monkeypatch.setattr(TrainingStore, "save", full)
        await pilot.press(right_key(screen))
        await settle(pilot)
        assert "The disk is full: there cannot be saved." in flat(app) and "✓ Right." in screen_text(app)
        await pilot.press("enter", "1")
        await settle(pilot)
        assert len(screen.session.given) == 2 and "The disk is full" not in screen_text(app), "it is said once"
        assert "not saved" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "The disk is full" in screen_text(app)


# -- as at the desk ------------------------------------------------------------------------------------------------------


def keys_of(screen: ShiftScreen, id: str) -> str:
    return next(option.key for option in screen.asking.options if option.id == id)


async def do_right(pilot: Any, screen: ShiftScreen) -> None:
    """What is right now, by keys."""
    on = screen.shift
    assert on.scene is not None
    if on.step == NEW:
        await pilot.press("f4")
    elif on.step == DEED:
        number = on.scene.visit.item.key if on.scene.visit is not None else right_place(on.scene.call)  # type: ignore[arg-type]
        await pilot.press(str(number + 1))
    elif on.scene.visit is None:
        await pilot.press(*"the police ask", "enter")
    else:
        question = screen.conversation.question
        assert question is not None
        right = on.scene.visit.topic if question.id == TOPIC else on.scene.visit.truth[question.id]
        if question.number is not None:
            await pilot.press(*str(question.value(right).low or 1), "enter")
        else:
            await pilot.press(*keys_of(screen, right))
    await settle(pilot)


async def until(pilot: Any, screen: ShiftScreen, step: str, call: bool = False) -> None:
    while (scene := screen.shift.scene) is not None and (screen.shift.step != step or (scene.call is not None) != call):
        await do_right(pilot, screen)


def shown_words(screen: ShiftScreen) -> str:
    return words(screen.coach.text)


@pytest.mark.parametrize("size", [SMALL, (100, 30), WIDE])
async def test_a_shift_is_led_to_its_end_on_the_real_screen(
    desk: Desk, room: TrainingRoom, size: tuple[int, int]
) -> None:
    app = desk("en")
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, room, AT_THE_DESK)
        assert isinstance(screen, ShiftScreen) and isinstance(screen, type(app.chat)) and screen is not app.chat
        first = screen.words.told(screen.shift)
        for _ in range(120):
            if screen.shift.step == OVER:
                break
            scene, step = screen.shift.scene, screen.shift.step
            assert words(screen.words.told(screen.shift)) in shown_words(screen), "the story stays in sight"
            if step == DEED:
                assert words(screen.words.deed(screen.shift)) in flat(app)
            await do_right(pilot, screen)
            assert (screen.shift.scene, screen.shift.step) != (scene, step) or step == FACTS
        assert screen.shift.step == OVER and screen.shift.slips == () and screen.shift.done == VISITS + 1
        assert "Without a correction." in flat(app)
        assert app.chat.conversation.case.topics == (), "the case at the desk is as it was"
        assert not room.store.path.exists(), "the drill is what counts"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TrainScreen)
        await pilot.press(AT_THE_DESK)
        await settle(pilot)
        again = app.screen
        assert isinstance(again, ShiftScreen)
        assert again.words.told(again.shift) != first, "who was led does not come at once again, or in another story"


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_the_first_wrong_fact_and_deed_are_corrected_with_why(desk: Desk, room: TrainingRoom, code: str) -> None:
    app = desk(code)
    gettext = app.language.gettext
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, AT_THE_DESK)
        while screen.conversation.question.id != "status":
            await do_right(pilot, screen)
        right = screen.shift.scene.visit.truth["status"]
        await pilot.press(*keys_of(screen, next(v for v in ("undocumented", "visitor") if v != right)))
        await settle(pilot)
        (slip,) = screen.shift.slips
        for line in correction_lines(screen.shift.scene.visit, slip.correction, screen.words.teller):
            assert words(line) in shown_words(screen)
        assert screen.conversation.case.answers["status"] == right, "it goes on with what the story tells"
        await until(pilot, screen, DEED)
        item = screen.shift.scene.visit.item
        await pilot.press(wrong_place(item.key))
        await settle(pilot)
        assert words(
            gettext("Not right. The right answer: {text}", text=screen.words.teller.choices(item)[item.key])
        ) in shown_words(screen)
        assert screen.shift.step == NEW


def wrong_place(key: int) -> str:
    return "2" if key == 0 else "1"


async def test_what_is_typed_is_heard_and_what_changes_an_answer_wrongly_is_not_asked_about(
    desk: Desk, room: TrainingRoom
) -> None:
    app = desk("en")
    room.topics = ("medicines",)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, AT_THE_DESK)
        while screen.conversation.question.id == "region":
            await do_right(pilot, screen)
        visit = screen.shift.scene.visit
        age = visit.numbers.get("age_group", 40)
        status = "undocumented" if visit.truth["status"] == "undocumented" else "asylum seeker"
        await pilot.press(*f"{status} {age} medicines", "enter")
        await settle(pilot)
        known = screen.conversation.case.answers
        assert {"status", "age_group"} <= set(known) and screen.conversation.case.topics == ("medicines",)
        assert all(visit.truth[fact] == value for fact, value in known.items())
        if screen.shift.step == FACTS:
            await pilot.press(*"tourist", "enter")
            await settle(pilot)
            assert app.screen is screen, "no question whether to change it"
            assert screen.conversation.case.answers["status"] == visit.truth["status"]


async def test_the_next_patient_and_the_telephone(desk: Desk, room: TrainingRoom) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, AT_THE_DESK)
        await until(pilot, screen, NEW)
        before = screen.conversation.case
        await pilot.press(*"dental", "enter")
        await settle(pilot)
        assert words(MIXED) in shown_words(screen) and screen.conversation.case == before
        await until(pilot, screen, FACTS, call=True)
        held = screen.conversation.case
        await pilot.press("f4")
        await settle(pilot)
        assert words(RINGING) in shown_words(screen) and screen.conversation.case == held
        await until(pilot, screen, DEED, call=True)
        assert screen.conversation.case.topics == ("authority_enquiry",)
        await do_right(pilot, screen)
        assert screen.conversation.case == held, "the case waited for the end of the call"


async def test_what_a_made_up_case_has_no_use_for_does_nothing(desk: Desk, room: TrainingRoom) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, AT_THE_DESK)
        for key in ("f5", "f10", "ctrl+r"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen, key
        commands = {command.title: command.callback for command in app.get_system_commands(screen)}
        app.chat.go(app.chat.conversation.ask_again(TOPIC))
        at_the_desk = app.chat.conversation
        commands["Case: new patient"]()
        await settle(pilot)
        assert app.chat.conversation is at_the_desk, "the palette is for the made-up patient, the one at the desk waits"
        await commands["Desk: settings"]()
        await settle(pilot)
        assert app.screen is screen and "Not while you practise." in screen_text(app)
        await pilot.press(*"/settings", "enter")
        await settle(pilot)
        assert app.screen is screen and "Not while you practise." in screen_text(app)
        await do_right(pilot, screen)
        replied = screen.conversation.case
        await pilot.press("f3")
        await settle(pilot)
        assert app.language.code == "sv" and screen.conversation.case == replied
        assert words(screen.words.told(screen.shift)) in shown_words(screen)
        assert not app.holds_something, "nobody here is a patient"
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, TrainScreen)


# -- progress ------------------------------------------------------------------------------------------------------------


def master(room: TrainingRoom, adviser: Adviser) -> None:
    """Somebody who has mastered everything in their region."""
    room.enter("Ada")
    assert room.keeper is not None
    room.keeper.records = {contrast.id: mastered(contrast) for contrast in Contrasts(adviser, "vgr").of_all()}


@given(st.integers(1, 60), st.integers(1, 200), st.data())
def test_a_bar_is_as_wide_as_said_and_shows_what_there_is(width: int, total: int, data: st.DataObject) -> None:
    begun = data.draw(st.integers(0, total))
    done = data.draw(st.integers(0, begun))
    shown = bar(done, begun, total, width)
    assert len(shown) == width and shown == "".join(sorted(shown, key=(MASTERED + BEGUN + LEFT).index))
    assert (shown == MASTERED * width) == (done == total), "full only when all is mastered"
    assert (LEFT in shown) == (begun < total)
    assert width < 2 or (begun == 0) == (shown == LEFT * width)


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_progress_shows_every_topic_the_days_and_what_is_hardest(
    desk: Desk, room: TrainingRoom, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, room, DRILL)
        item = screen.item
        await pilot.press(wrong_key(screen), "escape")
        await settle(pilot)
        await pilot.press(PROGRESS)
        await settle(pilot)
        seen = ""
        for _ in range(3):
            seen += flat(app)
            await pilot.press("pagedown")
            await settle(pilot)
        for topic in room.contrasts.topics:
            assert app.wording.topic(topic) in seen
        assert app.language.gettext("Days in a row: {number}", number=1) in seen
        assert app.language.gettext("wrong {wrong} of {answers}", wrong=1, answers=1) in seen
        assert words(screen.teller.subject(item.contrast))[:40] in seen
        assert app.screen.max_scroll_x == 0


async def test_without_mastery_the_certificate_says_what_is_missing(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, room, PROGRESS, "1")
        assert isinstance(app.screen, Dialog) and "There is no certificate yet." in screen_text(app)
        assert app.wording.topic("interpreter") in screen_text(app)


@pytest.mark.parametrize(("key", "ending", "title"), [("1", ".html", "<h1>"), ("2", ".md", "# ")])
async def test_with_all_topics_mastered_the_certificate_is_saved(
    desk: Desk, room: TrainingRoom, adviser: Adviser, tmp_path: Path, key: str, ending: str, title: str
) -> None:
    master(room, adviser)
    room.folder = str(tmp_path)
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, room, PROGRESS)
        assert LEFT not in screen_text(app).splitlines()[1] and MASTERED in screen_text(app).splitlines()[1]
        await pilot.press("1")
        await settle(pilot)
        assert isinstance(app.screen, SaveAs)
        await pilot.press("f3", key)
        await settle(pilot)
        (path,) = tmp_path.glob(f"*-certificate{ending}")
        text = path.read_text(encoding="utf-8")
        assert "Ada" in text and title + language("sv").gettext("Certificate of training") in text
        assert isinstance(app.screen, ProgressScreen)


async def test_one_s_data_are_saved_as_a_file_and_a_folder_that_is_not_there_is_said(
    desk: Desk, room: TrainingRoom, tmp_path: Path
) -> None:
    room.folder = str(tmp_path / "nowhere")
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, room, DRILL)
        await pilot.press(right_key(screen), "escape")
        await settle(pilot)
        await pilot.press(PROGRESS)
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert isinstance(app.screen, SaveAs) and "There is no folder" in screen_text(app)
        field = app.screen.query_one(FolderField)
        field.value = str(tmp_path)
        await settle(pilot)  # the message goes, and what stands below it moves up
        await click_on(pilot, "Save as a file")
        assert isinstance(app.screen, ProgressScreen)
        (path,) = tmp_path.glob("*.json")
        assert json.loads(path.read_text(encoding="utf-8")) == room.store.export("Ada")
        assert room.folder == str(tmp_path)


async def test_with_nothing_saved_there_is_nothing_to_export(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, room, PROGRESS, "2")
        assert isinstance(app.screen, ProgressScreen)
        assert notices(app) == ["Nothing is saved about “Ada”."]


@pytest.mark.parametrize("by_mouse", [True, False])
async def test_one_s_data_are_deleted_only_after_confirming(desk: Desk, room: TrainingRoom, by_mouse: bool) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, DRILL)
        await pilot.press(right_key(screen), "escape")
        await settle(pilot)
        await pilot.press(PROGRESS)
        await settle(pilot)
        await pilot.press("3", "escape")
        await settle(pilot)
        assert isinstance(app.screen, ProgressScreen) and room.store.records("Ada")
        await pilot.press("3")
        await settle(pilot)
        assert isinstance(app.screen, Confirm) and "Delete all that is kept about “Ada”?" in screen_text(app)
        assert "Enter  Delete" in screen_text(app)
        if by_mouse:
            await pilot.click("#dialog-confirm")
        else:
            await pilot.press("enter")
        await settle(pilot)
        assert not room.store.records("Ada") and not room.store.learners() and not room.name
        assert isinstance(app.screen, TrainScreen) and app.screen.step == WHO
        assert isinstance(app.focused, LiveLine)


# -- all of it -----------------------------------------------------------------------------------------------------------

TOUR = ("escape", CHOOSE, "escape", DRILL, "1", "f2", "escape", "enter", "escape", AT_THE_DESK, "1", "3", "escape", PROGRESS,
        "1", "escape", "3", "escape", "f1", "escape", "escape", ELSE)  # fmt: skip


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_nothing_is_too_wide(desk: Desk, room: TrainingRoom, size: tuple[int, int]) -> None:
    app = desk("sv")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await opened(pilot, room, ELSE)
        for key in TOUR:
            assert app.screen.max_scroll_x == 0
            for part in app.screen.query(".training-text"):
                assert part.max_scroll_x == 0
            await pilot.press(key)
            await settle(pilot)


# -- courses -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def teaching(knowledge: Knowledge) -> Adviser:
    """Where there is a course of three cases; what is made of its knowledge, all cases of the drill, is made once."""
    return Adviser(with_courses(knowledge), TODAY)


@pytest.fixture
def course_room(teaching: Adviser, store: TrainingStore) -> TrainingRoom:
    """Training in Västra Götaland where there is a course."""
    return TrainingRoom(teaching, "vgr", store, lambda: NOW, lambda: TODAY)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_day_one_comes_first_for_somebody_new_and_what_was_missed_comes_back_at_its_end(
    desk: Desk, course_room: TrainingRoom, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, course_room)
        assert screen.choices.choices[0].id == "course" and "Day one: 12 cases" in flat(app)
        await pilot.press("1")
        await settle(pilot)
        assert screen.step == COURSES and "Dag ett: 3 cases" in flat(app)
        await pilot.press("1")
        await settle(pilot)
        drill = app.screen
        assert isinstance(drill, DrillScreen) and "Ada" in screen_text(app)
        first = drill.session.item
        for key in (wrong_key(drill), None, None, None):
            await pilot.press(key or right_key(drill))
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
        assert drill.session.done and drill.session.given[-1].item == first
        assert "Dag ett: done, all 3 cases right" in flat(app) and "Right at the first answer: 2 of 3" in flat(app)
        assert len(course_room.store.records("Ada")) == 3
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen and "Dag ett: done" in flat(app)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.step == MENU


async def test_a_course_goes_on_where_it_was_left(desk: Desk, course_room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, course_room, "1", "1")
        await pilot.press(right_key(screen))
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Dag ett: 1 of 3 cases right" in flat(app), "the list says how far one is"
        await pilot.press("1")
        await settle(pilot)
        assert [item.contrast.id.split("/")[2] for item in app.screen.session.queue] == ["scope", "number"]


async def test_day_one_moves_after_the_drill_once_somebody_drills(desk: Desk, course_room: TrainingRoom) -> None:
    contrast = course_room.contrasts.of("interpreter")[0]
    save(course_room, mastered(contrast))
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, course_room)
        assert [choice.id for choice in screen.choices.choices][:3] == ["drill", "guided", "course"]


async def test_the_certificate_of_a_course_is_under_the_progress(
    desk: Desk, course_room: TrainingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course,) = course_room.courses.all
    for item in course_room.courses.items(course):
        save(course_room, after(None, item, True, NOW))
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, course_room)
        number = next(choice.key for choice in screen.choices.choices if choice.id == "progress")
        await pilot.press(number)
        await settle(pilot)
        assert "Dag ett: done, all 3 cases right" in flat(app)
        await pilot.press("1")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, SaveAs) and len(dialog.savings) == 1
        page = dialog.savings[0].text()
        assert "Ada" in page and "Dag ett" in page and page.startswith("<!doctype html>")


async def test_who_practises_is_named_on_every_screen(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        for key in (DRILL, AT_THE_DESK, CHOOSE, PROGRESS):
            await opened(pilot, room, key)
            assert "Ada" in screen_text(app).splitlines()[0], key
            while app.screen is not app.chat:
                await pilot.press("escape")
                await settle(pilot)


async def test_a_single_letter_is_no_name_but_stays_the_name_of_who_has_it(desk: Desk, room: TrainingRoom) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, room, "q", "enter", name="")
        assert screen.step == WHO and "A single letter is no name" in screen_text(app)
    room.store.save("q", "a/b/c", "2026-11-22", one_more)
    room.enter("q")
    assert room.name == "q"


async def test_somebody_new_says_where_they_work_and_it_is_kept_with_the_first_answer(
    adviser: Adviser, store: TrainingStore, desk: Desk
) -> None:
    for region, name in (("rjl", "Ada"), (None, "Bo")):
        room = TrainingRoom(adviser, None, store, lambda: NOW, lambda: TODAY)
        regions = [value.id for value in adviser.knowledge.questions[REGION].values]
        digit = str(regions.index(region) + 1 if region else len(regions) + 1)
        app = desk()
        async with app.run_test(size=SMALL) as pilot:
            await opened(pilot, room, *name, "enter", name="")
            assert pilot.app.screen.step == WHERE
            await pilot.press(digit)
            await settle(pilot)
            assert pilot.app.screen.step == MENU and room.region == region
            await pilot.press("1", "1", "1")
            await settle(pilot)
        assert store.named(name).region == region
        again = TrainingRoom(adviser, None, store, lambda: NOW, lambda: TODAY)
        again.enter(name)
        assert again.region == region and not again.asks_region, "asked once"
