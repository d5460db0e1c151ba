"""Writers: results, contacts and tables as plain text that fits 80 columns; tables as Markdown and CSV too; all of it as JSON."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer.model import Source
from assistant.lookup.contacts import ContactCard, ContactsPage
from assistant.lookup.outline import (
    HELP,
    ONLY_IF,
    TOPICS,
    WHEN,
    Page,
    Shown,
    all_contacts_page,
    results_page,
    warning_lines,
)
from assistant.lookup.results import Found, Hit, Warned
from assistant.lookup.tables import Table, TableRow
from assistant.lookup.when import When
from assistant.texts import for_markdown
from assistant.words.wording import Wording

WIDTH = 80
FORMATS = ("text", "json", "markdown", "csv")


# -- results and contacts ------------------------------------------------------------------------------------------------


def found_as_text(found: Found, wording: Wording) -> str:
    """The results of a query as lines: warnings first, every text whole, each with when it holds."""
    return page_as_text(results_page(found, wording), wording) + _elsewhere(wording)


def contacts_as_text(page: ContactsPage, wording: Wording) -> str:
    """The contacts page as lines."""
    return page_as_text(all_contacts_page(page, wording), wording) + _elsewhere(wording)


def _elsewhere(wording: Wording) -> str:
    told = " ".join(part for part in (wording.elsewhere, wording.local) if part)
    return f"\n{told}\n" if told else ""


def page_as_text(page: Page, wording: Wording) -> str:
    """A list of things as lines."""
    lines = _warned(page.warnings, wording)
    lines += ["", page.about.title.upper()] if page.about is not None else []
    for group, things in page.numbered:
        lines += ["", *([group.title] if group.title else [])]
        for number, thing in things:
            lines += _thing(f"{number}. ", thing, wording)
    for text in (page.more, *page.remarks, page.withheld):
        lines += ["", *_wrapped(text)] if text else []
    return "\n".join(lines).strip("\n") + "\n"


def page_to_copy(page: Page, wording: Wording) -> str:
    """A page as it is copied: never without its condition, its clauses and the warning that belongs to it.

    Empty for a topic without a table: what is said on it is copied one by one.
    """
    if page.table is not None:
        return table_as_text(page.table, wording)
    about = page.about
    if about is None or any(line.role == HELP for line in about.lines):
        return ""
    if not about.lines:
        return page_as_text(page, wording)
    said = [line.text for line in about.lines if line.role != TOPICS]
    warned = (f"! {text}" for text in warning_lines(page.warnings))
    return "\n".join(line for line in (about.title, *said, about.cited, *warned) if line)


def _warned(warnings: Iterable[Warned], wording: Wording) -> list[str]:
    lines = [line for text in warning_lines(warnings) for line in _wrapped(f"! {text}", "", "  ")]
    return [wording.language.gettext("Important").upper(), *lines] if lines else []


def _thing(lead: str, thing: Shown, wording: Wording) -> list[str]:
    """What it is, and its lines in their order."""
    title = f"{thing.kind}: {thing.title}" if thing.kind else thing.title
    lines = _wrapped(f"{lead}{title}", "", "   ")
    for line in thing.lines:
        lines += _wrapped(line.text, "   ", "     " if line.role in (WHEN, ONLY_IF) else "   ")
    lines += _wrapped(thing.cited, "   ", "   ") if thing.cited else []
    if thing.case_words:
        begin = wording.language.gettext("Start a case: {words}", words=" ".join(thing.case_words))
        lines += _wrapped(begin, "   ", "   ")
    return lines


def _wrapped(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [
        first.rstrip()
    ]


# -- tables --------------------------------------------------------------------------------------------------------------


def write_table(made: Table, wording: Wording, form: str) -> str:
    """A table in one of `FORMATS`. Raises KeyError for another."""
    if form == "json":
        return _json(table_object(made, wording))
    return {"text": table_as_text, "markdown": table_as_markdown, "csv": table_as_csv}[form](made, wording)


def table_as_text(made: Table, wording: Wording) -> str:
    """Columns in plain text, 80 wide; what the numbers in brackets say stands in full below."""
    side = 28
    column = (WIDTH - side) // len(made.columns) - 2
    lines = [_headline(made), *(["", *warned] if (warned := _warned(made.warnings, wording)) else [])]
    for grid in made.grids:
        if grid.only is not None:
            lines += ["", *_row(grid.only._replace(label=grid.head.upper()), False, side, column, wording)]
            continue
        if grid.first:
            lines += ["", *_line([grid.head.upper(), *made.columns], side, column), "-" * WIDTH]
        lines += _wrapped(grid.group, "", "  ") if grid.group else []
        for row in grid.rows:
            lines += _row(row, bool(grid.group), side, column, wording)
    lines += ["", wording.language.gettext("WHAT THE NUMBERS SAY")] if made.notes else []
    for note in made.notes:
        lines += _wrapped(f"[{note.number}] {note.text} {wording.in_brackets(note.sources)}", "", "    ")
    return "\n".join([*lines, "", wording.foot(made.on)]) + "\n"


def _row(row: TableRow, indented: bool, side: int, column: int, wording: Wording) -> list[str]:
    """A row of a grid: its cells in their columns, or once if they are the same at every age."""
    indent = "  " if indented else ""
    label = indent + (row.label or wording.language.gettext("in every case"))
    above = _wrapped(row.label, indent, f"{indent}  ") if row.apart else []
    label = "" if above else label
    if row.same:
        ages = wording.language.gettext("All ages")
        return [*above, *_line([label, f"{ages}: {row.cells[0].in_grid}"], side, WIDTH - side - 2)]
    return [*above, *_line([label, *(cell.in_grid for cell in row.cells)], side, column)]


def table_as_markdown(made: Table, wording: Wording) -> str:
    """A Markdown table, its notes and its foot; every text is escaped."""
    lines = [f"# {for_markdown(_headline(made))}", ""]
    lines += [f"**{for_markdown(text)}**\n" for text in warning_lines(made.warnings)]
    lines.append("| " + " | ".join(for_markdown(text) for text in (made.corner, "", *made.columns)) + " |")
    lines.append("|" + " --- |" * (len(made.columns) + 2))
    for row in made.rows:
        cells = (cell.numbered for cell in row.cells)
        lines.append("| " + " | ".join(for_markdown(text) for text in (row.head, row.whole, *cells)) + " |")
    lines.append("")
    lines += [
        f"- {for_markdown(f'[{note.number}] {note.text} {wording.in_brackets(note.sources)}')}" for note in made.notes
    ]
    return "\n".join([*lines, "", f"*{for_markdown(wording.foot(made.on))}*"]) + "\n"


def table_as_csv(made: Table, wording: Wording) -> str:
    """One line a cell: the situation, what else it holds for, the age, what holds, and on which rules and clauses."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["topic", "status", "answers", "age_group", "text", "certain", "depends_on", "rules", "clauses"])
    for row in made.rows:
        for age, cell in zip(made.column_values, row.cells, strict=True):
            writer.writerow(
                [made.topic, row.answers["status"][0], row.whole, age, cell.text, "yes" if cell.certain else "no",
                 " ".join(cell.depends_on), " ".join(cell.rules), " ".join(cell.clauses)]
            )  # fmt: skip
    return stream.getvalue()


