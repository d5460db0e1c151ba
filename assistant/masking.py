"""Masking: digits that may identify somebody become dots as soon as they are typed; years, ages and amounts stay.

Masked are, with all their digits: five or more in a row, and what belongs to them (the century before, the last four behind, the
area code of a telephone); six or more in parts, whatever stands between that is no letter; what together is a personal number,
however it is parted; and lists that have the shape of one. A dot counts as the digit that it hides: masking again changes nothing,
and typing on goes on being masked.

The work grows with the length of the text and no faster: numbers are found by an expression that never goes back by more than a
few characters, and each part of one is looked at a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

DOT = "•"
_DIGIT = rf"[\d²³¹⁰⁴-⁹₀-₉{DOT}]"
_BETWEEN = rf"(?:[^\w{DOT}]|_)"
_RUN = rf"{_DIGIT}+(?:{_BETWEEN}{{1,5}}{_DIGIT}+)*"
_PART = rf"{_DIGIT}+"
_LISTING = r"[,;]|[.!?:]\s"  # what parts the items of a list, or two sentences
_YEAR = r"(?:19|20)\d\d"
_HOUR = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_LAW_OR_HOURS = rf"(?:19|20)\d\d:\d{{1,3}}|{_HOUR}\s?[-–]\s?{_HOUR}"
_CENTURIES = ("18", "19", "20")
_BORN = rf"(?:[0{DOT}][\d{DOT}]|[1{DOT}][012{DOT}])(?:[0-26-8{DOT}][\d{DOT}]|[39{DOT}][01{DOT}])"
_WHOLE = rf"(?s:(?:[1{DOT}][89{DOT}]|[2{DOT}][0{DOT}])?..{_BORN}.{{4}})"
_DATE = rf"(?:1[89]|20)\d\d{_BORN}"
_USUAL = ([8], [10], [6, 4], [6, 2, 2])  # a date, a personal number
_PASSES = 8  # what one mask leaves may stand beside what it hid: the second pass nearly always changes nothing

LONG = 5
"""Digits in a row that are always masked."""

BIRTH = 6
"""Digits in parts that are masked: a date of birth."""

PERSONAL = 10
"""Digits of a personal number without its century; it has two more with it."""

CARD = [2, 6, 1]
"""The parts of the number of an LMA card: 51-123456-7."""

DAY = 8
"""Digits of a day that is written out."""

AGE = 3
"""Digits of the longest age, which may stand beside a day."""

_DAY_AND_AGE = 2  # clusters


@cache
def _made(pattern: str) -> re.Pattern[str]:
    """A pattern, made when a text first needs it: the first question is painted before any."""
    return re.compile(pattern)


class _Part(NamedTuple):
    """Digits in a row, how many, and what stands between them and those before.

    `begins_item`: it is the next item of a list, or begins a sentence.
    """

    text: str
    before: str
    size: int
    begins_item: bool

    @property
    def begins_cluster(self) -> bool:
        """Whether no sign joins it to the digits before."""
        return not self.before or self.before.isspace() or self.begins_item

    @property
    def is_year(self) -> bool:
        return bool(_made(_YEAR).fullmatch(self.text))


def mask(text: str, kept: Collection[str] = ()) -> str:
    """The text with every digit of such numbers as `•`; as long as before. Numbers in `kept`, digits only, stay."""
    return _made(_RUN).sub(lambda run: _masked(run[0], kept), text)


def mask_but_days(text: str) -> str:
    """The text with the digits masked that are more than a day and an age: for a line that is read for its days before it is covered."""
    return _made(_RUN).sub(lambda run: run[0] if _may_be_day(run[0]) else _masked(run[0], ()), text)


def _may_be_day(run: str) -> bool:
    """Whether digits may be a day or its beginning, with no more than an age beside it: a personal number in parts is longer."""
    parts = _parts(run)
    sizes = [_size(parts[cluster.start : cluster.stop]) for cluster in _clusters(parts)]
    return sum(sizes) <= DAY or (len(sizes) == _DAY_AND_AGE and max(sizes) <= DAY and min(sizes) <= AGE)


def _masked(run: str, kept: Collection[str]) -> str:
    """Digits and what stands between them, with the parts masked that may identify somebody."""
    for _ in range(_PASSES if len(run) >= LONG else 0):
        parts = _parts(run)
        if kept and "".join(part.text for part in parts) in kept:
            break
        hidden = set(_hidden(parts))
        shown = (DOT * part.size if place in hidden else part.text for place, part in enumerate(parts))
        before, run = run, "".join(part.before + text for part, text in zip(parts, shown, strict=True))
        if run == before:
            break
    return run


def _parts(run: str) -> list[_Part]:
    parts, end = [], 0
    for match in _made(_PART).finditer(run):
        text, before = match[0], run[end : match.start()]
        parts.append(_Part(text, before, len(text), before not in ("", " ") and bool(_made(_LISTING).search(before))))
        end = match.end()
    return parts


def _size(parts: Sequence[_Part]) -> int:
    return sum(part.size for part in parts)


def _hidden(parts: list[_Part]) -> Iterator[int]:
    """The places of the parts to mask."""
    for core in _cores(parts):
        yield from core
        yield from _before(parts, core)
        yield from _behind(parts, core)
    for whole in _wholes(parts):
        yield from whole
    sizes = [part.size for part in parts]
    for first, size in enumerate(sizes):
        if size == CARD[0] and sizes[first : first + 3] == CARD:
            yield from range(first, first + 3)
    for items in _lists(parts):
        found = parts[items.start : items.stop]
        if _size(found) >= PERSONAL and not all(part.is_year for part in found):
            yield from items


def _wholes(parts: list[_Part]) -> Iterator[range]:
    """Parts beside each other that are a personal number together, many digits in a row among them: 850 709980 5."""
    # One of few digits in a row has none: then nothing is put together, whatever the length of the text.
    for start in range(len(parts)) if any(part.size >= LONG for part in parts) else ():
        size = 0
        for place in range(start, len(parts)):
            size += parts[place].size
            if size > PERSONAL + 2 or (place > start and parts[place].begins_item):
                break
            if size in (PERSONAL, PERSONAL + 2) and _is_whole(parts[start : place + 1]):
                yield range(start, place + 1)


def _is_whole(parts: Sequence[_Part]) -> bool:
    is_long = max(part.size for part in parts) >= LONG
    is_number = is_long and bool(_made(_WHOLE).fullmatch("".join(part.text for part in parts)))
    return is_number and not (parts[-1].size <= 2 and _is_complete(parts[:-1]))


def _is_complete(parts: Sequence[_Part]) -> bool:
    """Whether what stands behind is rather an age than the rest: behind what is hidden, a date, a number written as most are."""
    digits = "".join(part.text for part in parts)
    if len(digits) not in (BIRTH + 2, PERSONAL):
        return False
    sizes = [part.size for part in parts]
    is_usual = sizes in _USUAL and bool(_made(_WHOLE).fullmatch(digits) or _made(_DATE).fullmatch(digits))
    return is_usual or not digits.strip(DOT)


def _lists(parts: list[_Part]) -> Iterator[range]:
    """Lists of single digits, pairs and fours, as 98, 05, 12, 9805; nothing else is written so of a personal number."""
    starts = [place for place, part in enumerate(parts) if not part.begins_item or part.size not in (1, 2, 4)]
    for start, stop in zip(starts, [*starts[1:], len(parts)], strict=True):
        yield range(start if parts[start].size in (1, 2, 4) else start + 1, stop)


def _cores(parts: list[_Part]) -> Iterator[range]:
    """What is masked by itself: a cluster with many digits in a row; clusters of few beside each other, as a date or a telephone."""
    few = range(0)
    for cluster in _clusters(parts):
        is_long = max(parts[place].size for place in cluster) >= LONG
        if is_long or parts[cluster.start].begins_item:
            if _identifies(parts[few.start : few.stop]):
                yield few
            few = range(cluster.start, cluster.start)
        if is_long:
            yield cluster
        few = range(cluster.stop if is_long else few.start, cluster.stop)
    if _identifies(parts[few.start : few.stop]):
        yield few


def _clusters(parts: list[_Part]) -> Iterator[range]:
    """Parts that signs join, as 850709-9805."""
    starts = [place for place, part in enumerate(parts) if part.begins_cluster]
    return map(range, starts, [*starts[1:], len(parts)])


def _identifies(parts: Sequence[_Part]) -> bool:
    """Whether parts of few digits are more than years, a year in a sentence, a law or opening hours."""
    if _size(parts) < BIRTH:
        return False
    years = sum(part.is_year for part in parts)
    # "born 1985 41 years", "born 5 7 2015": a year and what is said beside it, until it could be a whole date.
    is_said = years and _size(parts) < BIRTH + 2 and all(part.before.isspace() for part in parts[1:])
    text = parts[0].text + "".join(part.before + part.text for part in parts[1:])
    return years < len(parts) and not is_said and not _made(_LAW_OR_HOURS).fullmatch(text)


def _before(parts: list[_Part], core: range) -> Iterator[int]:
    """The part before a core that belongs to it: an area code, or the century of a personal number."""
    if core.start and parts[core.start].before.isspace():
        before, first = parts[core.start - 1].text, parts[core.start]
        if before.startswith("0") or (before in _CENTURIES and first.size == BIRTH):
            yield core.start - 1


def _behind(parts: list[_Part], core: range) -> Iterator[int]:
    """The parts behind a core that make a personal number of it: the last four, in one or in pairs."""
    sizes = [part.size for part in parts[core.start : core.stop]]
    size, birth = sum(sizes), sum(sizes[: next((at for at, one in enumerate(sizes, 1) if one >= LONG), None)])
    whole = PERSONAL if birth <= BIRTH + 1 else PERSONAL + 2 if birth == BIRTH + 2 else 0
    if size >= whole or sizes == CARD:
        return
    places = []
    for place in range(core.stop, len(parts)):
        if size >= whole and (parts[place].size != 2 or parts[place - 1].size != 2 or size >= PERSONAL + 2):
            break
        size += parts[place].size
        places.append(place)
    if size >= whole:
        yield from places
