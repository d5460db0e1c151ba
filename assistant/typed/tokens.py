"""The words, numbers and signs of a line, each with its place in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.masking import DOT

WORD, NUMBER, SIGN, HIDDEN = "word", "number", "sign", "hidden"
_TOKEN = re.compile(
    rf"(?P<hidden>{DOT}+)"
    r"|(?P<short_year>(?:(?<![^\s,;:(])[-–]|['’])\d\d(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[<>]|\+)"
)
_OF_PHRASE = re.compile(r"[^\W\d_]+|\d+|[<>]|\+|\{\w+\}")


class Token(NamedTuple):
    """`text` in small letters, without apostrophes; `start` and `end` in the line. `short_year`: typed as "-85"."""

    kind: str
    text: str
    start: int
    end: int
    short_year: bool = False


def tokens(line: str) -> list[Token]:
    """What a line consists of; letters and digits are parted, as in "7åring". Spaces and punctuation only part."""
    found = []
    for match in _TOKEN.finditer(line):
        kind = match.lastgroup or WORD
        text = match[0].casefold()
        if kind == "short_year":
            found.append(Token(NUMBER, text[1:], match.start(), match.end(), True))
        else:
            found.append(Token(kind, text.replace("'", "").replace("’", ""), match.start(), match.end()))
    return found


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The words of a listed phrase, as tokens of a line are compared with them; placeholders stay as `{n}`."""
    return tuple(_OF_PHRASE.findall(phrase.casefold().replace("'", "").replace("’", "")))
