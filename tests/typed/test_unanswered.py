"""Questions that no source answers: heard by the phrases of the glossary, within one sentence, whatever stands in their gaps."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.knowledge.model import Term
from assistant.knowledge.problems import Place
from assistant.typed.clauses import sentences
from assistant.typed.tokens import Token, tokens
from assistant.typed.unanswered import Unanswered


def asked(said: Sequence[Token], line: str, *phrases: str) -> frozenset[int]:
    """The places of the words of a line that ask about the one word of a glossary, asked about by these phrases."""
    term = Term("needed", "Needed", {}, "Not here. Ask.", (), Place("", 0, 0), {"en": phrases})
    return Unanswered([term]).asked(sentences(said), said, line).get("needed", frozenset())


@pytest.mark.parametrize(
    ("phrase", "line", "words"),
    [
        ("need * referral", "does she need a referral", "need referral"),
        ("need * referral", "does she need some kind of a referral", "need referral"),
        ("need * referral", "need one two three four five referral", ""),
        ("need * referral", "what does she need? He has a referral", ""),
        ("need referral", "does she need a referral", ""),
        ("else's card", "shows somebody else's card", "else's card"),
        ("mås * remiss", "MÅS hon ha remiss", "MÅS remiss"),
        ("free card", "a free ticket", ""),
    ],
)
def test_a_phrase_stands_in_one_sentence_with_up_to_four_words_in_a_gap(phrase: str, line: str, words: str) -> None:
    said = tokens(line)
    places = sorted(asked(said, line, phrase))
    assert " ".join(line[said[at].start : said[at].end] for at in places) == words
