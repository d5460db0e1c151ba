"""What the lookup screen shows as paragraphs: the pages of `lookup.outline`, each line where and how it stands.

What can be opened carries a word that says what it is, as `topic:medicines` (`Block.about`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from assistant.knowledge.model import FEE
from assistant.lookup import Table, TableRow
from assistant.lookup.outline import (
    HELP,
    ONLY_IF,
    SAID,
    TOPICS,
    WAY,
    WHEN,
    Group,
    Page,
    Shown,
    by_age,
    subject,
    warning_lines,
)
from assistant.lookup.results import STATEMENT_HIT, Warned
from assistant.lookup.tables import MINE, Grid
from assistant.texts import harmless
from assistant.tui.hanging import GAP, NARROWEST, Block
from assistant.words.wording import Wording

MORE, START = "more", "start"
"""What can be done besides opening things: more results, a case."""

KEYS = 9
"""How many lines of the start page have a digit of their own."""

_STYLES = {HELP: "$muted", SAID: "", WAY: "", WHEN: "$muted", ONLY_IF: "bold $warning", TOPICS: "$muted"}
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Columns(Block):
    """A label and texts side by side, each wrapped in a column of its own, the first a third of the width."""

    cells: tuple[str, ...] = ()

    def lines(self, width: int) -> list[Content]:
        side, others = max(NARROWEST, width // 3), len(self.cells) - 1
        each = max(NARROWEST, (width - side) // max(1, others))
        widths = [side, *[each] * others]
        columns = [
            Content.styled(harmless(cell), _cell_style(cell, self.style)).wrap(room - 1)
            for cell, room in zip(self.cells, widths, strict=True)
        ]
        return [
            Content.assemble(
                *(
                    _padded(column[row] if row < len(column) else Content(""), room)
                    for column, room in zip(columns, widths, strict=True)
                )
            )
            for row in range(max(map(len, columns), default=0))
        ]


def _cell_style(cell: str, style: str) -> str:
    """A cell of the open case's own stands out; its mark says so without colour."""
    return "bold $primary" if cell.startswith(MINE) else style


def _padded(line: Content, width: int) -> Content:
    return line.pad_right(max(0, width - line.cell_length))


def columns(cells: Sequence[str], style: str = "") -> Columns:
    """These texts side by side."""
    return Columns(" · ".join(cells), style, cells=tuple(cells))


# -- lists ---------------------------------------------------------------------------------------------------------------


def start_blocks(start: Page) -> list[Block]:
    """The start page, each line with the key that opens it."""
    blocks: list[Block] = []
    for group, things in start.numbered:
        blocks += [*([GAP] if blocks else []), _heading(group.title)]
        for number, thing in things:
            key = str(number) if number <= KEYS else ""
            blocks.append(Block(thing.title, "", f"{key:>2}  ", "bold $primary", thing.opens))
    return blocks


def found_blocks(page: Page) -> list[Block]:
    """The results, best first; those that do not hold for the patient named come last, under a heading that says so."""
    blocks: list[Block] = []
    for group in page.groups:
        blocks += [Block(group.title, "bold $warning")] if group.title else []
        blocks += _listed(group)
    blocks += [Block(page.more, "bold $primary", "  ", "", MORE)] if page.more else []
    return blocks + _remarks(page)


def _listed(group: Group) -> list[Block]:
    return [block for thing in group.things for block in (*_thing(thing), GAP)]


def _thing(thing: Shown) -> list[Block]:
    """What it is, what it says, and when that holds: the condition of what leads to another authority stands out."""
    lines = [Block(line.text, _STYLES[line.role], _INDENT) for line in thing.lines]
    kind = f" {thing.kind}: " if thing.kind else " "
    return [replace(block, about=thing.opens) for block in (Block(thing.title, "bold", kind, "$muted"), *lines)]


def _remarks(page: Page) -> list[Block]:
    """What was not found or not understood, and that something is not shown."""
    style = "$muted" if page.groups else ""
    blocks = [Block(text, style or ("" if place else "bold")) for place, text in enumerate(page.remarks)]
    return [*blocks, *([GAP, Block(page.withheld, "$muted")] if page.withheld else [])]


def _heading(title: str) -> Block:
    return Block(title.upper(), "bold $success")


# -- one page ------------------------------------------------------------------------------------------------------------


def page_blocks(page: Page, start: str, wording: Wording) -> list[Block]:
    """A page that is opened; `start` is the line that begins a case with it, empty for none."""
    blocks = [] if page.about is None else _about(page.about, short=bool(page.sources and page.groups))
    if page.table is not None:
        blocks += [*table_blocks(page.table, wording), GAP]
    for group in page.groups:
        if not group.in_table:  # what the table refers to stands in it
            blocks += [_heading(group.title)] if group.title else []
            blocks += _listed(group) if any(thing.opens for thing in group.things) else _said_of_it(group)
    blocks += _remarks(page)
    if page.sources:
        heading = _heading(wording.language.gettext("Sources"))
        blocks += [GAP, heading, *(Block(source, "$muted", "  ") for source in page.sources)]
    return [*blocks, *([GAP, Block(start, "bold $primary", "→ ", "bold $primary", START)] if start else [])]


