"""What is wrong is told in the user's language, with the nearest right word, and nothing in it can command a terminal."""

from __future__ import annotations

import pytest

from assistant.i18n import SOURCE, language
from assistant.messages import Message, ToldError, not_allowed


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
