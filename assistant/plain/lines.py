"""Lines in and lines out: each is said without anything that a terminal might obey, and read until the input ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import terminal_size
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from assistant.texts import harmless, visible

USUAL = terminal_size((80, 24))
"""The columns and rows that are reckoned with where what is said goes to no terminal."""
LOST = "\ufffd"
"""What stands where bytes were no text, as å from a Latin-1 terminal."""


class EndOfTalk(Exception):
    """The input has ended, or the user quits: from any prompt the talk ends, and nothing half done is done."""


class Lines:
    """A stream of typed lines, and a stream that is said. `lost` is called when something typed was no text, and was dropped.

    rows    how many rows of a terminal have been said since the last line was read
    """

    def __init__(self, typed: TextIO, out: TextIO) -> None:
        self._typed, self._out = typed, out
        self._held: list[str] | None = None
        self.lost: Callable[[], None] = lambda: None
        self.rows = 0

    def say(self, text: str = "") -> None:
        """One line, or several with line breaks between; control and direction characters become `?`."""
        if self._held is not None:
            self._held.append(text)
            return
        said, on_terminal = harmless(text, "?"), self._out.isatty()
        broken = "\n".join(wrapped(line, self._size.columns) for line in said.split("\n"))
        self.rows += broken.count("\n") + 1
        print(broken if on_terminal else said, file=self._out, flush=True)

    @contextmanager
    def held_back(self) -> Iterator[list[str]]:
        """What is said meanwhile is only gathered, to be said later."""
        before, self._held = self._held, []
        try:
            yield self._held
        finally:
            self._held = before

    def leaves_sight(self, since: int, ahead: Sequence[str]) -> bool:
        """Whether what was said when `rows` was `since` is above the screen once all of `ahead` is said too, and a line is typed."""
        columns, rows = self._size
        coming = sum(wrapped(line, columns).count("\n") + 1 for text in ahead for line in text.split("\n"))
        return self.rows - since + coming + 1 > rows

    @property
    def _size(self) -> terminal_size:
        return get_terminal_size(USUAL) if self._out.isatty() else USUAL

    def read(self) -> str:
        """The next line without the space around it. Raises EndOfTalk at the end of the input."""
        line = self._typed.readline()
        self.rows = 0
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
