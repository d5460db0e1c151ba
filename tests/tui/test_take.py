"""Taking an answer along: one key for each thing, by mouse too; what it says, where files lie, and what must never be in them."""

from __future__ import annotations

import errno
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from assistant import taking
from assistant.i18n import language
from assistant.receipt import from_json, verify
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.card import FOLD
from assistant.tui.dialogs.saving import FolderField
from assistant.tui.dialogs.take import Take, shortened
from assistant.tui.widgets.choices import Choices
from tests.support.app import SMALL, WIDE, reply, screen_text, settle
from tests.support.textual_internals import notices

pytestmark = pytest.mark.asyncio
Desk = Any
NOW = datetime(2026, 11, 22, 14, 5)
AGE = "37"
REPLIES = ("vgr", "asylum_seeker", "home_care,medicines", "lma_valid", AGE)


class Opened:
    """The dialog above a case, and the folder that it left."""

    def __init__(self, app: VardlotsApp, selected: str, folder: Path) -> None:
        self.app, self.answer = app, app.chat.conversation.answer
        self.folder: str | None = None
        self.screen = Take(self.answer, selected, str(folder), now=lambda: NOW)

    async def open(self, pilot: Any) -> Opened:
        self.app.push_screen(self.screen, self._left)
        await settle(pilot)
        return self

    def _left(self, folder: str | None) -> None:
        self.folder = folder

    def key(self, label: str) -> str:
        """The key of the offer whose label begins so."""
        return next(offer.key for offer in self.screen.offers() if offer.label.startswith(label))


async def opened(pilot: Any, folder: Path, *, selected: str = "", replies: tuple[str, ...] = REPLIES) -> Opened:
    await settle(pilot)
    await reply(pilot, *replies)
    return await Opened(pilot.app, selected, folder).open(pilot)


def said(app: VardlotsApp) -> str:
    """What the app has notified."""
    return "\n".join(notices(app))


