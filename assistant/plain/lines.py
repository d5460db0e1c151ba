"""Lines in and lines out: each is said without anything that a terminal might obey, and read until the input ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from assistant.texts import harmless, visible

LOST = "\ufffd"
"""What stands where bytes were no text, as å from a Latin-1 terminal."""


class EndOfTalk(Exception):
    """The input has ended, or the user quits: from any prompt the talk ends, and nothing half done is done."""


class Lines:
    """A stream of typed lines, and a stream that is said. `lost` is called when something typed was no text, and was dropped."""

    def __init__(self, typed: TextIO, out: TextIO) -> None:
        self._typed, self._out = typed, out
        self.lost: Callable[[], None] = lambda: None

    def say(self, text: str = "") -> None:
        """One line, or several with line breaks between; control and direction characters become `?`."""
        print(harmless(text, "?"), file=self._out, flush=True)

    def read(self) -> str:
        """The next line without the space around it. Raises EndOfTalk at the end of the input."""
        line = self._typed.readline()
        if not line:
            raise EndOfTalk
        if LOST in line:
            self.lost()
        return line.replace(LOST, "").strip()


def echoed(word: str) -> str:
    """What was typed, as it may be said back: cut when long, and without the digits that may identify somebody."""
    from assistant.masking import mask

    return visible(mask(word[:500]))
