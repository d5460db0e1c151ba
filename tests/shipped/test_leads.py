"""Every topic begins with one line that answers it, short in both languages, and never leads an undocumented patient astray."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
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
        assert text in texts or text.startswith(wording.depends_on(lead.depends_on)), (words, text)


def test_no_lead_of_an_undocumented_patient_names_the_migration_agency(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    undocumented = adviser.space.having("status", "undocumented")
    for rule in adviser.knowledge.rules.values():
        if rule.statement and rule.statement.lead and adviser.space.rules.get(rule.id, 0) & undocumented:
            assert "Migrationsverk" not in wording.rule_lead(rule), rule.id
