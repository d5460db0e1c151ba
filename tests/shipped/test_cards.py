"""What a card shows and does not show: no number of one that has run out is passed on, and none settles who is in hiding."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.outline import outline
from assistant.words.wording import Wording
from tests.support.groups import answered


def test_no_number_of_a_card_that_has_run_out_is_passed_on_unasked(adviser: Adviser, each_language: Language) -> None:
    """On every topic, in every region: whoever writes or says it asks Asylenheten or the manager before."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    passing = re.compile(r"LMA.?num|LMA number|dossier number")
    asked = re.compile(
        "Asylenheten|chef|manager|saknar|inget|no LMA number|has none|no number|förrän|Saknas", re.IGNORECASE
    )
    for region, topic in product(adviser.knowledge.values_of("region"), adviser.knowledge.topics):
        answer = answered(
            adviser, (topic,), region=region, status="asylum_seeker", age_group="20_84", proof="lma_expired"
        )
        for section in outline(answer, wording).sections:
            for item in section.items:
                if item.said is None or not passing.search(item.text):
                    continue
                seen += 1
                assert asked.search(item.text), (region, topic, item.text)
        for lead in answer.leads:
            line = wording.lead(lead)
            assert not passing.search(line) or asked.search(line), (region, topic, line)
    assert seen > 5


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
