"""A line at a desk is answered at once: what it leaves open is asked only where the line that answers, or an amount, turns on it."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import LineReading, Told
from assistant.knowledge.model import REGION
from tests.support.here import data
from tests.support.sweep import sweep

LINES = {
    "asylsökande man 34 giltigt lma, läkarbesök, vad kostar det": "-",
    "asylum seeker 52 doctor appointment how much": "proof",
    "asylum seeker 86 sees the doctor here fee": "proof",
    "asylsökande 5 år läkartid": "proof",  # free hangs on a document that is valid
    "asylsökande 34 läkarbesök på sjukhuset": "visit",
    "asylsök gravid 26 v 12 inskrivning bm kostar det": "-",
    "undocumented woman 24 week 20 midwife cost": "-",
    "asylsökande 27 sjukresa med buss egenavgift": "-",
    "asylum seeker 70 needs incontinence pads first time": "proof",
    "asylum seeker incontinence pads": "proof",
    "ukrainian temp protection now registered 39 old ut card gp fee": "-",
    "ukrainare 21 år ut-kort tandvärk": "registered",
    "asylsökande med utgånget lma, vem ringer jag": "-",
    "asylsökande utan kort och utan kvitto, vem kontaktar jag": "-",
    "lma-kortet har gått ut, vem ringer jag": "status",
    "papperslös, vem ringer jag": "topic",
}
"""What is typed, and what is asked then; "-" where that was the answer."""


@pytest.fixture(scope="module")
def reader(adviser: Adviser) -> LineReader:
    return LineReader(adviser.knowledge, ("sv", "en"))


def heard(reader: LineReader, adviser: Adviser, line: str) -> LineReading:
    return reader.read(line, Conversation(adviser, Case({REGION: "vgr"})))


def test_nothing_is_asked_that_changes_neither_line_nor_amount(reader: LineReader, adviser: Adviser) -> None:
    def is_so(of: tuple[str, str]) -> None:
        line, asked = of
        reading = heard(reader, adviser, line)
        assert isinstance(reading, Told) and reading.offer is None
        assert reading.understood.strange == ()
        assert (reading.later.question.id if reading.later.question else "-") == asked

    sweep(((line, (line, asked)) for line, asked in LINES.items()), is_so)


def test_whom_to_call_stands_there_before_a_topic_is_chosen(adviser: Adviser) -> None:
    knowledge = adviser.knowledge
    told = {}
    for proof in ("lma_valid", "lma_expired", "none"):
        answer = adviser.answer(Case({REGION: "vgr", "status": "asylum_seeker", "proof": proof}), general=True)
        leads = [lead.rules[0].statement for lead in answer.leads]
        told[proof] = [said.contact for said in leads if said is not None]
        assert all(lead.rules[0].id in {said.id for said in answer.certain} for lead in answer.leads)
    assert not told["lma_valid"] and told["lma_expired"] and told["lma_expired"] == told["none"]
    for region in ("vgr", "rjl", "other"):
        for shown in knowledge.questions["proof"].values:
            case = Case({REGION: region, "status": "undocumented", "proof": shown.id})
            assert adviser.answer(case, general=True).leads == (), "nobody is called about somebody without a permit"


@pytest.mark.parametrize(
    ("code", "comes", "leaves"), [("sv", "från", "skrivs ut från"), ("en", "from", "is being discharged from")]
)
def test_a_hospital_is_where_nobody_lives(adviser: Adviser, code: str, comes: str, leaves: str) -> None:
    """Whoever is discharged from one is discharged here; whoever comes from one was there, and the region of the desk is asked."""
    hospitals = adviser.knowledge.words.small["hospitals"][code]
    alone = LineReader(adviser.knowledge, (code,))
    assert len(hospitals) > 9
    for hospital in hospitals:
        come, leave, town = (
            alone.read(f"{how} {where}, 45", Conversation(adviser, Case({})))
            for how, where in ((comes, hospital), (leaves, hospital), (comes, "Skara"))
        )
        assert isinstance(come, Told) and isinstance(leave, Told) and isinstance(town, Told), hospital
        assert not come.understood.home and not leave.understood.home and town.understood.home, hospital
        assert REGION not in come.later.case.known and REGION in leave.later.case.known, hospital


def test_the_same_line_says_the_same_in_either_language(adviser: Adviser) -> None:
    """The topics, and all that is answered by it: what a language hears less, its reader is asked for."""
    empty = Conversation(adviser, Case({}))

    def said(code: str, line: str) -> tuple[tuple[str, ...], dict[str, str]]:
        reading = LineReader(adviser.knowledge, (code,)).read(line, empty)
        assert isinstance(reading, Told), line
        return reading.later.case.topics, dict(reading.later.case.answers)

    def is_so(pair: dict[str, str]) -> None:
        swedish, english = (said(code, line) for code, line in pair.items())
        assert swedish == english and swedish[0], pair["en"]

    sweep(((pair["en"], pair) for pair in data("shipped/desk_pairs.yaml")), is_so)