def _headline(made: Table) -> str:
    return " · ".join([made.title, *(f"{label}: {value}" for label, value in made.given)])


def _line(texts: Sequence[str], side: int, column: int) -> list[str]:
    """Texts beside each other, each wrapped in its column."""
    widths = [side, *[column] * (len(texts) - 1)]
    blocks = [
        _wrapped(text.lstrip(), indent := " " * (len(text) - len(text.lstrip())), indent, width)
        for text, width in zip(texts, widths, strict=True)
    ]
    height = max(map(len, blocks))
    rows = ([block[index] if index < len(block) else "" for block in blocks] for index in range(height))
    return ["  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


# -- JSON ----------------------------------------------------------------------------------------------------------------


def found_as_json(found: Found, wording: Wording, acute: str = "") -> str:
    """The results of a query as one object. `acute`: the words of it that call for care staff at once."""
    return _json(
        {
            **({"acute": acute} if acute else {}),
            "about_whom": list(found.about_whom),
            "language": wording.language.code,
            "knowledge": wording.knowledge.named,
            "warnings": [_warned_object(warned) for warned in found.warnings],
            "results": [_hit_object(hit) for hit in found.hits],
            "more": found.more,
            "withheld": found.withheld,
            "not_understood": list(found.not_understood),
            "nearest": list(found.nearest),
        }
    )


def contacts_as_json(page: ContactsPage, wording: Wording) -> str:
    """The contacts page as one object."""
    return _json(
        {
            "language": wording.language.code,
            "knowledge": wording.knowledge.named,
            "warnings": [_warned_object(warned) for warned in page.warnings],
            "contacts": [_card_object(card, wording) for card in page.cards],
            "withheld": page.withheld,
        }
    )


def table_object(made: Table, wording: Wording) -> dict[str, Any]:
    """A table as one object."""
    return {
        "language": wording.language.code,
        "knowledge": wording.knowledge.named,
        "on": made.on.isoformat(),
        "topic": made.topic,
        "kind": made.kind,
        "columns": list(made.column_values),
        "warnings": [_warned_object(warned) for warned in made.warnings],
        "rows": [_row_object(row, made.column_values) for row in made.rows],
        "notes": [
            {"number": note.number, "id": note.rule.id, "text": note.text, "sources": _sources(note.sources)}
            for note in made.notes
        ],
    }


def _row_object(row: TableRow, columns: Sequence[str]) -> dict[str, Any]:
    cells = {
        age: {
            "text": cell.text, "certain": cell.certain, "depends_on": list(cell.depends_on), "rules": list(cell.rules),
            "clauses": list(cell.clauses),
        }
        for age, cell in zip(columns, row.cells, strict=True)
    }  # fmt: skip
    return {"answers": {fact: list(values) for fact, values in row.answers.items()}, "cells": cells}


def _hit_object(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind, "id": hit.id, "title": hit.title, "text": hit.text, "certain": hit.certain, "apt": hit.apt,
        "condition": None if hit.condition is None else _condition_object(hit.condition),
        "names": list(hit.names), "leads_to": list(hit.leads_to),
        "sources": _sources(hit.sources), "case_words": list(hit.case_words),
    }  # fmt: skip


def _card_object(card: ContactCard, wording: Wording) -> dict[str, Any]:
    contact = card.contact
    return {
        "id": contact.id, "name": wording.contact_name(contact), "phone": contact.phone, "email": contact.email, "fax": contact.fax,
        "condition": _condition_object(card.condition), "topics": list(card.topics), "leads_to": list(card.leads_to),
        "says": [{"text": text, "condition": _condition_object(when)} for text, when in card.says],
        "sources": _sources(card.sources),
    }  # fmt: skip


def _warned_object(warned: Warned) -> dict[str, Any]:
    return {"id": warned.rule.id, "text": warned.text, "condition": _condition_object(warned.condition)}


def _condition_object(condition: When) -> dict[str, Any]:
    rows = [{fact: list(values) for fact, values in row.items()} for row in condition.rows]
    return {"rows": rows, "words": list(condition.words), "more": condition.more}


def _sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    return [
        {"clause": each.clause.id, "document": each.document.id, "grade": each.grade, "stale": each.stale}
        for each in sources
    ]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
