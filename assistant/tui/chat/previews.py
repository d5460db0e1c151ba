"""The preview of a change as paragraphs."""

from __future__ import annotations

from assistant.dialogue import Preview
from assistant.dialogue.outline import sections
from assistant.tui.hanging import Block
from assistant.tui.sections import section_blocks
from assistant.words.wording import Wording


def preview_blocks(preview: Preview, wording: Wording) -> list[Block]:
    """What the change does, under a question."""
    return section_blocks(wording.language.gettext("Change this answer?"), sections(preview, wording))
