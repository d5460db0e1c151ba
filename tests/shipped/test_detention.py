"""Whoever is held in detention belongs to the act by that alone (N01): what is written for asylum seekers without a card is not said of them."""

from collections.abc import Callable

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words

PRICE_LIST = "G05"
"""The clause by which an asylum seeker without a card who is not found pays as somebody from another region."""
HELD = "status=asylum_seeker detention=yes"


@pytest.mark.parametrize("proof", ["", " proof=none", " proof=lma_valid", " proof=asylum_receipt"])
@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_no_price_list_is_named_to_whoever_is_held(region: str, proof: str, adviser: Adviser) -> None:
    for topic in adviser.knowledge.topics:
        for age in (5, 19, 36, 90):
            asked = f"region={region} {HELD} age={age} topic={topic}{proof}"
            answer = adviser.answer(case_from_words(adviser.knowledge, asked.split()))
            assert not [said.id for said in (*answer.certain, *answer.possible) if PRICE_LIST in said.rule.sources], (
                asked
            )
            if not adviser.knowledge.topics[topic].no_patient:
                assert "entitlement.detention" in {said.id for said in answer.certain}, asked


@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_the_line_is_that_of_whoever_is_held_and_names_no_amount(region: str, adviser: Adviser) -> None:
    for visit in ("primary_doctor", "referred_doctor", "referred_other", "unreferred_other", "emergency"):
        asked = f"region={region} {HELD} age=36 proof=none visit={visit} topic=visit_fee"
        lead = adviser.lead_on("visit_fee", case_from_words(adviser.knowledge, asked.split()))
        assert lead is not None and lead.certain, asked
        assert any(rule.id.endswith("detention") for rule in lead.rules), asked
        said = [rule.statement for rule in lead.rules if rule.statement is not None]
        assert not any(one.fee is not None and one.fee.amount is not None for one in said), asked
        assert not any(PRICE_LIST in rule.sources for rule in lead.rules), asked


def test_nobody_is_asked_whether_they_are_held(ask: Callable[[str], Answer], adviser: Adviser) -> None:
    for region in ("vgr", "rjl", "other"):
        for topic in adviser.knowledge.topics:
            answer = ask(f"region={region} status=asylum_seeker topic={topic}")
            assert "detention" not in {each.fact for each in answer.open_questions}
