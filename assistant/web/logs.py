"""Logs: lines for people, or a JSON object a line for machines; of what failed its kind and place alone, so that no line holds anything of a case."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime
from typing import Any

LOG = logging.getLogger("vardlots.serve")
LINES, JSON = "lines", "json"
FORMS = (LINES, JSON)
"""How a log can be written."""

_OURS = (LOG.name, "uvicorn")
_OF_SOCKETS = "uvicorn.error"
"""Logs who opens a socket, and at which address, as an event: that is never told."""
_QUIET = ("asyncio",)
"""What else may log: its words hold what it worked on, so nothing but the fault is told."""


def tell(event: str, level: int = logging.INFO, **parts: str | int | float | None) -> None:
    """Log an event with its parts. Both are of our own making: nothing that was sent may stand in them."""
    if LOG.isEnabledFor(level):
        LOG.log(level, "%s", _line(event, parts), extra={"event": event, "parts": parts})


def _line(event: str, parts: Mapping[str, Any]) -> str:
    return " ".join([event, *(f"{name}={value}" for name, value in parts.items() if value is not None)])


def place_of(error: BaseException) -> str:
    """An error as its kind and where it was raised: never its words, nor those of what it was raised from."""
    last: Any = next(iter(traceback.extract_tb(error.__traceback__)[-1:]), None)
    where = f"{last.filename.rpartition('assistant/')[2]}:{last.lineno}" if last is not None else "?"
    return f"{type(error).__name__} at {where}"


class LogLines(logging.Formatter):
    """A line with the time, the level, the event and its parts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; never with a traceback, whose last line holds the words of the error."""
        return f"{_time(record)} {record.levelname} {_line(_event(record), _parts(record))}"


class JsonLines(logging.Formatter):
    """The same as an object: `time`, `level`, `event` and the parts."""

    def format(self, record: logging.LogRecord) -> str:
        """The object in one line."""
        found = {"time": _time(record), "level": record.levelname.lower(), "event": _event(record), **_parts(record)}
        return json.dumps(found, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def _event(record: logging.LogRecord) -> str:
    """What happened: of a library that logs what it worked on, nothing but that it failed."""
    if record.name.partition(".")[0] in _QUIET:
        return "fault"
    return str(getattr(record, "event", "")) or " ".join(record.getMessage().split())


def _parts(record: logging.LogRecord) -> Mapping[str, Any]:
    parts: dict[str, Any] = dict(getattr(record, "parts", {}))
    if record.exc_info and record.exc_info[1] is not None:
        parts["fault"] = place_of(record.exc_info[1])
    return parts


def log_to_standard_error(form: str = LINES) -> None:
    """From now on: our own lines and those of uvicorn, and that something else failed. No line is made by another way."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == JSON else LogLines())
    for name in (*_OURS, *_QUIET):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name in _OURS else logging.WARNING)
    sockets = logging.getLogger(_OF_SOCKETS)
    sockets.filters = [_is_told]


def _is_told(record: logging.LogRecord) -> bool:
    """Nothing of who opens a socket; nor a line for each who sends what is no request: they would fill the log."""
    said = str(record.msg)
    return "WebSocket" not in said and not said.startswith(("connection ", "Invalid HTTP request"))
