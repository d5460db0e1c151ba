"""Every command that reads a knowledge, on one in which everything that has a day has one: an amount, a successor, a second edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.copied import SOUND, Copy
from tests.support.running import said

DATED = """
documents:
  - {id: act-2027, replaces: act, keeps: [A2], in_force_from: 2027-01-01, title: "Nya lagen", publisher: "Riksdagen", date: "SFS 2026:9",
     review_by: 2028-01-01, grade: A}
clauses:
  - {id: A1, document: act-2027, at: "1 §", says: "Children have full care. Others pay at most 50 (12.50) for a medicine, 60 in 2027; until then 40."}
  - {id: A7, document: act, at: "7 §", says: "A limit of 40."}
  - {id: A7, document: act-2027, at: "7 §", says: "A limit of 45."}
amounts:
  - {id: medicines.usual, values: [{amount: "40", sources: [A7]}, {from: 2027-01-01, amount: "45", sources: [A7]}]}
rules:
  - {id: medicines.limit, say: note, topic: medicines, text: "Som mest {limit}.", limit: {amount: medicines.usual}, sources: [A7]}
  - id: medicines.fee.2027
    succeeds: medicines.fee
    valid_from: 2027-01-01
    when: {scope: limited}
    say: fee
    topic: medicines
    text: "Läkemedel från 2027: {fee}."
    fee: {amount: "50", max: true, per: medicine}
    sources: [A1]
"""
CASE = ("region=north", "status=undocumented", "age=30", "topic=medicines")
COMMANDS = [
    ("check",),
    ("prove",),
    ("mutate", "--rule", "medicines.limit"),
    ("mutate", "--rule", "medicines.fee.2027"),
    ("impact", str(SOUND), "{folder}"),
    ("impact", "{folder}", str(SOUND), "--markdown"),
    ("review",),
    ("coverage", "--holes"),
    ("stats",),
    ("rule", "medicines.fee"),
    ("rule", "medicines.limit", "--on", "2027-06-01"),
    ("clause", "A7"),
    ("find", "läkemedel", "--on", "2027-06-01"),
    ("ask", *CASE, "--on", "2026-12-20"),
    ("ask", *CASE, "--as-scenario", "--on", "2027-06-01"),
    ("export", "handbook", "{to}"),
    ("export", "graph", "{to}.svg"),
    ("export", "dmn", "{to}.dmn"),
    ("language", "check"),
    ("doctor",),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Copy(SOUND, tmp_path_factory.mktemp("dated") / "k").added("packs/national/dated.yaml", DATED).folder


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_does_its_work(words: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    filled = [word.replace("{folder}", str(folder)).replace("{to}", str(tmp_path / "to")) for word in words]
    done = said(*filled, "--knowledge", str(folder), "--lang", "en")
    assert done.returncode in (0, 1) and "vardlots:" not in done.stderr, done.stderr


def test_each_day_has_its_own_amount_rule_and_edition(folder: Path) -> None:
    told = [said("ask", *CASE, "--on", day, "--knowledge", str(folder)).stdout for day in ("2026-12-20", "2027-06-01")]
    for text, says in zip(
        told, (("Läkemedel: ", "Riksdagen: Lagen", "40 kr"), ("från 2027: ", "Nya lagen", "45 kr")), strict=True
    ):
        assert [part for part in says if part not in text] == []
