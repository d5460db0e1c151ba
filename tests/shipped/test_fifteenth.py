"""Kinds of fault that the fifteenth reading found: each holds over all regions, groups and ages, not in the case in which it was found."""

from __future__ import annotations

import re
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.answer.model import Answer
from assistant.cases.case import Case
from assistant.i18n import Language, language
from assistant.words.outline import outline
from assistant.words.wording import Wording
from assistant.words.writers import as_object

GROUPS = ("asylum_seeker", "temporary_protection", "undocumented")
ALIKE = {
    "registered": "no",
    "visit": "primary_doctor",
    "travel": "public_transport",
    "hours": "office",
    "episode": "new",
    "unaccompanied": "no",
}
"""What is answered alike everywhere, as far as the questions have such a value."""


def _asked(adviser: Adviser, topics: tuple[str, ...], **facts: str) -> Answer:
    """The answer to these facts and all that is answered alike, but what is given as the empty word."""
    values = {name: value for name, value in ALIKE.items() if value in adviser.knowledge.values_of(name)} | facts
    return adviser.answer(Case({name: value for name, value in values.items() if value}, {}, topics))


def _groups(adviser: Adviser) -> list[dict[str, str]]:
    """Each region, each of the three groups, each age."""
    knowledge = adviser.knowledge
    return [
        {"region": region, "status": status, "age_group": age}
        for region, status, age in product(knowledge.values_of("region"), GROUPS, knowledge.values_of("age_group"))
    ]


def test_nobody_is_too_young_for_abortion_and_contraception(adviser: Adviser, each_language: Language) -> None:
    """Care as residents, or all care, is abortion care too: who asks finds the word, whatever the age (N02, N03, N06, N07, J08)."""
    wording = Wording(adviser.knowledge, each_language)
    for facts in _groups(adviser):
        answer = _asked(adviser, ("maternity",), proof="", **facts)
        told = " ".join(wording.rule_text(said.rule) for said in answer.certain)
        assert "abort" in told, facts
        assert re.search("preventivmedel|contracepti", told), facts
        rights = [wording.rule_text(said.rule) for said in answer.certain if said.statement.kind == "entitlement"]
        assert any("abort" in text for text in rights), facts


def test_no_short_form_of_the_duty_to_state_leaves_out_of_whom(adviser: Adviser, each_language: Language) -> None:
    """An identifiable patient, after calling back; how far it goes the manager or the lawyer decides (J32, A12, A13): in text, line, own and brief."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    duty = re.compile(r"\b(skyldig att|måste)\b.*uppge|must( then)? state|has to state")
    for rule in adviser.statements.values():
        if "J32" not in rule.sources:
            continue
        forms = (wording.rule_text(rule), wording.rule_line(rule), wording.rule_brief(rule), wording.rule_own(rule))
        for form in filter(None, forms):
            if not duty.search(form):
                continue
            seen += 1
            assert re.search("identifierbar|identifiable", form), (rule.id, form)
            assert re.search("jurist|lawyer", form), (rule.id, form)
            assert re.search("ringer|[Nn]umret|calls|call back|[Nn]umber", form), (rule.id, form)
    assert seen >= 3


def test_free_of_charge_is_certain_only_where_whoever_has_become_undocumented_pays_nothing_either(
    adviser: Adviser,
) -> None:
    """Nothing valid is shown, or it is not known what is: the patient may be undocumented, of whom another page speaks, or none."""
    wording, seen = Wording(adviser.knowledge, language("sv")), 0
    topics = ("visit_fee", "dental", "maternity", "travel", "infection", "health_examination")
    for facts in _groups(adviser):
        if facts["status"] == "undocumented":
            continue
        free = _free(_asked(adviser, topics, **(facts | {"status": "undocumented"})), wording)
        proofs = ("lma_expired", "none", "") if facts["status"] == "asylum_seeker" else ("none", "")
        for proof, topic in product(proofs, topics):
            if (facts["status"], topic) == ("temporary_protection", "visit_fee"):
                continue  # a young person's visit: one more question for each of them (docs/fact-check-2026-11.d/fifteenth.md)
            promised = _free(_asked(adviser, (topic,), **facts, proof=proof), wording)
            assert promised <= free, (facts, proof, topic)
            seen += bool(promised)
    assert seen > 50


def _free(answer: Answer, wording: Wording) -> set[str]:
    """The topics on which a program is told, as certain, that nothing is paid."""
    return {
        told["topic"]
        for told in as_object(answer, wording)["answer"]
        if told["fee"] and told["certain"] and told["fee"]["amount"] == "0"
    }


def test_nothing_is_certain_beside_which_it_stands_that_it_is_not(adviser: Adviser, each_language: Language) -> None:
    """To programs: where a text says "Not certain", `certain` is false and it stands on what it turns; no line is surer than its statement."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    unsure = re.compile(r"\b(Osäkert|Not certain)\b")
    topics = ("entitlement", "visit_fee", "dental", "medicines", "maternity")
    for facts, proof, registered in product(_groups(adviser), adviser.knowledge.values_of("proof"), ("yes", "no")):
        answer = _asked(adviser, topics, **facts, proof=proof, registered=registered)
        told = as_object(answer, wording)
        certain = {one["id"] for one in told["answer"] if one["certain"]}
        for one in told["answer"]:
            if unsure.search(one["text"]):
                assert not one["certain"], (facts, proof, registered, one["text"])
                assert one["depends_on"], (facts, proof, registered, one["id"])
                seen += 1
        for lead in told["leads"]:
            assert not lead["certain"] or not unsure.search(lead["text"]), lead["text"]
            assert not lead["certain"] or set(lead["statements"]) & certain, (facts, proof, registered, lead)
    assert seen > 100


