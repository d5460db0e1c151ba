"""A program that reads the answer is given no amount against which another reading of the sources speaks."""

from __future__ import annotations

import json
import re
from functools import reduce
from itertools import product
from operator import and_

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.i18n import Language, language
from assistant.knowledge.model import ENTITLEMENT, STEP
from assistant.words.compact import Compact
from assistant.words.outline import outline
from assistant.words.wording import Wording
from assistant.words.writers import as_object


def test_no_amount_is_given_as_sure_that_is_doubted_in_the_same_answer(adviser: Adviser) -> None:
    """Of every statement that doubts another, or itself: in a case where both are said, on one line and on many."""
    knowledge, space, seen = adviser.knowledge, adviser.space, 0
    wording = Wording(knowledge, language("sv"))
    compact = Compact(wording)
    saying = {id: rule.statement for id, rule in adviser.rules.in_force.items() if rule.statement is not None}
    for id, other in [(id, other) for id, said in saying.items() for other in said.doubts if other in saying]:
        both = space.rules[id] & space.rules[other]
        if saying[other].fee is None or both is NONE:
            continue
        answer = adviser.answer(Case(space.first(both), {}, (saying[other].topic,)))
        for told in (as_object(answer, wording), json.loads(compact.written(answer))):
            (statement,) = [each for each in told["answer"] if each["id"] == other]
            stands = id == other and saying[other].on_condition and statement["doubted_by"] == [id]
            assert (statement["fee"]["amount"] is None) != stands and id in statement["doubted_by"], (id, other)
        fees = {each.id: _amount(each.fee) for each in answer.statements}
        sure = [each for each in as_object(answer, wording)["answer"] if "doubted_by" not in each]
        assert all((each["fee"] and each["fee"]["amount"]) == fees[each["id"]] for each in sure), id
        seen += _amount(saying[other].fee) is not None
    assert seen > 30


def _amount(fee: object) -> str | None:
    amount = getattr(fee, "amount", None)
    return None if amount is None else str(amount)


def test_a_fee_whose_words_give_another_amount_too_is_doubted(adviser: Adviser) -> None:
    """ "Free of charge by the page, an amount by the ordinance": the words say it, and so does what programs read."""
    seen = 0
    for rule in adviser.knowledge.rules.values():
        said = rule.statement
        if said is None or said.fee is None or said.fee.amount is None or said.limit is None:
            continue
        named = re.findall(r"\{(fee|limit)\}", f"{said.text} {said.lead}")
        if {"fee", "limit"}.issubset(named) and said.limit.amount != said.fee.amount:
            assert rule.id in said.doubts, rule.id
            seen += 1
    assert seen


def test_what_doubts_a_fee_doubts_the_one_that_a_region_has_in_its_place(adviser: Adviser) -> None:
    """A region's amount of its own takes the place of the national one, and none of the doubt on it away."""
    space, in_force, seen = adviser.space, adviser.rules.in_force, 0
    saying = {id: rule.statement for id, rule in in_force.items() if rule.statement is not None}
    doubting = [(id, other) for id, said in saying.items() for other in said.doubts]
    for id, doubted in doubting:
        for other, said in saying.items():
            if said.fee is None or not said.fee.amount or doubted not in in_force[other].overrides:
                continue
            both = space.rules[id] & space.rules[other]
            for doubter in (one for one, what in doubting if what == other):
                both &= ~space.rules[doubter]
            assert both is NONE, (id, doubted, other, space.first(both))
            seen += 1
    assert seen > 10


def test_what_follows_from_answers_that_do_not_fit_is_doubted(adviser: Adviser) -> None:
    """On every topic each step, fee and right that rests on the situation told; what forbids, and what is always so, stands."""
    seen = 0
    warnings = {id for id, rule in adviser.statements.items() if rule.said.warns_of_the_answers}
    for id, topic in product(warnings, adviser.knowledge.topics):
        answer = adviser.answer(Case(adviser.space.first(adviser.space.rules[id]), {}, (topic,)))
        told = {said.id: said for said in answer.certain}
        against = warnings & told.keys()
        for said in told.values() if against else ():
            by = against.intersection(answer.doubted.get(said.id, ()))
            if said.statement.always or said.statement.if_answered or said.statement.mentions:
                assert not by, (id, said.id)
            elif any(given.startswith("status=") for given in said.because):
                assert by, (id, said.id)
                seen += said.statement.kind == STEP
    assert seen > 50


def test_a_step_is_sure_where_the_answers_fit(adviser: Adviser) -> None:
    """The same number without a card that speaks against it."""
    wording = Wording(adviser.knowledge, language("sv"))
    steps = {}
    for proof in ("none", "lma_valid"):
        facts = {"region": "vgr", "status": "undocumented", "proof": proof}
        told = as_object(adviser.answer(Case(facts, {}, ("registration",))), wording)["answer"]
        (steps[proof],) = [each for each in told if each["id"] == "registration.vgr.number.reserve"]
    assert "doubted_by" not in steps["none"]
    says_so = "does_not_fit.undocumented.card"
    assert steps["lma_valid"]["doubted_by"] == [f"registration.{says_so}", f"registration.vgr.{says_so}"]


