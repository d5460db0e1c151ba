"""What no engine and no case space can hold is told with its place, before anybody is answered by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.audit.proof import prove
from assistant.cases import diagram
from assistant.engine import engine_problem
from assistant.i18n import language
from assistant.knowledge import load_knowledge
from tests.support.here import BROKEN

RULES = """
rules:
  - {{id: one.made, when: {{status: undocumented}}, derive: {{{one}: yes_}}, sources: [A1]}}
  - {{id: other.made, when: {{status: undocumented}}, derive: {{{other}: yes_}}, sources: [A1]}}
  - {{id: one.used, when: {{{one}: yes_}}, say: note, topic: housing, text: "Säg detta.", sources: [A1]}}
  - {{id: other.used, when: {{{other}: yes_}}, say: note, topic: housing, text: "Säg något annat.", sources: [A1]}}
"""
FACT = """
  - id: {id}
    label: "Något {id}"
    values: [{{id: yes_, label: "ja, {id}"}}, {{id: no_, label: "nej, {id}"}}]
    otherwise: no_
"""


def told(folder: Path, one: str, other: str) -> list[str]:
    """What is wrong with a knowledge that has two derived facts of these names."""
    shutil.copytree(BROKEN / "_sound", folder)
    (folder / "packs" / "national" / "extra.yaml").write_text(RULES.format(one=one, other=other), encoding="utf-8")
    facts = folder / "derived.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + FACT.format(id=one) + FACT.format(id=other), encoding="utf-8")
    return [problem.text(language("en")) for problem in prove(load_knowledge(folder))]


def test_facts_that_the_engine_takes_for_one_are_told(tmp_path: Path) -> None:
    """These two words have one hash of 32 bits, which only durable-rules is misled by: where it cannot be loaded, nothing is told."""
    problems = told(tmp_path / "colliding", "costarring", "liquid")
    if engine_problem("durable-rules") is None:
        (problem,) = problems
        assert problem.startswith("packs/national/extra.yaml:") and "liquid=" in problem
    else:
        assert problems == []
    assert told(tmp_path / "distinct", "costarring", "solid") == []


def test_a_rule_that_entangles_too_many_questions_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagram, "MOST_PARTS", 0)
    (problem,) = told(tmp_path / "entangled", "first", "second")
    assert problem.startswith("packs/national/")
    assert "age_group" in problem and "split" in problem
