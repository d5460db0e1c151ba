"""Paragraphs with hanging indents, wrapped anew when the width changes: one widget for any number of them.

Paragraphs may be about something that can be selected: a mark stands before what is selected, in a column of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region, Size
from textual.style import Style

from assistant.tui.hanging import Block
from assistant.tui.widgets.text_lines import TextLines

SELECTED = "›"
ABOUT = "about"
"""The key of a style's meta under which a line says what it is about."""


class Paragraphs(TextLines):
    """Shows blocks of text; hidden while it has none."""

    DEFAULT_CSS = "Paragraphs { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.blocks: tuple[Block, ...] = ()
        self.selected = ""
        self._made: tuple[int, list[tuple[str, bool, Content]]] | None = None
        self.display = False

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these paragraphs instead."""
        if tuple(blocks) == self.blocks:
            return
        self.blocks = tuple(blocks)
        self._made = None
        self.display = bool(blocks)
        self.refresh(layout=True)

    def select(self, about: str) -> None:
        """Mark what is about this; nothing for an empty id."""
        if about != self.selected:
            self.selected = about
            self.refresh()

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the paragraphs are about, each once, from top to bottom."""
        return tuple(dict.fromkeys(block.about for block in self.blocks if block.about))

    @property
    def text(self) -> str:
        """What is shown, without styles and line breaks of the layout."""
        return "\n".join(block.lead + block.text for block in self.blocks)

    def spot(self, about: str) -> Region | None:
        """Where the paragraphs about something stand; None if there are none."""
        lines = self._lines(self.content_size.width)
        rows = [row for row, (subject, _, _) in enumerate(lines) if subject == about]
        return Region(0, rows[0], self.content_size.width, rows[-1] - rows[0] + 1) if rows else None

    def _lines(self, width: int) -> list[tuple[str, bool, Content]]:
        """What each line is about, whether it is the first about it, and the line, without the column for the mark."""
        if self._made is None or self._made[0] != width:
            column = 1 if self.subjects else 0
            lines: list[tuple[str, bool, Content]] = []
            for block in self.blocks:
                # A heading stands above the column for the mark.
                for line in block.lines(width - (column if block.about or block.lead else 0)):
                    first = bool(block.about) and (not lines or lines[-1][0] != block.about)
                    indented = Content.assemble(" ", line) if column and (block.about or block.lead) else line
                    lines.append((block.about, first, indented))
            self._made = width, lines
        return self._made[1]

    def _line(self, about: str, first: bool, line: Content) -> Content:
        if not about:
            return line
        if about == self.selected and first:
            line = Content.assemble((SELECTED, "bold $primary"), line[1:])
        return line.stylize(Style.from_meta({ABOUT: about}))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width)) if self.blocks else 0

    def lines_in(self, width: int) -> list[Content]:
        return [self._line(*line) for line in self._lines(width)]
