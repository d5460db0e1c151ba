"""A label that is heard as another answer is a mistake of the knowledge, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.audit.heard import misheard
from assistant.i18n import SOURCE, language
from assistant.knowledge import load_knowledge
from tests.support.here import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "fixed" / "knowledge", tmp_path, dirs_exist_ok=True)
    return tmp_path


def told(folder: Path) -> list[str]:
    return [problem.text(SOURCE) for problem in misheard(load_knowledge(folder), [language("sv"), language("en")])]


def test_every_label_is_heard_as_itself(folder: Path) -> None:
    assert told(folder) == []


def test_a_new_region_whose_name_was_listed_for_another_is_told(folder: Path) -> None:
    (folder / "packs" / "skane").mkdir()
    (folder / "packs" / "skane" / "region.yaml").write_text(
        'region: {order: 3, label: "Region Skåne"}\n', encoding="utf-8"
    )
    assert told(folder) == [
        "packs/skane/region.yaml:1:9: “Region Skåne”, as region calls skane, is heard as other: "
        "take it out of the words of that one (sv “region skåne”, sv “skåne”)."
    ]


def test_a_label_that_means_another_status_is_told(folder: Path) -> None:
    status = folder / "questions" / "status.yaml"
    before = status.read_text(encoding="utf-8")
    status.write_text(before.replace('label: "På tillfälligt besök"', 'label: "Gömd"'), encoding="utf-8")
    assert status.read_text(encoding="utf-8") != before
    assert ["visitor, is heard as undocumented" in line for line in told(folder)] == [True]
