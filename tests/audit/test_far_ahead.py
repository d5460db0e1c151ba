"""A day years ahead is asked about: 2072 for 2027."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.audit.far_ahead import far_ahead
from assistant.i18n import SOURCE
from assistant.knowledge import load_knowledge
from tests.support.here import BROKEN


def test_a_year_with_its_digits_changed_about_is_asked_about(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BROKEN / "_sound", tmp_path / "knowledge"))
    assert list(far_ahead(load_knowledge(folder))) == []
    rules = folder / "packs" / "national" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("    say: fee\n", "    valid_from: 2072-01-01\n    say: fee\n", 1), encoding="utf-8")
    assert [problem.text(SOURCE) for problem in far_ahead(load_knowledge(folder))] == [
        "packs/national/rules.yaml:6:5: 2072-01-01 is more than 5 years ahead: is the year right?"
    ]
