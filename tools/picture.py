"""Draws the house from the code: `python tools/picture.py` writes docs/architecture.svg and the list of rooms in docs/architecture.md.

The floors are those of the import contract in pyproject.toml, which the imports are held to; what a room is, is its own first sentence.
tests/tools/test_picture.py tells when the drawing is no longer of this code.
"""

from __future__ import annotations

import ast
import textwrap
import tomllib
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
PAGE = ROOT / "docs" / "architecture.md"
DRAWING = ROOT / "docs" / "architecture.svg"
BEGIN, END = "<!-- rooms: written by tools/picture.py -->\n", "<!-- end of rooms -->\n"

WIDTH, GAP, LINE, LETTER = 1000, 10, 15, 6.2
"""Of the drawing: its width, the space between boxes, the height of a line and the width of a letter."""


class Room(NamedTuple):
    """A room: a module or package at the top of `assistant`."""

    name: str
    says: str


def floors() -> list[list[str]]:
    """The rooms of each floor, the top floor first, as the contract has them."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (found for found in read["tool"]["importlinter"]["contracts"] if found["id"] == "floors")
    return [[name.strip() for name in floor.split("|")] for floor in contract["layers"]]


def room(name: str) -> Room:
    """A room by its name."""
    path = PACKAGE / name
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return Room(name, " ".join(first.split("\n\n")[0].split()))


def drawing() -> str:
    """The house as SVG: a row of boxes for each floor."""
    top, boxes = GAP, []
    for floor in floors():
        wide = (WIDTH - GAP * (len(floor) + 1)) / len(floor)
        told = [(name, textwrap.wrap(room(name).says, int((wide - 2 * GAP) / LETTER))) for name in floor]
        high = LINE * (max(len(lines) for _, lines in told) + 2)
        boxes += [_box(GAP + index * (wide + GAP), top, wide, high, *one) for index, one in enumerate(told)]
        top += high + GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" font-family="sans-serif" font-size="12">'
    )
    title = "<title>The rooms of Vårdlots by floor: each may use what stands below it</title>"
    return "\n".join([head, title, f'<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>', *boxes, "</svg>", ""])


def _box(left: float, top: float, wide: float, high: float, name: str, lines: list[str]) -> str:
    frame = (
        f'<rect x="{left:.0f}" y="{top}" width="{wide:.0f}" height="{high}" rx="4" fill="#eef3f8" stroke="#35516e"/>'
    )
    head = f'<text x="{left + GAP:.0f}" y="{top + 18}" font-weight="bold" fill="#10263c">{escape(name)}</text>'
    told = [
        f'<text x="{left + GAP:.0f}" y="{top + 18 + LINE * (index + 1)}" fill="#10263c">{escape(line)}</text>'
        for index, line in enumerate(lines)
    ]
    return "\n".join([frame, head, *told])


def table() -> str:
    """The rooms as a table in Markdown."""
    rooms = [room(name) for floor in floors() for name in floor]
    rows = [f"| `{one.name}` | {one.says.replace('|', '/')} |" for one in rooms]
    return "\n".join(["| room | what it is |", "|---|---|", *rows, ""])


def page(text: str) -> str:
    """The page with the rooms as they are now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    DRAWING.write_text(drawing(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
