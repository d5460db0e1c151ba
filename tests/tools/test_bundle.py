"""The one self-contained file: it unpacks itself once, wherever it may, and says when it cannot. `sh tools/bundle.sh` tries the real one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tools import bundle

PROGRAM = '#!/bin/sh\necho "here $(dirname "$0") said $*"\nexit 3\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundle, "OUT", tmp_path / "carried to")
    folder = tmp_path / "gathered"
    folder.mkdir()
    (folder / "vardlots").write_text(PROGRAM, encoding="utf-8")
    (folder / "vardlots").chmod(0o755)
    return bundle.packed(folder, "vardlots-1-here")


def run(file: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    bare = {"HOME": str(home), "PATH": os.environ["PATH"], "TMPDIR": str(home.parent)}
    return subprocess.run([str(file), *words], env=bare, capture_output=True, text=True, check=False)


def test_it_unpacks_itself_once_and_hands_on_words_and_exit_code(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home å"
    first = run(file, home, "ask", "two words")
    kept = home / ".cache" / "vardlots"
    (there,) = kept.iterdir()
    assert (first.returncode, first.stdout) == (3, f"here {there} said ask two words\n")
    assert kept.stat().st_mode & 0o077 == 0
    before = there.stat().st_mtime_ns
    assert run(file, home, "again").stdout == f"here {there} said again\n"
    assert there.stat().st_mtime_ns == before


def test_where_nothing_can_be_kept_it_leaves_nothing(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file, so that no folder can be made below it", encoding="utf-8")
    before = set(tmp_path.iterdir())
    done = run(file, home, "ask")
    assert (done.returncode, done.stderr) == (3, "")
    assert set(tmp_path.iterdir()) == before


def test_a_damaged_file_says_so_and_keeps_nothing(file: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])
    done = run(file, tmp_path / "home")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is damaged" in done.stderr and len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "home" / ".cache" / "vardlots").iterdir()) == []


def test_another_program_is_unpacked_beside_it(file: Path, tmp_path: Path) -> None:
    run(file, tmp_path / "home")
    (tmp_path / "gathered" / "vardlots").write_text(PROGRAM + "# newer\n", encoding="utf-8")
    run(bundle.packed(tmp_path / "gathered", "vardlots-1-here"), tmp_path / "home")
    assert len(list((tmp_path / "home" / ".cache" / "vardlots").iterdir())) == 2
