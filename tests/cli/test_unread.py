"""A knowledge that cannot be read ends `check` with 2, one that says what is wrong with 1; the place is told, nothing is written, nothing waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.editing import SOUND, edited
from tests.support.running import said

FILES = ("knowledge.yaml", "topics.yaml", "packs/national/more.yaml", "words/status.yaml")
"""The head, a file that must be there, one of several of a pack, and one of a folder that may be missing."""
DEEP = "[" * 5_000


def put(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def cut(path: Path) -> None:
    """In the middle of a text in quotes, as by a disk that is full."""
    path.write_text('rules:\n  - {id: a, text: "Ring 1177 o', encoding="utf-8")


def large(path: Path) -> None:
    path.touch()
    os.truncate(path, 100 << 20)


UNREAD: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "emptied": put(b""),
    "binary": put(bytes(range(256)) * 40),
    "in another encoding": put("topics: [å]".encode("latin-1")),
    "in UTF-16": put("topics: []".encode("utf-16")),
    "of 100 MB": large,
    "nested": put(f"rules: {DEEP}".encode()),
    "circular": put(b"rules: &a [*a]\n"),
    "of two versions": put(b"<<<<<<< HEAD\nrules: []\n=======\nrules: [1]\n>>>>>>> mine\n"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to("nowhere.yaml"),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
}


def state(folder: Path) -> list[tuple[str, int, int]]:
    """Every file by its name, size and time: what is written anywhere shows in it."""
    stats = ((path, path.lstat()) for path in sorted(folder.rglob("*")))
    return [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", UNREAD)
def test_what_cannot_be_read_ends_check_with_2(kind: str, file: str, tmp_path: Path) -> None:
    folder = edited(tmp_path, of=SOUND)
    path = folder / file
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    UNREAD[kind](path)
    before = state(tmp_path)
    done = said("check", str(folder), "--lang", "en")
    told = done.stderr.splitlines()
    assert done.returncode == 2, done
    assert done.stdout == "" and told[-1].endswith(("mistake.", "mistakes."))
    assert any(line.split(":", 1)[0].endswith(file) and line.split(":")[1].isdigit() for line in told), told
    assert state(tmp_path) == before
    asked = said("ask", "--knowledge", str(folder), "topic=medicines", "--lang", "en")
    assert (asked.returncode, asked.stdout) == (2, "") and told[0].partition("/knowledge/")[2] in asked.stderr


@pytest.mark.parametrize("what", ["nowhere", "no knowledge", "a file", "a pack that cannot be listed"])
def test_a_folder_that_cannot_be_read_is_one_too(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    if what == "no knowledge":
        folder.mkdir()
    elif what == "a file":
        folder.write_text("rules: []", encoding="utf-8")
    elif what != "nowhere":
        folder = edited(tmp_path, of=SOUND)
        (folder / "questions").rename(folder / ".questions")
        (folder / "questions").write_text("", encoding="utf-8")
    done = said("check", str(folder), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "") and "1 mistake." in done.stderr


@pytest.mark.parametrize(
    "more",
    [
        {"packs/national/more.yaml": "rules:\n  - {id: x, say: note, topic: medicines, text: T., sources: [X99]}\n"},
        {"packs/national/more.yaml": "unknown: 1\n"},
        {"packs/national/more.yaml": "[]\n"},
        {"packs/south/region.yaml": 'region: {order: 2, label: "?"}\n'},
        {"packs/national/more.txt": "rules: []\n"},
    ],
)
def test_what_is_read_and_wrong_ends_it_with_1(more: dict[str, str], tmp_path: Path) -> None:
    done = said("check", str(edited(tmp_path, (), more, SOUND)), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "") and "1 mistake." in done.stderr
