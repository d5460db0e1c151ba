"""Problems: what is wrong in the knowledge, where it stands, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assistant.i18n import N_, Language
from assistant.messages import Message
from assistant.texts import visible

_LONGEST = 2000
"""Characters of a line that tells a mistake."""


class Place(NamedTuple):
    """A place in a file of the knowledge; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One mistake: its place, and what is wrong there (the parts of a Message)."""

    place: Place
    message: str
    parts: Mapping[str, object] = {}
    nearest: str | None = None

    def text(self, language: Language) -> str:
        """`file:line:column: message`, with the nearest right name where there is one."""
        return f"{visible(self.place, 300)}: {Message(self.message, self.parts, self.nearest).text(language)}"


class KnowledgeError(Exception):
    """The knowledge has mistakes; `problems` holds all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__(f"{len(self.problems)} problems in the knowledge")

    def lines(self, language: Language) -> list[str]:
        """Every mistake in a line, and how many there are."""
        count = language.ngettext("{number} mistake.", "{number} mistakes.", len(self.problems))
        return [*(visible(problem.text(language), _LONGEST) for problem in self.problems), count]

    def told(self, language: Language, editing: bool) -> str:
        """What a command says that cannot go on: to whoever edits the knowledge all of it, to everybody else one line."""
        if editing:
            return "\n".join(self.lines(language))
        text = N_("The knowledge has {number} mistakes; “vardlots check” shows them.")
        return language.gettext(text, number=str(len(self.problems)))