@pytest.mark.parametrize(
    "situation",
    [
        {"region": "other", "status": "temporary_protection", "registered": "no", "proof": "protection_application"},
        {"region": "rjl", "status": "temporary_protection", "registered": "no", "proof": "protection_application"},
        {"region": "vgr", "status": "asylum_seeker", "registered": "yes", "proof": "lma_valid"},
    ],
    ids=["application_only", "application_only_rjl", "card_and_register"],
)
def test_no_line_tells_an_amount_that_hangs_on_what_was_shown_without_asking(
    adviser: Adviser, situation: dict[str, str]
) -> None:
    """Whoever has only applied for protection, or has a valid card and is in the register: each line with an amount asks first, or waits."""
    space, wording, seen = adviser.space, Wording(adviser.knowledge, language("sv")), 0
    for id, rule in adviser.statements.items():
        if not rule.said.names_what_is_paid or rule.said.fee is None:
            continue
        holds = reduce(and_, (space.having(*answer) for answer in situation.items()), space.rules[id])
        if holds is NONE:
            continue
        answer = adviser.answer(Case(space.first(holds), {}, (rule.said.topic,)))
        (lead,) = answer.leads
        assert re.search("[Ff]råga|[Tt]a inte betalt än", wording.lead(lead)), (id, wording.lead(lead))
        seen += 1
    assert seen > 5


def test_a_right_to_care_does_not_rest_on_what_care_costs(adviser: Adviser) -> None:
    """A clause that says an amount is cited for a right only where the right names an amount."""
    charging = {
        clause for amount in adviser.knowledge.amounts.values() for value in amount.values for clause in value.sources
    }
    for id, rule in adviser.statements.items():
        if rule.said.kind == ENTITLEMENT and rule.said.fee is None and rule.said.limit is None:
            assert charging.isdisjoint(rule.sources), id


def test_who_reads_an_amount_that_programs_do_not_get_reads_that_it_is_in_doubt(
    adviser: Adviser, each_language: Language
) -> None:
    """Below it, wherever the answers do not fit together: nobody charges by the amount and reads the warning afterwards."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    doubtful = each_language.gettext("Not certain: {text}.", text="").rstrip(" .")
    warnings = {id for id, rule in adviser.statements.items() if rule.said.warns_of_the_answers}
    for id, topic in product(warnings, adviser.knowledge.topics):
        answer = adviser.answer(Case(adviser.space.first(adviser.space.rules[id]), {}, (topic,)))
        against = warnings & {said.id for said in answer.certain}
        for item in (item for section in outline(answer, wording).sections for item in section.items):
            by = answer.doubted.get(item.said.id, ()) if item.said is not None and _amount(item.said.fee) else ()
            if not against.isdisjoint(by):
                assert any(note.startswith(doubtful) for note in item.notes), (id, topic, item.text)
                seen += 1
    assert seen > 5


def test_a_program_is_told_where_an_amount_hangs_on_what_its_own_words_send_to_the_manager_for(
    adviser: Adviser,
) -> None:
    """ "Free if the care cannot be deferred; if it can, ask your manager": no answer settles which. A source gives the amount: it stands."""
    knowledge, asked = adviser.knowledge, re.compile(_asking(adviser), re.IGNORECASE)
    wording, conditional = Wording(knowledge, language("sv")), 0
    for id, rule in adviser.statements.items():
        if _amount(rule.said.fee) is None:
            assert not rule.said.on_condition, f"{id}: no amount that could hang on something"
            continue
        if not asked.search(f"{rule.said.text} {rule.said.lead}"):
            continue
        assert rule.said.on_condition or id in rule.said.doubts, id
        answer = adviser.answer(Case(adviser.space.first(adviser.space.rules[id]), {}, (rule.said.topic,)))
        for told in (as_object(answer, wording), json.loads(Compact(wording).written(answer))):
            (statement,) = [each for each in told["answer"] if each["id"] == id]
            assert statement.get("on_condition", False) == rule.said.on_condition, id
            by_others = set(statement.get("doubted_by", ())) - ({id} if rule.said.on_condition else set())
            assert statement["fee"]["amount"] == (None if by_others else _amount(rule.said.fee)), id
        conditional += rule.said.on_condition
    assert conditional > 5


def _asking(adviser: Adviser) -> str:
    """The words by which a text asks somebody of the house, whom no condition of a rule knows."""
    words = [word for actor in adviser.knowledge.actors.values() for word in actor.asked_as]
    return rf"\b(?:{'|'.join(map(re.escape, words))})\b|inte känd"


def test_no_text_names_an_amount_as_sure_where_there_is_none(adviser: Adviser, each_language: Language) -> None:
    """ "certain" and no amount, with a plain amount in the text: a program that shows the text shows what may not be charged.

    Where another statement doubts it, the text says so itself, by its own condition or by the brief words of what doubts it.
    """
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    unsure = re.compile(each_language.gettext("Not certain: {text}.").split("{")[0].strip())
    names = ("region", "status", "proof", "age_group", "registered")
    for values in product(*(knowledge.values_of(name) for name in names)):
        for topic, visit in (("visit_fee", "primary_doctor"), ("visit_fee", "referred_other"), ("dental", "")):
            answers = dict(zip(names, values, strict=True)) | ({"visit": visit} if visit else {})
            answer = adviser.answer(Case(answers, {}, (topic,)))
            for told in as_object(answer, wording)["answer"] if answer.doubted else ():
                said = next(one for one in answer.statements if one.id == told["id"])
                if told["fee"] is None or told["fee"]["amount"] is not None or not said.certain:
                    continue
                others = set(told.get("doubted_by", ())) - {said.id}
                if said.fee is None or not said.fee.amount or not others:
                    continue
                seen += 1
                conditional = _CONDITION.search(wording.rule_text(said.rule))
                assert unsure.search(told["text"]) or conditional, (answers, told["text"])
    assert seen > 20


_CONDITION = re.compile(
    r"\b(om patienten|if the patient|men en äldre sida|but an older|Finns patienten|If the patient)\b"
)
"""By which a text says itself on what its amount turns, or that another page has another one."""
