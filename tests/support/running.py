"""The command `vardlots`, in this process for what it says, and as a process of its own for what only a process shows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

import pytest

from assistant import i18n, places
from assistant import knowledge as reading
from assistant.cli import main
from assistant.knowledge import Knowledge
from assistant.knowledge.read import load
from assistant.places import LOCAL_VARIABLE
from tests.support.here import BARE, FIXED, ROOT

load_anew = load.load_knowledge
_READ: deque[tuple[bytes, Knowledge]] = deque(maxlen=4)
"""What commands have read last, each by the print of its files."""
_MOST_FILES, _LARGEST = 500, 1 << 20


class Done(NamedTuple):
    """What a command has done: its exit code and what it said."""

    returncode: int
    stdout: str
    stderr: str


def said(*words: str, environment: Mapping[str, str] = BARE, typed: str = "") -> Done:
    """Run `vardlots` in this process, its streams pipes as in a script, its environment this one alone."""
    out, err = BytesIO(), BytesIO()
    code = _run(words, environment, typed, out, err)
    return Done(code, *(each.getvalue().decode().replace(os.linesep, "\n") for each in (out, err)))


def said_in(
    checkout: Path, *words: str, environment: Mapping[str, str], typed: str = "", together: bool = False
) -> Done:
    """The same as the program of a copy of the checkout, from within that. `together`: what is told of faults stands among the rest, as on a terminal."""
    out = BytesIO()
    err = out if together else BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(checkout)
        patch.setattr(places, "PACKAGE", checkout / "assistant")
        code = _run(words, environment, typed, out, err)
    return Done(code, out.getvalue().decode(), "" if together else err.getvalue().decode())


def _run(words: Sequence[str], environment: Mapping[str, str], typed: str, out: BytesIO, err: BytesIO) -> int:
    """Run `vardlots` in this process; its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed.encode())))
        patch.setattr(sys, "stdout", TextIOWrapper(out, write_through=True))
        patch.setattr(sys, "stderr", TextIOWrapper(err, write_through=True))
        for name in {*os.environ, *environment}:
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(load, "load_knowledge", read_once)
        if other := _names_another(words, environment):
            forget()
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if other:
            forget()
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout.detach()  # type: ignore[union-attr]
        sys.stderr.detach()  # type: ignore[union-attr]
        return code


def _names_another(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a command reads another knowledge than the tests, or other catalogues: what they remember is then not its."""
    if LOCAL_VARIABLE in environment:
        return True
    named = any(word.partition("=")[0] == "--knowledge" for word in words)
    return named or any(environment.get(name) != folder for name, folder in FIXED.items())


def read_once(folder: Path) -> Knowledge:
    """The knowledge in a folder as a command reads it; for the next command the same, while no file there is another.

    Only commands share it: who loads a knowledge in a test gets one of its own. Folders are told apart by their names too.
    """
    files = _contents(folder)
    if files is None:
        return load_anew(folder)
    print_of = sha256(repr((str(folder), files)).encode()).digest()
    for known, knowledge in _READ:
        if known == print_of:
            return knowledge
    knowledge = load_anew(folder)
    if _contents(folder) == files:
        _READ.append((print_of, knowledge))
    return knowledge


def _contents(folder: Path) -> list[tuple[str, int, bytes]] | None:
    """Every file below a folder with its rights and what it says; None for what is no usual folder of few small usual files."""
    found = []
    if folder.is_symlink() or not folder.is_dir():
        return None
    for path in islice(folder.rglob("*"), _MOST_FILES + 1):
        usual = path.lstat()
        if S_ISREG(usual.st_mode) and usual.st_size < _LARGEST and os.access(path, os.R_OK):
            found.append((str(path), usual.st_mode, path.read_bytes()))
        elif not S_ISDIR(usual.st_mode) or not os.access(path, os.R_OK | os.X_OK):
            return None
    return sorted(found) if len(found) <= _MOST_FILES else None


def forget() -> None:
    """Forget the knowledge and the languages that this process has read."""
    i18n.read_again()
    reading.shipped_knowledge.cache_clear()


def vardlots(*words: str, environment: Mapping[str, str] = BARE, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `vardlots` as a process of its own, with nothing of the machine's environment."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=dict(environment),
        input=typed,
        check=False,
        timeout=60,
    )
