"""The history of a record, from a repository of git; nothing where there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from assistant.audit.history import MOST_CHANGES, history

FIRST = "rules:\n  - id: a.one\n    text: first\n\n  - {id: a.two, text: other}\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def commit(folder: Path, text: str, subject: str) -> None:
    (folder / "kept" / "rules.yaml").write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    git(tmp_path, "init", "-q")
    commit(tmp_path, FIRST, "Begun")
    commit(tmp_path, FIRST.replace("first", "second"), "One changed\n\nand why")
    commit(tmp_path, FIRST.replace("first", "second").replace("other", "another"), "Two\tchanged")
    return tmp_path / "kept"


def test_a_record_has_the_changes_of_its_own_lines(checkout: Path) -> None:
    assert [edit.subject for edit in history(checkout, "rules.yaml", "a.one")] == ["One changed", "Begun"]
    assert [edit.subject for edit in history(checkout, "rules.yaml", "a.two")] == ["Two\tchanged", "Begun"]
    edit = history(checkout, "rules.yaml", "a.one")[0]
    assert len(edit.day) == len("2026-11-28") and edit.commit


def test_what_is_not_committed_moves_nothing(checkout: Path) -> None:
    (checkout / "rules.yaml").write_text(f"# a\n# b\n# c\n{FIRST}", encoding="utf-8")
    assert len(history(checkout, "rules.yaml", "a.one")) == 2


def test_no_more_changes_than_can_be_read(checkout: Path) -> None:
    for number in range(MOST_CHANGES + 2):
        commit(checkout.parent, FIRST.replace("first", f"text {number}"), f"Change {number}")
    edits = history(checkout, "rules.yaml", "a.one")
    assert len(edits) == MOST_CHANGES
    assert edits[0].subject == f"Change {MOST_CHANGES + 1}"


@pytest.mark.parametrize(("file", "id"), [("rules.yaml", "a.three"), ("more.yaml", "a.one"), ("../kept", "a.one")])
def test_what_is_not_there_has_no_history(checkout: Path, file: str, id: str) -> None:
    assert history(checkout, file, id) == ()


def test_without_a_checkout_or_git_it_is_silent(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "rules.yaml").write_text(FIRST, encoding="utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(other.parent))
    assert history(other, "rules.yaml", "a.one") == ()
    assert history(other / "nowhere", "rules.yaml", "a.one") == ()
    monkeypatch.setenv("PATH", "")
    assert history(checkout, "rules.yaml", "a.one") == ()


def test_a_file_that_was_broken_when_it_was_committed_has_none(checkout: Path) -> None:
    commit(checkout.parent, "rules: [", "Broken")
    assert history(checkout, "rules.yaml", "a.one") == ()
