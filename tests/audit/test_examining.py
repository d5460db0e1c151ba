"""What `check` finds is the same in one process and in several, and a broken law is told alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.audit.examining import examined
from assistant.i18n import SOURCE
from tests.support.editing import SOUND, edited

CONFLICT = "rules:\n  - {id: scope.too, when: {age: {to: 17}}, derive: {scope: limited}, sources: [A1]}\n"
MISHEARD = 'region: {order: 2, label: "?"}\n'  # a label of signs alone is a mistake, and no crash


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, []),
        ({"packs/south/region.yaml": MISHEARD}, ["is not heard as south"]),
        ({"packs/national/more.yaml": CONFLICT, "packs/south/region.yaml": MISHEARD}, ["scope.child derives scope"]),
    ],
    ids=["sound", "misheard", "a law is broken"],
)
def test_in_one_process_and_in_several(tmp_path: Path, more: dict[str, str], told: list[str]) -> None:
    folder = edited(tmp_path, (), more, SOUND)
    alone, apart = examined(folder), examined(folder, apart=True)
    assert apart == alone
    texts = [problem.text(SOURCE) for problem in alone[1]]
    assert [part in text for part, text in zip(told, texts, strict=True)] == [True] * len(told)
