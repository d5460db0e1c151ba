"""Watching a folder: whatever changes in it is told, once, when it has come to rest; and nothing in it is opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.editing import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "packs" / "one").mkdir(parents=True)
    (tmp_path / "packs" / "one" / "a.yaml").write_text("a: 1", encoding="utf-8")
    return tmp_path


def again(file: Path) -> None:
    file.write_text("a: 2", encoding="utf-8")
    os.utime(file, ns=(1, 1))


def beside(file: Path) -> None:
    """As editors save: another file of the same size and time in its place."""
    times = file.stat().st_mtime_ns
    other = file.with_name("b.tmp")
    other.write_text("a: 2", encoding="utf-8")
    os.utime(other, ns=(times, times))
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": again,
    "put in its place": beside,
    "gone": Path.unlink,
    "renamed": lambda file: file.rename(file.with_name("c.yaml")),
    "another": lambda file: file.with_name("new.yaml").write_text("", encoding="utf-8"),
    "folder gone": lambda file: shutil.rmtree(file.parent),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_once_and_only_when_it_rests(folder: Path, change: Callable[[Path], object]) -> None:
    watch = Watch((folder, ".yaml"))
    assert not watch.changed() and not watch.changed()
    change(folder / "packs" / "one" / "a.yaml")
    assert [watch.changed() for _ in range(4)] == [False, True, False, False]


def test_a_save_that_goes_on_is_not_told_in_the_middle(folder: Path) -> None:
    watch = Watch((folder, ".yaml"))
    told = []
    for number in range(5):
        (folder / f"{number}.yaml").write_text("", encoding="utf-8")
        told.append(watch.changed())
    assert told == [False] * 5 and watch.changed()


def test_what_is_taken_back_before_it_rests_is_no_change(folder: Path) -> None:
    watch, file = Watch((folder, ".yaml")), folder / "packs" / "one" / "new.yaml"
    file.write_text("", encoding="utf-8")
    assert not watch.changed()
    file.unlink()
    assert not watch.changed() and not watch.changed()


def test_other_files_are_no_concern(folder: Path) -> None:
    watch = Watch((folder, ".yaml"))
    (folder / ".a.yaml.swp").write_text("", encoding="utf-8")
    (folder / "notes.md").write_text("", encoding="utf-8")
    assert not watch.changed() and not watch.changed()


def test_pipes_circles_and_folders_that_are_not_there_are_looked_at_and_no_more(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "circle.yaml").symlink_to(folder / "circle.yaml")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    watch = Watch((folder, ".yaml"), (folder / "nowhere", ".po"))
    assert not watch.changed() and not watch.changed()
    (folder / "circle.yaml").unlink()
    assert [watch.changed() for _ in range(3)] == [False, True, False]
