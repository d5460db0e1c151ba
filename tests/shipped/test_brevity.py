"""Answers to one topic are short: no more words than somebody reads at a desk, whatever the patient's situation."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.words.outline import CHECK, outline
from assistant.words.short import shortened
from assistant.words.wording import Wording
from benchmarks.brevity import cases

MEDIAN, MOST, MOST_OF_HOME_CARE = 120, 350, 500


def lengths(adviser: Adviser, speaks: Language) -> Iterator[tuple[str, str, int]]:
    """Topic, case and the words of its answer, without what to check and sources, for each case that the benchmark measures."""
    wording = Wording(adviser.knowledge, speaks)
    for topic, words in cases(adviser):
        told = shortened(outline(adviser.answer(case_from_words(adviser.knowledge, words)), wording), wording, "")
        texts = [
            text
            for section in told.sections
            if section.name != CHECK
            for item in section.items
            for text in (item.text, *item.notes)
        ]
        yield topic, " ".join(words), sum(len(text.split()) for text in texts)


def test_answers_are_short(adviser: Adviser, each_language: Language) -> None:
    found = list(lengths(adviser, each_language))
    assert median(words for *_, words in found) <= MEDIAN
    long = [
        (case, words) for topic, case, words in found if words > (MOST_OF_HOME_CARE if topic == "home_care" else MOST)
    ]
    assert long == []
