"""A word of the glossary with capitals is found as it is written; one without may begin a sentence."""

from __future__ import annotations

import pytest

from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.records import replace
from assistant.words.wording import Wording


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Give the patient an A-number.", "a_number", True),
        ("Call a number that can be checked.", "a_number", False),
        ("Call to a SIP meeting.", "sip", True),
        ("Let the patient sip water.", "sip", False),
        ("Undocumented patients get a reserve number.", "undocumented", True),
    ],
)
def test_capitals_are_meant(knowledge: Knowledge, text: str, term: str, found: bool) -> None:
    words = {"a_number": ("A-number", "A number"), "sip": ("SIP",), "undocumented": ("undocumented",)}[term]
    glossary = {**knowledge.glossary, term: knowledge.glossary[term]._replace(words={"en": words})}
    wording = Wording(replace(knowledge, glossary=glossary), language("en"))
    assert (term in {each.id for each in wording.terms([text])}) is found
