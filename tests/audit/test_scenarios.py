"""Scenarios: every key is judged, whatever names nothing is a mistake, and an answer written as a scenario holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.audit.as_scenario import scenario_of
from assistant.audit.holding import failing
from assistant.audit.scenarios import SCENARIO, Scenario, read_scenarios
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge.model import NATIONAL
from assistant.knowledge.read.nodes import Mistakes

FEE = "region=vgr status=undocumented age=30 topic=visit_fee visit=primary_doctor"
CHILD = "region=vgr status=undocumented age=7 topic=visit_fee visit=primary_doctor"
OPEN = "region=vgr status=undocumented topic=visit_fee visit=primary_doctor"
LIMIT = "region=vgr status=asylum_seeker proof=lma_valid age=30 topic=visit_fee"
BESIDE = "region=vgr status=asylum_seeker proof=lma_valid registered=no age=30 visit=primary_doctor topic=visit_fee,infection"
MEDICINES = "region=vgr status=undocumented age=30 topic=medicines"
HOUSING = "region=vgr status=undocumented topic=housing"


def read(folder: Path, text: str, adviser: Adviser) -> tuple[list[Scenario], list[str]]:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    mistakes = Mistakes()
    found = read_scenarios([(path, "some.yaml")], adviser.knowledge, mistakes, adviser.on)
    return found, [problem.text(SOURCE) for problem in mistakes.problems]


# What holds, and the same turned so that it does not: by key, the case, what is expected rightly and wrongly.
KEYS = {
    "cites": (FEE, "[F21]", "[F01]"),
    "not": (FEE, "[F01]", "[F21]"),
    "says": (FEE, "[visit_fee.vgr.undocumented.doctor]", "[visit_fee.lma.primary_doctor]"),
    "lacks": (FEE, "[visit_fee.lma.primary_doctor]", "[visit_fee.vgr.undocumented.doctor]"),
    "leads": (MEDICINES, "[medicines.fee.undocumented.adult]", "[]"),
    "open": (OPEN, "[visit_fee.vgr.undocumented.doctor]", "[visit_fee.lma.primary_doctor]"),
    "doubted": (BESIDE, "[visit_fee.vgr.lma.primary_doctor]", "[infection.lma.fee]"),
    "depends_on": (OPEN, "age_group", "proof"),
    "fee": (FEE, '{amount: "50", max: false, per: visit, clause: F21}', '{amount: "50", max: true}'),
    "limit": (LIMIT, '"400"', '"401"'),
    "certain_fee": (OPEN, "none", None),
    "contact": ("region=vgr status=asylum_seeker proof=lma_expired topic=registration", "{email}", "x@example.org"),
    "derived": (FEE, "{care_act: undocumented}", "{care_act: lma}"),
    "told": (FEE, '{visit_fee.vgr.undocumented.doctor: {say: fee, max: false, amount: "50"}}', "{visit_fee.vgr.undocumented.doctor: {max: true}}"),
    "never_sends_to": (HOUSING, "migration_agency", None),
    "not_prefix": (FEE, "J", "F"),
}  # fmt: skip


def test_every_key_is_tried() -> None:
    assert KEYS.keys() == SCENARIO.keys.keys() - {"ask", "on", "clause", "why"}


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_kept_and_missed(key: str, adviser: Adviser, tmp_path: Path) -> None:
    words, right, wrong = KEYS[key]
    if key == "contact":
        answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
        right = next(said.contact.email for said in answer.certain if said.contact and said.contact.email)
    good, mistakes = read(tmp_path, f'- {{ask: "{words}", {key}: {right}}}', adviser)
    assert (mistakes, list(failing(good, adviser))) == ([], [])
    if wrong is None:  # only one thing can be expected, and here it is asked where it is not so
        words = {"certain_fee": FEE, "never_sends_to": "region=vgr status=asylum_seeker topic=housing"}[key]
        wrong = right
    bad, mistakes = read(tmp_path, f'- {{ask: "{words}", {key}: {wrong}}}', adviser)
    (failed,) = failing(bad, adviser)
    assert mistakes == []
    assert [miss.key for miss in failed.misses] == [key]


def test_what_is_told_is_what_was_expected_and_what_came(adviser: Adviser, tmp_path: Path) -> None:
    text = f'- {{ask: "{CHILD}", why: "ordinance",\n   fee: {{amount: null, per: null, clause: F21}}, cites: [F21]}}'
    (scenario,), _ = read(tmp_path, text, adviser)
    ((_, (fee, cites)),) = failing([scenario], adviser)
    assert (fee.expected, cites.expected) == ("{amount: null, per: null, clause: F21}", "[F21]")
    assert fee.came.startswith("[{amount: ")
    assert "F21" not in cites.came
    assert (scenario.place.line, scenario.why) == (1, "ordinance")


def test_a_scenario_is_asked_as_of_its_day(adviser: Adviser, tmp_path: Path) -> None:
    text = f'- {{ask: "{HOUSING}", on: 2011-01-01, cites: [N02]}}\n- {{ask: "{HOUSING}", certain_fee: none}}'
    found, _ = read(tmp_path, text, adviser)
    assert [scenario.on for scenario in found] == [date(2011, 1, 1), adviser.on]
    assert [failed.scenario.on for failed in failing(found, adviser)] == [date(2011, 1, 1)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("cites: [F2l]", "There is no clause F2l."),
        ("not: [F99x]", "There is no clause F99x"),
        ("lacks: [visit_fee.undocumented.doktor]", "There is no rule visit_fee.undocumented.doktor. Did you mean"),
        ("derived: {care_akt: lma}", "There is no fact care_akt."),
        ("derived: {care_act: lmb}", "care_act has no value lmb."),
        ("depends_on: agegroup", "There is no fact agegroup."),
        ("never_sends_to: migration", "There is no actor migration."),
        ("fee: {clause: F2l}", "There is no clause F2l."),
        ("fee: {amount: 50}", "YAML would not read 50 as a text"),
        ("fee: {pre: visit}", "Unknown key pre."),
        ("sites: [F21]", "Unknown key sites."),
        ("certain_fee: some", "some is not allowed here."),
        ("why: nothing", "This scenario expects nothing"),
    ],
)
def test_a_slip_in_a_scenario_is_told_with_its_place(line: str, said: str, adviser: Adviser, tmp_path: Path) -> None:
    _, mistakes = read(tmp_path, f'# a comment\n- {{ask: "{FEE}", {line}}}', adviser)
    assert mistakes[0].startswith("some.yaml:2:")
    assert said in mistakes[0]


def test_wrong_words_of_a_case_are_told_with_their_place(adviser: Adviser, tmp_path: Path) -> None:
    _, mistakes = read(tmp_path, '- {ask: "status=undocumentd topic=housing", certain_fee: none}', adviser)
    assert len(mistakes) == 1
    assert mistakes[0].startswith("some.yaml:1:9: status cannot be “undocumentd”.")
    assert mistakes[0].endswith("Did you mean undocumented?")


def test_an_answer_as_a_scenario_holds(adviser: Adviser, tmp_path: Path) -> None:
    """Of a case in every region, situation and topic, whole and partial."""
    knowledge = adviser.knowledge
    cases = [
        f"region={region} status={status}{more} topic={topic}"
        for region in knowledge.values_of("region")
        for status in knowledge.values_of("status")
        for topic in knowledge.topics
        for more in ("", " age=30 visit=primary_doctor")
    ]
    answers = [(words, adviser.answer(case_from_words(knowledge, words.split()))) for words in cases]
    lines = [scenario_of(answer, words, adviser.on) for words, answer in answers]
    found, mistakes = read(tmp_path, "\n".join(lines), adviser)
    assert (mistakes, len(found)) == ([], len(cases))
    assert [failed.scenario.words for failed in failing(found, adviser)] == []
    assert NATIONAL not in "".join(lines)
    leading = [scenario for scenario in found if scenario.expected.get("leads")]
    assert len(leading) > len(cases) / 2
