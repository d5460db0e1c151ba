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
