"""Words of one's own at a place, which are no commands everywhere: one in every language, each alone on the line, with or without a slash."""

from __future__ import annotations

from functools import lru_cache

from assistant.i18n import language, languages
from assistant.texts import folded as letters
from assistant.typed.commands import SLASH


def is_word(line: str, word: str) -> bool:
    """Whether a line is this word (in English, to be translated) and nothing else, in whichever language."""
    return folded(line).lstrip(SLASH).strip() in _all(word)


def folded(line: str) -> str:
    """A line as it is compared: small letters without diacritics, one space between words."""
    return " ".join(letters(line[:100]).split())


@lru_cache(maxsize=128)
def _all(word: str) -> frozenset[str]:
    return frozenset({folded(word), *(folded(language(code).gettext(word)) for code in languages())})
