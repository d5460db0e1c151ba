"""What means the same as listed words is read as those, wherever it stands; what is shown is still what was typed."""

from __future__ import annotations

import pytest

from assistant.knowledge.word_lists import Words
from assistant.typed.rewording import Rewordings
from assistant.typed.tokens import tokens

WORDS = Words(
    small={
        "reworded": {
            "en": (
                "migration board = migration agency",
                "is on the phone = calls",
                "the board = council",
                "bm = the midwife there",
            )
        }
    }
)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("the migration board calls", "the migration agency calls"),
        ("The Migration Board is on the phone", "the migration agency calls"),
        ("the board of migration", "council of migration"),
        ("migration, board", "migration board"),
        ("is on the", "is on the"),
        ("to bm", "to the midwife there"),
        ("", ""),
    ],
)
def test_a_phrase_is_read_as_what_it_means_in_one_clause(line: str, read: str) -> None:
    assert " ".join(word.text for word in Rewordings(WORDS).put(tokens(line))) == read


def test_each_word_tells_where_it_is_typed_and_what_ends_there() -> None:
    line = "who is on the phone: the migration board, or bm?"
    found = Rewordings(WORDS).put(tokens(line))
    typed = [(word.text, line[word.start : word.end], word.ends, word.parted) for word in found]
    assert typed == [
        ("who", "who", "", False),
        ("calls", "is on the phone", "", True),
        ("the", "the", "", False),
        ("migration", "migration", "", False),
        ("agency", "board", "clause", True),
        ("or", "or", "", False),
        ("the", "bm", "", False),
        ("midwife", "bm", "", False),
        ("there", "bm", "asked", False),
    ]
