"""How far something is, on the last line of a terminal; nothing where standard error goes elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from assistant.i18n import Language

_EVERY = 0.1
"""Seconds between two lines."""


class LastLine:
    """A line that is written anew as the work goes on, and taken away at its end."""

    def __init__(self, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._next = 0.0

    def say(self, text: Callable[[], str]) -> None:
        """Say how far it is, if some time has passed."""
        if self._shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            sys.stderr.write(f"\r{text()}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Take the line away again."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class ProgressLine(LastLine):
    """The same of work whose size is known. `text` says {done} of {all}."""

    def __init__(self, text: str, speaks: Language) -> None:
        super().__init__()
        self._text, self._speaks = text, speaks

    def show(self, done: int, all: int) -> None:
        """Say it, if some time has passed."""
        self.say(lambda: self._speaks.gettext(self._text, done=done, all=all))
