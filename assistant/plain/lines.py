"""Lines in and lines out: each is said without anything that a terminal might obey, and read until the input ends."""

from __future__ import annotations

from collections.abc import Callable
from shutil import get_terminal_size
from textwrap import wrap
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
        said = harmless(text, "?")
        if self._out.isatty():
            said = "\n".join(wrapped(line, get_terminal_size().columns) for line in said.split("\n"))
        print(said, file=self._out, flush=True)

    def read(self) -> str:
        """The next line without the space around it. Raises EndOfTalk at the end of the input."""
        line = self._typed.readline()
        if not line:
            raise EndOfTalk
        if LOST in line:
            self.lost()
        return line.replace(LOST, "").strip()


def wrapped(line: str, width: int) -> str:
    """A line broken between its words where a terminal would break it within one; what goes on stands as far in as it began."""
    if len(line) < width:
        return line
    indent = " " * (len(line) - len(line.lstrip()))
    parts = wrap(
        line,
        max(20, width - 1),
        subsequent_indent=f"{indent}   ",
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    return "\n".join(parts)


def echoed(word: str) -> str:
    """What was typed, as it may be said back: cut when long, and without the digits that may identify somebody."""
    from assistant.masking import mask

    return visible(mask(word[:500]))
