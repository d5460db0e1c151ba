"""Questions that no source answers: heard by the phrases of the glossary, within one sentence, whatever stands in their gaps."""

from __future__ import annotations

import pytest

from assistant.knowledge.model import Knowledge, Term
from assistant.knowledge.problems import Place
from assistant.records import replace
from assistant.typed.tokens import tokens
from assistant.typed.unanswered import unanswered


def asking(knowledge: Knowledge, *phrases: str) -> Knowledge:
    """The same knowledge with one word of the glossary, asked about by these phrases."""
    term = Term("needed", "Needed", {}, "Not here. Ask.", (), Place("", 0, 0), {"en": phrases})
    return replace(knowledge, glossary={"needed": term})


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
def test_a_phrase_stands_in_one_sentence_with_up_to_four_words_in_a_gap(
    knowledge: Knowledge, phrase: str, line: str, words: str
) -> None:
    found = unanswered(asking(knowledge, phrase), said := tokens(line), line)
    places = sorted(found.get("needed", ()))
    assert " ".join(line[said[at].start : said[at].end] for at in places) == words
