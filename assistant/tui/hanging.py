"""Text with hanging indents: a mark, then lines that stay to the right of it. Nothing in it is ever read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from assistant.texts import harmless
from assistant.words.outline import Section

NARROWEST = 8
BULLET = "·"
PRESS = "press_lead"
"""The key of a style's meta under which a lead says what a click on it does."""
_SENTENCE_ENDS = re.compile(r"[.!](?= [A-ZÅÄÖ])")
_AND_MORE = " …"
TAG_STYLE = "bold $cursor-on on $success"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: `lead` stands before its first line, and its other lines are indented as far.

    `about`: the id of the statement that it belongs to, for the mouse and the selection. `strong`: what stands out in the text,
    from and to. `tag`: a word before the text that stands out more. `one_row`: what does not fit into one line is cut off.
    `press`: what a click on its lead does, where that is another thing than on its text.
    """

    text: str
    style: str = ""
    lead: str = ""
    lead_style: str = ""
    about: str = ""
    strong: tuple[tuple[int, int], ...] = ()
    tag: str = ""
    one_row: bool = False
    press: str = ""

    def lines(self, width: int) -> list[Content]:
        """The paragraph as lines no wider than `width`."""
        lead = Content.styled(harmless(self.lead), self.lead_style)
        if self.press:
            lead = lead.stylize(Style.from_meta({PRESS: self.press}))
        room = max(NARROWEST, width - lead.cell_length)
        indent = Content.blank(lead.cell_length) if self.lead else Content("")
        text = self._content()
        if self.one_row:
            return [Content.assemble(lead, _in_one_row(text, room))]
        wrapped = text.wrap(room) or [Content("")]
        return [Content.assemble(lead if not index else indent, line) for index, line in enumerate(wrapped)]

    def _content(self) -> Content:
        text = Content.styled(harmless(self.text), self.style)
        if harmless(self.text) == self.text:  # else the places are others
            for start, end in self.strong:
                text = text.stylize("bold", start, end)
        return Content.assemble((f" {harmless(self.tag)} ", TAG_STYLE), " ", text) if self.tag else text


def _in_one_row(text: Content, room: int) -> Content:
    """As many whole sentences as fit, so that nothing reads as the contrary of what it says; where none does, what fits of the first."""
    if text.cell_length <= room:
        return text
    ends = [end.start() + 1 for end in _SENTENCE_ENDS.finditer(text.plain)]
    whole = max((end for end in ends if text[:end].cell_length <= room - len(_AND_MORE)), default=0)
    return Content.assemble(text[:whole], _AND_MORE) if whole else text.truncate(room, ellipsis=True)


GAP = Block("")


def wrapped(blocks: Iterable[Block], width: int) -> Content:
    """The paragraphs below each other, each wrapped to `width`."""
    return Content("\n").join(line for block in blocks for line in block.lines(width))


def section_blocks(title: str, sections: Iterable[Section]) -> list[Block]:
    """A title and the sections of an outline below it: a heading, then each item with its notes below it."""
    blocks = [Block(title, "bold $primary")]
    for section in sections:
        blocks += [GAP, Block(section.title, "bold")]
        for item in section.items:
            blocks.append(Block(item.text, "", f"{BULLET} ", "$muted"))
            blocks += [Block(note, "$muted", "    ") for note in item.notes]
    return blocks
