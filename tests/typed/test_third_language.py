"""A third language is files of words: what is typed in it is understood as in the others, and no code knows that it is there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.knowledge import Knowledge, load_knowledge
from assistant.places import KNOWLEDGE_VARIABLE
from assistant.typed import Listener
from tests.support.hearing import facts
from tests.support.here import FIXED, ROOT, TODAY

LINES: list[tuple[str, dict[str, Any]]] = [
    (
        "turvapaikanhakija, 34-vuotias, tarvitsee tulkin",
        {"status": "asylum_seeker", "age": 34, "topic": {"interpreter"}},
    ),
    ("turvapaikanhakja 34 vuotta", {"status": "asylum_seeker", "age": 34}),
    ("TURVAPAIKANHAKIJAN tulkki", {"status": "asylum_seeker", "topic": {"interpreter"}}),
    ("ei paperiton", {}),
    ("ehkä paperiton, 34-vuotias", {"age": 34}),
    ("onko hän paperiton?", {}),
    ("onko potilas turvapaikanhakija", {}),
    ("paperiton?", {}),
    ("lma-kortti vanhentui", {"proof": "lma_expired"}),
    ("voimassa oleva lma-kortti", {"proof": "lma_valid"}),
    ("lmakortti unohtui, turvapaikanhakija", {"status": "asylum_seeker"}),
    ("kielteinen päätös", {}),
    ("kielteinen päätös ja piileskelee", {"status": "undocumented"}),
    ("paperiton, kolme vuotta sitten", {"status": "undocumented"}),
    ("äiti on turvapaikanhakija, mutta potilas on paperiton", {"status": "undocumented"}),
    ("tulkkimaksu", {"topic": {"interpreter", "visit_fee"}}),
]


@pytest.fixture(scope="module")
def finnish(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("knowledge")
    shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder, dirs_exist_ok=True)
    for path in (ROOT / "tests" / "typed" / "finnish").glob("*.yaml"):
        shutil.copy(path, folder / "words" / f"finnish_{path.name}")
    return load_knowledge(Path(folder))


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_a_line_in_finnish_is_understood(finnish: Knowledge, line: str, expected: dict[str, Any]) -> None:
    assert facts(finnish, Listener(finnish, ("fi", "sv")).hear(line, TODAY)) == expected
