"""What a patient has a right to, over all regions, groups and ages: nothing that the acts give is left out."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language, language
from assistant.words.wording import Wording
from tests.support.groups import answered, groups


def test_nobody_is_too_young_for_abortion_and_contraception(adviser: Adviser, each_language: Language) -> None:
    """Care as residents, or all care, is abortion care too: who asks finds the word, whatever the age (N02, N03, N06, N07, J08)."""
    wording = Wording(adviser.knowledge, each_language)
    for facts in groups(adviser):
        answer = answered(adviser, ("maternity",), proof="", **facts)
        told = " ".join(wording.rule_text(said.rule) for said in answer.certain)
        assert "abort" in told, facts
        assert re.search("preventivmedel|contracepti", told), facts
        rights = [wording.rule_text(said.rule) for said in answer.certain if said.statement.kind == "entitlement"]
        assert any("abort" in text for text in rights), facts


def test_a_region_may_offer_undocumented_adults_more(adviser: Adviser) -> None:
    """N07 is a statute's, whatever the region: a desk does not read what the act requires as all there is."""
    wording = Wording(adviser.knowledge, language("sv"))
    for facts in groups(adviser):
        if facts["status"] == "undocumented" and facts["age_group"] != "under_18":
            answer = answered(adviser, ("entitlement",), proof="", **facts)
            told = [wording.rule_text(said.rule) for said in answer.certain if said.statement.topic == "entitlement"]
            assert any("upp till det bosatta får" in text for text in told), facts


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_child_of_whom_nobody_knows_more_is_told_what_every_child_has(adviser: Adviser, code: str) -> None:
    """All three groups have a child's care as residents do (N02, N06): that is the line, and not immediate care alone."""
    wording = Wording(adviser.knowledge, language(code))
    for region in ("", *adviser.knowledge.values_of("region")):
        (lead,) = adviser.answer(
            Case({"age_group": "under_18"} | ({"region": region} if region else {}), {}, ("entitlement",))
        ).leads
        assert re.search("som bosatta|as residents", wording.lead(lead)), region
