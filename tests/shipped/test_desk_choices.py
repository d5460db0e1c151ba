"""What stands beside the choices of a question, as somebody reads it at a desk: no amount of one half as that of the other."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.tui.app import VardlotsApp
from assistant.words.beside import beside
from assistant.words.wording import Wording
from tests.support.app import settle

AT_HALVES = (
    "region=vgr age_group=24_84 visit=primary_doctor topic=visit_fee topic=medicines",
    "region=vgr age_group=24_84 topic=medicines",
    "region=vgr age_group=24_84 visit=primary_doctor topic=visit_fee",
    "region=rjl age_group=24_84 visit=primary_doctor topic=visit_fee",
)


def _beside_status(adviser: Adviser, knowledge: Knowledge, words: str, code: str) -> str:
    case, wording = case_from_words(knowledge, words.split()), Wording(knowledge, language(code))
    return beside(adviser, case, knowledge.questions["status"], wording).get("temporary_protection", "")


@pytest.mark.parametrize("words", AT_HALVES)
def test_no_full_price_is_read_as_that_of_the_registered(adviser: Adviser, knowledge: Knowledge, words: str) -> None:
    """ "Or full price, ask the pharmacy (whether registered)" is read as the full price of whoever is registered; and one language as the other."""
    told = {code: _beside_status(adviser, knowledge, words, code) for code in ("sv", "en")}
    assert not re.search(r"[(]om |[(]whether", "".join(told.values())), told
    amounts = {code: re.findall(r"\d+", text) for code, text in told.items()}
    assert amounts["sv"] == amounts["en"], told
    for code, name in (("sv", "inte folkbokförd: "), ("en", "not registered: ")):
        assert all(name in part for part in told[code].split(" · ") if " or full" in part or " eller fullt" in part), (
            told
        )


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_choice_between_two_steps_says_the_first_one(adviser: Adviser, knowledge: Knowledge, code: str) -> None:
    """Whether the number may be used again is what was asked: both choices answer it, and the line says that a new contact's is a new one."""
    wording = Wording(knowledge, language(code))
    case = case_from_words(knowledge, ["region=rjl", "status=undocumented", "topic=registration"])
    told = beside(adviser, case, knowledge.questions["episode"], wording)
    new = wording.rule_brief(knowledge.rules["registration.rjl.c_number.office"]).rsplit(",", 1)[0]
    assert told["new"] == new and new.endswith((", nytt", ", a new one")), told
    assert told["continuous"] == wording.rule_brief(knowledge.rules["registration.rjl.c_number.continuous"])
    lead = adviser.lead_on("registration", case)
    assert lead is not None and f": {new}" in wording.lead(lead)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_line_says_to_ring_a_contact_without_its_number(adviser: Adviser, knowledge: Knowledge, code: str) -> None:
    """ "Otherwise: call Asylenheten" sends whoever reads it to look for the number, where there is room for it."""
    wording = Wording(knowledge, language(code))
    for topic in ("registration", "referral"):
        lead = adviser.lead_on(
            topic, case_from_words(knowledge, ["region=vgr", "status=asylum_seeker", f"topic={topic}"])
        )
        phone = knowledge.contacts["asylenheten"].phone
        assert lead is not None and phone is not None and phone in wording.lead(lead), (topic, code)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_maternity_line_says_the_right_and_no_question_decides_it(
    adviser: Adviser, knowledge: Knowledge, code: str
) -> None:
    """What the line says without a condition is not what an open question "decides"; and whether she may come is asked as often as the price."""
    wording = Wording(knowledge, language(code))
    case = case_from_words(knowledge, ["region=rjl", "status=undocumented", "topic=maternity"])
    lead = adviser.lead_on("maternity", case)
    assert lead is not None and wording.lead(lead).startswith(("Rätt till mödravård", "Right to maternity care"))
    fees = {wording.rule_text(rule)[:40] for rule in lead.rules}
    for question in adviser.answer(case).open_questions:
        assert not any(fee in wording.why_asked(question) for fee in fees), question


@pytest.mark.usefixtures("at_once")
@pytest.mark.asyncio
async def test_the_question_behind_an_alarm_is_none_that_the_line_has_answered(adviser: Adviser) -> None:
    """It is in sight below the alarm: "which region do you work in", where it was typed, looks as if the line were lost."""
    app = VardlotsApp(adviser, language("sv"))
    app.grace = app.breath = 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.chat.line.value = "man asylsökande ont i bröstet, Göteborg"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is not app.chat, "the alarm stands before everything else"
        assert app.chat.conversation.case.answers.get("region") == "vgr"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.chat
        assert app.chat.conversation.case.answers.get("status") == "asylum_seeker"
