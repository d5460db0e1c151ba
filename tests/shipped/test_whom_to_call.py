"""Whom to call is read from the answer: "not known here" stands only where it names nobody; of whom it names, perhaps the number is not known."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Told
from assistant.knowledge.model import FEE, NO_NUMBER, WITH_NUMBER

PARTIES = re.compile(
    r"(IT-centrum|akutmottagningar|akutenheterna|Serviceresor|ekonomienheten|ekonomiavdelningen|fakturaenheten)"
)
"""Whom a text may send to that is no contact: an office whose number no source gives, or gives within the sentence."""
ASKS_INSTEAD = {"travel.rjl.temporary_protection.booking"}
"""Names one only to tell that the source does not mention this patient."""
NUMBER = re.compile(r"\b\d{2,4} \d{2}\b")


@pytest.mark.parametrize(
    "line",
    [
        "Kvinna 81 år, asylsökande i Lidköping, giltigt LMA-kort, behöver hjälp med dusch och mat hemma, vem ska vi ringa?",
        "Skara: asylsökande 70 år giltigt LMA-kort behöver annat boende, vem kontaktar vi?",
        "Jönköping papperslös 30 år utan legitimation, dagtid, vem ringer jag för C-nummer?",
        "Jönköping papperslös 30 år, ny kontakt, jourtid, vem ska jag ringa för C-nummer?",
        "Jönköping papperslös 30 år, faktura, vem ringer jag",
        "undocumented 34, Jönköping, invoice, whom do I call",
    ],
)
def test_whom_an_answer_names_without_a_number_is_not_said_to_be_unknown(line: str, adviser: Adviser) -> None:
    told = _understood(line, adviser)
    assert told.understood.calling and told.understood.number_unknown and not told.understood.nobody_named


@pytest.mark.parametrize(
    "line",
    [
        "papperslös 34 borås, tolk, vem ringer jag",
        "papperslös 70 borås, boende, vem ringer jag",
        "undocumented 34, Borås, dentist, whom do I call",
        "asylsökande 34 giltigt lma-kort, eksjö, boende, vem ringer jag",
    ],
)
def test_whom_no_answer_names_is_not_known(line: str, adviser: Adviser) -> None:
    told = _understood(line, adviser)
    assert told.understood.nobody_named and not told.understood.calling and not told.understood.number_unknown


def test_a_number_in_the_text_is_known(adviser: Adviser) -> None:
    told = _understood(
        "Jönköping asylsökande 30 år utan LMA-kort, dagtid vardag, registrering, vem ringer jag", adviser
    )
    assert told.understood.calling and not told.understood.number_unknown


def test_each_statement_that_sends_to_an_office_tells_so(adviser: Adviser) -> None:
    for rule in adviser.knowledge.rules.values():
        said = rule.statement
        if said is None or rule.id in ASKS_INSTEAD or not PARTIES.search(said.text):
            continue
        number = NUMBER.search(said.text)
        assert said.names_whom == (WITH_NUMBER if number else NO_NUMBER) or said.contact, rule.id


def _understood(line: str, adviser: Adviser) -> Told:
    reading = LineReader(adviser.knowledge, ("sv", "en")).read(line, Conversation(adviser))
    assert isinstance(reading, Told), reading
    return reading


@pytest.mark.parametrize("region", ["Borås", "Jönköping", "Halmstad"])
@pytest.mark.parametrize("who", ["asylsökande 40 år giltigt LMA-kort", "papperslös 40 år", "folkbokförd 40 år"])
@pytest.mark.parametrize(
    "thing", ["rullstolen", "hemsjukvården", "tolken", "hälsoundersökningen", "stomipåsarna", "tandläkaren"]
)
def test_no_line_on_what_something_costs_is_sent_to_an_answer_without_a_fee(
    region: str, who: str, thing: str, adviser: Adviser
) -> None:
    """What the patient pays is in the answer, known or said not to be; else the line itself says that it is not known, and whom to ask."""
    told = _understood(f"{who}, {region}, vad kostar {thing}?", adviser)
    assert told.understood.answers_money
    case = told.later.case
    said = [one.statement for one in told.later.adviser.answer(case).statements]
    fees = [one for one in said if one.kind == FEE and one.topic in case.topics]
    lead = told.later.adviser.lead_on(case.topics[0], case)
    assert lead is not None
    elsewhere = any(rule.said.topic not in case.topics for rule in lead.rules)
    assert told.understood.fee_unknown is not bool(fees or elsewhere)


@pytest.mark.parametrize(
    "line",
    [
        "papperslös, vad kostar journalkopian, jönköping",
        "asylsökande 30, vad kostar läkarintyget, Göteborg",
        "what does a copy of the record cost, undocumented",
        "how much is a medical certificate, asylum seeker",
    ],
)
def test_the_price_of_what_is_no_topic_is_no_visit_s_fee(line: str, adviser: Adviser) -> None:
    told = _understood(line, adviser)
    assert told.understood.unanswered and [topic for topic, _ in told.understood.topics] == ["records"]


def test_the_fee_of_a_visit_that_is_asked_about_beside_such_a_price_is_told(adviser: Adviser) -> None:
    told = _understood("vad kostar intyget och läkarbesöket, asylsökande 30, Borås", adviser)
    assert {"visit_fee", "records"} == {topic for topic, _ in told.understood.topics}
    assert told.understood.unanswered
