"""What must be found on the screen, and what must never stand there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.answer import Adviser, DisagreementError, Said
from assistant.dialogue.shown import shown
from assistant.engine import EngineMissingError
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.blocks import POSSIBLE_MARK
from tests.support.app import SMALL, WIDE, answer_text, open_all, reply, screen_text, settle

pytestmark = pytest.mark.asyncio
Desk = Any


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_expired_lma_card_and_medicines_by_keyboard_alone(desk: Desk, code: str) -> None:
    """The path of a person who has never seen the app: read, press digits, scroll."""
    app = desk(code)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        wording, questions = app.wording, app.adviser.knowledge.questions
        for fact, value in (("region", "vgr"), ("status", "asylum_seeker")):
            label = wording.value(questions[fact], value)
            key = re.search(rf"(\d) {re.escape(label)}", screen_text(app))
            assert key, f"{label} is not on the screen"
            await pilot.press(key[1])
            await settle(pilot)
        key = re.search(rf"(\d+) {re.escape(wording.topic('medicines'))}", screen_text(app))
        assert key
        await pilot.press(*key[1])
        await settle(pilot)
        key = re.search(rf"(\d) {re.escape(wording.value(questions['proof'], 'lma_expired'))}", screen_text(app))
        assert key
        await pilot.press(key[1])
        await settle(pilot)
        await pilot.press("3", "4")
        await settle(pilot)
        seen = screen_text(app)
        assert wording.lead(app.chat.conversation.answer.leads[0])[:40] in seen, "the answer is on the first screen"
        await open_all(pilot)
        for _ in range(20):
            await pilot.press("pagedown")
            await settle(pilot)
            seen += screen_text(app)
        phone = (
            app.adviser.knowledge.contacts["asylum_unit"].phone
            if "asylum_unit" in app.adviser.knowledge.contacts
            else "0700-82 54 88"
        )
        assert phone in seen
        assert "V14" in seen


@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
async def test_an_undocumented_patient_is_never_led_to_the_migration_agency(desk: Desk, region: str) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, region, "undocumented")
        for topic in app.adviser.knowledge.topics:
            conversation = app.chat.conversation.reply_topics([topic])
            app.chat.go(conversation)
            await pilot.pause()
            for said in shown(conversation).statements:
                assert "migration_agency" not in said.statement.sends_to, said.id
            assert app.wording.language.code == "en"


async def test_what_is_not_certain_is_marked_and_says_on_what_it_depends(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_valid", "unknown")
        await open_all(pilot)
        answer = shown(app.chat.conversation)
        assert answer.possible
        blocks = app.chat.card.blocks
        groups = {said.id: heading_of(app, said) for said in answer.possible}
        for said in answer.possible:
            at = next(index for index, block in enumerate(blocks) if block.about == said.id)
            assert blocks[at].lead.strip() == POSSIBLE_MARK
            above = [block.text for block in blocks[:at] if block.text in groups.values()]
            assert above[-1] == groups[said.id]
        marks = {block.about: block.lead.strip() for block in reversed(blocks) if block.about}
        for said in answer.certain:
            assert marks[said.id] != POSSIBLE_MARK


def heading_of(app: Any, said: Said) -> str:
    """The sub-heading that a statement in doubt stands under."""
    if said.certain_if:
        return f"{app.wording.certain_if(said)}:"
    if said.only_if is not None:
        return f"{app.wording.if_it_is(said.only_if.fact, said.only_if.values)}:"
    return f"{app.language.gettext('Depends on several answers')}:"


async def test_every_statement_shows_its_sources(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "rjl", "undocumented", "registration,visit_fee")
        while app.chat.conversation.question is not None:
            await reply(pilot, "unknown")
        await open_all(pilot)
        text = answer_text(app)
        for said in shown(app.chat.conversation).statements:
            for source in said.sources:
                assert source.clause.id in text


async def test_dont_know_is_an_answer_and_stays_listed_as_open(desk: Desk) -> None:
    app = desk()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines", "unknown", "unknown")
        while app.chat.conversation.question is not None:
            await reply(pilot, "unknown")
        await open_all(pilot)
        open_ = shown(app.chat.conversation).open_questions
        assert open_
        knowledge = app.adviser.knowledge
        assert app.wording.question(knowledge.questions[open_[0].fact]) in answer_text(app)


@pytest.mark.parametrize("error", [DisagreementError("rule.a"), EngineMissingError("none here")])
@pytest.mark.parametrize("code", ["sv", "en"])
async def test_trouble_in_the_core_is_told_calmly_and_no_answer_is_shown(
    adviser: Adviser, error: Exception, code: str
) -> None:
    class Broken(Adviser):
        def answer(self, case: Any, general: bool = False) -> Any:
            raise error

    app = VardlotsApp(Broken(adviser.knowledge, adviser.on), language(code))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert str(error) in answer_text(app)
        assert "\n" not in answer_text(app)
        assert language(code).gettext("No answer") in screen_text(app)
