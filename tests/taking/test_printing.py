"""Printing now: the text is handed to the machine's own command as it is, and what that says is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.taking import PrintError, print_text, printer


def command(folder: Path, script: str) -> str:
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_command_gets_the_text_and_nothing_else(tmp_path: Path) -> None:
    print_text("Lappen: åäö\n", command(tmp_path, f'echo "$#" > {tmp_path}/words; cat > {tmp_path}/text'))
    assert (tmp_path / "text").read_text() == "Lappen: åäö\n" and (tmp_path / "words").read_text() == "0\n"


def test_what_the_command_complains_of_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match="no default destination"):
        print_text("x", command(tmp_path, "cat > /dev/null; echo 'lp: no default destination' >&2; exit 1"))


def test_a_command_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrintError):
        print_text("x", str(tmp_path / "nothing"))


def test_there_is_no_printer_where_the_path_has_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer() is None
    assert command(tmp_path, "true") == printer()
