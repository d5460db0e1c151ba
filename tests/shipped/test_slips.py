"""The slips of the shipped knowledge: no word, in any language, that tells a stranger how somebody stays in Sweden."""

from __future__ import annotations

import re
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language, languages
from assistant.words.handed import slip_lines
from assistant.words.slip import slip
from assistant.words.wording import Wording
from tests.support.share import Share

CARDS = ("lma", "ut-kort", "ut card")
"""Documents that only some patients have: on no slip of an undocumented patient."""


@pytest.mark.parametrize("status", ["undocumented", "asylum_seeker", "temporary_protection", "resident", "visitor"])
def test_no_slip_tells_on_its_patient(adviser: Adviser, share: Share, status: str) -> None:
    knowledge = adviser.knowledge
    wordings = [Wording(knowledge, language(code)) for code in languages()]
    assert {"sv", "en"} <= {wording.language.code for wording in wordings}
    exposing = [*knowledge.exposing, *(CARDS if status == "undocumented" else ())]
    assert "undocumented" in exposing and "papperslös" in exposing
    topics = ",".join(knowledge.topics)
    patients = product(*map(knowledge.values_of, ("region", "proof", "visit")), (7, 18, 30, 90))
    for region, proof, visit, age in share.of(patients, lambda of: of[:2], lambda of: (of[0], *of[2:]), one_in=10):
        words = f"region={region} status={status} age={age} proof={proof} visit={visit} topic={topics}"
        answer = adviser.answer(case_from_words(knowledge, words.split()))
        for wording in wordings:
            told = "\n".join(slip_lines(slip(answer, wording))).casefold()
            assert not [word for word in exposing if word in told], words


@pytest.mark.parametrize(
    "words",
    [
        "region=vgr status=undocumented age=17 topic=visit_fee visit=primary_doctor",
        "region=vgr status=undocumented age=17 topic=maternity",
        "region=rjl status=undocumented age=18 topic=dental",
        "region=rjl status=temporary_protection registered=no age=40 topic=visit_fee visit=inpatient",
        "region=vgr status=asylum_seeker age=19 topic=dental",
        "region=other status=undocumented age=40 topic=visit_fee visit=emergency",
    ],
)
def test_what_the_answer_is_not_sure_of_the_paper_is_not_either(
    adviser: Adviser, each_language: Language, words: str
) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    doubted = {id for said in answer.certain for id in said.statement.doubts} & {said.id for said in answer.certain}
    assert doubted
    asking = each_language.gettext("What it costs")
    (costs,) = (
        part.lines for part in slip(answer, Wording(adviser.knowledge, each_language)).parts if part.title == asking
    )
    assert all(re.search("receptionen|at the desk", line) for line in costs), costs
