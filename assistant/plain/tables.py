"""A table of situation by age as lines: a line for each cell, so that nobody has to see columns to know what belongs to what."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.lookup import Cell, Note, Table, TableRow, table
from assistant.lookup.results import Warned
from assistant.lookup.tables import FEE
from assistant.words.wording import Wording

Lines = list[str]


def table_lines(
    adviser: Adviser, wording: Wording, topic: str, within: Case
) -> tuple[Lines, tuple[Note, ...], tuple[Warned, ...]]:
    """The lines of a topic's table; the statements that its cells refer to by number; and the warnings that belong to it.

    Raises KeyError for a topic that has no table.
    """
    made = table(adviser, wording, topic, within)
    lines = []
    head = ""
    for row in made.rows:
        if row.head != head:
            lines.append(f"{made.corner}: {row.head}")
            head = row.head
        lines.append(f"   {row.label or wording.language.gettext('in every case')}")
        lines += _cells(made, row, wording)
    return lines, made.notes, made.warnings


def _cells(made: Table, row: TableRow, wording: Wording) -> Lines:
    """The cells of a row, ages for which the same holds together."""
    together: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for age, cell in zip(made.columns, row.cells, strict=True):
        together.setdefault((_text(made, cell), cell.notes), []).append(age)
    lines = []
    for (text, notes), ages in together.items():
        every = len(ages) == len(made.columns) > 1
        whose = wording.language.gettext("All ages") if every else ", ".join(ages)
        lines.append(f"   {whose}: {_with_numbers(text, notes, wording)}")
    return lines


def _text(made: Table, cell: Cell) -> str:
    """What a cell says; of a whole text, only its number."""
    return "" if made.kind != FEE and cell.notes else cell.text


def _with_numbers(text: str, notes: Sequence[int], wording: Wording) -> str:
    if not notes:
        return text
    see = wording.language.gettext("see {numbers}", numbers=", ".join(map(str, notes)))
    return f"{text} ({see})" if text else see
