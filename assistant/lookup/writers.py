"""Writers: results, contacts and tables as plain text that fits 80 columns; tables as Markdown and CSV too; all of it as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer.model import Source
from assistant.lookup.contacts import ContactCard, ContactsPage
from assistant.lookup.cover import Condition
from assistant.lookup.results import Found, Hit, Warned
from assistant.lookup.tables import FEE, Cell, Table, TableRow
from assistant.words.wording import Wording

WIDTH = 80
FORMATS = ("text", "json", "markdown", "csv")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~])")


# -- results and contacts ------------------------------------------------------------------------------------------------


def found_as_text(found: Found, wording: Wording) -> str:
    """The results of a query as lines: warnings first, every text whole, each with when it holds."""
    language = wording.language
    lines = _warned(found.warnings, wording)
    groups = ((language.gettext("FOUND"), True), (_for_others(found, wording), False))
    for title, apt in groups:
        group = [(number, hit) for number, hit in enumerate(found.hits, 1) if hit.apt == apt]
        lines += ["", title] if group else []
        for number, hit in group:
            lines += _hit(f"{number}. ", hit, wording)
    if found.more:
        lines += [
            "",
            *_wrapped(
                language.ngettext(
                    "{number} more result is not shown.", "{number} more results are not shown.", found.more
                )
            ),
        ]
    if not found.hits:
        lines += ["", language.gettext("Nothing was found.")]
        if found.nearest:
            lines.append(language.gettext("Did you mean: {words}?", words=", ".join(found.nearest)))
    elif found.not_understood:
        lines += [
            "",
            *_wrapped(language.gettext("Not found anywhere: {words}.", words=", ".join(found.not_understood))),
        ]
    lines += _withheld(found.withheld, wording)
    return "\n".join(lines).strip("\n") + "\n"


def contacts_as_text(page: ContactsPage, wording: Wording) -> str:
    """The contacts page as lines."""
    lines = _warned(page.warnings, wording)
    lines += ["", wording.language.gettext("Contacts").upper()]
    if not page.cards:
        lines += _wrapped(
            wording.language.gettext(
                "No contact is known here. Ask your manager, or see your region's website for care staff."
            )
        )
    for card in page.cards:
        lines += ["", *_card(card, wording)]
    lines += _withheld(page.withheld, wording)
    return "\n".join(lines).strip("\n") + "\n"


def _for_others(found: Found, wording: Wording) -> str:
    return wording.language.gettext("NOT FOR: {patient}", patient=", ".join(found.about_whom))


def _warned(warnings: Iterable[Warned], wording: Wording) -> list[str]:
    lines = []
    for warned in warnings:
        lines += _wrapped(f"! {warned.text} [{', '.join(warned.rule.sources)}]", "", "  ")
    return [wording.language.gettext("Important").upper(), *lines] if lines else []


def _withheld(number: int, wording: Wording) -> list[str]:
    if not number:
        return []
    text = wording.language.ngettext(
        "{number} result that leads to another authority is not shown: it is not certain for this patient.",
        "{number} results that lead to another authority are not shown: they are not certain for this patient.",
        number,
    )
    return ["", *_wrapped(text)]


def _hit(lead: str, hit: Hit, wording: Wording) -> list[str]:
    lines = _wrapped(f"{lead}{hit.title}", "", "   ")
    when = [] if hit.condition is None else _when(hit.condition, hit.leads_to, wording)
    text = _wrapped(hit.text, "   ", "   ")
    # What leads to another authority is read after its condition, not before.
    lines += [*when, *text] if hit.leads_to else [*text, *when]
    lines += _wrapped(_cited(hit.sources, wording), "   ", "   ") if hit.sources else []
    if hit.case_words:
        lines += _wrapped(
            wording.language.gettext("Start a case: {words}", words=" ".join(hit.case_words)), "   ", "   "
        )
    return lines


def _card(card: ContactCard, wording: Wording) -> list[str]:
    lines = [card.lines[0]]
    when = _when(card.condition, card.leads_to, wording)
    ways = [line for way in card.lines[1:] for line in _wrapped(way, "   ", "   ")]
    lines += [*when, *ways] if card.leads_to else [*ways, *when]
    lines += _wrapped(wording.language.gettext("Topics: {topics}", topics=", ".join(card.topics)), "   ", "   ")
    return lines + (_wrapped(_cited(card.sources, wording), "   ", "   ") if card.sources else [])


def _when(condition: Condition, leads_to: Sequence[str], wording: Wording) -> list[str]:
    if condition.always:
        return ["   " + wording.language.gettext("Holds in every case.")]
    text = condition.text(wording)
    if leads_to:
        shown = wording.language.gettext("Applies only if {condition}", condition=text)
    else:
        shown = wording.language.gettext("Applies if {condition}", condition=text)
    return _wrapped(shown, "   ", "     ")


def _cited(sources: Sequence[Source], wording: Wording) -> str:
    text = f"[{', '.join(source.clause.id for source in sources)}]"
    old = [source.clause.id for source in sources if source.stale]
    return f"{text} {wording.language.gettext('Check before use: {sources}', sources=', '.join(old))}" if old else text


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
    side = 26
    column = (WIDTH - side) // len(made.columns) - 2
    lines = [_headline(made), "", *(warned := _warned(made.warnings, wording)), *([""] if warned else [])]
    lines += _line([made.corner, *made.columns], side, column)
    lines.append("-" * WIDTH)
    head = ""
    for row in made.rows:
        if row.head != head:
            lines += ["", *_wrapped(row.head.upper())] if head else _wrapped(row.head.upper())
            head = row.head
        cells = [_short(cell, made.kind) for cell in row.cells]
        lines += _line([row.label or wording.language.gettext("in every case"), *cells], side, column)
    lines += ["", wording.language.gettext("WHAT THE NUMBERS SAY")] if made.notes else []
    for note in made.notes:
        lines += _wrapped(f"[{note.number}] {note.text} {_cited(note.sources, wording)}", "", "    ")
    return "\n".join([*lines, "", *_wrapped(_foot(made, wording))]) + "\n"


def table_as_markdown(made: Table, wording: Wording) -> str:
    """A Markdown table, its notes and its foot; every text is escaped."""
    lines = [f"# {_md(_headline(made))}", ""]
    lines += [f"**{_md(warned.text)}** {_md('[' + ', '.join(warned.rule.sources) + ']')}\n" for warned in made.warnings]
    lines.append("| " + " | ".join(_md(text) for text in (made.corner, "", *made.columns)) + " |")
    lines.append("|" + " --- |" * (len(made.columns) + 2))
    for row in made.rows:
        cells = (f"{cell.text}{_numbers(cell)}" for cell in row.cells)
        lines.append("| " + " | ".join(_md(text) for text in (row.head, row.label, *cells)) + " |")
    lines.append("")
    lines += [f"- {_md(f'[{note.number}] {note.text} {_cited(note.sources, wording)}')}" for note in made.notes]
    return "\n".join([*lines, "", f"*{_md(_foot(made, wording))}*"]) + "\n"


def table_as_csv(made: Table, wording: Wording) -> str:
    """One line a cell: the situation, what else it holds for, the age, what holds, and on which rules and clauses."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["topic", "status", "answers", "age_group", "text", "certain", "depends_on", "rules", "clauses"])
    for row in made.rows:
        for age, cell in zip(made.column_values, row.cells, strict=True):
            writer.writerow(
                [made.topic, row.answers["status"][0], row.label, age, cell.text, "yes" if cell.certain else "no",
                 " ".join(cell.depends_on), " ".join(cell.rules), " ".join(cell.clauses)]
            )  # fmt: skip
    return stream.getvalue()