async def test_f5_opens_it_for_the_chosen_statement_and_it_knows_the_last_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "default_folder", lambda: tmp_path)
    (tmp_path / "1").mkdir()
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, *REPLIES)
        second = next(subject for subject in app.chat.card.subjects[1:] if not subject.startswith(FOLD))
        await pilot.press("tab", *["down"] * app.chat.card.subjects.index(second), "f5")
        await settle(pilot)
        assert isinstance(app.screen, Take) and app.screen.selected == second
        assert app.screen.query_one(FolderField).value == str(tmp_path)
        await pilot.press("tab", "end", "/", "1", "enter", "4")
        await settle(pilot)
        await pilot.press("f5", "4")
        await settle(pilot)
        assert len(list((tmp_path / "1").iterdir())) == 2


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_one_key_copies_the_whole_answer_and_closes(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press("1")
        await settle(pilot)
        assert app.clipboard == taking.answer_text(take.answer, app.wording)
        assert app.screen is app.chat
        assert "Copied: the whole answer" in said(app) and "next patient" in said(app)
        assert not list(tmp_path.iterdir()), "copying writes nothing"
        await pilot.press("f4")
        assert app.clipboard == ""


async def test_a_copied_age_is_a_range(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, tmp_path)
        await pilot.press("1")
        assert f"Age: {AGE}" not in app.clipboard and "Age: " in app.clipboard


async def test_the_chosen_statement_is_copied_with_its_sources(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path, selected="medicines.fee.asylum_seeker.adult")
        chosen = next(each for each in take.answer.statements if each.id == take.screen.selected)
        await pilot.press("2")
        assert app.clipboard == taking.statement_text(chosen, app.wording)
        assert chosen.sources[0].clause.id in app.clipboard


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_with_no_statement_chosen_its_key_says_what_to_do_first(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        take = await opened(pilot, tmp_path)
        assert "2 Copy the chosen statement  (choose it first in the answer)" in screen_text(app)
        await pilot.press("2")
        await settle(pilot)
        assert app.screen is take.screen and app.clipboard == "" and not app.copied
        assert "No statement is chosen" in screen_text(app)
        await pilot.press("1")
        await settle(pilot)
        assert app.screen is app.chat and app.copied


async def test_a_contact_is_copied_by_its_name(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path)
        (contact,) = {each.contact for each in take.answer.statements if each.contact is not None}
        await pilot.press(*take.key(f"Copy contact: {app.wording.contact_name(contact)}"))
        assert app.clipboard == taking.contact_text(contact, app.wording)


async def test_the_form_is_copied_in_swedish(desk: Desk, tmp_path: Path) -> None:
    app = desk("en")
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press(*take.key("Copy form: SAMSA"))
        assert app.clipboard == taking.form_text(take.answer, "SAMSA")
        assert "Vistelseadress:" in app.clipboard


async def test_a_contact_that_is_only_possible_is_offered_when_nothing_is_asked_any_more(
    desk: Desk, tmp_path: Path
) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path, replies=("vgr", "asylum_seeker", "medicines"))
        assert [each for each in take.answer.possible if each.contact is not None]
        assert not [offer for offer in take.screen.offers() if offer.label.startswith("Copy contact")]
        await pilot.press("escape")
        await settle(pilot)
        await reply(pilot, "unknown", "unknown")
        assert app.chat.conversation.question is None
        take = await Opened(app, "", tmp_path).open(pilot)
        notes = [offer.note for offer in take.screen.offers() if offer.label.startswith("Copy contact")]
        assert notes == ["(depends on more)"]


async def test_only_what_the_answer_has_is_offered(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path, replies=("vgr",))
        labels = " ".join(offer.label for offer in take.screen.offers())
        assert "Copy form" not in labels and "Copy contact" not in labels
        assert "receipt" not in labels, "a receipt is of an answer on a topic"


@pytest.mark.parametrize(("key", "form"), [("3", "html"), ("4", "text"), ("5", "markdown")])
async def test_the_answer_is_saved_as_a_file(desk: Desk, tmp_path: Path, key: str, form: str) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press(key)
        await settle(pilot)
        (path,) = tmp_path.iterdir()
        assert path.name == f"vardlots-2026-11-22-1405{taking.ENDINGS[form]}"
        assert path.read_text(encoding="utf-8") == taking.export(take.answer, app.wording, form)
        assert app.screen is app.chat and str(path) in said(app)


async def test_a_saved_receipt_is_reproduced_and_holds_no_age(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press(*take.key("Save as a receipt"))
        (path,) = tmp_path.iterdir()
        text = path.read_text(encoding="utf-8")
        assert verify(from_json(text), app.adviser.knowledge, app.adviser.on).reproduced
        assert not [fact for fact in json.loads(text)["facts"] if fact.startswith("age=")]


async def test_no_file_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        (tmp_path / "vardlots-2026-11-22-1405.txt").write_text("mine", encoding="utf-8")
        await pilot.press(*take.key("Save as text"))
        assert (tmp_path / "vardlots-2026-11-22-1405.txt").read_text(encoding="utf-8") == "mine"
        assert (tmp_path / "vardlots-2026-11-22-1405-2.txt").exists()


async def test_a_key_pressed_twice_at_once_saves_once(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot, tmp_path)
        for _ in range(3):
            app.post_message(Key("4", "4"))
        await settle(pilot)
        assert len(list(tmp_path.iterdir())) == 1


async def test_where_nothing_can_be_written_it_says_so_and_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        monkeypatch.setattr(taking, "save", full)
        await pilot.press("4")
        await settle(pilot)
        assert app.screen is take.screen
        assert "No space left on device" in screen_text(app) and "Nothing was saved" in screen_text(app)
        monkeypatch.undo()
        await pilot.press("4")
        await settle(pilot)
        assert app.screen is app.chat and len(list(tmp_path.iterdir())) == 1


async def test_another_folder_is_typed_and_kept_for_the_next_time(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "1"
    other.mkdir()
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press("tab")
        assert isinstance(app.focused, FolderField)
        await pilot.press("end", "/", "1", "enter")  # a digit is part of the name here
        assert isinstance(app.focused, Choices) and app.screen is take.screen
        await pilot.press("4")
        await settle(pilot)
        assert [path.parent for path in tmp_path.rglob("*.txt")] == [other]
        assert take.folder == str(other)


@pytest.mark.parametrize("name", ["/nowhere/at/all", "~nobody_of_that_name/x"])
async def test_a_folder_that_is_not_there_is_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path)
        field = take.screen.query_one(FolderField)
        field.value = name
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        assert app.screen is take.screen
        assert f"There is no folder “{name}”" in screen_text(app)
        field.value = str(tmp_path)
        await settle(pilot)
        assert "There is no folder" not in screen_text(app)


async def test_arrows_and_enter_take_and_a_stray_enter_does_not(desk: Desk, tmp_path: Path) -> None:
    app = desk(grace=60)
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path)
        await pilot.press("enter")
        assert app.screen is take.screen and not app.copied
        await pilot.press("down", "up", "enter")
        await settle(pilot)
        assert app.copied and app.screen is app.chat


async def test_escape_takes_nothing_and_gives_the_focus_back(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, *REPLIES)
        focused = app.chat.focused
        for keys in (("escape",), ("tab", "escape"), ("escape", "escape")):
            await Opened(app, "", tmp_path).open(pilot)
            await pilot.press(*keys)
            await settle(pilot)
            if keys == ("escape", "escape"):
                await pilot.press("ctrl+f")  # the second one was a step back
            assert app.screen is app.chat and app.chat.focused is focused
        assert not app.copied and not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_by_mouse_alone(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        take = await opened(pilot, tmp_path)
        rows = [offer.key for offer in take.screen.offers()]
        await pilot.click("#save-change")
        await settle(pilot)
        assert isinstance(app.focused, FolderField)
        await pilot.click("#save-offers", offset=(8, rows.index("4")))
        await settle(pilot)
        assert [path.suffix for path in tmp_path.iterdir()] == [".txt"]
        for click in ({"widget": "#dialog-close"}, {"widget": None, "offset": (0, 0)}):
            await Opened(app, "", tmp_path).open(pilot)
            await pilot.click(**click)
            await settle(pilot)
            assert app.screen is app.chat


async def test_the_language_changes_while_it_is_open(desk: Desk, tmp_path: Path) -> None:
    app = desk("en")
    async with app.run_test(size=SMALL) as pilot:
        take = await opened(pilot, tmp_path, selected="medicines.fee.asylum_seeker.adult")
        await pilot.press("down", "down", "tab", "x", "shift+tab", "f3")
        await settle(pilot)
        assert app.language.code == "sv"
        assert take.screen.query_one(Choices).at == 2
        assert take.screen.query_one(FolderField).value.endswith("x")
        gettext = language("sv").gettext
        shown = screen_text(app)
        for text in ("Save as text", "Copy the whole answer", "Tab  Another folder", "Esc  Close"):
            assert gettext(text) in shown
        await pilot.press("1")
        assert app.clipboard == taking.answer_text(take.answer, app.wording)


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_every_offer_and_the_way_out_are_on_the_screen(
    desk: Desk, tmp_path: Path, code: str, size: tuple[int, int]
) -> None:
    app = desk(code)
    async with app.run_test(size=size) as pilot:
        take = await opened(pilot, tmp_path, selected="medicines.fee.asylum_seeker.adult")
        take.screen.complain(lambda: "x")
        await settle(pilot)
        shown = screen_text(app)
        for offer in take.screen.offers():
            assert f"{offer.key} {offer.label[:20]}" in shown
        assert app.language.gettext("Esc  Close") in shown and str(tmp_path)[:20] in shown
        dialog = take.screen.query_one("#dialog")
        assert dialog.virtual_size.width <= dialog.size.width


async def test_a_long_statement_is_cut_after_a_word() -> None:
    assert shortened("a short one") == "a short one"
    cut = shortened("word " * 30)
    assert cut.endswith("word …") and len(cut) <= 42


async def test_the_slip_is_read_before_it_is_saved(desk: Desk, tmp_path: Path) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        take = await opened(pilot, tmp_path)
        key = take.key("See and save the slip")
        await pilot.press(key)
        await settle(pilot)
        shown = screen_text(app)
        for line in taking.slip_to_say(take.answer, app.wording).splitlines()[:3]:
            assert line[:40] in shown
        await pilot.press("escape")
        await settle(pilot)
        assert not list(tmp_path.iterdir()) and app.screen is take.screen
        await pilot.press(key, "enter")
        await settle(pilot)
        assert len(list(tmp_path.iterdir())) == 1 and take.folder is not None
