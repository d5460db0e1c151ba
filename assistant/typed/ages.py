"""Ages: the span of whole years that a phrase leaves on a day, and the bands of the question that the span touches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from assistant.knowledge.model import Question
from assistant.knowledge.word_lists import AgePhrases, Bound
from assistant.typed.days import age_on

_PER_YEAR = {"months": 12, "weeks": 52, "days": 365}
_LEEWAY = 6
"""That part of a year, two months, an age in months may be more than it is said to be."""


class AgeSpan(NamedTuple):
    """Ages from `low` to `high`, both inclusive."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def common(self, other: AgeSpan) -> AgeSpan | None:
        """The ages in both; None if there is none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return AgeSpan(low, high) if low <= high else None


def span(age: AgePhrases, numbers: Mapping[str, int], question: Question, today: date) -> AgeSpan | None:
    """The ages that a phrase leaves; None if its numbers are no age, or a year of birth may be in two centuries."""
    assert question.number is not None
    least, greatest = question.number.least, question.number.greatest
    values = {"min": least, "max": greatest, **numbers}
    if "date" in numbers:
        return _on_day(date.fromordinal(numbers["date"]), question, today)
    if age.unit == "born":
        return born(age, numbers.get("year", 0), question, today)
    if any(not least <= number <= greatest * _PER_YEAR.get(age.unit, 1) for number in numbers.values()):
        return None
    if age.only and not _at(age.only[0], values) <= values["n"] <= _at(age.only[1], values):
        return None
    ends = sorted((_at(age.low, values), _at(age.high, values)))
    if age.unit in _PER_YEAR:
        # A month or two either way may make a birthday of difference; below the first there is none.
        per = _PER_YEAR[age.unit]
        low, high = int(ends[0] // per), int(ends[1] // per)
        return _within(AgeSpan(low, int((ends[1] + per / _LEEWAY) // per) if high else 0), least, greatest)
    return _within(AgeSpan(ends[0], ends[1]), least, greatest)


def _on_day(day: date, question: Question, today: date) -> AgeSpan | None:
    """The age of somebody born on a day."""
    assert question.number is not None
    age = age_on(day, today) if day <= today else -1
    return AgeSpan(age, age) if question.number.least <= age <= question.number.greatest else None


def born(age: AgePhrases | None, year: int, question: Question, today: date) -> AgeSpan | None:
    """The ages of somebody born in a year, of which the last two digits may be given; a span if two centuries fit."""
    assert question.number is not None
    years = [year] if year >= 100 else [century + year for century in (1900, 2000)]
    found: list[AgeSpan] = []
    for one in years:
        values = {"year": one, "min": one, "max": one}
        first, last = (_at(age.low, values), _at(age.high, values)) if age else (one, one)
        if first <= today.year:
            # The birthday of this year may still be to come.
            ages = AgeSpan(today.year - min(last, today.year) - 1, today.year - first)
            within = _within(ages, question.number.least, question.number.greatest)
            if within is not None:
                found.append(within)
    return AgeSpan(min(one.low for one in found), max(one.high for one in found)) if found else None


def bands(ages: AgeSpan, question: Question) -> tuple[str, ...]:
    """The values of the question whose bands hold any of these ages."""
    return question.touched(ages.low, ages.high)


def whole_bands(ages: AgeSpan, question: Question) -> tuple[str, ...]:
    """The bands that consist of these ages exactly; empty if the span cuts a band."""
    touched = [value for value in question.values if value.id in bands(ages, question)]
    fits = touched and touched[0].low == ages.low and touched[-1].high == ages.high
    return tuple(value.id for value in touched) if fits else ()


def _at(bound: Bound, values: Mapping[str, int]) -> int:
    return values.get(bound.name, 0) + bound.offset


def _within(ages: AgeSpan, least: int, greatest: int) -> AgeSpan | None:
    return ages.common(AgeSpan(least, greatest))
