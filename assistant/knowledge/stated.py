"""What a text states in words of its own that belongs in a field: amounts, numbers to call, addresses."""

from __future__ import annotations

import re

from assistant.knowledge.model import Knowledge

AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:kr\b|kronor|SEK|:[-–])", re.IGNORECASE)
PHONE = re.compile(r"\+?\(?\d[\d \u00a0()–-]{6,}\d")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_BEFORE = re.compile(r"\b(?:kr|SEK)\s*\d", re.IGNORECASE)


def amount_in_words(knowledge: Knowledge) -> re.Pattern[str]:
    """An amount in words, by those words for numbers that are known."""
    numbers = (word for words in knowledge.words.numbers.values() for word in words)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, numbers)) or '(?!)'})\s+(?:kr\b|kronor)", re.IGNORECASE)


def short_numbers(knowledge: Knowledge) -> re.Pattern[str]:
    """A number that everybody knows by heart, of those that the knowledge lists; not as a part of another, nor of the address of a page."""
    numbers = ("[ \u00a0]?".join(map(re.escape, number.split())) for number in knowledge.short_numbers)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(numbers) or '(?!)'})(?!\w|\.\w)")


def states_amount(knowledge: Knowledge, text: str) -> bool:
    """Whether a text in any language says what something costs."""
    return any(pattern.search(text) for pattern in (AMOUNT, _BEFORE, amount_in_words(knowledge)))
