"""Problems: what is wrong in the knowledge, where it stands, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.i18n import Language


class Place(NamedTuple):
    """A place in a file of the knowledge; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its place, a text of the code with `{parts}`, and the parts."""

    place: Place
    message: str
    parts: dict[str, str] = field(default_factory=dict)
    nearest: str | None = None

    def text(self, language: Language) -> str:
        """`file:line:column: message`, with the nearest right name where there is one."""
        text = language.gettext(self.message, **self.parts) if self.parts else language.gettext(self.message)
        if self.nearest is not None:
            text += " " + language.gettext("Did you mean {name}?", name=self.nearest)
        return f"{self.place}: {text}"


class KnowledgeError(Exception):
    """The knowledge has mistakes; `problems` holds all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__(f"{len(self.problems)} problems in the knowledge")


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that is nearest to this one, if any is near."""
    from difflib import get_close_matches  # only for somebody who has mistyped something

    words = list(allowed)
    found = get_close_matches(word, words, n=1, cutoff=0.6) or get_close_matches(
        word.casefold(), words, n=1, cutoff=0.6
    )
    return found[0] if found else None


def listing(words: Iterable[str]) -> str:
    """Words in a row, for "allowed: …"."""
    return ", ".join(words)
