"""Whatever key a reader of the knowledge accepts, the README of the knowledge names: an editor need not read Python."""

from __future__ import annotations

import re
from types import ModuleType

from assistant.audit.scenarios import SCENARIO
from assistant.knowledge.read import amounts, dialogue, load, packs, training, words
from assistant.knowledge.read.fields import Fields
from tests.support.here import ROOT

README = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"`([^`\n]+)`", README) + re.findall(r"^ {4}.*$", README, re.MULTILINE)
NAMED = {word for piece in SHOWN for word in re.findall(r"[a-z_]+", piece)}
"""The words that stand in the README as code."""


def tables(module: ModuleType) -> list[tuple[str, str]]:
    return [
        (f"{name}.{key}", key)
        for name, table in vars(module).items()
        if isinstance(table, Fields)
        for key in table.keys
    ]


KEYS = [
    *tables(amounts), *tables(dialogue), *tables(packs), *tables(training),
    *(("pack", key) for key in load.PACK_KEYS),
    *(("training", key) for key in training.READERS),
    *(("words", key) for key in words.KEYS),
    *(("scenario", key) for key in SCENARIO.keys),
]  # fmt: skip


def test_the_readme_names_every_key() -> None:
    assert [place for place, key in KEYS if key not in NAMED] == []


def test_every_reader_is_looked_at() -> None:
    assert {"find_out", "clues", "aged_by", "glossary", "lead", "unlikely", "region", "review_by"} <= NAMED
    assert len(KEYS) > 100
