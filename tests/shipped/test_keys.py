"""Budgets of keys, from the first question with the region known: an edit that makes the desk press more is seen here."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.audit.keys import keys, keys_along
from assistant.cases.case import Case
from assistant.knowledge.model import REGION

# A device is ordered with or without the card, but whom to call first turns on it: so it is asked, and the mean is 3.73 there.
ADULT, MOST, MEAN = 40, 6, 3.75
WANTED = (
    ("asylum_seeker", "visit_fee", 4),
    ("asylum_seeker", "medicines", 4),
    ("undocumented", "visit_fee", 4),
    ("undocumented", "medicines", 3),
    ("temporary_protection", "dental", 5),
    ("asylum_seeker", "maternity", 4),
    ("asylum_seeker", "interpreter", 2),
    ("undocumented", "interpreter", 2),
    ("undocumented", "authority_enquiry", 1),
)
"""An age is two of them: two digits, or one and Enter. No key alone takes an age, so that none is taken by a slip."""


@pytest.mark.parametrize(("status", "topic", "most"), WANTED)
def test_what_is_asked_most_takes_few_keys(adviser: Adviser, status: str, topic: str, most: int) -> None:
    adult = adviser.knowledge.questions["age_group"].band(ADULT)
    for number in range(0, adviser.space.size, 997):
        answers = {**adviser.space.case(number), "status": status, "age_group": adult, "registered": "no"}
        assert keys_along(adviser, topic, answers, Case({REGION: answers[REGION]})) <= most


def test_no_topic_takes_many(adviser: Adviser) -> None:
    for topic in adviser.knowledge.topics:
        found = keys(adviser, topic)
        assert found.most <= MOST and found.mean <= MEAN, topic


def test_one_digit_picks_each_of_what_is_asked_most(adviser: Adviser) -> None:
    first = [value.id for value in adviser.knowledge.topic_question.values[:9]]
    assert {topic for _, topic, most in WANTED if most > 1} <= set(first)
