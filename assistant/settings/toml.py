"""TOML that somebody wrote by hand: read within limits, with the place of what is wrong and the line of each name."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant import files
from assistant.i18n import N_

LARGEST = 100_000
"""Bytes of a file of settings; a larger one is something else."""

DEEPEST = 50
"""Tables within tables: what is deeper is no settings."""

MISREAD = N_('The file cannot be understood from here on. A line reads as region = "vgr" or idle_minutes = 5.')

_KEY = re.compile(r"\s*(?:\[\[?\s*)?(?:[\"']([^\"']+)[\"']|([\w-]+))\s*[=.\]]")
_POSITION = r" \(at line (\d+), column (\d+)\)$"


class TomlError(Exception):
    """A file cannot be read as TOML. `message`: a text of the code; `error`: the one whose reason it tells as `{reason}`."""

    def __init__(self, message: str, line: int = 0, column: int = 0, error: OSError | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.error = message, line, column, error


def text_of(path: Path) -> str | None:
    """The text of the file; None if there is none. Raises TomlError."""
    try:
        content = files.read(path, LARGEST)
        return content.decode("utf-8-sig") if content is not None else None  # editors on Windows begin with a mark
    except OSError as error:
        raise TomlError(N_("The file cannot be read: {reason}."), error=error) from None
    except ValueError:
        raise TomlError(N_("The file is not text in UTF-8.")) from None


def parsed(text: str, misread: str = MISREAD) -> dict[str, Any]:
    """The keys and values of a text. `misread` is said of what is no TOML, a text of the code. Raises TomlError."""
    import tomllib

    try:
        if _longest_name(text) > DEEPEST:  # before the parser, whose time grows with the square of the depth
            raise RecursionError
        found = tomllib.loads(text)
        if _depth(found) > DEEPEST:
            raise RecursionError
        return found
    except (ValueError, RecursionError) as error:
        reason = str(error)
        message = misread
        if "overwrite" in reason or "twice" in reason or "redefine" in reason:
            message = N_("The same name stands here a second time.")
        position = re.search(_POSITION, reason)
        line, column = (int(position[1]), int(position[2])) if position else (text.count("\n") + 1, 1)
        raise TomlError(message, line, column) from None


def _longest_name(text: str) -> int:
    """How many parts the longest dotted name on a line has, as a.b.c."""
    longest = 0
    for line in text.split("\n"):
        for is_named, parts in groupby(line.split("."), key=lambda part: bool(part.strip())):
            longest = max(longest, sum(1 for _ in parts)) if is_named else longest
    return longest


def _depth(table: dict[str, Any]) -> int:
    """How deep the tables and lists of a file are nested."""
    depth = 0
    level: list[dict[str, Any] | list[Any]] = [table]
    while level and depth <= DEEPEST:
        depth += 1
        inside = [each for one in level for each in (one.values() if isinstance(one, dict) else one)]
        level = [each for each in inside if isinstance(each, dict | list)]
    return depth


def lines_of(text: str) -> dict[str, int]:
    """The line on which each key stands at the top of the file, from 1; without keys that are written in a way not looked for."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := _KEY.match(line):
            found.setdefault(match[1] or match[2], number)
    return found
