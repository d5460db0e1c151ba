"""`vardlots rule` and `vardlots clause`: the page of one record, in words and as JSON; and what a wrong id gives."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.audit.pages import INVARIANT, clause_page, rule_page
from assistant.audit.scenarios import read_scenarios
from assistant.cases.cover import cases_of
from assistant.cases.space import NONE
from assistant.knowledge.model import NATIONAL
from assistant.knowledge.read.nodes import Mistakes
from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.here import FIXED
from tests.support.running import said


def first_with(lines: list[str], title: str) -> str:
    """The first line under a title."""
    return lines[lines.index(title) + 1]


def test_the_page_of_a_rule_tells_its_words_its_cases_and_its_clauses() -> None:
    done = said("rule", "interpreter.vgr.invoice", "--lang", "en")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0].startswith("interpreter.vgr.invoice: Interpreter, ")
    assert re.fullmatch(r"tests/fixed/knowledge/packs/vgr/interpreter\.yaml:\d+:\d+", lines[1])
    assert first_with(lines, "IN WORDS").startswith("- en: ")
    assert any(line.startswith("- sv: ") for line in lines)
    assert "Västra Götaland" in first_with(lines, "WHEN IT HOLDS")
    assert "V27" in first_with(lines, "CLAUSES")


def test_the_page_of_a_rule_that_derives_tells_who_looks_at_it() -> None:
    done = said("rule", "care_act.undocumented", "--lang", "en")
    assert done.returncode == 0
    assert "derives care_act, at which these look: " in done.stdout
    assert "entitlement.undocumented" in done.stdout


def test_a_rule_that_is_not_in_force_says_so() -> None:
    done = said("rule", "interpreter.vgr.invoice", "--on", "2020-01-01", "--lang", "en")
    assert "not in force on 2020-01-01" in done.stdout
    assert json.loads(said("rule", "interpreter.vgr.invoice", "--on", "2020-01-01", "--json").stdout)["cases"] == 0


def test_the_page_of_a_clause_tells_its_document_and_its_rules() -> None:
    done = said("clause", "V14", "--lang", "en")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("V14: ")
    assert first_with(lines, "DOCUMENT").startswith("- vgr-2025: ")
    assert any(line.startswith("- registration.vgr.") and line.endswith(" cases") for line in lines)


def test_for_whom_a_clause_is_not_is_told_in_words(adviser: Adviser) -> None:
    clauses = [clause for clause in adviser.knowledge.clauses.values() if clause.not_for is not None]
    assert clauses
    for clause in clauses[:3]:
        assert "\n- not for: " in said("clause", clause.id, "--lang", "en").stdout


def test_a_page_as_json_is_what_the_page_says(adviser: Adviser) -> None:
    found = json.loads(said("rule", "interpreter.vgr.invoice", "--json").stdout)
    rule = adviser.knowledge.rules["interpreter.vgr.invoice"]
    assert (found["pack"], found["sources"], found["place"]["line"]) == ("vgr", list(rule.sources), rule.place.line)
    assert set(found["texts"]) == {"sv", "en"}
    clause = json.loads(said("clause", "V27", "--json").stdout)
    assert rule.id in {each["id"] for each in clause["rules"]}
    assert clause["document"]["id"] == "vgr-2025"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rule", "interpreter.vgr.invoise"), "Did you mean interpreter.vgr.invoice?"),
        (("rule", "interpreter.vgr"), "These begin so: "),
        (("rule", "visit_fee"), ", …."),
        (("clause", "v27"), "Did you mean V27?"),
        (("clause", "J6"), "Did you mean J06?"),
        (("clause", ""), "There is no clause “”."),
        (("clause", "V27", "--on", "2026-13-01"), "no day of the calendar"),
    ],
)
def test_a_wrong_word_ends_with_2_and_the_nearest_right_one(words: tuple[str, ...], told: str) -> None:
    done = said(*words, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_of_every_rule_the_cases_told_are_those_in_which_it_holds(adviser: Adviser) -> None:
    knowledge, space = adviser.knowledge, adviser.space
    for rule in knowledge.rules.values():
        page = rule_page(adviser, rule, ())
        assert page.cases == space.count(page.holds) <= page.of
        assert all(rule.id in knowledge.rules[other].overrides for other in page.overridden_by)
        assert (rule.pack == NATIONAL) or not page.overridden_by
        if rule.pack != NATIONAL:
            assert not page.holds & ~cases_of(space, {"region": (rule.pack,)})
    overridden = [rule for rule in knowledge.rules.values() if rule_page(adviser, rule, ()).overridden_by]
    assert overridden


def test_of_every_clause_each_rule_that_cites_it_is_named(adviser: Adviser) -> None:
    for clause in adviser.knowledge.clauses.values():
        page = clause_page(adviser, clause, ())
        citing = {rule.id for rule in adviser.knowledge.rules.values() if clause.id in rule.sources}
        assert {id for id, _ in page.rules} == citing
        assert all((count > 0) == (adviser.space.rules.get(id, NONE) is not NONE) for id, count in page.rules)


def test_whatever_else_names_a_rule_is_told(adviser: Adviser) -> None:
    knowledge = adviser.knowledge
    for invariant in knowledge.invariants.values():
        for part in (invariant.never, invariant.always):
            if part is not None and part.rule is not None:
                named = rule_page(adviser, knowledge.rules[part.rule], ()).named
                assert (INVARIANT, invariant.id) in named


def test_a_scenario_is_told_by_each_key_that_names_the_record(adviser: Adviser, tmp_path: Path) -> None:
    ask = 'ask: "region=vgr status=undocumented topic=interpreter"'
    lines = [
        f"- {{{ask}, lacks: [interpreter.vgr.invoice]}}",
        f"- {{{ask}, says: [interpreter.vgr.invoice], cites: [V27]}}",
    ]
    path = tmp_path / "some.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    scenarios = read_scenarios([(path, path.name)], adviser.knowledge, Mistakes())
    page = rule_page(adviser, adviser.knowledge.rules["interpreter.vgr.invoice"], scenarios)
    assert [tested.keys for tested in page.tested] == [("says",), ("lacks",)], "what excludes it comes last"
    (tested,) = clause_page(adviser, adviser.knowledge.clauses["V27"], scenarios).tested
    assert (tested.keys, tested.scenario.place.line) == (("cites",), 2)


def test_an_amount_with_a_name_is_told_with_its_values_by_day(adviser: Adviser, tmp_path: Path) -> None:
    """Of a copy in which a fee is named and changes, and a rule is succeeded."""
    folder = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], tmp_path / "knowledge"))
    path = folder / "packs" / "national" / "medicines.yaml"
    text = path.read_text(encoding="utf-8")
    rule = next(
        rule
        for rule in adviser.knowledge.rules.values()
        if rule.place.file == "packs/national/medicines.yaml" and rule.statement and "{fee}" in rule.statement.text
    )
    (first, *_), (clause, *_) = text.split(f"- id: {rule.id}\n"), rule.sources
    start = len(first) + text[len(first) :].index('amount: "')
    end = text.index('"', start + len('amount: "')) + 1
    written = text[start:end].removeprefix("amount: ")
    values = (
        f"[{{amount: {written}, sources: [{clause}]}}, {{from: 2030-01-01, amount: {written}, sources: [{clause}]}}]"
    )
    text = f"{text[:start]}amount: some.fee{text[end:]}\namounts:\n  - {{id: some.fee, values: {values}}}\n"
    path.write_text(text, encoding="utf-8")
    done = said("rule", rule.id, "--knowledge", str(folder), "--lang", "en")
    assert done.stderr == ""
    at = done.stdout.index("- some.fee")
    assert "… – 2029-12-31: " in done.stdout[at:] and "2030-01-01 – …: " in done.stdout[at:]
    found = json.loads(said("rule", rule.id, "--knowledge", str(folder), "--json").stdout)
    assert [value["from"] for value in found["amounts"]["some.fee"]] == [None, "2030-01-01"]
