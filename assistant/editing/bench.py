"""The bench: a folder that is being edited, what is wrong in it now, and the last state in which nothing was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assistant.knowledge import Knowledge, Problem


class Finding(NamedTuple):
    """What a check of the folder found: its mistakes, or the flawless knowledge and, by language, what is left to do."""

    problems: tuple[Problem, ...]
    knowledge: Knowledge | None
    left: Mapping[str, tuple[str, ...]] = {}


class Effects(NamedTuple):
    """What a good state says otherwise than the one before it: a line each, and the whole of it."""

    lines: tuple[str, ...]
    whole: str


class BenchTold(NamedTuple):
    """The effects of the last good state, in the words of each language, by its code."""

    effects: Mapping[str, Effects]


class Bench:
    """Keeps the last good state while the folder is edited.

    `good`: the last flawless knowledge, and `since` when it came to be. `problems`: what is wrong now. `before`: the good state
    before that one, None as long as nothing was changed. `told`: what that change does, once it is known.
    """

    def __init__(
        self,
        folder: Path,
        good: Knowledge,
        left: Mapping[str, tuple[str, ...]] = {},
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.folder = folder
        self._now = now
        self.good, self.since = good, now()
        self._left = left
        self.before: Knowledge | None = None
        self.problems: tuple[Problem, ...] = ()
        self.told: BenchTold | None = None

    def take(self, finding: Finding) -> bool:
        """Take up what a check has found; whether it is another good state."""
        self.problems = finding.problems
        self._left = finding.left
        if finding.knowledge is None or finding.knowledge == self.good:
            return False
        self.before, self.good, self.since = self.good, finding.knowledge, self._now()
        self.told = None
        return True

    def left(self, code: str) -> tuple[str, ...]:
        """What is no mistake and is still to be done, in the words of a language."""
        return self._left.get(code, ())

    def effects(self, code: str) -> Effects | None:
        """What the last change does, in the words of a language; None as long as it is not known."""
        return self.told.effects.get(code) if self.told is not None else None
