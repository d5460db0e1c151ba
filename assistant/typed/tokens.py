"""The words, numbers and signs of a line, each with its place in it, and where its clauses and sentences end."""

import re
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from assistant.masking import DOT

WORD, NUMBER, DECIMAL, SIGN, HIDDEN = "word", "number", "decimal", "sign", "hidden"

RUNS_ON, CLAUSE, SENTENCE, ASKED = "", "clause", "sentence", "asked"
"""What ends behind a word: nothing, a clause, a sentence, or a sentence that asks."""

_TOKEN = re.compile(
    rf"(?P<hidden>{DOT}+)"
    r"|(?P<short_year>(?:(?<![^\s,;:(])[-–]|['’])\d\d(?!\d))"
    r"|(?P<ordinal>\d+:[^\W\d_]{1,2}\b)"
    r"|(?P<decimal>\d{1,2}[,.]\d(?![\d.,]*\d))"
    r"|(?P<minutes>(?<=[.:])(?<=(?<![\d.:])\d\d[.:])(?:00|1[3-9]|[2-5]\d)(?![\d.:/-]))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[<>]|\+)"
)
_KINDS = {"ordinal": WORD, "minutes": DECIMAL}
"""The kinds of what is found by its looks. The minutes of a time of day count nothing: "half past nine" as "21.30"."""
_OF_PHRASE = re.compile(r"[^\W\d_]+|\d+|[<>]|\+|\{\w+\}")
_ABBREVIATION = re.compile(r"(?:^|\W)[^\W\d_]{1,3}\Z")
_LONG_WORD = re.compile(r"[^\W\d_]{7}\Z")
_DOTTED = re.compile(r"(?:^|[^\W\d_]\.|\W)[^\W\d_]\.[^\W\d_]{1,2}\Z")
_GAPS = re.compile(r"\s+")
_APART = re.compile(r"\s[-–—/|•]\s")


class Token(NamedTuple):
    """`text` in small letters, without apostrophes; `start` and `end` in the line. `short_year`: typed as "-85".

    `ends`: what ends behind it. `modifier`: it is the first part of a compound, of which the last part says what it is.
    `born`, `until`: of a day, as one of birth and as one until which something is good; `of_month`: it is the last of a month, whose day is not told.
    `parted`: more than a gap or a hyphen stands behind it before the next word, whether it ends anything or not, as a colon and a space.
    """

    kind: str
    text: str
    start: int
    end: int
    short_year: bool = False
    ends: str = RUNS_ON
    modifier: bool = False
    born: date | None = None
    until: date | None = None
    of_month: bool = False
    parted: bool = False


def tokens(line: str) -> list[Token]:
    """What a line consists of; letters and digits are parted, as in "7åring"."""
    found: list[Token] = []
    matches = list(_TOKEN.finditer(line))
    for match, behind in zip_longest(matches, matches[1:]):
        kind = _KINDS.get(match.lastgroup or "", match.lastgroup) or WORD
        text = match[0].casefold()
        start, end = match.span()
        ends = _ends(line, end, behind.start()) if behind is not None else _ends_line(line, end)
        parted = behind is not None and len(_GAPS.sub(" ", line[end : behind.start()])) > 1
        if kind == "short_year":
            found.append(Token(NUMBER, text[1:], start, end, True, ends, parted=parted))
        else:
            plain = text.replace("'", "").replace("’", "")
            found.append(Token(kind, plain, start, end, False, ends, parted=parted))
    return found


def _ends_line(line: str, start: int) -> str:
    return ASKED if "?" in line[start:] else SENTENCE


def _ends(line: str, start: int, end: int) -> str:
    """What ends between two words. A full stop before a small letter may be an abbreviation's: it ends a clause."""
    between = line[start:end]
    if not between or between == " ":
        return RUNS_ON
    if "?" in between:
        return ASKED
    if "\n" in between or "\r" in between or "!" in between or "…" in between:
        return SENTENCE
    if "." in between:
        if not between[-1].isspace():
            return RUNS_ON  # "asyl.sökande", "13.30"
        if _DOTTED.search(line[max(0, start - 6) : start]):
            return RUNS_ON  # "t.o.m. mars"
        if line[end].isupper():
            return SENTENCE
        if line[end].isalpha() and _LONG_WORD.search(line[max(0, start - 9) : start]):
            return SENTENCE
        return RUNS_ON if line[end].isdigit() and _ABBREVIATION.search(line[max(0, start - 4) : start]) else CLAUSE
    if any(sign in between for sign in ",;()") or _APART.search(between):
        return CLAUSE
    return RUNS_ON


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The words of a listed phrase, as tokens of a line are compared with them; placeholders stay as `{n}`."""
    if phrase.replace(" ", "").isalpha():
        return tuple(phrase.casefold().split())
    return tuple(_OF_PHRASE.findall(phrase.casefold().replace("'", "").replace("’", "")))
