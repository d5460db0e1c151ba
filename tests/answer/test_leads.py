"""The lead: one line per topic that answers the question itself, and says on what it turns where that is open."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest

from assistant.answer import Adviser
from assistant.answer.model import Answer
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge import load_knowledge
from assistant.knowledge.model import LONGEST_LEAD
from assistant.words.wording import Wording
from assistant.words.writers import write
from tests.support.here import ROOT, TODAY

RULES = """
rules:
  - {id: housing.general, say: step, topic: housing, actor: [reception], text: "Ask.", lead: "Ask the manager.", sources: [A1]}
  - {id: housing.undocumented, when: {status: undocumented}, say: step, topic: housing, actor: [reception], text: "Stay.", lead: "Stay here.", sources: [A1]}
  - id: housing.child
    when: {status: undocumented, age_group: under_18}
    say: fee
    topic: housing
    text: "The child pays: {fee}."
    lead: "The child pays: {fee}."
    fee: {amount: "0", per: visit}
    sources: [A1]
  - {id: housing.silent, when: {status: undocumented, age_group: under_18}, say: step, topic: housing, actor: [reception], text: "No lead.", sources: [A1]}
"""


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Adviser:
    """The small sound knowledge with a topic that has leads."""
    folder = tmp_path_factory.mktemp("led") / "knowledge"
    shutil.copytree(ROOT / "tests" / "broken" / "_sound", folder)
    (folder / "packs" / "national" / "led.yaml").write_text(RULES, encoding="utf-8")
    return Adviser(load_knowledge(folder), TODAY)


@pytest.fixture
def lead_of(led: Adviser) -> Callable[[str], tuple[Answer, str]]:
    """The answer to a case, and its lead in words."""

    def lead(words: str) -> tuple[Answer, str]:
        answer = led.answer(case_from_words(led.knowledge, words.split()))
        return answer, Wording(led.knowledge, SOURCE).lead(answer.leads[0])

    return lead


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("status=undocumented age=7", "The child pays: free of charge."),
        ("status=undocumented age=40", "Stay here."),
        ("status=asylum_seeker", "Ask the manager."),
        ("age=40 status=asylum_seeker", "Ask the manager."),
    ],
)
def test_the_most_specific_statement_with_a_lead_leads(
    lead_of: Callable[[str], tuple[Answer, str]], case: str, expected: str
) -> None:
    answer, lead = lead_of(f"{case} topic=housing")
    assert lead == expected
    assert answer.leads[0].certain


def test_an_uncertain_lead_says_first_on_what_it_turns(lead_of: Callable[[str], tuple[Answer, str]]) -> None:
    answer, lead = lead_of("status=undocumented topic=housing")
    assert not answer.leads[0].certain
    assert lead == "Ålder? Under 18: free of charge. From 18: stay here."


def test_where_several_answers_are_open_each_is_told_with_what_follows_from_it(
    lead_of: Callable[[str], tuple[Answer, str]],
) -> None:
    answer, lead = lead_of("topic=housing")
    assert answer.leads[0].depends_on == ("status", "age_group")
    asylum, undocumented = "Asylsökande: ask the manager.", "free of charge; from 18: stay here."
    assert lead == f"Status? {asylum} Papperslös: ålder? under 18: {undocumented}"


def test_every_partial_case_has_one_short_lead_and_a_whole_one_a_certain_lead(led: Adviser) -> None:
    knowledge = led.knowledge
    wording = Wording(knowledge, SOURCE)
    for status in (*knowledge.values_of("status"), "unknown"):
        for age in (*knowledge.values_of("age_group"), "unknown"):
            words = [f"status={status}", f"age_group={age}", "topic=housing"]
            (lead,) = led.answer(case_from_words(knowledge, words)).leads
            assert len(wording.lead(lead)) <= LONGEST_LEAD
            assert lead.everywhere
            assert lead.certain or "unknown" in (status, age)


def test_text_begins_with_the_lead_and_json_marks_its_statement(
    led: Adviser, lead_of: Callable[[str], tuple[Answer, str]]
) -> None:
    answer, lead = lead_of("status=undocumented age=7 topic=housing")
    wording = Wording(led.knowledge, SOURCE)
    assert write(answer, wording, "text").splitlines()[0] == lead
    told = json.loads(write(answer, wording, "json"))
    assert {each["id"]: each["lead_text"] for each in told["answer"] if each["lead"]} == {"housing.child": lead}
    assert told["leads"][0]["certain"] is True


def test_a_topic_without_leads_has_none(led: Adviser) -> None:
    assert led.answer(case_from_words(led.knowledge, ["status=undocumented", "topic=medicines"])).leads == ()
