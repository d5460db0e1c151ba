"""The app of `vardlots edit`: a save changes the answer; a mistake stands above the last good one, which is marked; mended, it is gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant.audit.examining import examined
from assistant.cases.case import case_from_words
from assistant.cli.edit import told
from assistant.editing import Bench, BenchTold, Finding, Watch
from assistant.i18n import language
from assistant.knowledge import Knowledge, Problem
from assistant.settings.preferences import Preferences
from assistant.tui.chat.card import AnswerCard
from assistant.tui.dialogs.dialog import Dialog
from assistant.tui.editing.app import EditApp
from assistant.tui.editing.screen import EditScreen
from tests.support.app import SMALL, WIDE, answer_text, open_all, screen_text, settle, write
from tests.support.edited import CASE, FARE, Edited

pytestmark = pytest.mark.asyncio
OLD, NEW = "at most SEK 40 per journey", "at most SEK 30 per journey"
MARK = "last good state"


_EXAMINED: dict[tuple[str, ...], tuple[Knowledge | None, tuple[Problem, ...]]] = {}
_TOLD: dict[tuple[int, int], BenchTold] = {}


def examined_once(folder: Path) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """What a check of the folder finds; the same files, in the same folder, are read once for all tests here."""
    files = sorted(folder.rglob("*.yaml"))
    says = (*map(str, files), *(file.read_text(encoding="utf-8") for file in files))
    if says not in _EXAMINED:
        knowledge, problems = examined(folder)
        _EXAMINED[says] = knowledge, tuple(problems)
    return _EXAMINED[says]


def told_once(old: Knowledge, new: Knowledge) -> BenchTold:
    """What a change does, told once; the knowledge of both sides is remembered above."""
    if (id(old), id(new)) not in _TOLD:
        _TOLD[id(old), id(new)] = told(old, new)
    return _TOLD[id(old), id(new)]


class AtOnce:
    """Checks in this process, as soon as it is asked to."""

    def __init__(self, folder: Path, good: Knowledge) -> None:
        self._folder = folder
        self._good = good
        self._found: list[Finding | BenchTold] = []

    def ask(self) -> None:
        knowledge, problems = examined_once(self._folder)
        now = None if problems else knowledge
        self._found.append(Finding(problems, now))
        if now is not None and now != self._good:
            self._found.append(told_once(self._good, now))
        self._good = now or self._good

    def found(self) -> Finding | BenchTold | None:
        return self._found.pop(0) if self._found else None


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(tmp_path_factory.mktemp("edited"))


@pytest.fixture
def edited(copied: Edited) -> Edited:
    copied.restore()
    return copied


@pytest.fixture
def app(edited: Edited) -> EditApp:
    knowledge, problems = examined_once(edited.folder)
    assert knowledge is not None and not problems and knowledge.folder == str(edited.folder)
    app = EditApp(
        Bench(edited.folder, knowledge),
        Watch((edited.folder, ".yaml")),
        Watch((edited.locales, ".po")),
        AtOnce(edited.folder, knowledge),
        language("en"),
        preferences=Preferences(knowledge, None),
        begun=case_from_words(knowledge, CASE),
    )
    app.grace = 0.0
    app.breath = 0.0
    return app


async def saved(pilot: Pilot[None]) -> None:
    """What the app does within half a second of a save."""
    app = pilot.app
    assert isinstance(app, EditApp)
    for _ in range(4):  # it is seen, it rests and is checked, it is taken up, and what it does is told
        app.look()
        await settle(pilot)


def title(app: EditApp) -> str:
    return str(app.chat.query_one(AnswerCard).border_title)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_saved_fee_is_in_the_answer_to_the_open_case(
    app: EditApp, edited: Edited, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await open_all(pilot)
        assert OLD in answer_text(app) and "No mistakes in " in screen_text(app)
        assert f"not the knowledge that came along, but that in {edited.folder}" in answer_text(app)
        before = app.chat.conversation.case
        edited.change_the_fare()
        await saved(pilot)
        assert NEW in answer_text(app) and OLD not in answer_text(app)
        assert app.chat.conversation.case == before and MARK not in title(app)
        assert "as saved at" in " ".join(screen_text(app).split()), "a long name of a folder may part it"
        assert "~ Patient travel: travel.lma.fee says something else" in screen_text(app)
        edited.spoil()
        await saved(pilot)
        assert "says something else" not in screen_text(app), "what is wrong now comes first"


@pytest.mark.parametrize("size", [SMALL, WIDE, (60, 20)])
async def test_a_mistake_stands_above_the_last_good_answer_until_it_is_mended(
    app: EditApp, edited: Edited, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edited.folder)  # a place is told by the way from where one stands
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await open_all(pilot)
        good = answer_text(app)
        edited.spoil()
        await saved(pilot)
        lines = screen_text(app).splitlines()
        place = next(index for index, line in enumerate(lines) if f"{FARE}:" in line)
        assert "! 1 mistake. What is answered is the last good state" in screen_text(app)
        assert "There is no clause X99." in " ".join(" ".join(lines).split())
        assert place < app.chat.query_one("#body").region.y
        assert answer_text(app) == good and title(app).startswith(f"{MARK}: ")
        edited.mend()
        await saved(pilot)
        assert FARE not in screen_text(app) and answer_text(app) == good and MARK not in title(app)


async def test_what_was_wrong_is_answered_anew_once_it_is_mended(app: EditApp, edited: Edited) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_all(pilot)
        edited.spoil()
        await saved(pilot)
        edited.change_the_fare()
        await saved(pilot)
        assert OLD in answer_text(app)
        edited.mend()
        await saved(pilot)
        assert NEW in answer_text(app) and MARK not in title(app)


async def test_what_is_typed_stays_and_so_do_the_steps_back(app: EditApp, edited: Edited) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        replied = app.chat.conversation.case
        await write(pilot, "preg")
        edited.change_the_fare()
        await saved(pilot)
        assert app.chat.line.value == "preg"
        await pilot.press("escape", "escape")
        assert app.chat.conversation.case != replied
        await open_all(pilot)
        edited.change_the_fare("30", "40")
        await saved(pilot)
        assert app.chat.conversation.adviser.knowledge is app.bench.good


async def test_a_save_waits_for_the_conversation_to_be_in_sight(app: EditApp, edited: Edited) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, Dialog)
        edited.spoil()
        await saved(pilot)
        assert not app.bench.problems
        await pilot.press("escape")
        await settle(pilot)
        await saved(pilot)
        assert isinstance(app.screen, EditScreen) and app.bench.problems


async def test_a_value_that_is_gone_is_asked_again(app: EditApp, edited: Edited) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        for file in edited.folder.rglob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            if "lma_valid" in text:
                file.write_text(text.replace("lma_valid", "lma_card"), encoding="utf-8")
        await saved(pilot)
        assert not app.bench.problems, [problem.text(app.language) for problem in app.bench.problems]
        case = app.chat.conversation.case
        assert "proof" not in case.answers and case.numbers == {"age": 30}
        assert app.chat.conversation.question is not None


async def test_a_saved_translation_is_spoken_and_one_that_cannot_be_read_is_not(app: EditApp, edited: Edited) -> None:
    catalogue = edited.locales / "en" / "LC_MESSAGES" / "knowledge.po"
    text = catalogue.read_text(encoding="utf-8")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_all(pilot)
        os.environ["VARDLOTS_LOCALES"], before = str(edited.locales), os.environ["VARDLOTS_LOCALES"]
        try:
            catalogue.write_text(
                text.replace("by other means than public", "by any means but public"), encoding="utf-8"
            )
            await saved(pilot)
            assert "by any means but public" in answer_text(app)
            catalogue.write_bytes(b"msgid \xff\n")
            await saved(pilot)
            list(app.chat.reader.prepared())  # what is done while nobody waits, in every language
            assert "by any means but public" in answer_text(app)
        finally:
            os.environ["VARDLOTS_LOCALES"] = before
            language.cache_clear()


async def test_no_idle_time_clears_a_case_that_is_made_up(app: EditApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        app.idle.seconds = 0.001
        await pilot.pause(0.01)
        app.mind_idleness()
        assert app.chat.conversation.case.topics == ("travel",)


async def test_looking_while_no_screen_stands_does_nothing(app: EditApp) -> None:
    app.look()
    async with app.run_test(size=SMALL):
        pass
    app.look()
