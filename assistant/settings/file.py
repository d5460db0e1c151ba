"""The file of the settings (TOML): where it lies, reading it whatever it holds, and saving to it without losing anything of the user's.

Reading is on the way to the first screen: what parses TOML is imported only if there is a file, what writes it only on saving.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from assistant import files
from assistant.i18n import N_, languages
from assistant.knowledge.model import Knowledge
from assistant.messages import nearest
from assistant.settings.problems import SettingsError, SettingsProblem
from assistant.settings.schema import (
    DEFAULTS,
    NUMBER,
    SETTINGS,
    Setting,
    Settings,
    SettingValue,
    allowed,
    fits,
    setting,
)
from assistant.texts import visible

PATH_VARIABLE = "VARDLOTS_CONFIG"
"""The environment variable that names the file of the settings."""

FILE_NAME = "settings.toml"
LARGEST = 100_000
"""Bytes of a file of settings; a larger one is something else."""

DEEPEST = 50
"""Tables within tables: what is deeper is no settings."""

MOST_TOLD = 20
"""Names that are no settings of which each is told; more are counted."""

_KEY = re.compile(r"\s*(?:\[\[?\s*)?(?:[\"']([^\"']+)[\"']|([\w-]+))\s*[=.\]]")
_POSITION = r" \(at line (\d+), column (\d+)\)$"


class SettingsRead(NamedTuple):
    """What a file of settings gave: the values in force, and what is wrong with the rest of it."""

    path: Path
    settings: Settings
    problems: tuple[SettingsProblem, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether the file has mistakes that keep it from being saved to."""
        return any(problem.breaks for problem in self.problems)


