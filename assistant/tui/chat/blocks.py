"""The answer as paragraphs for the screen: the outline's words, with a mark for each statement and its sources below it.

What is certain and what is not differ by mark, by heading and by words ("depends on …"), never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Said, Source
from assistant.dialogue import Conversation
from assistant.knowledge.model import ADVICE, UNKNOWN
from assistant.tui.hanging import GAP, Block
from assistant.words.outline import CHECK, FORM, LEAD, NOT_KNOWN, OPEN, POSSIBLE, Item, Section, outline
from assistant.words.wording import Wording

CERTAIN_MARK, WARNING_MARK, STEP_MARK, POSSIBLE_MARK, OPEN_MARK = "✓", "!", "→", "?", "·"
_MARKS = {
    "warning": WARNING_MARK,
    "step": STEP_MARK,
    POSSIBLE: POSSIBLE_MARK,
    NOT_KNOWN: OPEN_MARK,
    FORM: OPEN_MARK,
    OPEN: OPEN_MARK,
    CHECK: OPEN_MARK,
    LEAD: STEP_MARK,
}
_COLOURS = {
    LEAD: "$primary",
    CHECK: "$muted",
    "warning": "$warning",
    POSSIBLE: "$accent",
    NOT_KNOWN: "$muted",
    OPEN: "$muted",
}


INLINE, LINES, IN_FULL = "inline", "lines", "in_full"
"""How the sources of a statement are shown: behind its text, in a line below it, or each with title, heading and date."""


def shown(conversation: Conversation) -> Answer:
    """The answer as far as it is shown now. The question that comes next stands beside it and is not listed again."""
    answer = conversation.answer
    left_open = tuple(open_ for open_ in answer.open_questions if conversation.case.answers.get(open_.fact) == UNKNOWN)
    return replace(answer, open_questions=left_open)


def answer_blocks(answer: Answer, wording: Wording, sources: str = LINES, brief: bool = False) -> list[Block]:
    """The paragraphs of all sections, and the foot. `sources`: INLINE (and no empty lines, to save room), LINES or IN_FULL."""
    made = outline(answer, wording, brief)
    blocks = [block for section in made.sections for block in _section(section, wording, sources)]
    if made.terms:
        blocks.append(Block(made.terms_title.upper(), "bold $muted"))
        blocks += [Block(f"{label}: {text}", "$muted", "  ") for label, text in made.terms]
        blocks.append(GAP)
    return [*blocks, Block(made.foot, "$muted")]


def count_line(answer: Answer, wording: Wording) -> tuple[str, str]:
    """How much is certain and how much depends on more, as `✓ 7 apply`, `? 2 depend on more` (empty for none)."""
    ngettext = wording.language.ngettext
    certain = ngettext("{number} statement applies", "{number} statements apply", len(answer.certain))
    possible = ngettext("{number} depends on more", "{number} depend on more", len(answer.possible))
    return f"{CERTAIN_MARK} {certain}", f"{POSSIBLE_MARK} {possible}" if answer.possible else ""


def _section(section: Section, wording: Wording, sources: str) -> tuple[Block, ...]:
    colour = _COLOURS.get(section.name, "$success")
    blocks = [Block(section.title.upper(), f"bold {colour}")]
    for group, items in section.groups:
        blocks += [Block(f"{group}:", "bold")] if group else []
        for item in items:
            blocks += _item(item, section.name, colour, wording, sources)
    return tuple(blocks) if sources == INLINE else (*blocks, GAP)


def _item(item: Item, section: str, colour: str, wording: Wording, sources: str) -> list[Block]:
    in_doubt = item.said is not None and not item.said.certain
    mark = POSSIBLE_MARK if in_doubt else f"{item.number}." if item.number else _MARKS.get(section, CERTAIN_MARK)
    behind = f" [{brief_sources(item.said, wording)}]" if sources == INLINE and item.said and item.said.sources else ""
    blocks = [Block(item.text + behind, "", f"{mark} ", f"bold {colour}")]
    contact = wording.contact_name(item.said.contact) if item.said and item.said.contact else None
    for note in item.notes:
        stands_out = contact is not None and note.startswith(contact)
        blocks.append(Block(note, "bold" if stands_out else "$muted", "    "))
    if item.said is not None:
        if sources != INLINE:
            blocks += [Block(text, "$muted", "    ") for text in source_lines(item.said, wording, sources == IN_FULL)]
        blocks = [replace(block, about=item.said.id) for block in blocks]
    return blocks


def source_lines(said: Said, wording: Wording, in_full: bool) -> list[str]:
    """The sources of a statement: each in full, or in one line by document: clause ids, publisher, date."""
    if in_full:
        return [wording.source(source) for source in said.sources]
    documents: dict[str, list[Source]] = {}
    for source in said.sources:
        documents.setdefault(source.document.id, []).append(source)
    parts = [_short(sources, wording) for sources in documents.values()]
    return [wording.language.gettext("Source: {sources}", sources="; ".join(parts))] if parts else []


def brief_sources(said: Said, wording: Wording) -> str:
    """The clauses of a statement with their dates, as short as can be: `V27, 2025-11-05; K03, undated`."""
    documents: dict[str, list[Source]] = {}
    for source in said.sources:
        documents.setdefault(source.document.id, []).append(source)
    parts = []
    for sources in documents.values():
        ids = ", ".join(dict.fromkeys(wording.cited(source) for source in sources))
        parts.append(f"{ids}, {wording.date(sources[0].document)}")
    return "; ".join(parts)


def _short(sources: Sequence[Source], wording: Wording) -> str:
    ids = ", ".join(source.clause.id for source in sources if source.grade != ADVICE)
    return f"{ids} {wording.publisher(sources[0])}, {wording.date(sources[0].document)}".strip()
