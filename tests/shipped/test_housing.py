"""Housing and personal care: no door is shut on a patient of whom the clauses do not speak."""

from __future__ import annotations

import re

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.wording import Wording


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
