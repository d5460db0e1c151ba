"""The impact of a change written out: as text, as Markdown for a review, and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from assistant.audit.impact.compare import Impact, ImpactChange
from assistant.audit.impact.making import Made
from assistant.audit.impact.outline import ImpactItem, ImpactPart, ImpactReport
from assistant.i18n import Language
from assistant.knowledge.model import Fee, Knowledge, Rule
from assistant.texts import for_markdown, harmless

WIDTH = 100
"""Characters of a line of text; a command is never broken."""
MOST_ROWS = 6
"""Conditions shown of one change; data has all of them."""


def as_text(report: ImpactReport, speaks: Language) -> str:
    """The report as text."""
    lines = [report.title, *report.head]
    for section in report.sections:
        lines += ["", section.title.upper()]
        for item in section.items:
            lines += [line for text in _lines(item, speaks) for line in text]
    return harmless("\n".join(lines))


def _lines(item: ImpactItem, speaks: Language) -> Iterator[list[str]]:
    yield _wrapped(f"{item.mark} ", item.title)
    for text in _when(item, speaks):
        yield _wrapped("    ", text)
    for part in item.parts:
        name = f"{part.name}: " if part.name else ""
        yield from (_wrapped(f"    {mark} {name}", text) for mark, text in _sides(part))
    if item.ask:
        yield [f"    {item.ask}"]


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    ) or [lead.rstrip()]


def _when(item: ImpactItem, speaks: Language) -> Iterator[str]:
    """For whom, the conditions that are too many counted."""
    for place, text in enumerate(item.when[:MOST_ROWS]):
        yield (
            speaks.gettext("or: {condition}", condition=text)
            if place
            else speaks.gettext("For: {condition}", condition=text)
        )
    if (more := len(item.when) - MOST_ROWS) > 0:
        yield speaks.ngettext("and {number} more condition", "and {number} more conditions", more)


def _sides(part: ImpactPart) -> Iterator[tuple[str, str]]:
    """A part as it was and as it is, each with its mark."""
    if part.old:
        yield "-", part.old
    if part.new:
        yield "+", part.new


# -- Markdown ------------------------------------------------------------------------------------------------------------


def as_markdown(report: ImpactReport, speaks: Language) -> str:
    """The report as Markdown, for the text of a review."""
    lines = [f"# {for_markdown(report.title)}", "", *map(for_markdown, report.head)]
    for section in report.sections:
        lines += ["", f"## {for_markdown(section.title)}", ""]
        for item in section.items:
            lines += _markdown_of(item, speaks)
    return harmless("\n".join(lines))


def _markdown_of(item: ImpactItem, speaks: Language) -> Iterator[str]:
    yield f"- `{item.mark}` {for_markdown(item.title)}"
    yield from (f"  - {for_markdown(text)}" for text in _when(item, speaks))
    if item.parts:
        yield ""
        before, after = speaks.gettext("Before"), speaks.gettext("After")
        yield f"    | | {before} | {after} |"
        yield "    |---|---|---|"
        yield from (f"    | {part.name} | {_cell(part.old)} | {_cell(part.new)} |" for part in item.parts)
        yield ""
    if item.ask:
        yield f"  - `{item.ask}`"


def _cell(text: str | None) -> str:
    return for_markdown(" ".join((text or "").split()))


# -- data ----------------------------------------------------------------------------------------------------------------


def as_object(found: Impact, names: tuple[str, str]) -> dict[str, Any]:
    """The impact as one object, its texts as they are written in the files."""
    return {
        "old": {"name": names[0], "version": found.old.version},
        "new": {"name": names[1], "version": found.new.version},
        "cases": found.cases,
        "effect": found.has_effect,
        "made": [_made(made) for made in found.made],
        "changes": [_change(change, found) for change in found.changes],
    }


def _made(made: Made) -> dict[str, Any]:
    return {name: part for name, part in made._asdict().items() if part not in ("",)}


def _change(change: ImpactChange, found: Impact) -> dict[str, Any]:
    first, last = change.period
    return {
        "kind": change.kind,
        "from": first and first.isoformat(),
        "until": last and last.isoformat(),
        "topics": list(change.topics),
        **({"id": change.id} if change.id else {}),
        **({"was": change.was} if change.was not in ("", change.id) else {}),
        "differs": list(change.differs),
        "cases": change.cases,
        "when": [{fact: list(values) for fact, values in row.items()} for row in change.rows],
        "old": _rule(change.old, found.old),
        "new": _rule(change.new, found.new),
        "ask": change.ask,
    }


def _rule(rule: Rule | None, knowledge: Knowledge) -> dict[str, Any] | None:
    if rule is None or rule.statement is None:
        return None
    said = rule.statement
    contact = knowledge.contacts[said.contact]._asdict() if said.contact else {}
    return {
        "rule": rule.id,
        "kind": said.kind,
        "text": said.text,
        "lead": said.lead,
        "fee": _fee(said.fee),
        "limit": _fee(said.limit),
        "contact": {
            name: contact[name] for name in ("id", "name", "phone", "email", "fax", "hours") if contact.get(name)
        }
        or None,
        "sources": list(rule.sources),
    }


def _fee(fee: Fee | None) -> dict[str, Any] | None:
    return None if fee is None else {**fee._asdict(), "amount": None if fee.amount is None else str(fee.amount)}
