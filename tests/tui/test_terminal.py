"""The app in a real terminal: bytes that are no text, and the signals that end it, leave the terminal and the clipboard clean."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.here import ROOT

PATIENCE = 60.0
"""Seconds until something must have come, on a busy machine."""
START = "from assistant.tui import run; from assistant.i18n import language; import sys; sys.exit(run(language('en'), True))"


class Terminal:
    """A program in a terminal of 24 lines and 80 columns."""

    def __init__(self, home: Path) -> None:
        self.shown = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            folders = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
            os.execve(sys.executable, [sys.executable, "-c", START], {"TERM": "xterm", **folders})
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def type(self, typed: bytes) -> None:
        os.write(self.handle, typed)

    def until(self, pattern: bytes) -> None:
        """Wait until the program has shown this."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.shown):
            assert time.monotonic() < end, (pattern, self.shown[-2000:])
            if select.select([self.handle], [], [], 0.1)[0]:
                self.shown += os.read(self.handle, 65536)

    def end(self) -> int:
        """Read to the end; the exit code."""
        while True:
            try:
                shown = os.read(self.handle, 65536)
            except OSError:  # the program has gone
                break
            if not shown:
                break
            self.shown += shown
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    os.close(made.handle)


def is_given_back(shown: bytes) -> bool:
    """Whether the alternate screen is left, the mouse off and the cursor on, and nothing comes after that."""
    after = shown.rpartition(b"\x1b[?1049l")
    return bool(after[1]) and b"\x1b[?1003l" in shown and b"\x1b[?25h" in after[2] and b"Undocumented" not in after[2]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_gives_the_terminal_back_and_empties_the_clipboard(terminal: Terminal, number: signal.Signals) -> None:
    terminal.until(rb"Undocumented|Region|region")
    terminal.type(b"1")
    terminal.until(rb"Undocumented")
    terminal.type(b"\x1b[15~")  # F5
    terminal.until(rb"Copy the whole")
    terminal.type(b"1")
    terminal.until(rb"\x1b\]52;c;[A-Za-z0-9+/]{40}")
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert is_given_back(terminal.shown)
    copies = re.findall(rb"\x1b\]52;c;([^\x07]*)", terminal.shown)
    assert copies[-2:] == [b"IA==", b""], "a space, and then nothing"


def test_bytes_that_are_no_text_are_dropped_and_said(terminal: Terminal) -> None:
    terminal.until(rb"Undocumented|Region|region")
    terminal.type(b"\xff1")
    terminal.until(rb"UTF-8")
    terminal.until(rb"Undocumented")
    terminal.type(b"\x11")
    assert terminal.end() == 0 and is_given_back(terminal.shown) and b"Traceback" not in terminal.shown
