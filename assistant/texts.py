"""Texts made safe or comparable: shown without what a terminal obeys, cut, folded, and escaped for Markdown and HTML."""

from __future__ import annotations

import re
from itertools import filterfalse

_UNSEEN = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_FROM_THE_LEFT = r"(\[[^\]\n]*\]|https?://\S+|[\w.+-]+@[\w.-]+\w|\+?\d[\d \u00a0–/.:-]*\d)"
"""What is written from the left in any language: citations, addresses, numbers of telephones, days."""
_PLAIN = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")
_MARKDOWN = r"([\\`*_{}\[\]<>#+!|~])"


def harmless(text: str, instead: str = "") -> str:
    """Text of several lines without control and direction characters, which a terminal might obey; `instead` stands for each."""
    if text.replace("\n", "").replace("\u00a0", "").isprintable():
        return text
    return re.sub(_UNSEEN, instead, text)


def visible(value: object, longest: int = 60) -> str:
    """What a stranger typed or a file holds, as one line: whatever cannot be printed as `?`, and cut when long."""
    text = str(value)[: longest + 1]
    return shortened("".join(char if char.isprintable() else "?" for char in text), longest)


def shortened(text: str, longest: int) -> str:
    """Text of at most so many characters; `…` stands for the rest."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def cased(text: str) -> str:
    """A text with a capital: it begins a line or a sentence, perhaps with an amount (“at most …”)."""
    return text[:1].upper() + text[1:]


def folded(text: str) -> str:
    """Text in small letters without diacritics, as "Läkare" -> "lakare"; for comparing, never for showing."""
    small = text.casefold()
    plain = small if text.isascii() else small.translate(_PLAIN)
    if plain.isascii():
        return plain
    import unicodedata  # its tables are a megabyte, and what is written here needs none of them

    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", small)))


def for_markdown(text: str) -> str:
    """Text of which Markdown takes nothing as its own."""
    return re.sub(_MARKDOWN, r"\\\1", text)


def for_html(text: str, direction: str = "ltr") -> str:
    """Text of which HTML takes nothing as its own, between tags or in quotation marks.

    In a page that is read from the right (`rtl`), between tags: what is written from the left is kept apart, else its parts change places.
    """
    import html  # only pages need it, and its table of names

    if direction == "ltr":
        return html.escape(text, quote=True)
    pieces = (html.escape(piece, quote=True) for piece in re.split(_FROM_THE_LEFT, text))
    return "".join(f'<bdi dir="ltr">{piece}</bdi>' if odd % 2 else piece for odd, piece in enumerate(pieces))
