"""Editing the knowledge needs no programmer: another fee, another phone number and another region load, and prove as sound."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.audit.proof import prove
from assistant.knowledge import load_knowledge
from assistant.knowledge.model import REGION
from tests.support.here import ROOT

NEW = """region: {order: 99, label: "Nyland", help: "Region Nyland"}
"""


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the shipped knowledge to edit."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))


def replaced(folder: Path, pattern: str, by: str) -> int:
    """Replace everywhere in the packs; how many times."""
    count = 0
    for path in sorted((folder / "packs").rglob("*.yaml")):
        text, times = re.subn(pattern, by, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        count += times
    return count


def test_every_fee_may_change(edited: Path) -> None:
    assert replaced(edited, r'(\{amount: ")([1-9]\d*)"', r'\g<1>1\2"')
    assert {
        rule.statement.fee.amount
        for rule in load_knowledge(edited).rules.values()
        if rule.statement and rule.statement.fee
    }


def test_every_phone_number_may_change(edited: Path) -> None:
    assert replaced(edited, r'(phone: ")[^"]*"', r'\g<1>031-000 00 01"')
    knowledge = load_knowledge(edited)
    assert {contact.phone for contact in knowledge.contacts.values()} <= {"031-000 00 01", None}


def test_a_region_is_a_folder(edited: Path) -> None:
    folder = edited / "packs" / "newland"
    folder.mkdir()
    (folder / "region.yaml").write_text(NEW, encoding="utf-8")
    knowledge = load_knowledge(edited)
    assert "newland" in knowledge.values_of(REGION)
    assert prove(knowledge) == []
