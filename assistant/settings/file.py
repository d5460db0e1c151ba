"""The file of the settings (TOML): where it lies, reading it whatever it holds, and saving to it without losing anything of the user's.

Reading is on the way to the first screen: what parses TOML is imported only if there is a file, what writes it only on saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from assistant import files
from assistant.i18n import N_, languages
from assistant.knowledge.model import Knowledge
from assistant.messages import nearest
from assistant.settings.problems import SettingsError, SettingsProblem
from assistant.settings.schema import (
    DEFAULTS,
    LOCAL,
    NUMBER,
    SETTINGS,
    Setting,
    Settings,
    SettingValue,
    allowed,
    fits,
    setting,
)
from assistant.settings.toml import TomlError, lines_of, parsed, text_of
from assistant.texts import visible

PATH_VARIABLE = "VARDLOTS_CONFIG"
"""The environment variable that names the file of the settings."""

FILE_NAME = "settings.toml"
MOST_TOLD = 20
"""Names that are no settings of which each is told; more are counted."""


class SettingsRead(NamedTuple):
    """What a file of settings gave: the values in force, and what is wrong with the rest of it."""

    path: Path
    settings: Settings
    problems: tuple[SettingsProblem, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether the file has mistakes that keep it from being saved to."""
        return any(problem.breaks for problem in self.problems)


def settings_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The file of the settings: `VARDLOTS_CONFIG`, else `vardlots/settings.toml` where the platform keeps settings.

    None for a user without a home: then nothing is remembered.
    """
    return files.own_file(PATH_VARIABLE, files.CONFIG, FILE_NAME, environment)


def read_settings(path: Path, knowledge: Knowledge) -> SettingsRead:
    """The settings in a file. A file that is not there gives the defaults; so does, with a problem, whatever is wrong in it."""
    try:
        text = text_of(path)
        found = {} if text is None else parsed(text)
    except TomlError as error:
        return SettingsRead(path, DEFAULTS, (_unreadable(path, error),))
    values: dict[str, Any] = {}
    problems = []
    lines = lines_of(text or "")
    strange = [key for key in found if key not in {LOCAL, *(of.id for of in SETTINGS)}]
    for of in SETTINGS:
        if of.id in found and not fits(of, value := found[of.id], knowledge):
            problems.append(_unfit(path, of, value, knowledge, lines))
        elif of.id in found:
            values[of.id] = tuple(dict.fromkeys(value)) if isinstance(value, list) else value
    if LOCAL in found and _local(path, found[LOCAL]) is None:
        message = N_("{name} must name a file that there is; “{word}” does not.")
        parts = {"name": LOCAL, "word": visible(found[LOCAL])}
        problems.append(SettingsProblem(path, message, parts, lines.get(LOCAL, 0), breaks=False))
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
        text = text_of(path)
        found = parsed(text).get("language") if text else None
    except TomlError:
        return None
    return found if isinstance(found, str) and found in languages() else None


def local_set(path: Path) -> Path | None:
    """The file of local additions that a file of settings names; None if it names none that there is. A relative name begins beside it.

    Every command asks, so the file is taken apart only where it may name one.
    """
    try:
        text = text_of(path)
        return _local(path, parsed(text).get(LOCAL)) if text and LOCAL in text else None
    except TomlError:
        return None


def _local(path: Path, word: object) -> Path | None:
    named = path.parent / word if isinstance(word, str) and word else None
    return named if named is not None and named.is_file() else None


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
    except TomlError as error:
        raise SettingsError([_unreadable(path, error)]) from None
    except OSError as error:
        raise SettingsError([_io(path, N_("The file cannot be written: {reason}."), error)]) from None
    return read_settings(path, knowledge)


# -- reading -------------------------------------------------------------------------------------------------------------


def _unreadable(path: Path, error: TomlError) -> SettingsProblem:
    return SettingsProblem(path, error.message, {}, error.line, error.column, error=error.error)


def _io(path: Path, message: str, error: OSError) -> SettingsProblem:
    return SettingsProblem(path, message, {}, error=error)


def _unknown(path: Path, key: str, lines: Mapping[str, int]) -> SettingsProblem:
    ids = [*(known.id for known in SETTINGS), LOCAL]
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


# -- writing -------------------------------------------------------------------------------------------------------------


def _changed(path: Path, changes: Mapping[str, SettingValue]) -> str:
    """The text of the file with the changes, all else as it stands. Raises TomlError."""
    text = text_of(path) or ""
    wanted = {id: value for id, value in parsed(text).items() if changes.get(id, value) is not None}
    given = {
        id: list(value) if isinstance(value, tuple) else value for id, value in changes.items() if value is not None
    }
    wanted |= given
    # What writes around a text that is there takes more than a megabyte, for the rest of the day: the first setting has none around it.
    changed = _rewritten(text, {**changes, **given}) if text.strip() else _written(given)
    if parsed(changed) != wanted:  # two parsers: what one writes, the other must read
        raise TomlError(N_("The file is written in a way that cannot be kept."))
    return changed


def _rewritten(text: str, changes: Mapping[str, SettingValue | list[str]]) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    for id, value in changes.items():
        if value is None:
            document.pop(id, None)
        else:
            document[id] = value
    return tomlkit.dumps(document)


def _written(given: Mapping[str, object]) -> str:
    """Settings as lines of a new file: a string, a number and a list of strings are written in TOML as in JSON."""
    import json

    return "".join(f"{id} = {json.dumps(value, ensure_ascii=False)}\n" for id, value in given.items())
