"""Changing an answer in words: "change the age to 12", "no, she is undocumented", "wrong: …" are about the patient of the open case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from assistant.i18n import language
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.typed.commands import Commands
from assistant.wordforms import folded, words

_MOST_BEFORE = 2
"""Words that may stand before the name of what is changed: "change her age"."""
_LONGEST_ENDING = 3
"""Letters by which a name may be inflected."""
_LONGEST_BEGINNING = 4
"""Words by which a line may begin to correct."""
_ENDS = ",;:.!–-"


class ToldChange(NamedTuple):
    """What a line says behind the words that correct. `fact`: the question that it names, may be none. `surely`: it is told to change."""

    fact: str
    words: str
    surely: bool


class Corrections:
    """Finds what a line corrects. Making it costs nothing; the names of the questions are read at the first line that corrects."""

    def __init__(self, knowledge: Knowledge, codes: Iterable[str], commands: Commands) -> None:
        self._knowledge, self._codes, self._commands = knowledge, tuple(codes), commands

    def of(self, line: str) -> ToldChange | None:
        """What a line corrects; None if it does not begin by that."""
        if rest := self._commands.behind("change", line, alone=True):
            return ToldChange(*self._named(rest), True)
        rest = self._behind_no(line)
        return ToldChange("", rest, False) if rest else None

    def _behind_no(self, line: str) -> str:
        """What stands behind "no, …" or "sorry, …": words set apart, or about somebody, since "no papers" corrects nothing."""
        said = line.split()
        for length in range(min(_LONGEST_BEGINNING, len(said) - 1), 0, -1):
            beginning = " ".join(said[:length])
            apart = beginning[-1] in _ENDS or folded(said[length].strip(_ENDS)) in self._subjects
            if apart and folded(beginning.strip(_ENDS)) in self._beginnings:
                return " ".join(said[length:])
        return ""

    def _named(self, text: str) -> tuple[str, str]:
        """The question that words name at first, and what stands behind its name; else nothing, and all of it."""
        said = text.split()
        for place, word in enumerate(said[: _MOST_BEFORE + 1]):
            plain = folded(word.strip(_ENDS))
            for name, fact in self._names:
                if plain.startswith(name) and len(plain) - len(name) <= _LONGEST_ENDING:
                    return fact, " ".join(said[place + 1 :])
        return "", text

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        """The short names of the questions in every language, and their ids, each with its question."""
        return tuple(self._all_names())

    def _all_names(self) -> Iterator[tuple[str, str]]:
        for fact in (*self._knowledge.questions, TOPIC):
            question = self._knowledge.question_for(fact)
            yield folded(fact), fact
            for code in self._codes:
                short = language(code).knowledge(f"question.{question.id}.short", question.short)
                yield from ((word, fact) for word in words(folded(short))[:1])

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        corrections = self._knowledge.words.small.get("corrections", {})
        return self._commands.declining | {folded(phrase) for of in corrections.values() for phrase in of}

    @cached_property
    def _subjects(self) -> frozenset[str]:
        subjects = self._knowledge.words.small.get("subjects", {})
        return frozenset(folded(phrase) for of in subjects.values() for phrase in of)
