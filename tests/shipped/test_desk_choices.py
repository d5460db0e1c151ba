"""What stands beside the choices of a question, as somebody reads it at a desk: no amount of one half as that of the other."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.words.beside import beside
from assistant.words.wording import Wording

AT_HALVES = (
    "region=vgr age_group=24_84 visit=primary_doctor topic=visit_fee topic=medicines",
    "region=vgr age_group=24_84 topic=medicines",
    "region=vgr age_group=24_84 visit=primary_doctor topic=visit_fee",
    "region=rjl age_group=24_84 visit=primary_doctor topic=visit_fee",
)


def _beside_status(adviser: Adviser, knowledge: Knowledge, words: str, code: str) -> str:
    case, wording = case_from_words(knowledge, words.split()), Wording(knowledge, language(code))
    return beside(adviser, case, knowledge.questions["status"], wording).get("temporary_protection", "")


@pytest.mark.parametrize("words", AT_HALVES)
def test_no_full_price_is_read_as_that_of_the_registered(adviser: Adviser, knowledge: Knowledge, words: str) -> None:
    """ "Or full price, ask the pharmacy (whether registered)" is read as the full price of whoever is registered; and one language as the other."""
    told = {code: _beside_status(adviser, knowledge, words, code) for code in ("sv", "en")}
    assert not re.search(r"[(]om |[(]whether", "".join(told.values())), told
    amounts = {code: re.findall(r"\d+", text) for code, text in told.items()}
    assert amounts["sv"] == amounts["en"], told
    for code, name in (("sv", "inte folkbokförd: "), ("en", "not registered: ")):
        assert all(name in part for part in told[code].split(" · ") if " or full" in part or " eller fullt" in part), (
            told
        )
