"""A change to come is told, near enough and where it concerns the very case, below the statement whose amount changes and nowhere else."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.model import Fee
from assistant.lookup import table
from assistant.words.wording import Wording
from assistant.words.writers import FORMATS, as_object, write
from tests.support.editing import CLAUSE, costing_more, edited

FIRST = date(2027, 1, 1)
CASE = "status=asylum_seeker age=30 proof=lma_valid topic=visit_fee visit=primary_doctor"
SAID = {"sv": "Från 1 januari 60 kr", "en": "From 1 January SEK 60"}


@pytest.fixture(scope="module")
def dearer(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_knowledge(costing_more(tmp_path_factory.mktemp("coming")))


def answer(knowledge: Knowledge, on: date, words: str = f"region=other {CASE}") -> Answer:
    return Adviser(knowledge, on).answer(case_from_words(knowledge, words.split()))


def coming(answer: Answer) -> dict[str, tuple[date, Decimal | None]]:
    return {
        said.id: (said.coming.day, (said.coming.fee or said.coming.limit or Fee(None, "", False, None)).amount)
        for said in answer.statements
        if said.coming is not None
    }


@pytest.mark.parametrize(
    ("days_before", "told"), [(61, False), (60, True), (1, True), (0, False), (-1, False)], ids=lambda value: str(value)
)
def test_it_is_told_within_sixty_days(dearer: Knowledge, days_before: int, told: bool) -> None:
    found = coming(answer(dearer, FIRST - timedelta(days=days_before)))
    assert found == ({"visit_fee.lma.primary_doctor": (FIRST, Decimal(60))} if told else {})


def test_a_region_whose_own_rule_names_the_amount_tells_it_of_that_rule(dearer: Knowledge) -> None:
    found = coming(answer(dearer, FIRST - timedelta(days=1), f"region=vgr {CASE}"))
    assert found == {"visit_fee.vgr.lma.primary_doctor": (FIRST, Decimal(60))}


def test_what_does_not_change_has_none_of_it(dearer: Knowledge) -> None:
    for words in (
        CASE.replace("age=30", "age=7"),
        CASE.replace("asylum_seeker", "undocumented").replace("proof=lma_valid ", ""),
    ):
        assert coming(answer(dearer, FIRST - timedelta(days=1), f"region=vgr {words}")) == {}


def test_what_is_only_possible_tells_it_too(dearer: Knowledge) -> None:
    told = answer(dearer, FIRST - timedelta(days=1), "region=other status=asylum_seeker age=30 topic=visit_fee")
    assert "visit_fee.lma.primary_doctor" in {said.id for said in told.possible}
    assert coming(told) == {"visit_fee.lma.primary_doctor": (FIRST, Decimal(60))}


RULE = """rules:
  - {id: visit_fee.%s, %s, valid_from: 2027-01-01, when: {fee_scheme: lma, age: %s, visit: primary_doctor},
     say: fee, topic: visit_fee, actor: [reception], text: "Besök: {fee}.", fee: {amount: %s}, sources: [%s]}
"""
SUCCESSOR = "succeeds: visit_fee.lma.primary_doctor"
OVERRIDE = "overrides: visit_fee.lma.primary_doctor"


@pytest.mark.parametrize(
    ("pack", "rule", "region", "found"),
    [
        pytest.param("national", (SUCCESSOR, "{from: 20}", '"60", per: visit', "F01b"), "other", 60, id="a successor"),
        pytest.param("national", (SUCCESSOR, "{from: 50}", '"60", per: visit', "F01b"), "other", None, id="not of this case"),
        pytest.param("national", (SUCCESSOR, "{from: 20}", "null", "F01b"), "other", None, id="not known then"),
        pytest.param("rjl", (OVERRIDE, "{from: 20}", '"60", per: visit', "F01b"), "rjl", 60, id="a region's own from then on"),
        pytest.param("rjl", (OVERRIDE, "{from: 20}", '"60", per: visit', "F01b"), "other", None, id="another region's own"),
    ],
)  # fmt: skip
def test_what_will_stand_in_its_place(
    tmp_path: Path, pack: str, rule: tuple[str, ...], region: str, found: int | None
) -> None:
    how, age, fee, source = rule
    text = RULE % ("then", how, age, fee, source)
    more = {"packs/national/clause.yaml": CLAUSE, f"packs/{pack}/then.yaml": text}
    knowledge = load_knowledge(edited(tmp_path, (), more))
    told = coming(answer(knowledge, FIRST - timedelta(days=30), f"region={region} {CASE}"))
    assert told == ({"visit_fee.lma.primary_doctor": (FIRST, Decimal(found))} if found else {})


def test_where_one_amount_becomes_two_the_words_of_that_day_are_told(tmp_path: Path) -> None:
    """Two amounts in a row would not say which is whose."""
    rule = RULE % ("then", SUCCESSOR, "{from: 20}", '"60", per: visit', "F01b, F21")
    two = rule.replace('"Besök: {fee}."', '"Besök: {fee}, eller {limit}.", limit: {amount: "50"}')
    more = {"packs/national/clause.yaml": CLAUSE, "packs/national/then.yaml": two}
    knowledge = load_knowledge(edited(tmp_path, (), more))
    near = answer(knowledge, FIRST - timedelta(days=30))
    (told,) = (said.coming for said in near.statements if said.coming is not None)
    wording = Wording(knowledge, language("sv"))
    assert wording.coming(told) == "Från 1 januari: Besök: 60 kr per besök, eller 50 kr"
    assert "Besök: 60 kr per besök, eller 50 kr." in json.dumps(as_object(near, wording), ensure_ascii=False)


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_it_stands_below_the_statement_once_in_every_form(dearer: Knowledge, code: str, form: str) -> None:
    near, far = (answer(dearer, FIRST - timedelta(days=days)) for days in (30, 90))
    wording = Wording(dearer, language(code))
    assert write(near, wording, form).count(SAID[code]) == 1
    assert SAID[code] not in write(far, wording, form)
    assert SAID[code] in write(near, wording, form, "short")


def test_scripts_read_it_as_data(dearer: Knowledge) -> None:
    found = as_object(answer(dearer, FIRST - timedelta(days=30)), Wording(dearer, language("sv")))
    by_id = {said["id"]: said["coming"] for said in json.loads(json.dumps(found))["answer"]}
    fee = {"amount": "60", "currency": "SEK", "max": False, "per": "visit"}
    assert by_id.pop("visit_fee.lma.primary_doctor") == {"from": "2027-01-01", "fee": fee, "limit": None}
    assert set(by_id.values()) == {None}


@pytest.mark.parametrize("code", SAID)
def test_a_table_says_it_in_the_cell_and_in_the_note(dearer: Knowledge, code: str) -> None:
    def made(days: int) -> tuple[list[str], list[str]]:
        adviser = Adviser(dearer, FIRST - timedelta(days=days))
        within = case_from_words(dearer, ["region=other", "visit=primary_doctor"])
        found = table(adviser, Wording(adviser.knowledge, language(code)), "visit_fee", within)
        return [cell.text for row in found.rows for cell in row.cells], [note.text for note in found.notes]

    cells, notes = made(30)
    said = SAID[code][0].lower() + SAID[code][1:]
    assert [text for text in cells if said in text] and all(
        text.endswith(f"({said})") for text in cells if said in text
    )
    assert len([text for text in notes if SAID[code] in text]) == 1
    assert not any(said in text or SAID[code] in text for text in [*made(90)[0], *made(90)[1]])
