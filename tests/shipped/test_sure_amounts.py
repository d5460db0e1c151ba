"""No amount and no right is told as sure while the situation, or what was shown, may undo it; what an ordinance does give is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from assistant.answer import Adviser
from assistant.answer.model import Answer
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.shown import finished
from assistant.i18n import Language, language
from assistant.knowledge.model import REGION
from assistant.words.wording import Wording
from assistant.words.writers import as_object
from tests.support.groups import GROUPS, answered, groups


def test_free_of_charge_is_certain_only_where_whoever_has_become_undocumented_pays_nothing_either(
    adviser: Adviser,
) -> None:
    """Nothing valid is shown, or it is not known what is: the patient may be undocumented, of whom another page speaks, or none."""
    wording, seen = Wording(adviser.knowledge, language("sv")), 0
    topics = ("visit_fee", "dental", "maternity", "travel", "infection", "health_examination")
    for facts in groups(adviser):
        if facts["status"] == "undocumented":
            continue
        free = _free(answered(adviser, topics, **(facts | {"status": "undocumented"})), wording)
        proofs = ("lma_expired", "none", "") if facts["status"] == "asylum_seeker" else ("none", "")
        for proof, topic in product(proofs, topics):
            if (facts["status"], topic) == ("temporary_protection", "visit_fee"):
                continue  # a young person's visit: one more question for each of them (docs/fact-check-2026-11.d/fifteenth.md)
            promised = _free(answered(adviser, (topic,), **facts, proof=proof), wording)
            assert promised <= free, (facts, proof, topic)
            seen += bool(promised)
    assert seen > 50


def test_what_a_fee_turns_on_is_among_what_is_not_answered(adviser: Adviser) -> None:
    """A fee that a document may undo is not certain: the reader learns what to find out, though no question is asked for it."""
    topics = ("dental", "maternity", "infection", "health_examination")
    seen = 0
    for facts, registered, topic in product(groups(adviser), ("", "no"), topics):
        answer = answered(adviser, (topic,), **facts, registered=registered)
        told = {said.id: said for said in answer.as_far_as_sure(answer.statements)}
        open_ = {question.fact for question in answer.open_questions}
        for id in answer.turning:
            assert open_.issuperset(told[id].depends_on), (facts, registered, topic, id)
            seen += 1
    assert seen > 20


def _ends(adviser: Adviser, case: Case) -> Iterator[Conversation]:
    """Every end of the dialogues at the desk that go on from a case about one of the three groups."""
    talk = Conversation(adviser, case)
    if talk.question is None:
        yield talk
        return
    for value in talk.question.values:
        if value.id not in ("resident", "visitor"):
            yield from _ends(adviser, case.with_answer(talk.question, value.id))


def test_where_nothing_more_is_asked_it_is_said_what_the_fee_still_turns_on(
    adviser: Adviser, each_language: Language
) -> None:
    """No key is spent on a document that changes no line but in doubt: the line turns on it, and so does the word that all is asked."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for region, topic in product(adviser.knowledge.values_of(REGION), adviser.knowledge.topics):
        for talk in _ends(adviser, Case({REGION: region}, {}, (topic,))):
            on = talk.answer.paid_on
            last = finished(talk, wording)
            assert all(wording.short(fact) in last for fact in on), (talk.case, last)
            turning = {fact for lead in as_object(talk.answer, wording)["leads"] for fact in lead["depends_on"]}
            assert turning.issuperset(on), (talk.case, on, turning)
            seen += bool(on)
    assert seen > 50


def test_who_has_only_applied_is_covered_by_the_clause_that_says_so(adviser: Adviser) -> None:
    """N01 and N14 name holders of the permit: where a fee or a right is told of an applicant as certain, V16 stands in the answer."""
    seen = 0
    for age, topic in product(adviser.knowledge.values_of("age_group"), adviser.knowledge.topics):
        facts = {"region": "vgr", "status": "temporary_protection", "age_group": age}
        answer = answered(adviser, (topic,), **facts, proof="protection_application")
        if any(said.fee is not None for said in answer.certain):
            assert "V16" in {id for said in answer.certain for id in said.rule.sources}, (age, topic)
            seen += 1
    assert seen > 20


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
    for facts, proof, registered in product(groups(adviser), adviser.knowledge.values_of("proof"), ("yes", "no")):
        answer = answered(adviser, topics, **facts, proof=proof, registered=registered)
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
    for facts in groups(adviser):
        if facts["status"] != "temporary_protection" or facts["region"] == "vgr":
            continue
        for topic in adviser.knowledge.topics:
            told = as_object(answered(adviser, (topic,), **facts, proof="protection_application"), wording)
            for one in told["answer"]:
                promises = one["kind"] == "entitlement" or (one["fee"] and one["fee"]["amount"] is not None)
                assert not (promises and one["certain"]), (facts, topic, one["id"])
                seen += one["kind"] in ("entitlement", "fee")
            for lead in told["leads"]:
                assert not re.match("Ta inte betalt|Erbjud en", lead["text"]), (facts, topic, lead["text"])
    assert seen > 50


def test_from_85_years_care_that_can_wait_has_the_ordinances_ceiling(adviser: Adviser) -> None:
    """F13 is on care that cannot be deferred alone: of other care the ordinances' amounts are told, as at 84, where they have one."""
    for region, status, visit in product(
        adviser.knowledge.values_of("region"),
        GROUPS,
        ("primary_doctor", "referred_doctor", "referred_other", "emergency"),
    ):
        facts = {"region": region, "status": status, "age_group": "85_plus", "visit": visit}
        answer = answered(adviser, ("visit_fee",), proof="", **facts)
        limits = {str(said.statement.limit.amount) for said in answer.certain if said.statement.limit is not None}
        assert ("25" if visit == "referred_other" else "50") in limits, facts


def test_no_sure_amount_stands_beside_a_step_to_ask_which_fee_it_is(adviser: Adviser, each_language: Language) -> None:
    """Either it is to be asked before the patient pays, and then it is no answer yet, or it is not (F01 and F21 have one amount)."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    which = re.compile("vilken avgift som gäller innan patienten betalar|which fee applies before the patient pays")
    for facts, visit in product(groups(adviser), adviser.knowledge.values_of("visit")):
        if facts["status"] != "temporary_protection":
            continue
        told = as_object(answered(adviser, ("visit_fee",), **facts, proof="none", visit=visit), wording)
        if not any(which.search(one["text"]) for one in told["answer"]):
            continue
        seen += 1
        sure = [
            one for one in told["answer"] if one["fee"] and one["certain"] and one["fee"]["amount"] not in (None, "0")
        ]
        assert not sure, (facts, visit, sure)
    assert seen > 10


def test_nothing_is_free_to_programs_without_the_condition_that_its_text_has(adviser: Adviser) -> None:
    """From 85 years what cannot be deferred is free (F13): `on_condition` stands in the same statement as its nought, or it is not certain."""
    wording, seen = Wording(adviser.knowledge, language("sv")), 0
    condition = re.compile(r"när det är vård som inte kan anstå|om vården inte kan anstå|om patienten fortfarande")
    for facts, visit in product(groups(adviser), adviser.knowledge.values_of("visit")):
        for proof in ("", "none", "lma_expired"):
            told = as_object(answered(adviser, ("visit_fee",), **facts, proof=proof, visit=visit), wording)
            for one in told["answer"]:
                if one["fee"] and one["fee"]["amount"] is not None and condition.search(one["text"]):
                    assert one.get("on_condition") or not one["certain"], (facts, visit, one["id"])
                    seen += 1
    assert seen > 50
