"""When something is wrong, whatever it is: one plain line, an exit code, and never what was typed, nor anything a terminal obeys."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.cases.space import TooEntangledError
from assistant.cli import main
from assistant.engine.limits import LimitError
from tests.support.here import ROOT

OBEYED = "\x1b]52;c;eA==\x07\u202e\x9b"


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable, name in (
        ("CONFIG", "settings.toml"),
        ("FEEDBACK", "feedback.jsonl"),
        ("TRAINING", "training.sqlite3"),
    ):
        monkeypatch.setenv(f"VARDLOTS_{variable}", str(tmp_path / name))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    try:
        code = main([*words, "--lang", "en"])
    except SystemExit as end:
        code = int(str(end.code))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("words", [["ask", "age=7"], ["chat", "--plain"], ["doctor"], ["find", "tolk"]])
def test_an_engine_that_there_is_not_is_named_with_those_there_are(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDLOTS_ENGINE", f"clisp{OBEYED}")
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "Allowed: durable-rules, clips." in err and len(err.splitlines()) == 1
    assert not set(OBEYED) & set(err) - {"]", ";", "c", "e", "A", "="} - set("52")


@pytest.mark.parametrize("words", [["ask", "region=vgr", "age=7"], ["chat", "--plain"]])
def test_a_fault_of_the_program_never_says_what_was_typed(
    words: list[str], own_files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*given: object, **more: object) -> None:
        raise KeyError("Ada Lovelace 850709-9805")

    monkeypatch.setattr(Adviser, "answer", fails)
    monkeypatch.setattr("sys.stdin", StringIO("Ada Lovelace 850709-9805\nquit\n"))
    code, out, err = run(capsys, *words)
    assert code == 1 and "(KeyError)" in err and len(err.splitlines()) == 1
    assert "Ada" not in out + err and "9805" not in out + err


def test_names_in_knowledge_and_exported_files_cannot_command_the_terminal(
    tmp_path: Path, own_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / f"folder{OBEYED}"
    (folder / f"pack{OBEYED}").mkdir(parents=True)
    (folder / f"file{OBEYED}.yaml").write_text(f'"key{OBEYED}": 1\n')
    for words in (
        ["check", str(folder)],
        ["tutor", str(folder / "none")],
        ["feedback", str(folder)],
        ["verify", str(folder)],
    ):
        code, out, err = run(capsys, *words)
        assert code and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out + err), words


@pytest.mark.parametrize("words", [["feedback"], ["tutor"], ["verify"]])
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "pipe"])
def test_what_is_no_file_is_refused_and_never_waited_for(
    words: list[str], device: str, tmp_path: Path, own_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(device) if "/" in device else tmp_path / device
    if device == "pipe":
        os.mkfifo(path)
    code, out, err = run(capsys, *words, str(path))
    assert code in (1, 2) and not out and len(err.splitlines()) == 1


@pytest.mark.parametrize("words", [["doctor"], ["feedback"], ["tutor"], ["train", "--progress"], ["train", "--plain"]])
def test_without_a_home_a_command_says_so_or_goes_on(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(*_: object) -> None:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    for variable in (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "VARDLOTS_CONFIG",
        "VARDLOTS_FEEDBACK",
        "VARDLOTS_TRAINING",
    ):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    _, out, err = run(capsys, *words)
    assert "no home folder" in out + err
    assert not list(tmp_path.iterdir())


def test_whoever_reads_a_help_text_may_go(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m assistant ask --help | true"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_stopped_while_it_starts_it_ends_without_a_word() -> None:
    """From the moment at which the first of our files is read; what Python does before that is not ours."""
    code = "import time, runpy, sys; sys.argv = ['vardlots', 'check']; print(flush=True); runpy.run_module('assistant', run_name='__main__')"
    for delay in (0.02, 0.06, 0.15):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        # Python 3.13 shows the line of the command in a traceback too: ours are those that name a file of ours.
        assert str(ROOT / "assistant") not in err or "Traceback" not in err
        assert process.returncode in (130, -signal.SIGINT, 0)


@pytest.mark.parametrize(
    "fault", [TooEntangledError(("status", "visit"), "dental.big"), LimitError("dental.big", "too many")], ids=repr
)
def test_a_knowledge_that_was_edited_and_not_checked_is_told_apart_from_a_fault_of_the_program(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: Adviser, *_: object) -> None:
        raise fault

    monkeypatch.setattr(Adviser, "answer", broken)
    code, out, err = run(capsys, "ask", "age=7")
    assert (code, out) == (1, "") and "vardlots check" in err and type(fault).__name__ in err
