"""What is costly to make of a knowledge, made once and kept for whoever asks next: lexicons, an index."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from operator import is_
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class _Entry(NamedTuple, Generic[Made]):
    """A thing and what it was made of, held on to so that nothing else can take its place in memory."""

    of: tuple[object, ...]
    on: date | None
    made: Made


class Kept(Generic[Made]):
    """The last few things made, each by the very objects that it was made of, and the day: no two knowledges are compared."""

    def __init__(self, most: int = 4) -> None:
        self._entries: deque[_Entry[Made]] = deque(maxlen=most)

    def made_of(self, parts: tuple[object, ...], make: Callable[[], Made], on: date | None = None) -> Made:
        """What was made of these parts, as of this day if it is of one, else what `make` now makes of them."""
        for entry in self._entries:
            if entry.on == on and len(entry.of) == len(parts) and all(map(is_, entry.of, parts)):
                return entry.made
        made = make()
        self._entries.append(_Entry(parts, on, made))
        return made

    def keep_last(self) -> None:
        """Let go of all but the last thing made."""
        while len(self._entries) > 1:
            self._entries.popleft()

    def __iter__(self) -> Iterator[Made]:
        return (entry.made for entry in self._entries)
