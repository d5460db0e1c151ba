"""A rule with a limit of its own, in a file of a region's pack, and nothing else touched: every face tells the ages apart that it does."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path

import pytest

from assistant.answer import Adviser, Answer
from assistant.answer.explain import explain
from assistant.audit.proof import prove
from assistant.cases.case import Case, case_from_words
from assistant.dialogue import Conversation
from assistant.engine import ENGINES, engine_problem
from assistant.i18n import Language, language
from assistant.knowledge import Knowledge, load_knowledge
from assistant.lookup.tables import table
from assistant.places import KNOWLEDGE_VARIABLE
from assistant.train.contrasts import Contrasts
from assistant.train.story import Teller, number_of
from assistant.typed import Listener, applied
from assistant.words.wording import Wording
from tests.support.here import BARE, FIXED, TODAY
from tests.support.running import said

SEVEN, SIXTY_FIVE = "visit_fee.vgr.from_seven", "visit_fee.rjl.from_sixty_five"
RULES = {
    "vgr": f"""\
rules:
  - {{id: {SEVEN}, when: {{status: undocumented, age: {{from: 7, to: 17}}}}, say: note, topic: visit_fee, text: "Från 7 år.", sources: [V27]}}
""",
    "rjl": f"""\
rules:
  - {{id: {SIXTY_FIVE}, when: {{age: {{from: 65}}}}, say: note, topic: visit_fee, text: "Från 65 år.", sources: [R03]}}
""",
}
"""A file for each of two packs."""

RESPONSIBLE = """\
rules:
  - {id: young, when: {status: resident, age: {to: 6}}, say: responsibility, topic: travel, actor: pharmacy, text: "Apoteket.", sources: [V27]}
  - {id: older, when: {status: resident, age: {from: 7}}, say: responsibility, topic: travel, actor: patient, text: "Patienten.", sources: [V27]}
