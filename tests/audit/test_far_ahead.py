"""What is no mistake and is asked about all the same: a day years ahead, 2072 for 2027; a topic on which nothing is said."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.audit.far_ahead import far_ahead
from assistant.audit.unused import unspoken
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


def test_a_topic_on_which_nothing_is_said_is_told() -> None:
    told = [problem.text(SOURCE) for problem in unspoken(load_knowledge(BROKEN / "_sound"))]
    assert told == ["topics.yaml:3:5: No rule says anything on the topic housing yet."]
