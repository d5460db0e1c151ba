"""Whose steps stand first in the shipped knowledge: what the desk does itself is not looked for among what others do."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge.model import STEP
from assistant.words.outline import LEAD, OTHERS, WARNING, sections
from assistant.words.wording import Wording


@pytest.mark.parametrize("status", ["asylum_seeker", "undocumented"])
def test_home_care_begins_with_the_one_step_of_the_reception(
    adviser: Adviser, each_language: Language, status: str
) -> None:
    case = case_from_words(adviser.knowledge, ["region=vgr", f"status={status}", "age=40", "topic=home_care"])
    made = sections(adviser.answer(case), Wording(adviser.knowledge, each_language))
    own, *rest = [part for part in made if part.name not in (LEAD, WARNING)]  # what must never be done stands above all
    assert own.name == STEP and [item.number for item in own.items] == [1]
    process = [part for part in rest if part.name == OTHERS]
    assert rest[: len(process)] == process, "then the others, before anything else"
    assert sum(len(part.items) for part in process) > 10
