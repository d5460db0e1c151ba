"""Help on the choice looked at. As tall as the longest help of the question, so that nothing jumps when another is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assistant.texts import harmless


class ChoiceHelp(Widget):
    """Shows one of several texts; hidden when all are empty."""

    DEFAULT_CSS = "ChoiceHelp { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.texts: tuple[str, ...] = ()
        self.text = ""
        self._heights: dict[int, int] = {}  # by width: a layout asks for the same height several times

    def put(self, texts: Sequence[str]) -> None:
        """The helps of all choices; room is kept for the longest."""
        if tuple(texts) != self.texts:
            self.texts = tuple(texts)
            self._heights = {}
            self.display = any(texts)
            self.refresh(layout=True)

    def show(self, text: str) -> None:
        """Show this one."""
        if text != self.text:
            self.text = text
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width not in self._heights:
            lines = (len(Content(harmless(text)).wrap(max(1, width))) for text in self.texts if text)
            self._heights[width] = max(lines, default=0)
        return self._heights[width]

    def render(self) -> Content:
        return Content(harmless(self.text))
