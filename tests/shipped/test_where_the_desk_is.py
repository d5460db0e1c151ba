"""Where the desk is: only what is chosen, or told so, is its region for later starts; where somebody lives or goes is not its region at all."""

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Replied, Told
from assistant.knowledge.model import REGION

CODES = ("sv", "en")
ELSEWHERE = (
    "ska skickas till sahlgrenska göteborg, remiss, papperslös",
    "papperslös 30 ska remitteras till jönköping, tolk",
    "bor i borås, papperslös, läkarbesök 30",
    "asylsökande från borås, läkarbesök 30",
    "hem till värnamo med taxi, asylsökande 40",
    "asylum seeker from gothenburg, doctor fee, 40",
    "asylum seeker, taxi to Ryhov, 40",
    "patient travel to gothenburg, asylum",
)
NAMED = ("borås", "papperslös i borås, läkarbesök", "asylsökande på SÄS, läkarbesök", "asylum seeker in Borås, doctor")
DESK = ("vi är i borås, papperslös", "jag jobbar på SÄS", "we are in Jönköping, asylum seeker")


def told(adviser: Adviser, line: str, case: Case | None = None) -> Conversation:
    """The conversation after a line; before it nothing is known, not even the region."""
    begun = Conversation(adviser, case or Case())
    reading = LineReader(adviser.knowledge, CODES).read(line, begun)
    assert isinstance(reading, Told | Replied), line
    return reading.later


@pytest.mark.parametrize("line", ELSEWHERE)
def test_where_somebody_lives_or_goes_is_not_where_the_desk_is(adviser: Adviser, line: str) -> None:
    later = told(adviser, line)
    assert REGION not in later.case.answers
    assert not later.stationed
    set_already = told(adviser, line, Case({REGION: "other"}))
    assert set_already.case.answers[REGION] == "other"


@pytest.mark.parametrize("line", NAMED[1:])
def test_a_region_that_a_line_names_holds_for_the_patient_and_is_not_kept(adviser: Adviser, line: str) -> None:
    later = told(adviser, line)
    assert later.case.answers[REGION] == "vgr"
    assert not later.stationed


@pytest.mark.parametrize("line", DESK)
def test_a_region_that_is_told_to_be_the_desks_is_kept(adviser: Adviser, line: str) -> None:
    later = told(adviser, line)
    assert REGION in later.case.answers
    assert later.stationed


def test_the_region_is_kept_where_it_is_asked_for(adviser: Adviser) -> None:
    asked = Conversation(adviser)
    assert asked.question is not None and asked.question.id == REGION
    assert asked.reply("vgr").stationed
    assert told(adviser, NAMED[0]).stationed
    assert asked.reply("vgr").reply_topics(["visit_fee"]).back().stationed


def test_what_a_fee_turns_on_can_be_asked_where_nothing_is_asked_any_more(adviser: Adviser) -> None:
    later = told(adviser, "massflykting barn 6 tandläkare ej folkbokförd")
    assert later.question is None
    assert {question.id for question in later.paid_on} == {"region", "proof"}
    asked = later.ask_again("proof")
    assert asked.question is not None and asked.question.id == "proof" and asked.paid_on == ()
    answered = asked.reply("ut_card")
    assert "proof" not in {question.id for question in answered.paid_on}
