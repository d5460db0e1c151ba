"""The history of a record of the knowledge, from git: when its lines were changed, and what for. Silent where there is no git."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

MOST_CHANGES = 10
"""Changes that are told, the last first."""

_MOST_VERSIONS = 200
"""Changes of a file that are looked through."""

_LONGEST = 10
"""Seconds to wait for git."""

_SAFE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "--no-pager", "--no-optional-locks")
"""Nothing that a folder's own settings say is run, and nothing is written."""


class Edit(NamedTuple):
    """One change: its day, the short name of the commit, what it says in its first line."""

    day: str
    commit: str
    subject: str


def history(folder: Path, file: str, id: str) -> tuple[Edit, ...]:
    """The last changes of the record with this id in a file of a folder, as far as they are committed; none outside a checkout."""
    committed = _git(folder, "show", f"HEAD:./{file}")
    lines = _lines_of(committed, id) if committed else None
    if lines is None:
        return ()
    span = f"-L{lines[0]},{lines[1]}:{file}"
    told = _git(folder, "log", span, "-s", f"-n{MOST_CHANGES}", "--format=%cs%x09%h%x09%s", "--no-ext-diff")
    return tuple(Edit(*line.split("\t", 2)) for line in (told or "").splitlines() if line.count("\t") >= 2)


def versions(folder: Path, file: str) -> Iterator[str]:
    """A file of a folder as it was after each change that is committed, the last first; none outside a checkout."""
    commits = _git(folder, "log", "--format=%H", f"-n{_MOST_VERSIONS}", "--no-ext-diff", "--", file) or ""
    for commit in commits.split():
        text = _git(folder, "show", f"{commit}:./{file}")
        if text is not None:
            yield text


def _git(folder: Path, *words: str) -> str | None:
    """What git says; None if there is none, it takes too long, or it has nothing to say here."""
    import subprocess  # `check` asks for no history

    program = shutil.which("git")
    if program is None or not folder.is_dir():
        return None
    try:
        done = subprocess.run(
            [program, "-C", str(folder), *_SAFE, *words], capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _lines_of(source: str, id: str) -> tuple[int, int] | None:
    """The first and the last line of the record with this id in a text of YAML."""
    try:
        top = yaml.compose(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    left = [top]
    while left:
        node = left.pop()
        if isinstance(node, yaml.SequenceNode):
            left += node.value
        elif isinstance(node, yaml.MappingNode):
            if any(
                getattr(key, "value", None) == "id" and getattr(each, "value", None) == id for key, each in node.value
            ):
                last = node.value[-1][1].end_mark
                return node.start_mark.line + 1, last.line + (1 if last.column else 0)
            left += [each for _, each in node.value]
    return None