"""
"""Who is responsible on the two sides of a limit, as training asks."""


def added(folder: Path, *regions: str) -> Path:
    """A copy of the knowledge with one more file in the packs of these regions."""
    shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder)
    for region in regions:
        (folder / "packs" / region / "limit.yaml").write_text(RULES[region], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return added(tmp_path_factory.mktemp("cut") / "knowledge", "vgr")


@pytest.fixture(scope="module")
def cut(folder: Path) -> Adviser:
    """Cut at seven, by a rule of one region."""
    return Adviser(load_knowledge(folder), TODAY)


def ask(adviser: Adviser, words: str) -> Answer:
    return adviser.answer(case_from_words(adviser.knowledge, words.split()))


def certain(answer: Answer) -> set[str]:
    return {one.id for one in answer.statements if one.certain}


def shown(answer: Answer) -> set[str]:
    return {one.id for one in answer.statements}


# -- the ages to choose from ---------------------------------------------------------------------------------------------


def test_the_ages_are_cut_and_called_in_each_language(cut: Adviser, each_language: Language) -> None:
    question = cut.knowledge.questions["age_group"]
    assert cut.knowledge.values_of("age_group") == ("under_7", "7_17", "18_19", "20_plus")
    wording = Wording(cut.knowledge, each_language)
    called = {
        "sv": ["Under 7 år", "7–17 år", "18–19 år", "20 år eller äldre", "Under 18 år"],
        "en": ["Under 7", "7 to 17", "18 to 19", "20 or older", "Under 18"],
    }
    ids = (*cut.knowledge.values_of("age_group"), "under_18")
    assert [wording.value(question, id) for id in ids] == called[each_language.code]
    assert [question.band(age) for age in (0, 6, 7, 17, 18, 120)] == [
        "under_7", "under_7", "7_17", "7_17", "18_19", "20_plus",
    ]  # fmt: skip


def test_it_stays_proved(cut: Adviser) -> None:
    assert prove(cut.knowledge) == []


def test_without_the_file_the_ages_are_as_before(knowledge: Knowledge) -> None:
    assert knowledge.values_of("age_group") == ("under_18", "18_19", "20_plus")


@pytest.mark.parametrize(
    ("age", "band", "says"),
    [("6", "under_7", False), ("7", "7_17", True), ("17", "7_17", True), ("18", "18_19", False)],
)
def test_a_script_is_told_by_the_year(folder: Path, age: str, band: str, says: bool) -> None:
    words = ("region=vgr", "status=undocumented", f"age={age}", "topic=visit_fee", "--format", "json")
    found = json.loads(said("ask", *words, environment={**BARE, KNOWLEDGE_VARIABLE: str(folder)}).stdout)
    assert found["facts"]["age_group"] == band
    assert (SEVEN in {one["id"] for one in found["answer"]}) == says


# -- a name whose span is cut --------------------------------------------------------------------------------------------


def test_a_name_stands_for_all_its_parts(cut: Adviser) -> None:
    """What is certain for "under 18" is what is certain on both sides of seven; what is said on one side only is in doubt."""
    cases = product(
        ("vgr", "rjl"), cut.knowledge.values_of("status"), ("visit_fee", "dental", "entitlement", "medicines")
    )
    doubted: set[str] = set()
    for region, status, topic in cases:
        words = f"region={region} status={status} topic={topic}"
        whole, young, old = (ask(cut, f"{words} {age}") for age in ("age_group=under_18", "age=6", "age=7"))
        # What is never said while it is in doubt is not shown at all then.
        assert certain(whole) == certain(young) & certain(old)
        assert shown(whole) <= shown(young) | shown(old)
        if certain(young) ^ certain(old):
            doubted |= (shown(whole) - certain(whole)) & (certain(young) ^ certain(old))
            turning = [one for one in whole.statements if one.id in certain(young) ^ certain(old)]
            assert all("age_group" in one.depends_on for one in turning)
            assert any(open_.fact == "age_group" for open_ in whole.open_questions)
        else:
            assert all("age_group" not in one.depends_on for one in whole.statements)
    assert doubted == {SEVEN}


def test_a_lead_that_turns_on_the_parts_of_a_name_speaks_of_no_other_age(tmp_path: Path) -> None:
    folder = added(tmp_path / "knowledge", "vgr")
    path = folder / "packs" / "vgr" / "limit.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("say: note,", 'say: note, lead: "Sju.",'), encoding="utf-8"
    )
    adviser = Adviser(load_knowledge(folder), TODAY)
    wording = Wording(adviser.knowledge, language("en"))
    for given, told in (
        ("age_group=under_18", "Age? Under 7: not known here. 7–17: [sv] Sju."),
        ("age=unknown", "Age? Under 7, from 18: not known here. 7–17: [sv] Sju."),
    ):
        (lead,) = ask(adviser, f"region=vgr status=undocumented {given} topic=visit_fee").leads
        assert wording.lead(lead) == told


def test_the_closer_answer_counts(cut: Adviser) -> None:
    for words in ("age=7 age_group=under_18", "age_group=under_18 age=7"):
        case = case_from_words(cut.knowledge, words.split())
        assert case.answers["age_group"] == "7_17" and case.numbers == {"age": 7}
    unknown = case_from_words(cut.knowledge, ["age=unknown", "age_group=under_18"])
    assert unknown.answers["age_group"] == "under_18"


def test_a_contradiction_is_one_still(folder: Path) -> None:
    environment = {**BARE, KNOWLEDGE_VARIABLE: str(folder)}
    for words in (("age=34", "age_group=under_18"), ("age_group=under_18", "age=18")):
        done = said("ask", *words, environment=environment)
        assert done.returncode == 2 and "under_18" in done.stderr and not done.stdout


def test_a_name_cut_high_up_is_all_of_it_and_no_more(tmp_path: Path) -> None:
    """Where the name ends before the greatest age, what lies above is no part of it, although no rule tells where it ends."""
    folder = added(tmp_path / "knowledge", "rjl")
    path = folder / "questions" / "age.yaml"
    text = path.read_text(encoding="utf-8").replace("id: 20_plus, from: 20", "id: 20_plus, from: 20, to: 64")
    path.write_text(text, encoding="utf-8")
    question = load_knowledge(folder).questions["age_group"]
    assert [value.id for value in question.values] == ["under_18", "18_19", "20_plus", "65_plus"]
    path.write_text(text.replace("to: 64", "to: 84"), encoding="utf-8")
    adviser = Adviser(load_knowledge(folder), TODAY)
    assert adviser.knowledge.parts_of("age_group", "20_plus") == ("20_64", "65_plus")
    answer = ask(adviser, "region=rjl status=undocumented age_group=20_plus topic=visit_fee")
    assert SIXTY_FIVE in shown(answer) - certain(answer)


# -- the dialogue --------------------------------------------------------------------------------------------------------


def test_the_dialogue_asks_for_the_part_of_a_name_where_it_matters(cut: Adviser) -> None:
    for region, asked in (("vgr", True), ("rjl", False)):
        case = case_from_words(
            cut.knowledge, f"region={region} status=undocumented age_group=under_18 topic=visit_fee".split()
        )
        talk = Conversation(cut, case, further=True)
        seen = []
        while talk.question is not None:
            seen.append(talk.question.id)
            talk = talk.reply("7_17" if talk.question.id == "age_group" else talk.question.values[0].id)
        assert ("age_group" in seen) == asked
        assert len(seen) == len(set(seen))


def test_a_closer_answer_takes_nothing_back(cut: Adviser) -> None:
    talk = Conversation(cut, case_from_words(cut.knowledge, ["region=vgr", "age_group=under_18", "topic=visit_fee"]))
    again = talk.ask_again("age_group")
    assert talk.preview_of(again.reply("7_17")) is None
    assert talk.preview_of(again.reply("18_19")) is not None
    closer = again.reply_number(9)
    assert closer.preview_of(closer.ask_again("age_group").reply("under_7")) is not None


def test_in_lines_the_question_offers_the_new_ages(folder: Path) -> None:
    environment = {**BARE, KNOWLEDGE_VARIABLE: str(folder)}
    lines = said("--plain", "--lang", "en", environment=environment, typed="1\n1\n3\n6\n").stdout
    assert "0-6. Under 7" in lines and "7-17. 7 to 17" in lines


# -- what is typed -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value", "number"),
    [
        ("papperslös 7 år", "7_17", 7),
        ("undocumented 6 year old", "under_7", 6),
        ("papperslöst barn", "under_18", None),
        ("undocumented child", "under_18", None),
        ("papperslös bebis", "under_7", None),
        ("papperslös 8-16 år", "7_17", None),
        ("papperslös vuxen", None, None),
    ],
)
def test_what_is_typed_is_heard_in_the_new_ages(cut: Adviser, line: str, value: str | None, number: int | None) -> None:
    understood = Listener(cut.knowledge, ["sv", "en"]).hear(line, TODAY)
    heard = [(one.value, one.number) for one in understood.heard if one.fact == "age_group"]
    assert heard == ([] if value is None else [(value, number)])


def test_a_child_typed_takes_nothing_from_a_seven_year_old(cut: Adviser) -> None:
    understood = Listener(cut.knowledge, ["sv", "en"]).hear("papperslöst barn", TODAY)
    for words, value, number in (("age=7", "7_17", {"age": 7}), ("age=34", "under_18", {}), ("", "under_18", {})):
        case = applied(cut.knowledge, case_from_words(cut.knowledge, words.split()), understood)
        assert (case.answers["age_group"], case.numbers) == (value, number)


# -- tables, training, reasons -------------------------------------------------------------------------------------------


def test_tables_have_the_column(cut: Adviser, each_language: Language) -> None:
    wording = Wording(cut.knowledge, each_language)
    made = table(cut, wording, "visit_fee", Case({"region": "vgr"}))
    assert made.column_values == ("under_7", "7_17", "18_19", "20_plus")
    of_child = table(cut, wording, "visit_fee", Case({"region": "vgr", "age_group": "under_18"}))
    assert of_child.column_values == ("under_7", "7_17")
    assert all(len(row.cells) == 2 for row in of_child.rows)


def test_training_meets_the_new_boundary(tmp_path: Path) -> None:
    folder = added(tmp_path / "knowledge", "vgr")
    (folder / "packs" / "vgr" / "limit.yaml").write_text(RESPONSIBLE, encoding="utf-8")
    cut = Adviser(load_knowledge(folder), TODAY)
    boundary = "age_group:under_7-7_17"
    met = [contrast for contrast in Contrasts(cut, "vgr").of("travel") if contrast.id.endswith(boundary)]
    assert met
    ages = {number_of(cut.knowledge.questions, item)["age_group"] for contrast in met for item in contrast.sides()}
    assert ages == {6, 7}
    for code, told in (("sv", {"6 år", "7 år"}), ("en", {"6 years old", "7 years old"})):
        teller = Teller(Wording(cut.knowledge, language(code)))
        stories = [teller.story(item) for contrast in met for item in contrast.sides()]
        assert all(any(age in story for story in stories) for age in told)


def test_reasons_tell_ages_that_touch_as_one(cut: Adviser) -> None:
    """A limit of one region does not break the sentences of another."""
    wording = Wording(cut.knowledge, language("en"))
    assert wording.condition("age_group", ("under_7", "7_17")) == "Age: Under 18"
    assert wording.condition("age_group", ("7_17", "18_19", "20_plus")) == "Age: 7 or older"
    assert wording.condition("age_group", ("under_7", "18_19", "20_plus")) == "Age: Under 7 or 18 or older"
    case = case_from_words(
        cut.knowledge, ["region=vgr", "status=undocumented", "age_group=under_18", "topic=visit_fee"]
    )
    found = explain(cut, case, SEVEN)
    assert not found.certain
    changes = {change.values for turn in found.turns for change in turn.changes if change.fact == "age_group"}
    assert changes == {("under_7",), ("7_17",)}, "nothing settles it that the answer excludes"


# -- the engines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_and_the_case_space_agree(cut: Adviser, name: str) -> None:
    """`infer` raises where they do not."""
    if problem := engine_problem(name):
        pytest.skip(problem)
    adviser = Adviser(cut.knowledge, TODAY, name)
    regions, statuses = cut.knowledge.values_of("region"), cut.knowledge.values_of("status")
    for region, status, age in product(regions, statuses, (*cut.knowledge.values_of("age_group"), "under_18")):
        case = Case({"region": region, "status": status, "age_group": age})
        assert (SEVEN in adviser.infer(case).rules) == ((region, status, age) == ("vgr", "undocumented", "7_17"))
