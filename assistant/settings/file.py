"""The file of the settings (TOML): where it lies, reading it whatever it holds, and saving to it without losing anything of the user's.

Reading is on the way to the first screen: what parses TOML is imported only if there is a file, what writes it only on saving.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from assistant.i18n import N_, languages
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import nearest
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

_POSITION = r" \(at line (\d+), column (\d+)\)$"


class Reading(NamedTuple):
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


def settings_path(environment: Mapping[str, str] | None = None) -> Path:
    """The file of the settings: `VARDLOTS_CONFIG`, else `vardlots/settings.toml` where the platform keeps settings."""
    environment = os.environ if environment is None else environment
    named = environment.get(PATH_VARIABLE, "").strip()
    if named:
        return Path(named)
    if sys.platform == "linux":
        # What platformdirs says there (a test compares), without importing it before the first screen.
        folder = environment.get("XDG_CONFIG_HOME", "")
        if not folder.startswith("/"):
            folder = f"{environment.get('HOME') or os.path.expanduser('~')}/.config"  # noqa: PTH111 - Path.home() raises
        return Path(folder) / "vardlots" / FILE_NAME
    from platformdirs import user_config_path

    return user_config_path("vardlots", appauthor=False, roaming=True) / FILE_NAME


def read_settings(path: Path, knowledge: Knowledge) -> Reading:
    """The settings in a file. A file that is not there gives the defaults; so does, with a problem, whatever is wrong in it."""
    try:
        text = _text(path)
        found = {} if text is None else _parsed(path, text)
    except _UnreadableError as error:
        return Reading(path, DEFAULTS, (error.problem,))
    values: dict[str, Any] = {}
    problems = []
    for key, value in found.items():
        try:
            of = setting(key)
        except KeyError:
            problems.append(_unknown(path, key, text or ""))
            continue
        if fits(of, value, knowledge):
            values[key] = tuple(dict.fromkeys(value)) if isinstance(value, list) else value
        else:
            problems.append(_unfit(path, of, value, knowledge, text or ""))
    return Reading(path, DEFAULTS._replace(**values), tuple(sorted(problems, key=lambda problem: problem.line)))


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


def save_settings(path: Path, changes: Mapping[str, SettingValue], knowledge: Knowledge) -> Reading:
    """Save settings by id (None: no longer set) and read the file again; comments, order and other keys stay.

    The file is replaced as a whole, so that nobody ever reads half of it. Raises SettingsError if the file has mistakes, if
    a value is not allowed, or if the file cannot be written; then it is as it was. Raises KeyError for an id that is no
    setting.
    """
    unfit = [
        _unfit(path, setting(id), value, knowledge, "")
        for id, value in changes.items()
        if not fits(setting(id), value, knowledge)
    ]
    before = read_settings(path, knowledge)
    broken = [problem for problem in before.problems if problem.breaks]
    if unfit or broken:
        raise SettingsError([*unfit, *broken])
    try:
        _replace(path, _changed(path, changes))
    except _UnreadableError as error:
        raise SettingsError([error.problem]) from None
    except OSError as error:
        raise SettingsError([_io(path, N_("The file cannot be written: {reason}."), error)]) from None
    return read_settings(path, knowledge)


# -- reading -------------------------------------------------------------------------------------------------------------


def _text(path: Path) -> str | None:
    """The text of the file; None if there is none. Raises _UnreadableError."""
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise _UnreadableError(SettingsProblem(path, N_("This is not a file."), {}))
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _UnreadableError(SettingsProblem(path, N_("The file is too large for settings."), {}))
        return content.decode("utf-8-sig")  # editors on Windows put a mark before the first letter
    except OSError as error:
        raise _UnreadableError(_io(path, N_("The file cannot be read: {reason}."), error)) from None
    except ValueError:  # not UTF-8, or a path that no file can have
        raise _UnreadableError(SettingsProblem(path, N_("The file is not text in UTF-8."), {})) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """The keys and values of a text. Raises _UnreadableError."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error)
        message = N_('The file cannot be understood from here on. A line reads as region = "vgr" or idle_minutes = 5.')
        if "overwrite" in reason or "twice" in reason or "redefine" in reason:
            message = N_("The same name stands here a second time.")
        position = re.search(_POSITION, reason)
        line, column = (int(position[1]), int(position[2])) if position else (text.count("\n") + 1, 1)
        raise _UnreadableError(SettingsProblem(path, message, {}, line, column)) from None


def _io(path: Path, message: str, error: OSError) -> SettingsProblem:
    return SettingsProblem(path, message, {"reason": error.strerror or type(error).__name__})


def _unknown(path: Path, key: str, text: str) -> SettingsProblem:
    ids = [known.id for known in SETTINGS]
    message = N_("There is no setting “{word}”. Allowed: {names}.")
    parts = {"word": visible(key), "names": ", ".join(ids)}
    return SettingsProblem(path, message, parts, _line(text, key), breaks=False, nearest=nearest(key, ids))


def _unfit(path: Path, of: Setting, value: object, knowledge: Knowledge, text: str) -> SettingsProblem:
    """A value that is not allowed; of a list, the first word that is not."""
    words = allowed(of, knowledge)
    strange = next((word for word in value if word not in words), value) if isinstance(value, list | tuple) else value
    near = nearest(strange, words) if isinstance(strange, str) and of.kind != NUMBER else None
    message = N_("{name} cannot be “{word}”. Allowed: {allowed}.")
    return SettingsProblem(
        path, message, {"name": of.id, "word": visible(strange)}, _line(text, of.id), of=of, nearest=near
    )


def _line(text: str, key: str) -> int:
    """The line on which a key stands at the top of the file, from 1; 0 if it is written in a way not looked for."""
    pattern = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), 0)


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


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of the file: only its owner may read it, and it is there whole or not at all."""
    import tempfile

    path = path.resolve()  # a link stays a link
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
