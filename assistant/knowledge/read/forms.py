"""How numbers and addresses are written: a phone, an e-mail, a page. What has another form cannot be rung, written to or opened."""

from __future__ import annotations

import re

from assistant.i18n import N_
from assistant.knowledge.read.nodes import Node

PHONE = re.compile(r"\+?\d[\d \u00a0–-]*\d")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
PAGE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
"""Digits of a number that can be rung: from a short one as 112 to the longest one of E.164."""


def phone(item: Node) -> str | None:
    """A phone or fax number, in quotes: digits, in groups as one reads them out."""
    value = item.text()
    if value is None:
        return None
    digits = sum(sign.isdecimal() for sign in value)
    if not PHONE.fullmatch(value) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        item.mistake(
            N_("{word} is no number to call: write digits, with spaces or hyphens between groups."), word=value
        )
        return None
    return value


def email(item: Node) -> str | None:
    """An e-mail address."""
    return _of_form(item, EMAIL, N_("{word} is no e-mail address; write it as name@example.org."))


def page(item: Node) -> str | None:
    """The address of a page."""
    return _of_form(item, PAGE, N_("{word} is no address of a page; write it as https://example.org/page."))


def _of_form(item: Node, form: re.Pattern[str], message: str) -> str | None:
    value = item.text()
    if value is not None and not form.fullmatch(value):
        item.mistake(message, word=value)
        return None
    return value
