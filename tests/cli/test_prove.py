"""`vardlots prove`: what it says when all holds, and when something does not; for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from string import Formatter

import pytest

from assistant.audit.proofs.all import PROOFS, Proved
from assistant.audit.proofs.ground import Proof
from assistant.cli import main, prove
from tests.support.here import BROKEN
from tests.support.running import said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BROKEN / "_sound", tmp_path / "knowledge"))


def counted(proof: Proof) -> Proved:
    """A proof that holds, and has counted something; that all hold and what each counts is tested in tests/audit/test_proofs.py."""
    names = [name for _, name, _, _ in Formatter().parse(proof.says) if name]
    return Proved(proof, {name: 1000 + at for at, name in enumerate(names)}, ())


def test_each_proof_is_a_line_with_its_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each language."""
    monkeypatch.setattr(prove, "prove_all", lambda *ground: tuple(map(counted, PROOFS)))
    told = []
    for code, first in ("sv", "1\xa0000"), ("en", "1,000"):
        assert main(["prove", "--lang", code]) == 0
        said_, wrong = capsys.readouterr()
        lines = said_.splitlines()
        assert [line[:2] for line in lines[:7]] == [f"{number}." for number in range(1, 8)]
        assert all(first in line and "{" not in line for line in lines[:7])
        assert len(lines) == 8 and wrong == ""
        told.append(lines)
    assert not any(line in told[0] for line in told[1]), "each in its own language"


def test_what_does_not_hold_is_told_and_the_exit_code_says_so(folder: Path) -> None:
    """No text of the small knowledge is translated, and a clause more is used by nothing."""
    sources = folder / "packs" / "north" / "more.yaml"
    sources.write_text('clauses:\n  - {id: N2, document: north-2025, says: "More."}\n', encoding="utf-8")
    done = said("prove", "--knowledge", str(folder), "--lang", "en", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["holds"]) == (1, False)
    problems = {proof["id"]: proof["problems"] for proof in found["proofs"]}
    unused = {
        "place": f"{folder / 'packs/north/more.yaml'}:2:5",
        "message": "N2 is used by no rule and has no disposition.",
    }
    assert unused in problems["ledger"]
    assert problems["languages"] and not problems["engines"] and not problems["laws"]
    done = said("prove", "--knowledge", str(folder), "--lang", "en")
    assert done.returncode == 1
    assert "packs/north/more.yaml:2:5: N2 is used by no rule" in done.stderr
    assert "mistakes." in done.stderr and "All of it holds" not in done.stdout


def test_the_holes_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--holes", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    begun = lines.index("WHERE NOTHING IS KNOWN BUT WHOM TO ASK")
    tables = "\n".join(lines[begun:]).split("\n\n")[1:]
    assert len(tables) == 3, "one for each region"
    for table in tables:
        rows = table.splitlines()
        assert len({len(row) for row in rows}) == 1
        assert {cell for row in rows[1:] for cell in row.split()[-2:]} >= {"–"}
