"""Words for "don't know": a line that says nothing else is the answer "don't know" to the open question."""

from __future__ import annotations

from assistant.i18n import N_, language, languages
from assistant.wordforms import folded, words

_PHRASES = N_("don't know; dont know; do not know; i don't know; i dont know; no idea; not sure")
"""The phrases, with semicolons between; each language has its own."""


def says_not_known(line: str) -> bool:
    """Whether a line says in any of the languages that the answer is not known, and nothing else."""
    said = words(folded(line))
    return any(
        said == words(folded(phrase)) for code in languages() for phrase in language(code).gettext(_PHRASES).split(";")
    )
