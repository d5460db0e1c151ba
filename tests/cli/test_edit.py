"""`vardlots edit --plain` as a process: each save is checked within moments, and what is new in the answer is told."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.edit import Checker
from assistant.places import KNOWLEDGE_VARIABLE, LOCALES_VARIABLE
from tests.support.edited import CASE, FARE, Edited
from tests.support.here import BARE, ROOT
from tests.support.running import said

PATIENCE = 60.0
"""Seconds to wait for what takes one."""


def _heed_interrupts() -> None:
    """What a shell starts in the background is told to ignore them, tests too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Session:
    """The command at work, its lines as they come."""

    def __init__(self, *words: str) -> None:
        environment = {name: value for name, value in BARE.items() if name != LOCALES_VARIABLE}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "edit", *words, "--plain", "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=ROOT, env=environment,
            preexec_fn=_heed_interrupts,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip())

    def until(self, *parts: str) -> list[str]:
        """The lines up to the one that holds all of these."""
        lines: list[str] = []
        until = time.monotonic() + PATIENCE
        while not lines or not all(part in lines[-1] for part in parts):
            try:
                lines.append(self._lines.get(timeout=max(0.0, until - time.monotonic())))
            except queue.Empty:
                raise AssertionError("\n".join(lines)) from None
        return lines

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


@pytest.fixture
def session(edited: Edited) -> Iterator[Session]:
    session = Session(str(edited.folder), *CASE)
    yield session
    session.process.kill()


def test_a_save_is_told_a_mistake_with_its_place_and_what_is_new_in_the_answer(
    session: Session, edited: Edited
) -> None:
    lines = session.until("Vårdlots, knowledge")
    assert lines[0] == f"No mistakes in {edited.folder}. Every save is checked."
    assert any("at most SEK 40 per journey" in line for line in lines)
    edited.spoil()
    session.until("1 mistake. What is answered is the last good state, of ")
    assert "There is no clause X99." in session.until(f"{FARE}:12:")[-1]
    edited.mend()
    session.until("No mistakes in ")
    session.until("The answer is as it was.")
    edited.change_the_fare()
    session.until("No mistakes in ", "as saved at")
    told = session.until("new: ", "at most SEK 30 per journey")
    assert any(line.startswith("no longer: ") and "at most SEK 40 per journey" in line for line in told)
    session.until("What the change does: last good state")
    session.until("Patient travel: travel.vgr.other_means says something else")
    edited.reword()
    assert session.until("Left to do: en: 1 text is not translated.")
    assert session.end() == 0


def test_a_folder_with_mistakes_is_waited_for(edited: Edited) -> None:
    edited.spoil()
    session = Session(str(edited.folder))
    try:
        assert f"{FARE}:12:" in session.until("There is no clause X99.")[-1]
        session.until("Waiting for a save that mends this")
        edited.mend()
        assert session.until("No mistakes in ")[-1].startswith(f"No mistakes in {edited.folder}")
        assert session.end() == 0
    finally:
        session.process.kill()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["{}/nowhere"], "There is no folder"),
        (["{}"], "is no folder of knowledge"),
        (["{}/mine/knowledge", "region=vrg"], "region cannot be “vrg”"),
        (["{}/mine/knowledge", "--knowledge", "{}"], "named twice"),
        (["topic=travel", "mine"], "“mine” is not of the form fact=value."),
    ],
)
def test_what_cannot_be_edited_is_told_and_nothing_is_waited_for(words: list[str], text: str, tmp_path: Path) -> None:
    Edited(tmp_path / "mine")
    done = said("edit", *(word.format(tmp_path) for word in words), "--plain", "--lang", "en")
    assert done.returncode == 2 and text in done.stderr and "Traceback" not in done.stderr


def test_a_check_that_comes_to_no_end_is_given_up_and_the_next_one_is_done(
    edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KNOWLEDGE_VARIABLE, str(edited.folder))
    with Checker(patience=0.0) as checker:
        (problem,) = checker.finding().problems
        assert "given up" in problem.message
    with Checker() as checker:
        assert checker.process_id is not None
        os.kill(checker.process_id, signal.SIGKILL)
        assert "given up" in checker.finding().problems[0].message
        assert checker.finding().knowledge is not None
