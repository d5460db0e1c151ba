"""Masking: digits that may identify somebody become dots as soon as they are typed; years and ages stay.

Masked are, with all their digits: five or more in a row; six or more joined by hyphens or the like; four after six or eight
(a personal number in two parts); and a telephone number in parts. A dot counts as the digit that it hides, so that masking a
masked line changes nothing and typing on goes on being masked.
"""

from __future__ import annotations

import re

DOT = "•"
_DIGIT = rf"[\d{DOT}]"
_JOINED = re.compile(rf"{_DIGIT}+(?:[-–+./_]{_DIGIT}+)*")
_IN_PARTS = re.compile(rf"{_DIGIT}+(?:[-–+./_\s]{{1,3}}{_DIGIT}+)+")
_PART = re.compile(rf"{_DIGIT}+")
_PERSONAL = re.compile(rf"(?<!{_DIGIT})(?:{_DIGIT}{{8}}|{_DIGIT}{{6}})\s{{1,3}}{_DIGIT}{{4}}(?!{_DIGIT})")
_CARD = re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{2}}\s{{1,3}}{_DIGIT}{{6}}\s{{1,3}}{_DIGIT}(?!{_DIGIT})(?!\s*[^\W\d])")
_AREA_FIRST = re.compile(rf"(?<!{_DIGIT})[0{DOT}]{_DIGIT}{{1,3}}\s{{1,3}}{_DIGIT}{{5,8}}(?!{_DIGIT})")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def mask(line: str) -> str:
    """The line with every digit of such numbers as `•`; as long as before."""
    while (masked := _once(line)) != line:
        line = masked
    return line


def _once(line: str) -> str:
    for pattern in (_PERSONAL, _CARD, _AREA_FIRST):
        line = pattern.sub(_hide, line)
    return _IN_PARTS.sub(_hide_parts, _JOINED.sub(_hide_joined, line))


def _hide(match: re.Match[str]) -> str:
    return re.sub(r"\d", DOT, match[0])


def _hide_joined(match: re.Match[str]) -> str:
    parts = _PART.findall(match[0])
    total = sum(map(len, parts))
    identifying = max(map(len, parts)) >= 5 or (total >= 6 and not _years(parts))
    return _hide(match) if identifying else match[0]


def _hide_parts(match: re.Match[str]) -> str:
    """A number in parts of at most four digits, eight or more in all: a telephone number, a birth date with four more."""
    parts = _PART.findall(match[0])
    identifying = max(map(len, parts)) <= 4 and sum(map(len, parts)) >= 8 and not _years(parts)
    return _hide(match) if identifying else match[0]


def _years(parts: list[str]) -> bool:
    return all(_YEAR.match(part) for part in parts)
