"""Kinds of fault that the sixteenth reading found: each holds over all statements and cases, not in the case in which it was found."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.wording import Wording


def test_no_card_makes_an_undocumented_patient_an_asylum_seeker_without_a_word_on_hiding(
    adviser: Adviser, each_language: Language
) -> None:
    """Who hides after a refusal is undocumented, whatever card is shown (N11): a switch of the situation says so, and cites it."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for region, proof in product(adviser.knowledge.values_of("region"), ("lma_valid", "asylum_receipt")):
        facts = {"region": region, "status": "undocumented", "proof": proof, "age_group": "20_84"}
        for said in adviser.answer(Case(facts, {}, tuple(adviser.knowledge.topics))).certain:
            text = wording.rule_text(said.rule)
            if not re.search("välj Asylsökande|choose Asylum seeker", text):
                continue
            seen += 1
            assert re.search("undan efter ett avslag|in hiding after a refusal", text), (facts, said.rule.id, text)
            assert "N11" in said.rule.sources, said.rule.id
    assert seen >= 6


def _line(adviser: Adviser, wording: Wording, topic: str, **facts: str) -> str:
    """The line of one topic."""
    lead = adviser.lead_on(topic, Case(facts, {}, (topic,)))
    return wording.lead(lead) if lead is not None else ""


def test_what_holds_in_some_cases_is_not_told_as_usual(adviser: Adviser, each_language: Language) -> None:
    """No clause says how often an amount holds: a line of groups folds it as what perhaps holds."""
    wording, told = Wording(adviser.knowledge, each_language), []
    for region, topic in product(adviser.knowledge.values_of("region"), adviser.knowledge.topics):
        told += [_line(adviser, wording, topic, region=region)]
        told += [_line(adviser, wording, topic, region=region, age_group=age) for age in ("under_18", "18_19", "20_84")]
    told += [_line(adviser, wording, "visit_fee", region="rjl", visit="emergency", age_group="20_84")]
    assert not [line for line in told if re.search("oftast|usually", line)]
    assert [line for line in told if re.search("kanske|[Pp]erhaps", line)]


def test_no_interpreter_is_put_off_to_the_manager_where_the_document_is_open(
    adviser: Adviser, each_language: Language
) -> None:
    """Each document leads to booking, or to Asylenheten about the number (V27, K03): the line of them all invents no other way."""
    line = _line(
        adviser, Wording(adviser.knowledge, each_language), "interpreter", region="vgr", status="asylum_seeker"
    )
    assert re.search("boka|book", line, re.IGNORECASE), line
    assert not re.search("chef|manager", line), line


def test_the_social_services_are_ruled_out_only_while_the_clauses_are_on_the_patient(
    adviser: Adviser, each_language: Language
) -> None:
    """V11 and V40 are not on undocumented patients: who shows nothing valid may have become one."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for status, proof in (
        ("asylum_seeker", "lma_expired"),
        ("asylum_seeker", "none"),
        ("temporary_protection", "none"),
    ):
        facts = {"region": "vgr", "status": status, "registered": "no", "proof": proof}
        for said in adviser.answer(Case(facts, {}, ("housing",))).certain:
            text = wording.rule_text(said.rule)
            if re.search("socialtjänst|social services", text):
                seen += 1
                assert re.search("^(Så länge|As long as)", text), (facts, text)
    assert seen >= 3
