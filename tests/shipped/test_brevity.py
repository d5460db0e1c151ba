"""Answers to one topic are short: no more words than somebody reads at a desk, whatever the patient's situation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import median

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.words.outline import CHECK, outline
from assistant.words.short import shortened
from assistant.words.wording import Wording

MEDIAN, MOST, MOST_OF_HOME_CARE = 120, 350, 500
COMMON = "registered=no visit=primary_doctor travel=public_transport episode=new hours=office"


def lengths(adviser: Adviser, speaks: Language) -> Iterator[tuple[str, str, int]]:
    """Topic, case and the words of its answer, without what to check and sources, for every region, situation and topic."""
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, speaks)
    every = product(knowledge.values_of("region"), (*knowledge.values_of("status"), "unknown"), knowledge.topics)
    for region, status, topic in every:
        words = f"region={region} status={status} age=40 proof=none topic={topic} {COMMON}"
        told = shortened(outline(adviser.answer(case_from_words(knowledge, words.split())), wording), wording, "")
        texts = [
            text
            for section in told.sections
            if section.name != CHECK
            for item in section.items
            for text in (item.text, *item.notes)
        ]
        yield topic, words, sum(len(text.split()) for text in texts)


def test_answers_are_short(adviser: Adviser, each_language: Language) -> None:
    found = list(lengths(adviser, each_language))
    assert median(words for *_, words in found) <= MEDIAN
    long = [
        (case, words) for topic, case, words in found if words > (MOST_OF_HOME_CARE if topic == "home_care" else MOST)
    ]
    assert long == []
