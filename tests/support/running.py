"""The command `vardlots`, in this process for what it says, and as a process of its own for what only a process shows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

import pytest

from assistant import i18n
from assistant import knowledge as reading
from assistant.cli import main
from assistant.places import LOCAL_VARIABLE
from tests.support.here import BARE, FIXED, ROOT


class Done(NamedTuple):
    """What a command has done: its exit code and what it said."""

    returncode: int
    stdout: str
    stderr: str


def said(*words: str, environment: Mapping[str, str] = BARE, typed: str = "") -> Done:
    """Run `vardlots` in this process, its streams pipes as in a script, its environment this one alone."""
    out, err = BytesIO(), BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed.encode())))
        patch.setattr(sys, "stdout", TextIOWrapper(out, write_through=True))
        patch.setattr(sys, "stderr", TextIOWrapper(err, write_through=True))
        for name in {*os.environ, *environment}:
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
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
        return Done(code, *(each.getvalue().decode().replace(os.linesep, "\n") for each in (out, err)))


def _names_another(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a command reads another knowledge than the tests, or other catalogues: what they remember is then not its."""
    if LOCAL_VARIABLE in environment:
        return True
    named = any(word.partition("=")[0] == "--knowledge" for word in words)
    return named or any(environment.get(name) != folder for name, folder in FIXED.items())


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
