"""What is wrong, for the person who can mend it: a text of the code with its parts, and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.i18n import SOURCE, Language
from assistant.texts import visible

_LONGEST = 10_000
"""Characters of a part: a list of what is allowed may be long."""


_CODE = r"[^\W_]{1,6}(?<=[\d])[^\W\d_]?|[^\W\d_]{1,3}[^\W_]{1,3}(?<=\d)"
"""A few letters and digits, as V27 or F2l: not a word of a language."""

_ALIKE = str.maketrans("OIL", "011")
"""Letters that are typed for digits."""


def _as_code(word: str) -> str:
    """A code without what one mistypes in it."""
    return word.upper().translate(_ALIKE)


class Message(NamedTuple):
    """A text of the code with `{parts}`, translated where it is shown. `nearest`: the right word that a wrong one may have meant."""

    message: str
    parts: Mapping[str, object] = {}
    nearest: str | None = None

    def text(self, language: Language) -> str:
        """One line. Parts come from files and from what was typed, so nothing in them can command a terminal."""
        parts = {
            name: part.text(language) if isinstance(part, Message) else visible(part, _LONGEST)
            for name, part in self.parts.items()
        }
        text = language.gettext(self.message, **parts)
        return f"{text} {did_you_mean(self.nearest, language)}" if self.nearest else text


def did_you_mean(word: str, language: Language) -> str:
    """The question whether another word was meant."""
    return language.gettext("Did you mean {name}?", name=visible(word))


class ToldError(Exception):
    """An error that is told to the user: `told` is what is wrong."""

    def __init__(self, message: str, nearest: str | None = None, /, **parts: object) -> None:
        self.told = Message(message, parts, nearest)
        super().__init__(self.told._replace(nearest=None).text(SOURCE))

    def text(self, language: Language) -> str:
        """What is wrong, in one line."""
        return self.told.text(language)


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that is nearest to this one, if any is near.

    A code, as V27, is near to no other code: V28 is another clause. Only the same one, mistyped, is meant.
    """
    from difflib import get_close_matches  # only for somebody who has mistyped something

    words = list(allowed)
    if re.fullmatch(_CODE, word):
        same = _as_code(word)
        words = [known for known in words if not re.fullmatch(_CODE, known) or _as_code(known) == same]
        if (meant := next((known for known in words if _as_code(known) == same), None)) is not None:
            return meant
    found = get_close_matches(word, words, n=1, cutoff=0.6) or get_close_matches(
        word.casefold(), words, n=1, cutoff=0.6
    )
    return found[0] if found else None


def listing(words: Iterable[str]) -> str:
    """Words in a row, for "allowed: …"."""
    return ", ".join(words)


def not_allowed(message: str, word: str, allowed: Iterable[str], /, **parts: object) -> Message:
    """A text that names a wrong `{word}` and what is `{allowed}`, with the nearest word."""
    words = list(allowed)
    return Message(message, {"word": visible(word), "allowed": listing(words), **parts}, nearest(word, words))
