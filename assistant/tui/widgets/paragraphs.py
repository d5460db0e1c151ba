"""Paragraphs with hanging indents, wrapped anew when the width changes: one widget for any number of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.tui.hanging import Block, wrapped


class Paragraphs(Widget):
    """Shows blocks of text; hidden while it has none."""

    DEFAULT_CSS = "Paragraphs { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.blocks: tuple[Block, ...] = ()
        self._made: tuple[int, Content] | None = None
        self.display = False

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these paragraphs instead."""
        if tuple(blocks) == self.blocks:
            return
        self.blocks = tuple(blocks)
        self._made = None
        self.display = bool(blocks)
        self.refresh(layout=True)

    @property
    def text(self) -> str:
        """What is shown, without styles and line breaks of the layout."""
        return "\n".join(block.lead + block.text for block in self.blocks)

    def _wrapped(self, width: int) -> Content:
        if self._made is None or self._made[0] != width:
            self._made = width, wrapped(self.blocks, width)
        return self._made[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._wrapped(width).plain.count("\n") + 1 if self.blocks else 0

    def render(self) -> Content:
        return self._wrapped(self.content_size.width)
