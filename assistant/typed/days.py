"""Days written out in a line: heard before they are masked, as an age or whether a card is still good follows from one. None is kept.

A day that is hidden on the screen, as a date of birth must be, is one word of the line that is being read; of it only what follows is told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.masking import DOT
from assistant.typed.tokens import HIDDEN, NUMBER, RUNS_ON, WORD, Token

_ALONE = r"(?<![\d•])(?<![\d•][-./+])"
_NO_MORE = r"(?![\d•]|[-./+]\d|[-+]?\s?\d{4})"
_WRITTEN = re.compile(
    rf"{_ALONE}(?:(?P<year>(?:19|20)\d\d)(?P<by>[-./ ]?)(?P<month>\d\d)(?P=by)(?P<day>\d\d)"
    r"|(?P<first>\d{1,2})(?P<sign>[-./ ])(?P<second>\d{1,2})(?:(?P=sign)|(?<=/\d)[- ]|(?<=/\d\d)[- ])(?P<last>(?:19|20)\d\d)"
    r"|(?P<of_day>\d{1,2})/(?P<in_month>\d{1,2})\s?-(?P<in_year>\d\d)"
    r"|(?P<year_of>(?:19|20)\d\d)[-./](?P<month_of>0[1-9]|1[0-2])|(?P<of_month>0?[1-9]|1[0-2])[-./](?P<of_year>(?:19|20)\d\d)"
    rf"|(?P<short>\d\d)(?P<m>\d\d)(?P<d>\d\d)){_NO_MORE}"
)
_OLDEST = 110
"""Years from which nobody is meant by a year of two digits."""
_PARTS = 3
"""Words of a day with its month by name: "14 February 2011"."""


CENTURY = 2000
"""What a year of two digits is counted from, that is not one of birth."""
_DIGITS = 2

Month = Callable[[str], int | None]
"""The number of a month, by its name."""


class Day(NamedTuple):
    """A day at a place of a line: as one of birth, None if that may be in two centuries; and as one until which something is good.

    `of_month`: only the month is told, as in "2027-02", of which it is the last day.
    """

    start: int
    end: int
    born: date | None
    until: date
    of_month: bool = False


def with_days(words: Sequence[Token], line: str, month: Month, today: date) -> list[Token]:
    """The words of a line, which is given as it was typed, with each day as one word."""
    return list(_with_names(list(_merged(words, list(_in_digits(line, today)))), month))


def age_on(born: date, today: date) -> int:
    """Whole years from a day of birth to another day."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def day_of_month(text: str) -> int | None:
    """The number of "4" or "4:e"; None if it is none of a day."""
    digits = text.partition(":")[0]
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


def _in_digits(raw: str, today: date) -> Iterator[Day]:
    for match in _WRITTEN.finditer(raw):
        if month := match["month_of"] or match["of_month"]:
            last = _last_of(int(match["year_of"] or match["of_year"]), int(month))
            is_told = last < today and last.month != today.month  # else the birthday may be yet to come
            yield Day(match.start(), match.end(), last if is_told else None, last, of_month=True)
        elif (until := _day(match)) is not None:
            short = match["short"] is not None or match["in_year"] is not None
            yield Day(match.start(), match.end(), _of_birth(until, today) if short else until, until)


def _day(match: re.Match[str]) -> date | None:
    if match["year"]:
        return _as_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["short"]:
        return _as_date(CENTURY + int(match["short"]), int(match["m"]), int(match["d"]))
    if match["in_year"]:
        return _as_date(CENTURY + int(match["in_year"]), int(match["in_month"]), int(match["of_day"]))
    first, second, year = int(match["first"]), int(match["second"]), int(match["last"])
    return _as_date(year, second, first) or _as_date(year, first, second)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _of_birth(day: date, today: date) -> date | None:
    """A day of a year with two digits as one of birth: in this century, or in the last; None if both may be."""
    before = _as_date(day.year - 100, day.month, day.day)
    if day > today:
        return before
    return None if before is not None and age_on(before, today) < _OLDEST else day


def _as_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _merged(words: Sequence[Token], days: Sequence[Day]) -> Iterator[Token]:
    """The words, with those of a day as one."""
    at = 0
    for day in days:
        inside = [word for word in words[at:] if day.start <= word.start and word.end <= day.end]
        while at < len(words) and words[at].end <= day.start:
            yield words[at]
            at += 1
        if inside and inside[0].start == day.start and inside[-1].end == day.end:
            yield _as_one(inside, day)
            at += len(inside)
    yield from words[at:]


def _as_one(words: Sequence[Token], day: Day) -> Token:
    """The words of a day as one, which is hidden."""
    last = words[-1]._replace(kind=HIDDEN, text=DOT, start=day.start, end=day.end, short_year=False, modifier=False)
    return last._replace(born=day.born, until=day.until, of_month=day.of_month)


def _with_names(words: Sequence[Token], month: Month) -> Iterator[Token]:
    """The words, with a day of a month by its name, and its year, as one: "14 February 2011", "February 14 2011"."""
    at = 0
    while at < len(words):
        three = words[at : at + _PARTS]
        day = _named(three, month) if len(three) == _PARTS and not three[0].ends and three[2].kind == NUMBER else None
        if day is None:
            yield words[at]
            at += 1
        else:
            yield _as_one(three, Day(three[0].start, three[-1].end, day, day))
            at += _PARTS


def _named(three: Sequence[Token], month: Month) -> date | None:
    first, second, year = three
    number, name = (first, second) if second.kind == WORD else (second, first)
    day = day_of_month(number.text)
    named = month(name.text) if name.kind == WORD else None
    if named is None or len(year.text) != 4 or day is None:
        return None
    return _as_date(int(year.text), named, day) if second.ends == RUNS_ON or number is second else None
