"""Laws of the thirteenth reading: whose words a sentence is in, and that a line says nothing that can be taken for something else about the patient."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.knowledge.model import Rule, Statement
from assistant.words.wording import Wording


def spoken(adviser: Adviser) -> Iterator[tuple[Rule, Statement]]:
    """Every statement of the day."""
    for rule in (adviser.knowledge.rules[id] for id in adviser.space.rules):
        if rule.statement is not None:
            yield rule, rule.statement


def test_whoever_comes_along_stands_in_no_sentence_of_a_source_that_names_the_patient_alone(
    adviser: Adviser, each_language: Language
) -> None:
    """J04, J05 and J25 say the patient; who else may have a child's record is our own advice, and R08 alone has a companion."""
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    along = re.compile(
        {"sv": r"följer med|följeslag|vårdnadshavaren", "en": r"companion|comes along|comes with somebody|guardian,"}[
            each_language.code
        ]
    )
    named = [rule for rule, _ in spoken(adviser) if along.search(wording.rule_text(rule))]
    assert named
    own = [rule for rule in named if any(knowledge.clauses[id].document == "vardlots-advice" for id in rule.sources)]
    assert [
        rule.id
        for rule in named
        if rule not in own and not any("companion" in knowledge.clauses[id].says for id in rule.sources)
    ] == []


def test_no_line_about_whoever_may_be_undocumented_speaks_of_reporting(
    adviser: Adviser, each_language: Language
) -> None:
    """ "What must be reported is reported": beside somebody without a permit it reads as if the patient were."""
    wording = Wording(adviser.knowledge, each_language)
    word = {"sv": "anmäl", "en": "report"}[each_language.code]
    shown = {
        rule.id: (wording.rule_lead(rule), said.brief) for rule, said in spoken(adviser) if said.lead or said.brief
    }
    assert shown
    assert [id for id, texts in shown.items() if any(word in text.lower() for text in texts)] == []


def test_who_has_a_receipt_of_the_application_is_told_of_no_missing_card(adviser: Adviser) -> None:
    """K01: the receipt serves until the card has been issued. Nobody with one is told that a valid card is missing, or to come back with it."""
    space = adviser.space
    here = space.having("status", "asylum_seeker") & space.having("proof", "asylum_receipt")
    told = {
        id: f"{said.text} {said.lead}"
        for id, holds in space.rules.items()
        if (said := adviser.knowledge.rules[id].statement) is not None
        and holds & here
        and not holds & space.having("status", "asylum_seeker") & space.having("proof", "lma_valid")
    }
    assert any("kvitto" in text for text in told.values())
    missing = re.compile(
        r"utan aktuellt|inget aktuellt|inget giltigt|saknar giltigt|har kortet|kräver ett giltigt", re.I
    )
    assert [id for id, text in told.items() if missing.search(text)] == []


def test_what_was_answered_is_no_condition_of_the_sentence(adviser: Adviser) -> None:
    """A rule for the undocumented alone says nothing "if the patient is undocumented", one for residents nothing "if a resident"."""
    space = adviser.space
    for status, told in (
        ("undocumented", r"om (hen|patienten) är papperslös"),
        ("resident", r"om (hen|patienten) är bosatt"),
    ):
        mine = space.having("status", status)
        texts = {
            id: f"{said.text} {said.lead}"
            for id, holds in space.rules.items()
            if (said := adviser.knowledge.rules[id].statement) is not None and not holds & ~mine
        }
        assert texts
        assert [id for id, text in texts.items() if re.search(told, text)] == []


def test_more_than_the_act_asks_for_is_named_by_what_it_exceeds(adviser: Adviser) -> None:
    """ "Därutöver" stood before the list that it was beyond: a step stands before the rights in an answer."""
    texts = {rule.id: said.text for rule, said in spoken(adviser) if said.kind == "step"}
    assert texts
    assert [id for id, text in texts.items() if "därutöver" in text] == []