def _headline(made: Table) -> str:
    return " · ".join([made.title, *(f"{label}: {value}" for label, value in made.given)])


def _foot(made: Table, wording: Wording) -> str:
    return wording.language.gettext(
        "Vårdlots, knowledge {version}, as of {day}.", version=made.version, day=made.on.isoformat()
    )


def _short(cell: Cell, kind: str) -> str:
    """A cell for a narrow column: a whole text is only referred to by its number."""
    return cell.text + _numbers(cell) if kind == FEE or not cell.notes else _numbers(cell).strip()


def _numbers(cell: Cell) -> str:
    return f" [{', '.join(map(str, cell.notes))}]" if cell.notes else ""


def _line(texts: Sequence[str], side: int, column: int) -> list[str]:
    """Texts beside each other, each wrapped in its column."""
    widths = [side, *[column] * (len(texts) - 1)]
    blocks = [_wrapped(text, width=width) for text, width in zip(texts, widths, strict=True)]
    height = max(map(len, blocks))
    rows = ([block[index] if index < len(block) else "" for block in blocks] for index in range(height))
    return ["  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


# -- JSON ----------------------------------------------------------------------------------------------------------------


def found_as_json(found: Found, wording: Wording) -> str:
    """The results of a query as one object."""
    return _json(
        {
            "about_whom": list(found.about_whom),
            "language": wording.language.code,
            "knowledge": {"version": wording.knowledge.version},
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
            "knowledge": {"version": wording.knowledge.version},
            "warnings": [_warned_object(warned) for warned in page.warnings],
            "contacts": [_card_object(card, wording) for card in page.cards],
            "withheld": page.withheld,
        }
    )


def table_object(made: Table, wording: Wording) -> dict[str, Any]:
    """A table as one object."""
    return {
        "language": wording.language.code,
        "knowledge": {"version": made.version},
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


def _condition_object(condition: Condition) -> dict[str, Any]:
    rows = [{fact: list(values) for fact, values in row.items()} for row in condition.rows]
    return {"rows": rows, "words": list(condition.words), "more": condition.more}


def _sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    return [
        {"clause": each.clause.id, "document": each.document.id, "grade": each.grade, "stale": each.stale}
        for each in sources
    ]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
