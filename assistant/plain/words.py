"""The words that do the same as a letter: one in every language, each a command only when it stands alone on the line."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from assistant.i18n import N_, Language, language, languages
from assistant.texts import folded as letters


class Word(NamedTuple):
    """A letter or sign, and the word for it in English, to be translated."""

    letter: str
    word: str

    def shown(self, speaks: Language) -> str:
        """Both, as `b, back`."""
        return f"{self.letter}, {speaks.gettext(self.word)}"


BACK = Word("b", N_("back"))
LANGUAGE = Word("l", N_("switch"))
HELP = Word("h", N_("help"))
QUIT = Word("q", N_("quit"))
MORE = Word("m", N_("more"))


def is_quit(line: str) -> bool:
    """Whether a line ends the talk: the word for it in any language, or "exit", which many type by habit."""
    return is_word(line, QUIT) or folded(line) == "exit"


def is_word(line: str, word: Word) -> bool:
    """Whether a line is this letter or word and nothing else, in whichever language."""
    return folded(line) in _all(word)


def folded(line: str) -> str:
    """A line as it is compared: small letters without diacritics, one space between words."""
    return " ".join(letters(line[:100]).split())


@lru_cache(maxsize=128)
def _all(word: Word) -> frozenset[str]:
    said = {folded(language(code).gettext(word.word)) for code in languages()}
    return frozenset({word.letter, folded(word.word), *said})
