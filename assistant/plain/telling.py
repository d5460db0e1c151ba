"""Telling: sections of an answer, a preview or an explanation, as lines with labels."""

from __future__ import annotations

from collections.abc import Collection

from assistant.plain.lines import Lines
from assistant.words.outline import OTHERS, Item, Section


def tell(lines: Lines, section: Section, items: Collection[Item]) -> None:
    """Items of a section: each with the section's title, or below the heading of its group; what another actor does has that actor's name above."""
    lines.say()
    if section.name == OTHERS and any(item.group for item in items):
        lines.say(f"{section.title}:")
    group = ""
    for item in items:
        if item.group and item.group != group:
            lines.say(f"{item.group}:")
        group = item.group
        sources = f" [{', '.join(item.sources)}]" if item.sources else ""
        number = f"{item.number}. " if item.number else ""
        lines.say(
            f"{'-' if group and not number else '' if group else section.title + ':'} {number}{item.text}{sources}".strip()
        )
        for note in item.notes:
            lines.say(f"   {note}")