def test_what_only_an_application_shows_is_in_doubt_on_every_topic(adviser: Adviser) -> None:
    """Outside Västra Götaland (V16) the sources name who has been granted protection: no fee and no right is told flat beside that warning."""
    wording, seen = Wording(adviser.knowledge, language("sv")), 0
    for facts in _groups(adviser):
        if facts["status"] != "temporary_protection" or facts["region"] == "vgr":
            continue
        for topic in adviser.knowledge.topics:
            told = as_object(_asked(adviser, (topic,), **facts, proof="protection_application"), wording)
            for one in told["answer"]:
                promises = one["kind"] == "entitlement" or (one["fee"] and one["fee"]["amount"] is not None)
                assert not (promises and one["certain"]), (facts, topic, one["id"])
                seen += one["kind"] in ("entitlement", "fee")
            for lead in told["leads"]:
                assert not re.match("Ta inte betalt|Erbjud en", lead["text"]), (facts, topic, lead["text"])
    assert seen > 50


def test_no_number_of_a_card_that_has_run_out_is_passed_on_unasked(adviser: Adviser, each_language: Language) -> None:
    """On every topic, in every region: whoever writes or says it asks Asylenheten or the manager before."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    passing = re.compile(r"LMA.?num|LMA number|dossier number")
    asked = re.compile(
        "Asylenheten|chef|manager|saknar|inget|no LMA number|has none|no number|förrän|Saknas", re.IGNORECASE
    )
    for region, topic in product(adviser.knowledge.values_of("region"), adviser.knowledge.topics):
        answer = _asked(
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


def test_a_region_may_offer_undocumented_adults_more(adviser: Adviser) -> None:
    """N07 is a statute's, whatever the region: a desk does not read what the act requires as all there is."""
    wording = Wording(adviser.knowledge, language("sv"))
    for facts in _groups(adviser):
        if facts["status"] == "undocumented" and facts["age_group"] != "under_18":
            answer = _asked(adviser, ("entitlement",), proof="", **facts)
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


def test_from_85_years_care_that_can_wait_has_the_ordinances_ceiling(adviser: Adviser) -> None:
    """F13 is on care that cannot be deferred alone: of other care the ordinances' amounts are told, as at 84, where they have one."""
    for region, status, visit in product(
        adviser.knowledge.values_of("region"),
        GROUPS,
        ("primary_doctor", "referred_doctor", "referred_other", "emergency"),
    ):
        facts = {"region": region, "status": status, "age_group": "85_plus", "visit": visit}
        answer = _asked(adviser, ("visit_fee",), proof="", **facts)
        limits = {str(said.statement.limit.amount) for said in answer.certain if said.statement.limit is not None}
        assert ("25" if visit == "referred_other" else "50") in limits, facts
