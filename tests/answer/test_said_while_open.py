"""What is said while a question is open: certain until it is answered, the lead where none is settled, and no answer to a whole case."""

from __future__ import annotations

import shutil

import pytest

from assistant.answer import Adviser
from assistant.answer.explain import NotSaidError, explain
from assistant.audit.proof import prove
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge import load_knowledge
from assistant.records import replace
from assistant.words.outline import sections
from assistant.words.wording import Wording
from tests.support.here import ROOT, TODAY

RULES = """
rules:
  - {id: care.acute, say: warning, topic: housing, always: true, at_the_desk: true, text: "Get help.", sources: [A1]}
  - {id: wait, say: warning, topic: housing, always: true, while_open: status, text: "Ask nobody.", sources: [A1]}
  - {id: never, when: {status: undocumented}, say: warning, topic: housing, always: true, text: "Never ask.", sources: [A1]}
  - {id: first, say: step, actor: [reception], topic: housing, while_open: status, text: "Find out.", lead: "Find out first.", sources: [A1]}
  - {id: housing.stay, when: {status: undocumented}, say: step, actor: [reception], topic: housing, text: "Stay.", lead: "Stay here.", sources: [A1]}
  - {id: housing.go, when: {status: asylum_seeker}, say: step, actor: [reception], topic: housing, text: "Go.", lead: "Go there.", sources: [A1]}
  - {id: medicines.take, say: step, actor: [reception], topic: medicines, text: "Take it.", lead: "Take it with water.", sources: [A1]}
"""


@pytest.fixture(scope="module")
def open_(tmp_path_factory: pytest.TempPathFactory) -> Adviser:
    """The small sound knowledge with statements for while the status is open; housing is a topic of the back office."""
    folder = tmp_path_factory.mktemp("open") / "knowledge"
    shutil.copytree(ROOT / "tests" / "broken" / "_sound", folder)
    (folder / "packs" / "national" / "acute.yaml").unlink()  # its rule stands in ours
    (folder / "packs" / "national" / "open.yaml").write_text(RULES, encoding="utf-8")
    topics = (folder / "topics.yaml").read_text(encoding="utf-8")
    topics = topics.replace('label: "Boende"', 'label: "Boende", short: "Bo", back_office: true')
    (folder / "topics.yaml").write_text(topics, encoding="utf-8")
    return Adviser(load_knowledge(folder), TODAY)


def ids(adviser: Adviser, words: str) -> set[str]:
    return {said.id for said in adviser.answer(case_from_words(adviser.knowledge, words.split())).certain}


@pytest.mark.parametrize("words", ["topic=housing", "topic=housing status=unknown", "topic=housing age=7"])
def test_it_is_certain_until_the_question_is_answered(open_: Adviser, words: str) -> None:
    assert {"wait", "first"} <= ids(open_, words)
    assert not {"wait", "first"} & ids(open_, f"{words} status=undocumented".replace("status=unknown ", ""))


def test_nothing_is_explained_that_is_not_said(open_: Adviser) -> None:
    assert explain(open_, case_from_words(open_.knowledge, ["topic=housing"]), "wait").certain
    with pytest.raises(NotSaidError):
        explain(open_, case_from_words(open_.knowledge, ["topic=housing", "status=undocumented"]), "wait")


def test_it_leads_where_it_is_open_what_leads(open_: Adviser) -> None:
    def lead(words: str) -> str:
        return Wording(open_.knowledge, SOURCE).lead(
            open_.answer(case_from_words(open_.knowledge, words.split())).leads[0]
        )

    assert lead("topic=housing") == "Find out first."
    assert lead("topic=housing status=undocumented") == "Stay here."


def test_it_is_no_answer_to_a_whole_case(open_: Adviser) -> None:
    rules = {id: rule for id, rule in open_.knowledge.rules.items() if id != "housing.go"}
    problems = prove(replace(open_.knowledge, rules=rules))
    assert [problem.parts["word"] for problem in problems] == ["housing"]


def told(adviser: Adviser, words: str) -> list[str]:
    """What is certain, in the order in which it is told."""
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    made = sections(answer, Wording(adviser.knowledge, SOURCE))
    return [item.said.id for section in made for item in section.items if item.said is not None and item.said.certain]


def test_what_is_for_the_desk_comes_last_in_the_back_office(open_: Adviser) -> None:
    assert told(open_, "topic=housing status=undocumented") == ["never", "housing.stay", "care.acute"]
    assert told(open_, "topic=medicines status=undocumented")[:2] == ["care.acute", "never"]
    assert told(open_, "topic=housing,medicines status=undocumented")[:2] == ["care.acute", "never"]
    assert told(open_, "topic=housing") == ["wait", "first", "care.acute"]


def test_a_possible_warning_gives_way_to_the_one_that_stands_for_it(open_: Adviser) -> None:
    answer = open_.answer(case_from_words(open_.knowledge, ["topic=medicines"]))
    made = sections(answer, Wording(open_.knowledge, SOURCE))
    assert [item.text for item in made[1].items] == ["Get help.", "Ask nobody."]


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ("housing", ["Stay here."]),
        ("medicines", ["Take it with water."]),
        ("housing,medicines", ["Bo: Stay here.", "Läkemedel: Take it with water."]),
        ("medicines,housing", ["Läkemedel: Take it with water.", "Bo: Stay here."]),
    ],
)
def test_of_several_topics_each_line_says_of_which_it_is_the_answer(
    open_: Adviser, topics: str, expected: list[str]
) -> None:
    answer = open_.answer(case_from_words(open_.knowledge, ["status=undocumented", f"topic={topics}"]))
    assert Wording(open_.knowledge, SOURCE).leads(answer.leads) == expected
    same = [lead._replace(rules=answer.leads[0].rules) for lead in answer.leads]
    assert Wording(open_.knowledge, SOURCE).leads(same) == [expected[0].split(": ")[-1]], "one line for all"
