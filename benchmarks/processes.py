"""Programs started in a pseudo-terminal, and what a process uses."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple

QUIET = 2.0
"""Seconds after a text was painted until all that stays has been loaded."""


class Started(NamedTuple):
    """Seconds from the start of a program until it painted a text, of the clock and the processor; its private MiB later, if asked for."""

    clock: float
    processor: float
    memory: float = 0.0


def painted_after(
    words: list[str], text: str, patience: float = 20, *, memory: bool = False, keys: str = ""
) -> Started:
    """Start a program and wait until it has painted this text; its memory is taken once all is quiet, and again after `keys`.

    Raises TimeoutError.
    """
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30", LANG="sv_SE.UTF-8")
        os.execv(sys.executable, [sys.executable, *words])
    try:
        seen = b""
        while text.encode() not in seen:
            left = patience - (time.perf_counter() - begun)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"{text!r} was not painted")
            seen += os.read(terminal, 65536)
        found = Started(time.perf_counter() - begun, processor_time(pid))
        if memory:
            _settle(terminal)
            if keys:
                os.write(terminal, keys.encode())
                _settle(terminal)
            found = found._replace(memory=private_memory(pid))
        return found
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _settle(terminal: int) -> None:
    """Let a program paint until all is quiet."""
    until = time.perf_counter() + QUIET
    while (left := until - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65536)


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used so far (Linux); hardly touched by what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def private_memory(pid: int) -> float:
    """MiB that a process shares with no other (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
