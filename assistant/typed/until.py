"""When something ends, or was made: the day, the month or the year that a line tells behind a word such as "until" or "from"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from assistant.knowledge.word_lists import EXPIRED, VALID
from assistant.typed.days import CENTURY, Month, day_of_month
from assistant.typed.matching import Read
from assistant.typed.tokens import HIDDEN, NUMBER

MONTHS = 12
_DATE = 7
"""Words behind "until" in which a day, a month or a year stands."""
_CLOSE = 4
"""Words of them in which it stands whatever words are between."""
_DAYS, _YEAR = 31, 4
_BETWEEN = frozenset({"fillers", "month_end", "times", "conjunctions"})
"""Kinds of words that may stand between "until" and when."""


class Ending(NamedTuple):
    """What a line tells of a day. `either`: the number behind a month, which may be a day or a year of two digits."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    either: int | None = None


COMING = Ending(year=date.max.year)
"""A time to come."""


def told_when(read: Read, start: int, month: Month) -> tuple[Ending | None, list[int]]:
    """What stands behind a word such as "until", and the places of it; None if it is hidden."""
    when, places = Ending(), list[int]()
    for at in range(start, min(len(read.words), start + _DATE)):
        word = read.words[at]
        if word.until is not None:
            return Ending(None if word.of_month else word.until.day, word.until.month, word.until.year), [*places, at]
        if word.kind == HIDDEN:
            return None, places
        if at - start >= _CLOSE and not _may_tell(read, at, month):
            break
        places.append(at)
        if "coming" in read.kinds(at):
            return COMING, places
        when = _with(when, read, at, month)
        if word.ends or when.either is not None or when.year is not None:
            break
    return when, places


def _may_tell(read: Read, at: int, month: Month) -> bool:
    word = read.words[at]
    return word.kind == NUMBER or month(word.text) is not None or bool(read.kinds(at) & _BETWEEN)


def _with(when: Ending, read: Read, at: int, month: Month) -> Ending:
    """What is told together with the next word."""
    word, named = read.words[at], month(read.words[at].text)
    if "month_end" in read.kinds(at):
        return when._replace(day=_DAYS)
    if named is not None:
        return when._replace(month=named)
    if word.kind != NUMBER:
        ordinal = day_of_month(word.text)
        return when._replace(day=ordinal) if ordinal else when
    number = int(word.text)
    if len(word.text) == _YEAR:
        return when._replace(year=number)
    if word.short_year:
        return when._replace(year=CENTURY + number)
    if when.month is not None:
        return when._replace(either=number)
    return _second(when, number) if when.day is not None and _beside(read, at) else when._replace(day=number)


def _beside(read: Read, at: int) -> bool:
    """Whether a number stands behind another one with at most one sign between, as in "28/11"."""
    before = read.words[at - 1]
    near = not before.parted or before.end + 1 == read.words[at].start
    return before.kind == NUMBER and near and not before.ends


def _second(when: Ending, number: int) -> Ending:
    """ "28/11" is a day and its month, "03/27" a month and its year."""
    if number <= MONTHS:
        return when._replace(month=number)
    return Ending(month=when.day, year=CENTURY + number) if (when.day or 0) <= MONTHS else when


def still(when: Ending, today: date) -> str:
    """Whether something that holds until then still does; empty if that is not told."""
    if when.either is not None and when.month is not None:
        return _day_or_year(when.either, when, today)
    return _on(when, today)


def _day_or_year(number: int, when: Ending, today: date) -> str:
    """Of "June 27": what both that day and that year tell."""
    day = _on(Ending(number, when.month), today) if 0 < number <= _DAYS and when.day is None else ""
    year = _on(Ending(when.day, when.month, CENTURY + number), today)
    if when.day is not None or number > _DAYS:
        return year
    return day if day == year else ""


def _on(when: Ending, today: date) -> str:
    """Whether something that holds until this date still does. A day without a year is one to come, if this year has it."""
    day, month, year = when.day, when.month, when.year
    if year is None and month is not None and not (day is not None and month == today.month):
        # "until April": said of a card, it is the April to come, if that is nearer than the one that is over.
        nearer = 0 < (month - today.month) % MONTHS <= MONTHS // 2
        if day is None or nearer:
            return VALID if nearer else ""
    if day is not None and month is not None and year in (None, today.year):
        ahead = (month, day) >= (today.month, today.day)
        return VALID if ahead else EXPIRED if year else ""
    if year is None or (year == today.year and month == today.month):
        return ""
    return VALID if (year, month or 12) >= (today.year, today.month) else EXPIRED


def days_since(when: Ending, today: date, *, least: bool = False) -> int | None:
    """At most how many days ago that was, or at least, the last time that it was; None if that is not told."""
    if when.month is None or when == COMING:
        return None
    year = when.year or (today.year - ((when.month, when.day or 1) > (today.month, today.day)))
    last = monthrange(year, when.month)[1]
    told = date(year, when.month, min(when.day, last) if when.day else last if least else 1)
    return (today - told).days if told <= today else None
