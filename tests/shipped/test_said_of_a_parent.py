"""What a line says of a parent is not taken of the child without a word: it is said of whom it is told, and whether it holds of the patient too is asked."""

import pytest

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.line_outline import asked_of
from assistant.dialogue.readings import LineReading, Told
from assistant.i18n import language
from assistant.typed.outline import remarks
from assistant.words.wording import Wording

PARENTS = (
    ("mamma papperslös, barnet 6 år", "mamma"),
    ("dottern 4 år, pappan asylsökande", "pappan"),
    ("mother undocumented, child 6", "mother"),
    ("undocumented mother brings her 3 year old", "mother"),
)
CARDS = ("kortet har gått ut", "utgånget kort, vad gör jag", "the card has expired", "her card is expired")


def read(adviser: Adviser, line: str) -> LineReading:
    return LineReader(adviser.knowledge, ("sv", "en")).read(line, Conversation(adviser))


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize(("line", "parent"), PARENTS)
def test_what_is_said_of_a_parent_is_told_and_asked(adviser: Adviser, line: str, parent: str, code: str) -> None:
    reading, wording = read(adviser, line), Wording(adviser.knowledge, language(code))
    assert isinstance(reading, Told) and reading.offer is not None
    assert "status" not in reading.later.case.answers
    assert parent in asked_of(reading.offer, wording)
    assert any(parent in remark.text for remark in remarks(reading.understood, wording, lambda _: True))


def test_what_is_only_in_doubt_is_said_of_nobody_else(adviser: Adviser) -> None:
    reading = read(adviser, "kanske papperslös, 6 år")
    assert isinstance(reading, Told) and reading.offer is not None
    assert not reading.offer.of


@pytest.mark.parametrize("line", CARDS)
def test_an_expired_card_alone_is_told_what_to_do_about(adviser: Adviser, line: str) -> None:
    reading, wording = read(adviser, line), Wording(adviser.knowledge, language("sv"))
    assert isinstance(reading, Told)
    first, *_ = remarks(reading.understood, wording, lambda _: True)
    assert first.first and first.text == wording.term(adviser.knowledge.glossary["expired_card"])[1]
    assert reading.later.question is not None
