"""Which parts of a sentence stand out: the amounts, the phone numbers and the addresses that are looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from assistant.words.wording import Wording

_NUMBER = r"\d+(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d{1,2})?"


class Emphasis:
    """Finds what stands out, in the words of one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where an amount, a phone number or an address stands: from and to."""
        return tuple(match.span() for match in self._pattern.finditer(text))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join((*self._contacts(), *self._amounts())))

    def _contacts(self) -> Iterator[str]:
        """Every number and address by which somebody is reached, as it is written."""
        for contact in self.wording.knowledge.contacts.values():
            yield from (re.escape(way) for way in (contact.phone, contact.email, contact.fax) if way)

    def _amounts(self) -> Iterator[str]:
        """A number with the sign of each currency where the language puts it, and the word for no fee at all."""
        language = self.wording.language
        said = (rule.statement for rule in self.wording.knowledge.rules.values())
        for currency in sorted({one.fee.currency for one in said if one is not None and one.fee is not None}):
            before, _, after = language.money(Decimal(1), currency).partition("1")
            yield rf"{_spaced(before)}{_NUMBER}{_spaced(after)}(?!\w)"
        free = language.gettext("free of charge")
        yield rf"(?i:{re.escape(free)})(?!\w)"


def _spaced(sign: str) -> str:
    """A currency's sign, whichever space stands beside it."""
    return re.sub(r"(\\?\s)+", lambda _: r"\s", re.escape(sign))
