"""Amounts are written as Babel, which knows all countries, writes them; it is too heavy to ask for it in every answer."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency

from assistant.i18n import language

PATTERNS = {"sv": "#,##0{} ¤", "en": "¤¤ #,##0{}"}


@pytest.mark.parametrize("code", PATTERNS)
@pytest.mark.parametrize("amount", ["0", "1", "50", "75.5", "99.05", "999", "1000", "1450", "12345.67", "1234567.25"])
def test_an_amount_is_written_as_its_language_writes_it(code: str, amount: str) -> None:
    number = Decimal(amount)
    pattern = PATTERNS[code].format(".00" if number % 1 else "")
    expected = format_currency(number, "SEK", pattern, locale=code, currency_digits=False)
    assert language(code).money(number, "SEK") == expected


@pytest.mark.parametrize(("code", "written"), [("sv", "1\N{NO-BREAK SPACE}450 EUR"), ("en", "EUR 1,450")])
def test_another_currency_is_written_by_its_code(code: str, written: str) -> None:
    assert language(code).money(Decimal(1450), "EUR") == written
