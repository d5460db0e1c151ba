"""Pages of the lookup as lines: the warnings first; each thing that can be opened has a number."""

from __future__ import annotations

from assistant.lookup import Table, TableRow
from assistant.lookup.outline import SAID, Page, Shown, by_age, warning_lines
from assistant.typed.commands import shown
from assistant.words.wording import Wording


def page_lines(page: Page, wording: Wording) -> list[str]:
    """All that is said of a page."""
    gettext = wording.language.gettext
    important = gettext("Important")
    lines = [f"{important}: {text}" for text in warning_lines(page.warnings)]
    if page.about is not None:
        lines += _about(page.about)
    if page.table is not None:
        lines += table_lines(page.table, wording)
    for group, things in page.numbered:
        lines += [_heading(group.title)] if group.title else []
        for number, thing in things:
            lines += _thing(f"{number}. ", thing) if thing.opens else _below(thing)
    if page.more:
        how = gettext("“{more}” shows more.", more=shown(wording.knowledge.words, "more", wording.language.code))
        lines.append(f"{page.more}. {how}")
    lines += [*page.remarks, *([page.withheld] if page.withheld else [])]
    lines += [gettext("Source: {sources}", sources=source) for source in page.sources]
    if page.begins:
        start = gettext("start a case")
        lines.append(gettext("“{start}” starts one with this: {answers}", start=start, answers=page.begins))
    return lines


def table_lines(made: Table, wording: Wording) -> list[str]:
    """A table of situation by age: a line for each cell, so that nobody has to see columns to know what belongs to what."""
    lines = []
    for grid in made.grids:
        lines += [f"{made.corner}: {grid.head}"] if grid.first else []
        for row in grid.rows:
            whole = row.whole or wording.language.gettext("in every case")
            lines += [f"   {whole}", *_cells(made, row, wording)]
    return lines


def _cells(made: Table, row: TableRow, wording: Wording) -> list[str]:
    lines = []
    for ages, text, notes in by_age(made, row, wording):
        see = wording.language.gettext("see {numbers}", numbers=", ".join(map(str, notes))) if notes else ""
        lines.append(f"   {ages}: {f'{text} ({see})' if text and see else text or see}")
    return lines


def _about(about: Shown) -> list[str]:
    """What the page is about."""
    title = f"{about.kind}: {about.title}" if about.kind else about.title
    return [title, *_below(about)] if about.lines else [_heading(title)]


def _thing(lead: str, thing: Shown) -> list[str]:
    """One thing of several: what it is, what it says whole, with its clauses, and when that holds."""
    cited = [
        line._replace(text=f"{line.text} {thing.cited}".rstrip()) if line.role == SAID else line for line in thing.lines
    ]
    title = f"{thing.kind}: {thing.title}" if thing.kind else thing.title
    return [f"{lead}{title}", *_below(thing._replace(lines=tuple(cited)))]


def _below(thing: Shown) -> list[str]:
    return [f"   {line.text}" for line in thing.lines if line.text]


def _heading(title: str) -> str:
    return title if ": " in title else f"{title}:"
