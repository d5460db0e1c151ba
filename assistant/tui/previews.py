"""The preview of a change as paragraphs."""

from __future__ import annotations

from assistant.answer.wording import Wording
from assistant.dialogue import Preview
from assistant.dialogue.previewing import sections
from assistant.tui.hanging import Block
from assistant.tui.sections import section_blocks


def preview_blocks(preview: Preview, wording: Wording) -> list[Block]:
    """What the change does, under a question."""
    return section_blocks(wording.language.gettext("Change this answer?"), sections(preview, wording))
