"""A clause that does not speak of a patient is cited for that patient only beside one that gives such patients what others have."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.audit.proof import prove
from assistant.knowledge import load_knowledge
from tests.support.here import ROOT

RULE = """
clauses:
  - {{id: A3, document: act, at: "3 §", says: "The undocumented under 18 have what others have.", extends_to: {{status: undocumented, age: {{to: 17}}}}}}
rules:
  - {{id: extra.rule, when: {when}, say: note, topic: housing, text: "Säg detta.", sources: {sources}}}
"""


@pytest.mark.parametrize(
    ("when", "sources", "right"),
    [
        ("{status: undocumented, age: {to: 17}}", "[A2, A3]", True),
        ("{status: undocumented, age: {to: 17}}", "[A2]", False),
        ("{status: undocumented}", "[A2, A3]", False),
        ("{status: asylum_seeker}", "[A2]", True),
    ],
)
def test_what_is_said_of_others_is_cited_only_where_it_is_extended(
    tmp_path: Path, when: str, sources: str, right: bool
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "tests" / "broken" / "_sound", folder)
    (folder / "packs" / "national" / "extra.yaml").write_text(RULE.format(when=when, sources=sources), encoding="utf-8")
    found = [problem.parts.get("word") for problem in prove(load_knowledge(folder))]
    assert found == ([] if right else ["A2"])
