"""A plan: the files that something new needs, as they shall be, before any of them is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN, Knowledge
from assistant.knowledge.read.nodes import TO_BE_WRITTEN, is_id
from assistant.messages import Message, ToldError


class ScaffoldError(ToldError):
    """Something cannot be made: its name is wrong or taken, or a file is not as it was expected."""


class Plan(NamedTuple):
    """The files to write, by their places, and what to do next, in order. Nothing is written before all of it is known."""

    files: Mapping[Path, str]
    next: tuple[Message, ...]

    def write(self) -> None:
        """Write the files, and the folders that they need."""
        for path, text in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def checked_name(name: str, taken: Iterable[str]) -> str:
    """The name of something new. Raises ScaffoldError if it is no id, or stands for something already."""
    if not is_id(name) or "." in name or name != name.casefold() or name == UNKNOWN:
        raise ScaffoldError(N_("“{word}” cannot be a name: small letters from a to z, digits and “_”."), word=name)
    if name in set(taken):
        raise ScaffoldError(N_("There is “{word}” already."), word=name)
    return name


def quoted(text: str) -> str:
    """A text as YAML writes it in quotes."""
    return json.dumps(text, ensure_ascii=False)


def facts_of(knowledge: Knowledge) -> set[str]:
    """The names that facts have already."""
    numbers = {question.number.id for question in knowledge.questions.values() if question.number is not None}
    return {*knowledge.questions, *knowledge.derived, *numbers, knowledge.topic_question.id}


__all__ = ["TO_BE_WRITTEN", "Plan", "ScaffoldError", "checked_name", "facts_of", "quoted"]