def _about(about: Shown, *, short: bool) -> list[Block]:
    """What the page is about: a contact as in a list (`short`), all else with its condition apart from what it says."""
    if short:
        return [*(replace(block, about="") for block in _thing(about)), GAP]
    blocks = [Block(about.title, "bold $primary")]
    ways = 0
    for place, line in enumerate(about.lines):
        when, before = line.role in (WHEN, ONLY_IF), about.lines[place - 1].role if place else ""
        blocks += [GAP] if place and (when or before in (WHEN, ONLY_IF)) else []
        is_way = line.role == WAY
        blocks.append(
            Block(line.text, "bold" if is_way and not ways else _STYLES[line.role], _INDENT if is_way else "")
        )
        ways += is_way
    return blocks if about.lines and about.lines[0].role != HELP else [*blocks, GAP]


def _said_of_it(group: Group) -> list[Block]:
    """What is said of a contact, each text with its own condition."""
    blocks = []
    for thing in group.things:
        for place, line in enumerate(thing.lines):
            said = line.role == SAID
            lead = ("  " if place else "· ") if said else _INDENT
            blocks.append(Block(line.text, _STYLES[line.role], lead, "$muted" if said else ""))
    return blocks


# -- tables --------------------------------------------------------------------------------------------------------------


def table_blocks(table: Table, wording: Wording) -> list[Block]:
    """A table: fees side by side by age; longer texts below each other, each with the ages for which it holds."""
    blocks: list[Block] = []
    said: set[int] = set()  # what was said above is said again, but can be opened once
    for grid in table.grids:
        blocks += [GAP] if grid.first and blocks else []
        blocks += (
            _grid_of_fees(table, grid, wording) if table.kind == FEE else _grid_of_texts(table, grid, said, wording)
        )
    notes = [
        Block(
            f"{note.text} {wording.in_brackets(note.sources)}",
            "",
            f"[{note.number}] ".rjust(5),
            "bold",
            subject(STATEMENT_HIT, note.rule.id),
        )
        for note in table.notes
        if table.kind == FEE
    ]
    title = Block(wording.language.gettext("WHAT THE NUMBERS SAY"), "bold $success")
    return [*blocks, *([GAP, title, *notes] if notes else [])]


def _grid_of_fees(table: Table, grid: Grid, wording: Wording) -> list[Block]:
    head = grid.head.upper()
    if grid.only is not None:
        return [columns((head, _all_ages(grid.only, wording)))]
    blocks: list[Block] = [columns((head, *table.columns), "bold $success")] if grid.first else []
    blocks += [Block(grid.group, "$muted")] if grid.group else []
    return [*blocks, *(block for row in grid.rows for block in _side_by_side(row, wording))]


def _grid_of_texts(table: Table, grid: Grid, said: set[int], wording: Wording) -> list[Block]:
    blocks = [_heading(grid.head)] if grid.first else []
    for row in grid.rows:
        blocks += [Block(row.whole, "$muted", "  ")] if row.whole else []
        blocks += _below_each_other(table, row, said, wording)
    return blocks


def _side_by_side(row: TableRow, wording: Wording) -> list[Block]:
    """The cells of a row after its label; once only, if it is the same at every age."""
    gettext = wording.language.gettext
    cells = [cell.in_grid for cell in row.cells]
    label = row.label or gettext("in every case")
    above = [Block(label, "")] if row.apart else []
    return [*above, columns(("" if above else label, *([_all_ages(row, wording)] if row.same else cells)))]


def _all_ages(row: TableRow, wording: Wording) -> str:
    ages = wording.language.gettext("All ages")
    return f"{ages}: {row.cells[0].in_grid}"


def _below_each_other(table: Table, row: TableRow, said: set[int], wording: Wording) -> list[Block]:
    """The cells of a row below each other, ages for which the same holds together. `said`: numbers of what was said above."""
    blocks: list[Block] = []
    for ages, text, numbers in by_age(table, row, wording):
        blocks.append(Block(ages, "bold", _INDENT))
        for note in table.notes:
            if note.number in numbers:
                about = "" if note.number in said else subject(STATEMENT_HIT, note.rule.id)
                blocks.append(Block(f"{note.text} {wording.in_brackets(note.sources)}", "", "      ", "", about))
        said |= {*numbers}
        if not numbers:
            blocks.append(Block(text, "", "      "))
    return blocks


def warning_text(warnings: Iterable[Warned]) -> str:
    """The warnings that stand with what is shown, each once, each in a line."""
    return "\n".join(f"! {text}" for text in warning_lines(warnings))
