"""A user's files: only the owner reads them, nothing is overwritten or half written, and nothing but a file is ever opened."""

from __future__ import annotations

import errno
import os
import pwd
import stat
from pathlib import Path

import platformdirs
import pytest

from assistant import files
from assistant.i18n import Language

WRITERS = {
    "new": lambda path: files.write_new(path, "text"),
    "replace": lambda path: files.replace(path, "text"),
    "append": lambda path: files.append(path, b"line\n"),
    "private": files.make_private,
}


@pytest.fixture(params=["folder", "pipe", "/dev/zero", "/dev/full", "loop", "nul", "long"])
def no_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Something in the place of a file."""
    path = Path(request.param) if "/" in request.param else tmp_path / request.param
    if request.param == "folder":
        path.mkdir()
    elif request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "loop":
        path.symlink_to(path)
    elif request.param == "nul":
        return tmp_path / "a\0b"
    elif request.param == "long":
        return tmp_path / ("x" * 300)
    return path


def test_what_is_no_file_is_not_read_and_never_waited_for(no_file: Path, each_language: Language) -> None:
    with pytest.raises(OSError) as refused:
        files.read(no_file, 10)
    assert files.reason(refused.value, each_language) not in ("", "OSError")


@pytest.mark.parametrize("how", ["new", "append"])
def test_what_is_no_file_is_not_written_to(no_file: Path, how: str) -> None:
    with pytest.raises(OSError):
        WRITERS[how](no_file)


def test_a_file_is_read_whole_or_refused_as_too_large(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert files.read(path, 4) is None
    path.write_bytes(b"1234")
    assert files.read(path, 4) == b"1234"
    with pytest.raises(OSError) as refused:
        files.read(path, 3)
    assert refused.value.errno == errno.EMSGSIZE


@pytest.mark.parametrize("how", WRITERS)
def test_only_the_owner_may_read_what_is_written(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a" / "file" if how != "new" else tmp_path / "file"
    before = os.umask(0)
    try:
        WRITERS[how](path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.parent == tmp_path or stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    for taken in (path, tmp_path / "link"):
        with pytest.raises(FileExistsError):
            files.write_new(taken, "text")
    assert path.read_text() == "mine" and not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("how", ["new", "replace", "append"])
def test_a_disk_that_fills_up_leaves_everything_as_it_was(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch, each_language: Language
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "file"
    if how != "new":
        path.write_text("mine\n")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as refused:
        WRITERS[how](path)
    assert files.reason(refused.value, each_language) in ("the disk is full", "disken är full")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == (
        [("file", "mine\n")] if how != "new" else []
    )


def test_a_link_stays_a_link_when_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    files.replace(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_text() == "text"


def test_files_lie_where_the_platform_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    config = platformdirs.user_config_path("vardlots", appauthor=False, roaming=True)
    data = platformdirs.user_data_path("vardlots", appauthor=False)
    assert files.own_file("X", files.CONFIG, "name") == config / "name"
    assert files.own_file("X", files.DATA, "name") == data / "name"
    assert files.own_file("X", files.DATA, "name", {"X": " /there "}) == Path("/there")


@pytest.mark.parametrize("home", [None, "", "~", "relative"])
def test_a_user_without_a_home_has_no_files(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> None:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    environment = {} if home is None else {"HOME": home}
    assert files.home() is None
    assert files.own_file("X", files.DATA, "name", environment) is None
    assert files.own_file("X", files.DATA, "name", {"X": "there"}) == Path("there")


@pytest.mark.parametrize("home", ["", "~", "relative"])
def test_a_home_that_is_no_folder_is_looked_up(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", home)
    assert files.home() == Path(pwd.getpwuid(os.getuid()).pw_dir)
