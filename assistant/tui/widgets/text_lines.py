"""Lines that are wrapped already, drawn as they are and only when they come in sight.

Textual would join them, wrap them again and draw all of them, those far below the edge too, each time a reply changes one.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from assistant.tui.textual_8_2_8 import LaidOutOnce

StyleOf = Callable[[str | Style], Style]


class LaidOutLines(Visual):
    """Lines of text, each no wider than the place where they are drawn; what is wider is wrapped by Textual."""

    def __init__(self, lines: Sequence[Content]) -> None:
        self.lines = lines

    @cached_property
    def content(self) -> Content:
        """All of them as one text."""
        return Content("\n").join(self.lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((line.cell_length for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self.lines)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        if options.selection is not None or any(_needs_wrapping(line, width) for line in self.lines):
            return self.content.render_strips(width, height, style, options)
        return _Strips(self.lines if height is None else self.lines[:height], style, options.get_style)


def _needs_wrapping(line: Content, width: int) -> bool:
    return line.cell_length > width or "\n" in line.plain or "\t" in line.plain


class _Strips(list[Strip]):
    """The drawn lines, each drawn when it is asked for."""

    def __init__(self, lines: Sequence[Content], style: Style, style_of: StyleOf) -> None:
        self._lines, self._style, self._style_of = lines, style, style_of
        self._drawn: dict[int, Strip] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, row: int) -> Strip:  # type: ignore[override]
        if row not in self._drawn:
            self._drawn[row] = _strip(self._lines[row], row, self._style, self._style_of)
        return self._drawn[row]


def _strip(line: Content, row: int, style: Style, style_of: StyleOf) -> Strip:
    """A line drawn as Textual draws it: each piece knows where it stands, for the mouse that selects text."""
    pieces, place = [], 0
    for text, look in line.render(style, end="", parse_style=style_of):
        pieces.append(Segment(text, (style + look).rich_style_with_offset(place, row)))
        place += len(text)
    return Strip(pieces, line.cell_length)


class TextLines(LaidOutOnce):
    """A widget that says its lines for a width."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.auto_links = False  # there are none; Textual would look through every line for them

    @abstractmethod  # held by the type checker: a widget's metaclass leaves no room for that of ABC
    def lines_in(self, width: int) -> Sequence[Content]:
        """What is drawn in so many columns."""

    def render(self) -> LaidOutLines:
        return LaidOutLines(self.lines_in(self.content_size.width))

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        return selection.extract(self.render().content.plain), "\n"
