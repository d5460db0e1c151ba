"""Every topic begins with one line that answers it, short in both languages, and never leads an undocumented patient astray."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.i18n import language
from assistant.knowledge.model import LONGEST_LEAD
from assistant.words.wording import Wording


def test_every_topic_has_leads(adviser: Adviser) -> None:
    """That a topic with leads has one in every case is a law of `vardlots check`."""
    led = {rule.statement.topic for rule in adviser.knowledge.rules.values() if rule.statement and rule.statement.lead}
    assert led == set(adviser.knowledge.topics)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_lead_is_read_at_a_glance_and_says_what_it_turns_on(adviser: Adviser, code: str) -> None:
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, language(code))
    for region, status, topic in product(
        knowledge.values_of("region"), (*knowledge.values_of("status"), "unknown"), knowledge.topics
    ):
        words = [f"region={region}", f"status={status}", f"topic={topic}"]
        (lead,) = adviser.answer(case_from_words(knowledge, words)).leads
        text = wording.lead(lead)
        assert 0 < len(text) <= LONGEST_LEAD, (words, text)
        texts = {wording.rule_lead(rule) for rule in lead.rules}
        turning = {wording.depends_on(lead.depends_on), *map(wording.short, lead.depends_on)}
        known = text in texts or any(text == f"{wording.rule_brief(rule).capitalize()}." for rule in lead.rules)
        assert known or text.startswith(tuple(turning)), (words, text)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_with_one_or_two_questions_left_open_a_lead_tells_what_may_hold(adviser: Adviser, code: str) -> None:
    """Not only on what it turns: what may be said fits the line. (What leads to another authority is told in full, or not at all.)"""
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, language(code))
    for region, status, topic in product(
        knowledge.values_of("region"), knowledge.values_of("status"), knowledge.topics
    ):
        known = {"region": region, "status": status}
        (lead,) = adviser.answer(Case(known, {}, (topic,))).leads
        for values in product(*((*knowledge.values_of(fact), "") for fact in lead.depends_on)):
            if values.count("") not in (1, 2):
                continue
            given = {fact: value for fact, value in zip(lead.depends_on, values, strict=True) if value}
            case = Case({**known, **given}, {}, (topic,))
            (one,) = adviser.answer(case).leads
            leading = any(rule.statement and rule.statement.sends_to for rule in one.rules)
            if one.depends_on and not one.withheld and not leading:
                assert wording.lead(one) != f"{wording.depends_on(one.depends_on)}.", (case, topic)


def test_no_lead_of_an_undocumented_patient_names_the_migration_agency(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    undocumented = adviser.space.having("status", "undocumented")
    for rule in adviser.knowledge.rules.values():
        if rule.statement and rule.statement.lead and adviser.space.rules.get(rule.id, 0) & undocumented:
            assert "Migrationsverk" not in wording.rule_lead(rule), rule.id
