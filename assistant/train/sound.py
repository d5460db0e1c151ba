"""What a learner's file says, made sure of: every value is one that this program can have written, or ValueError is raised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from assistant.train.schedule import Memory, Record

LONGEST = 1000
"""Letters of a name, an id or a fingerprint."""

MOST = 10_000_000
"""Answers that anybody gives, and days for which anything is remembered."""

_FIRST, _LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Learner(NamedTuple):
    """Who trains: a name or an alias, and the region they work in (None: any)."""

    name: str
    region: str | None


class Work(NamedTuple):
    """A learner, their records by contrast, and the days on which they trained with the number of answers."""

    learner: Learner
    records: dict[str, Record]
    days: dict[str, int]


def learner_of(row: Iterable[object]) -> Learner:
    """The learner in a row of name and region. Raises ValueError."""
    name, region = row
    return Learner(_text(name), None if region is None else _text(region))


def record_of(row: Iterable[object]) -> Record:
    """The record in a row of the table, or of an exported file. Raises ValueError."""
    card, topic, state, stability, difficulty, due, last, first, second, fingerprint, answers, wrong = row
    memory = Memory(
        state=_whole(state, 1, 3),
        stability=_number(stability),
        difficulty=_number(difficulty),
        due=_time(due),
        last=_time(last),
    )
    given = _whole(answers, 1, MOST)
    sides = (_side(first), _side(second))
    return Record(_text(card), _text(topic), memory, sides, _text(fingerprint), given, _whole(wrong, 0, given))


def days_of(rows: Iterable[Iterable[object]]) -> dict[str, int]:
    """Days with their number of answers. Raises ValueError."""
    return {_day(day): _whole(answers, 1, MOST) for day, answers in rows}


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= LONGEST:
        raise ValueError("no text")
    return value


def _whole(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError("no number")
    return int(value)


def _number(value: object) -> float:
    """More than nothing and not without end: neither is what NaN compares as."""
    if not isinstance(value, int | float) or not 0 < value <= MOST:
        raise ValueError("no number")
    return float(value)


def _side(value: object) -> bool | None:
    return None if value is None else bool(_whole(value, 0, 1))


def _time(value: object) -> datetime:
    """A time in UTC. Times without a zone are none of ours: they cannot be compared with those that have one."""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("no time")
    time = datetime.fromisoformat(value)
    if time.tzinfo is None or not _FIRST <= time <= _LAST:
        raise ValueError("no time")
    return time.astimezone(UTC)


def _day(value: object) -> str:
    if not isinstance(value, str) or not _FIRST.date() <= date.fromisoformat(value[:LONGEST]) <= _LAST.date():
        raise ValueError("no day")
    return date.fromisoformat(value).isoformat()
