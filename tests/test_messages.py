"""What is wrong is told in the user's language, with the nearest right word, and nothing in it can command a terminal."""

from __future__ import annotations

import pytest

from assistant.i18n import SOURCE, language
from assistant.messages import Message, ToldError, nearest, not_allowed


def test_a_message_is_told_in_any_language_with_the_nearest_word() -> None:
    told = not_allowed("There is no topic {word}. Allowed: {allowed}.", "dentl", ["dental", "travel"])
    assert told.text(SOURCE) == "There is no topic dentl. Allowed: dental, travel. Did you mean dental?"
    assert told.text(language("sv")) != told.text(SOURCE)
    assert told.text(language("sv")).endswith("dental?")


def test_a_part_may_be_a_message_itself() -> None:
    parts = {"path": "a", "found": "1", "wanted": Message("text")}
    told = Message("{path}: “{found}” stands where {wanted} should be.", parts)
    assert told.text(SOURCE) == "a: “1” stands where text should be."


def test_an_error_that_is_told_keeps_its_message() -> None:
    with pytest.raises(ToldError, match="There is no rule x") as raised:
        raise ToldError("There is no rule {word}.", "y", word="x")
    assert raised.value.text(SOURCE) == "There is no rule x. Did you mean y?"


@pytest.mark.parametrize("nasty", ["\x1b]52;c;aGk=\x07", "a\nb", "\u202egnp", "\x9b2J", "\x00"])
def test_what_a_file_holds_cannot_command_a_terminal(nasty: str) -> None:
    text = Message("There is no rule {word}.", {"word": nasty}, nasty).text(SOURCE)
    assert text.isprintable()


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("visit_fe", ["visit_fee", "dental"], "visit_fee"),
        ("V30", ["V43", "V31", "V03"], None),
        ("A9", ["A1", "A09"], None),
        ("v27", ["V28", "V27"], "V27"),
        ("F2l", ["F28", "F21"], "F21"),
        ("N1O", ["N12", "N10"], "N10"),
        ("18_18", ["18_19", "85_plus"], "18_19"),
    ],
)
def test_a_code_is_near_to_no_other_code(word: str, allowed: list[str], meant: str | None) -> None:
    """Who follows a suggestion would cite another clause, without a mistake anywhere."""
    assert nearest(word, allowed) == meant
