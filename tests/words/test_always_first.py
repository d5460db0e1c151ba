"""What is always said comes before any topic, also where its own topic is asked among several and not first."""

from __future__ import annotations

from itertools import permutations

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.words.outline import LEAD, sections
from assistant.words.wording import Wording

TOPICS = ("entitlement", "registration", "visit_fee")


def test_what_is_always_said_stands_above_all_topics_in_whatever_order_they_are_asked(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, SOURCE)
    for topics in permutations(TOPICS):
        words = ["region=rjl", "status=undocumented", "age=30", f"topic={','.join(topics)}"]
        made = sections(adviser.answer(case_from_words(adviser.knowledge, words)), wording)
        told = [item.said for section in made if section.name != LEAD for item in section.items]
        said = [one.statement.always for one in told if one is not None and one.certain]
        assert True in said and False in said
        assert said == sorted(said, reverse=True), topics
