"""Acute words raise the alarm with typing mistakes, inflected and in doubt; what only sounds like them, and what is denied, does not."""

from __future__ import annotations

import random
import string
import time

import pytest

from assistant.knowledge import shipped_knowledge
from assistant.typed.acute import Acute
from tests.support.hearing import ACUTE_LINES, acute_phrases

REAL_WORDS = {"simmade"}
"""What a mistake may make of an acute word, and is a word of its own."""


@pytest.fixture(scope="module", params=["sv", "en"])
def acute(request: pytest.FixtureRequest) -> Acute:
    """For each language shown: words of the other are heard too."""
    other = {"sv": "en", "en": "sv"}[request.param]
    return Acute(shipped_knowledge(), (request.param, other))


def test_alarms(acute: Acute) -> None:
    assert [line for line in ACUTE_LINES["alarms"] if not ((heard := acute.heard(line)) and heard in line)] == []


def test_no_alarm(acute: Acute) -> None:
    assert {line: heard for line in ACUTE_LINES["calm"] if (heard := acute.heard(line))} == {}


def test_every_listed_phrase_is_one_alone_in_capitals_and_in_the_middle_of_a_line(acute: Acute) -> None:
    for phrase in acute_phrases(shipped_knowledge()):
        for line in (phrase, phrase.upper(), f"papperslös kvinna 34 år behöver tolk, {phrase}", f"{phrase}!!"):
            assert acute.heard(line), line


def test_a_wrong_letter_in_a_long_word_is_forgiven(acute: Acute) -> None:
    """One letter dropped, doubled or swapped with the next, anywhere behind the first."""
    missed = []
    words = [phrase for phrase in acute_phrases(shipped_knowledge()) if phrase.isalpha() and len(phrase) >= 8]
    for word in words:
        for at in range(1, len(word) - 1):
            for wrong in (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
                          word[:at] + word[at + 1] + word[at] + word[at + 2 :]):  # fmt: skip
                if not acute.heard(wrong) and wrong not in REAL_WORDS:
                    missed.append(wrong)
    assert missed == []


def test_it_is_heard_at_the_end_of_a_long_paste(acute: Acute) -> None:
    for before in range(40, 120):
        assert acute.heard("ord " * before + "hon har ont i bröstet") == "ont i bröstet"


def test_no_number_is_said_back(acute: Acute) -> None:
    assert "9805" not in acute.heard("850709-9805 medvetslös 850709-9805")


def test_strange_letters_raise_nothing_and_take_no_time(acute: Acute) -> None:
    chance = random.Random(12)
    start = time.process_time()
    for _ in range(200):
        acute.heard("".join(chance.choice(string.printable + "åäöÅÄÖ\u202e\x00") for _ in range(120)))
    acute.heard("a" * 1_000_000)
    acute.heard("ont i " * 200_000)
    assert time.process_time() - start < 10
