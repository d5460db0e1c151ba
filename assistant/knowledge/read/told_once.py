"""One mistake, one message: what many mistakes have in common is told in the place of each of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from assistant.i18n import N_
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.fields import TAKEN

_FEW = 3
"""So many places of one mistake are told one by one: they may be as many slips of the hand."""


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those of a file that was copied as one, and one that stands in many places with all its places."""
    found: dict[object, list[Problem]] = {}
    for problem in _copies(sorted(problems, key=lambda problem: problem.place)):
        key = problem.message, tuple(sorted((name, str(part)) for name, part in problem.parts.items()))
        found.setdefault(key, []).append(problem)
    return [one for alike in found.values() for one in _together(alike)]


def _together(alike: list[Problem]) -> list[Problem]:
    if len(alike) <= _FEW or not alike[0].parts.get("word"):
        return alike  # texts that are missing are so many mistakes
    near = next((problem.nearest for problem in alike if problem.nearest), None)
    return [alike[0]._replace(nearest=near, also=tuple(problem.place for problem in alike[1:]))]


def _copies(problems: list[Problem]) -> list[Problem]:
    """Where many ids of a file are taken by another one: whoever copied it has not written so many ids twice."""

    def files(problem: Problem) -> tuple[str, str]:
        other = str(problem.parts["other"]).rsplit(":", 2)[0]
        return (problem.place.file, other) if problem.message == TAKEN and other != problem.place.file else ("", "")

    found: list[Problem] = []
    for (file, other), together in groupby(
        problems, key=lambda each: files(each) if each.message == TAKEN else ("", "")
    ):
        alike = list(together)
        if not file or len(alike) <= _FEW:
            found += alike
            continue
        # Whoever copies a file adds to its name.
        copy, of = sorted((file, other), key=len, reverse=True)
        message = N_("{number} ids of this file stand in {word} too: is it a copy of that?")
        found.append(Problem(Place(copy, 1, 1), message, {"number": str(len(alike)), "word": of}))
    return found
