"""Rows that are moved about in and drawn as lines: which one is looked at, where each is drawn, and that one brought into sight."""

from __future__ import annotations

from abc import abstractmethod

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class Rows(Widget):
    """`at`: the row that is looked at. Whoever draws the rows as lines notes in `spots` where each of them is."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.at = 0
        self.spots: dict[int, Region] = {}

    @abstractmethod  # held by the type checker, as in `text_lines`
    def lines_in(self, width: int) -> list[Content]:
        """The rows as lines of this width."""

    def render(self) -> Content:
        return Content("\n").join(self.lines_in(self.content_size.width))

    def bring_into_view(self) -> None:
        """Scroll what the rows lie in, so far that the one looked at can be seen."""
        spot = self.spots.get(self.at)
        pane = next((node for node in self.ancestors if isinstance(node, ScrollableContainer)), None)
        if spot is not None and pane is not None:
            pane.scroll_to_region(spot.translate(self.virtual_region.offset), animate=False, force=True)
