"""The parts of the screen that hold others: laid out once for a reply, and drawn as the ground that they are."""

from __future__ import annotations

from textual.containers import Container, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from assistant.tui.textual_8_2_8 import LaidOutOnce, SettledAtOnce


class Ground(LaidOutOnce):
    """A part without a border: one line of its colour, as often as it is needed; Textual draws each line for itself."""

    def render_lines(self, crop: Region) -> list[Strip]:
        base, colour = self.background_colors
        line = Strip.blank(crop.width, Style(background=base + colour).rich_style)
        for each in self.get_line_filters():
            line = line.apply_filter(each, colour)
        return [line] * crop.height


class Part(Container, Ground):
    """Holds others."""


class Column(Vertical, Ground):
    """Holds others below each other."""


class Flow(SettledAtOnce, Ground, can_focus=False):
    """What scrolls, and never takes the focus from the line."""

    def begin_with(self, widget: Widget) -> None:
        """From the next layout on this widget stands at the top, as far as there is enough below it, until somebody scrolls."""
        self.first = widget

    def go_to(self, widget: Widget) -> None:
        """The same at once, where nothing is laid out anew."""
        self.scroll_to(
            y=widget.virtual_region.y, animate=False, immediate=True
        )  # later it would undo a layout in between
        self.begin_with(widget)
