"""The configuration of a server: one TOML file, each key once here, from which reading, checking and the list in the help are made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.files import reason
from assistant.i18n import N_, Language, languages
from assistant.messages import Message, listing, nearest
from assistant.places import HEAD
from assistant.settings.toml import TomlError, lines_of, parsed, text_of
from assistant.texts import visible
from assistant.web.logs import FORMS, LINES

TEXT, NUMBER, YES_NO, CHOICE, FILE, FOLDER = "text", "number", "yes_no", "choice", "file", "folder"
"""The kinds of keys. A file or a folder that is not named from the root lies beside the configuration."""
NO_MATCH = N_('The file cannot be understood from here on. A line reads as host = "127.0.0.1" or port = 8080.')


class ServeKey(NamedTuple):
    """A key of the file. `least` and `greatest` bound a number; `help` is a text of the code."""

    id: str
    kind: str
    help: str
    least: int = 0
    greatest: int = 0
    words: tuple[str, ...] = ()


class Configuration(NamedTuple):
    """How a server runs. None: as without the key."""

    host: str = "127.0.0.1"
    port: int = 8080
    root_path: str = ""
    language: str | None = None
    knowledge: str | None = None
    local: str | None = None
    log: str = LINES
    log_requests: bool = False
    metrics: bool = True
    connections: int = 2000
    terminals: int = 20
    terminal_idle_minutes: int = 30
    drain_seconds: int = 0
    grace_seconds: int = 10


KEYS = (
    ServeKey("host", TEXT, N_("The address to listen on.")),
    ServeKey("port", NUMBER, N_("The port to listen on."), 1, 65535),
    ServeKey("root_path", TEXT, N_("Where a proxy puts the site, as /vardlots; empty: at the top of its host.")),
    ServeKey("language", CHOICE, N_("The language of whoever asks for none.")),
    ServeKey("knowledge", FOLDER, N_("The folder of the knowledge, in place of the one that came along.")),
    ServeKey("local", FILE, N_("The file of local additions.")),
    ServeKey("log", CHOICE, N_("How the log is written: lines for people, or a JSON object a line."), words=FORMS),
    ServeKey("log_requests", YES_NO, N_("Whether each request is a line of the log: its route, status and time.")),
    ServeKey("metrics", YES_NO, N_("Whether /metrics tells what is counted.")),
    ServeKey("connections", NUMBER, N_("Connections at once; who comes then is told to come again."), 1, 100_000),
    ServeKey(
        "terminals", NUMBER, N_("How many may use the app in the browser at once; 0: it is not offered."), 0, 1000
    ),
    ServeKey("terminal_idle_minutes", NUMBER, N_("Minutes without a key or a move after which it is closed."), 1, 1440),
    ServeKey("drain_seconds", NUMBER, N_("Seconds for which /ready says no before it stops."), 0, 600),
    ServeKey("grace_seconds", NUMBER, N_("Seconds that requests under way have to end."), 0, 600),
)


class ConfigurationProblem(NamedTuple):
    """One mistake in a configuration. `line` and `column` count from 1; 0 is unknown."""

    path: Path
    told: Message
    line: int = 0
    column: int = 0
    error: OSError | None = None

    def text(self, speaks: Language) -> str:
        """`file:line: what is wrong, what is allowed, the nearest right word`, in one line."""
        told = self.told
        if self.error is not None:
            told = told._replace(parts={**told.parts, "reason": reason(self.error, speaks)})
        where = ":".join([visible(self.path, 200), *(str(number) for number in (self.line, self.column) if number)])
        return f"{where}: {told.text(speaks)}"


class ConfigurationRead(NamedTuple):
    """What a file gave: how to run, and what is wrong in it."""

    configuration: Configuration
    problems: tuple[ConfigurationProblem, ...]


def read_configuration(path: Path) -> ConfigurationRead:
    """The configuration in a file. What is wrong in it is as if it were not there."""
    try:
        text = text_of(path)
        if text is None:
            message = Message(N_("There is no such file."))
            return ConfigurationRead(Configuration(), (ConfigurationProblem(path, message),))
        found = parsed(text, NO_MATCH)
    except TomlError as error:
        told = ConfigurationProblem(path, Message(error.message), error.line, error.column, error.error)
        return ConfigurationRead(Configuration(), (told,))
    lines, values, problems = lines_of(text), dict[str, Any](), []
    by_id = {key.id: key for key in KEYS}
    for id, value in found.items():
        wrong = _wrong(by_id[id], value, path) if id in by_id else _no_key(id)
        if wrong is not None:
            problems.append(ConfigurationProblem(path, wrong, lines.get(id, 0)))
        else:
            values[id] = str(_lies(value, path)) if by_id[id].kind in (FILE, FOLDER) else value
    problems.sort(key=lambda problem: problem.line)
    return ConfigurationRead(Configuration(**values), tuple(problems))


def key_lines(speaks: Language) -> Iterator[str]:
    """Each key with what it is for, what is allowed and the default."""
    for key in KEYS:
        default = getattr(Configuration(), key.id)
        yield f"{key.id}: {speaks.gettext(key.help)}"
        parts = [speaks.gettext("Allowed: {allowed}.", allowed=_allowed(key).text(speaks))]
        if default is not None:
            parts.append(speaks.gettext("Default: {value}.", value=_as_toml(default)))
        yield "    " + " ".join(parts)


def _as_toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _lies(word: str, beside: Path) -> Path:
    return beside.parent / word


def _no_key(id: str) -> Message:
    ids = [key.id for key in KEYS]
    message = N_("There is no key “{word}”. Allowed: {names}.")
    return Message(message, {"word": visible(id), "names": listing(ids)}, nearest(id[:60], ids))


def _wrong(key: ServeKey, value: object, path: Path) -> Message | None:
    """What is wrong with a value; None if nothing is."""
    if not _fits(key, value):
        near = nearest(value[:60], _words(key)) if isinstance(value, str) and key.kind == CHOICE else None
        shown = _as_toml(value) if isinstance(value, bool) else value
        message = N_("{name} cannot be “{word}”. Allowed: {allowed}.")
        return Message(message, {"name": key.id, "word": visible(shown), "allowed": _allowed(key)}, near)
    if key.kind == FILE and not _lies(str(value), path).is_file():
        return Message(N_("There is no file {file}."), {"file": visible(_lies(str(value), path), 200)})
    if key.kind == FOLDER and not (_lies(str(value), path) / HEAD).is_file():
        message = N_("There is no knowledge in {folder}: no {file}.")
        return Message(message, {"folder": visible(_lies(str(value), path), 200), "file": HEAD})
    return None


def _fits(key: ServeKey, value: object) -> bool:
    if key.kind == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and key.least <= value <= key.greatest
    if key.kind == YES_NO:
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if key.id == "root_path":
        return value == "" or (value.startswith("/") and not value.endswith("/"))
    return value in _words(key) if key.kind == CHOICE else value != ""


def _words(key: ServeKey) -> tuple[str, ...]:
    return key.words or languages()


def _allowed(key: ServeKey) -> Message:
    """What a key may be, in words."""
    if key.kind == NUMBER:
        text = N_("a whole number from {least} to {greatest}")
        return Message(text, {"least": key.least, "greatest": key.greatest})
    if key.kind == CHOICE:
        return Message("{words}", {"words": ", ".join(f'"{word}"' for word in _words(key))})
    if key.id == "root_path":
        return Message(N_('"", or a path that begins with "/" and does not end with it'))
    kinds = {
        YES_NO: N_("true or false"),
        TEXT: N_("a text between quotation marks"),
        FILE: N_("the name of a file, between quotation marks"),
        FOLDER: N_("the name of a folder, between quotation marks"),
    }
    return Message(kinds[key.kind])
