"""What is told about a step of the conversation: why it is asked, why a statement applies, what a change would do."""

from __future__ import annotations

from assistant.answer import OpenQuestion
from assistant.answer.explain import explain
from assistant.dialogue import Conversation, Preview
from assistant.dialogue.outline import sections as change_sections
from assistant.tui.chat.blocks import POSSIBLE_MARK
from assistant.tui.hanging import GAP, Block, section_blocks
from assistant.words.explanation import sections
from assistant.words.wording import Wording

MOST = 12
"""Statements listed; of more, only the number is told."""


def why_blocks(conversation: Conversation, wording: Wording) -> list[Block]:
    """The question and the statements at stake."""
    language, question = wording.language, conversation.question
    gettext = language.gettext
    title = Block(gettext("Why is this asked?"), "bold $primary")
    if question is None:
        return [title, GAP, Block(gettext("Nothing is asked: no further answer would change what is shown."))]
    blocks = [title, GAP, Block(wording.question(question), "bold"), GAP]
    at_stake = conversation.at_stake
    if not at_stake or not conversation.case.topics:
        return [*blocks, Block(wording.why_asked(OpenQuestion(question.id, ())))]
    blocks.append(
        Block(
            language.ngettext(
                "Its answer decides whether this applies:", "Its answer decides which of these apply:", len(at_stake)
            )
        )
    )
    blocks += [
        Block(wording.rule_text(wording.knowledge.rules[rule]), "", f"{POSSIBLE_MARK} ", "bold $accent")
        for rule in at_stake[:MOST]
    ]
    if len(at_stake) > MOST:
        blocks.append(
            Block(language.ngettext("and {number} more", "and {number} more", len(at_stake) - MOST), "$muted", "  ")
        )
    return blocks


def explanation_blocks(conversation: Conversation, about: str, wording: Wording) -> list[Block]:
    """Why a statement applies, by its rule's id: the answers, the chain of rules, the sources, and what would change it."""
    explanation = explain(conversation.adviser, conversation.case, about)
    return section_blocks(wording.rule_text(wording.knowledge.rules[about]), sections(explanation, wording))


def preview_blocks(preview: Preview, wording: Wording) -> list[Block]:
    """What a change does, under a question."""
    return section_blocks(wording.language.gettext("Change this answer?"), change_sections(preview, wording))