class _UnreadableError(Exception):
    """The file cannot be read as TOML; `problem` says why."""

    def __init__(self, problem: SettingsProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def settings_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The file of the settings: `VARDLOTS_CONFIG`, else `vardlots/settings.toml` where the platform keeps settings.

    None for a user without a home: then nothing is remembered.
    """
    return files.own_file(PATH_VARIABLE, files.CONFIG, FILE_NAME, environment)


def read_settings(path: Path, knowledge: Knowledge) -> SettingsRead:
    """The settings in a file. A file that is not there gives the defaults; so does, with a problem, whatever is wrong in it."""
    try:
        text = _text(path)
        found = {} if text is None else _parsed(path, text)
    except _UnreadableError as error:
        return SettingsRead(path, DEFAULTS, (error.problem,))
    values: dict[str, Any] = {}
    problems = []
    lines = _lines(text or "")
    strange = [key for key in found if key not in {of.id for of in SETTINGS}]
    for of in SETTINGS:
        if of.id in found and not fits(of, value := found[of.id], knowledge):
            problems.append(_unfit(path, of, value, knowledge, lines))
        elif of.id in found:
            values[of.id] = tuple(dict.fromkeys(value)) if isinstance(value, list) else value
    problems += [_unknown(path, key, lines) for key in strange[:MOST_TOLD]]
    problems.sort(key=lambda problem: problem.line)
    if more := len(strange) - MOST_TOLD if len(strange) > MOST_TOLD else 0:
        message = N_("{number} more names are no settings.")
        problems.append(SettingsProblem(path, message, {"number": str(more)}, breaks=False))
    return SettingsRead(path, DEFAULTS._replace(**values), tuple(problems))


def language_set(path: Path) -> str | None:
    """The language that a file of settings asks for; None if it asks for none that there is.

    For what is said before the knowledge is read. What is wrong with the file, `read_settings` tells.
    """
    try:
        text = _text(path)
        found = _parsed(path, text).get("language") if text else None
    except _UnreadableError:
        return None
    return found if isinstance(found, str) and found in languages() else None


def save_settings(path: Path, changes: Mapping[str, SettingValue], knowledge: Knowledge) -> SettingsRead:
    """Save settings by id (None: no longer set) and read the file again; comments, order and other keys stay.

    The file is replaced as a whole, so that nobody ever reads half of it. Raises SettingsError if the file has mistakes, if
    a value is not allowed, or if the file cannot be written; then it is as it was. Raises KeyError for an id that is no
    setting.
    """
    unfit = [
        _unfit(path, setting(id), value, knowledge, {})
        for id, value in changes.items()
        if not fits(setting(id), value, knowledge)
    ]
    before = read_settings(path, knowledge)
    broken = [problem for problem in before.problems if problem.breaks]
    if unfit or broken:
        raise SettingsError([*unfit, *broken])
    try:
        files.replace(path, _changed(path, changes))
    except _UnreadableError as error:
        raise SettingsError([error.problem]) from None
    except OSError as error:
        raise SettingsError([_io(path, N_("The file cannot be written: {reason}."), error)]) from None
    return read_settings(path, knowledge)


# -- reading -------------------------------------------------------------------------------------------------------------


def _text(path: Path) -> str | None:
    """The text of the file; None if there is none. Raises _UnreadableError."""
    try:
        content = files.read(path, LARGEST)
        return content.decode("utf-8-sig") if content is not None else None  # editors on Windows begin with a mark
    except OSError as error:
        raise _UnreadableError(_io(path, N_("The file cannot be read: {reason}."), error)) from None
    except ValueError:
        raise _UnreadableError(SettingsProblem(path, N_("The file is not text in UTF-8."), {})) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """The keys and values of a text. Raises _UnreadableError."""
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
        message = N_('The file cannot be understood from here on. A line reads as region = "vgr" or idle_minutes = 5.')
        if "overwrite" in reason or "twice" in reason or "redefine" in reason:
            message = N_("The same name stands here a second time.")
        position = re.search(_POSITION, reason)
        line, column = (int(position[1]), int(position[2])) if position else (text.count("\n") + 1, 1)
        raise _UnreadableError(SettingsProblem(path, message, {}, line, column)) from None


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


def _io(path: Path, message: str, error: OSError) -> SettingsProblem:
    return SettingsProblem(path, message, {}, error=error)


def _unknown(path: Path, key: str, lines: Mapping[str, int]) -> SettingsProblem:
    ids = [known.id for known in SETTINGS]
    message = N_("There is no setting “{word}”. Allowed: {names}.")
    parts = {"word": visible(key), "names": ", ".join(ids)}
    return SettingsProblem(path, message, parts, lines.get(key, 0), breaks=False, nearest=nearest(key[:60], ids))


def _unfit(path: Path, of: Setting, value: object, knowledge: Knowledge, lines: Mapping[str, int]) -> SettingsProblem:
    """A value that is not allowed; of a list, the first word that is not."""
    words = allowed(of, knowledge)
    strange = next((word for word in value if word not in words), value) if isinstance(value, list | tuple) else value
    near = nearest(strange[:60], words) if isinstance(strange, str) and of.kind != NUMBER else None
    message = N_("{name} cannot be “{word}”. Allowed: {allowed}.")
    parts = {"name": of.id, "word": visible(strange)}
    return SettingsProblem(path, message, parts, lines.get(of.id, 0), of=of, nearest=near)


def _lines(text: str) -> dict[str, int]:
    """The line on which each key stands at the top of the file, from 1; without keys that are written in a way not looked for."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := _KEY.match(line):
            found.setdefault(match[1] or match[2], number)
    return found


# -- writing -------------------------------------------------------------------------------------------------------------


def _changed(path: Path, changes: Mapping[str, SettingValue]) -> str:
    """The text of the file with the changes, all else as it stands. Raises _UnreadableError."""
    import tomlkit

    text = _text(path) or ""
    wanted = _parsed(path, text)
    document = tomlkit.parse(text)
    for id, value in changes.items():
        if value is None:
            document.pop(id, None)
            wanted.pop(id, None)
        else:
            wanted[id] = document[id] = list(value) if isinstance(value, tuple) else value
    changed = tomlkit.dumps(document)
    if _parsed(path, changed) != wanted:  # two parsers: what one writes, the other must read
        raise _UnreadableError(SettingsProblem(path, N_("The file is written in a way that cannot be kept."), {}))
    return changed
