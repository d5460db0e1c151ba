"""A line tells an exception by what it adds; a text asks nothing that the answers say; what is borrowed from another group's document says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.words.wording import Wording

STATUSES = ("asylum_seeker", "temporary_protection", "undocumented")


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_an_exception_does_not_repeat_what_holds_as_usual(region: str, code: str, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language(code))
    excepting = wording.language.gettext("{usual}, except {others}", usual="", others="")
    for topic in adviser.knowledge.topics:
        for status in STATUSES:
            for age in ("", " age=9", " age=40"):
                asked = f"region={region} status={status} topic={topic}{age}"
                lead = adviser.lead_on(topic, case_from_words(adviser.knowledge, asked.split()))
                assert lead is not None
                usual, _, others = wording.lead(lead).partition(excepting)
                told = others.partition(": ")[2].casefold()
                assert not told.startswith(f"{usual.casefold()}, "), (asked, usual, others)


def test_what_an_exception_adds_takes_nothing_from_it(adviser: Adviser) -> None:
    """ "As resident children, except no paper" would be read as if such a child had less."""
    case = case_from_words(
        adviser.knowledge, ["region=vgr", "status=asylum_seeker", "age=17", "topic=assistive_devices"]
    )
    lead = adviser.lead_on("assistive_devices", case)
    assert lead is not None
    told = Wording(adviser.knowledge, language("en")).lead(lead)
    assert told.startswith("As resident children. ") and "except" not in told


@pytest.mark.parametrize(
    "words",
    [
        "region=rjl status=undocumented",
        "region=rjl status=asylum_seeker",
        "region=rjl status=temporary_protection registered=no proof=ut_card",
        "region=vgr status=asylum_seeker proof=lma_valid",
        "region=other status=temporary_protection registered=no proof=ut_card",
    ],
)
def test_the_line_on_maternity_care_says_that_abortion_is_a_right_and_only_its_fee_is_asked(
    adviser: Adviser, words: str
) -> None:
    case = case_from_words(adviser.knowledge, [*words.split(), "age=24", "topic=maternity"])
    lead = adviser.lead_on("maternity", case)
    assert lead is not None
    told = Wording(adviser.knowledge, language("en")).lead(lead)
    right, free, asked = told.rstrip(".").split(". ")
    assert right == "Right to maternity care, abortion, contraception" and free.startswith("Free: childbirth")
    assert asked.startswith("Abortion, coil") and asked.endswith(": ask")


def test_a_text_on_a_childs_record_has_no_condition_on_the_childs_being_one(ask: Callable[[str], Answer]) -> None:
    answer = ask("region=rjl status=undocumented age=6 topic=records")
    said = next(each for each in answer.statements if each.id == "records.rjl.child")
    assert not said.statement.text.startswith(("Är", "Om"))


@pytest.mark.parametrize("status", ["asylum_seeker", "temporary_protection", "undocumented", "resident"])
def test_what_the_document_on_undocumented_patients_says_of_everybody_names_it(
    status: str, ask: Callable[[str], Answer]
) -> None:
    answer = ask(f"region=rjl status={status} topic=infection")
    said = next(each for each in answer.statements if each.id == "infection.rjl.duty")
    assert said.rule.sources == ("J12",) and "dokument om papperslösa" in said.statement.text
