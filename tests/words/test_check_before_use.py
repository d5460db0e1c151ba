"""What is to be checked before use stands once, at the end: old documents, and changes of the law after they were read."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge import Knowledge
from assistant.knowledge.model import Change
from assistant.records import replace
from assistant.words.outline import CHECK, sections
from assistant.words.wording import Wording

NEW_LAW = date(2026, 6, 12)


def check_items(knowledge: Knowledge, on: date, words: str) -> tuple[str, ...]:
    """The items of the section that says what to check, of the answer to a case."""
    answer = Adviser(knowledge, on).answer(case_from_words(knowledge, words.split()))
    found = [section for section in sections(answer, Wording(knowledge, SOURCE)) if section.name == CHECK]
    return tuple(item.text for section in found for item in section.items)


@pytest.mark.parametrize(("on", "said"), [(date(2026, 6, 11), False), (NEW_LAW, True)])
def test_a_change_of_the_law_is_said_once_from_its_day_where_an_answer_cites_what_it_concerns(
    knowledge: Knowledge, on: date, said: bool
) -> None:
    change = Change(
        "new", NEW_LAW, "Read before the new law.", ("vgr-2025",), next(iter(knowledge.rules.values())).place
    )
    changed = replace(knowledge, changes=(change,))
    told = check_items(changed, on, "region=vgr status=asylum_seeker topic=interpreter,housing")
    assert told.count(change.text) == said


def test_a_document_is_named_once_however_many_statements_cite_it(knowledge: Knowledge) -> None:
    told = check_items(
        knowledge, date(2026, 11, 22), "region=rjl status=undocumented age=44 topic=registration,visit_fee"
    )
    assert len(told) == len(set(told)) > 0
    assert sum("2018-12-06" in text for text in told) == 1


def test_what_is_to_be_checked_is_named_and_its_codes_stand_behind(knowledge: Knowledge) -> None:
    """Nobody at a desk knows a document by the ids of its clauses."""
    told = check_items(
        knowledge, date(2026, 11, 22), "region=rjl status=undocumented age=44 topic=registration,visit_fee"
    )
    titles = [document.title for document in knowledge.documents.values()]
    named = [text for text in told if any(f": {title} (" in text for title in titles)]
    assert named and all(knowledge.clauses.keys() >= set(text.rpartition("): ")[2].split(", ")) for text in named)
    assert not [text for text in told if text not in named and any(text.endswith(id) for id in knowledge.clauses)]
