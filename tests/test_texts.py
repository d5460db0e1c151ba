"""Texts: what is shown holds nothing that a terminal obeys, and what is escaped comes back as it was."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.texts import folded, for_html, for_markdown, harmless, shortened, visible

OBEYED = "\x1b\x9b\x07\x00\r\x7f\u202e\u2066\u200e\u061c\u2028\ud800"


@given(st.text(alphabet=st.characters(), max_size=200), st.integers(2, 80))
def test_what_is_visible_is_one_short_line_of_printable_characters(text: str, longest: int) -> None:
    shown = visible(text, longest)
    assert shown.isprintable() and len(shown) <= longest
    if text.isprintable() and len(text) <= longest:
        assert shown == text


@given(st.text(alphabet=st.sampled_from(f"{OBEYED}abc å\n"), max_size=30))
def test_harmless_text_keeps_its_lines_and_its_letters_and_nothing_else(text: str) -> None:
    assert harmless(text) == "".join(char for char in text if char not in OBEYED)
    assert len(harmless(text, "?")) == len(text)
    assert not set(harmless(text, "?")) & set(OBEYED)


def test_a_value_that_is_no_text_and_one_without_an_end_are_shown_too() -> None:
    assert visible(5) == "5"
    assert visible("x" * 10_000_000, 10) == "xxxxxxxxx…"
    assert shortened("abcdef", 6) == "abcdef"


@given(st.text(max_size=40))
def test_folded_text_has_no_diacritics(text: str) -> None:
    assert not any(unicodedata.combining(char) for char in folded(text))


@given(st.text(max_size=40) | st.text(st.characters(max_codepoint=0x17F), max_size=40))
def test_folded_text_is_as_unicode_takes_it_apart(text: str) -> None:
    apart = unicodedata.normalize("NFKD", text.casefold())
    assert folded(text) == "".join(char for char in apart if not unicodedata.combining(char))


@pytest.mark.parametrize(("one", "other"), [("Läkare", "lakare"), ("ÅTER", "ater"), ("café", "cafe\u0301")])
def test_these_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(max_size=40))
def test_what_is_escaped_comes_back(text: str) -> None:
    assert html.unescape(for_html(text)) == html.unescape(html.escape(text))
    assert not set(for_html(text)) & set("<>\"'")
    assert re.sub(r"\\(.)", r"\1", for_markdown(text), flags=re.DOTALL) == text.replace("\\", "\\")
