"""The pages for people: their links lead somewhere, and the forms and hooks can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.support.here import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("knowledge/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_every_file_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("https://"):
            assert (page.parent / link).exists(), link
    for named in re.findall(r"(?<![\w./-])(?:tools|docs|tests)/[\w./-]+\.(?:py|sh|md|toml|txt)", text):
        assert (ROOT / named).exists(), named


def test_a_report_of_a_wrong_answer_asks_for_clause_and_words_and_never_for_a_patient() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "wrong-answer.yml").read_text(encoding="utf-8"))
    asked = {field["id"]: field for field in form["body"] if "id" in field}
    assert {"case", "clause", "says", "should", "version"} <= asked.keys()
    assert "vardlots ask" in asked["case"]["attributes"]["label"]
    assert "Never write anything about a patient" in form["body"][0]["attributes"]["value"]


def test_the_hooks_run_what_the_tests_install() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for hook in hooks:
        program = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert f'"$bin/{program}"' in ci, program
