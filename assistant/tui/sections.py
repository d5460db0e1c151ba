"""Sections of an outline as paragraphs for a dialog: a heading, then each item with its notes below it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.tui.hanging import GAP, Block
from assistant.words.outline import Section

BULLET = "·"


def section_blocks(title: str, sections: Iterable[Section]) -> list[Block]:
    """A title and the sections below it."""
    blocks = [Block(title, "bold $primary")]
    for section in sections:
        blocks += [GAP, Block(section.title, "bold")]
        for item in section.items:
            blocks.append(Block(item.text, "", f"{BULLET} ", "$muted"))
            blocks += [Block(note, "$muted", "    ") for note in item.notes]
    return blocks
