"""Reasons: the whole answer, what a question means and decides, why a statement applies and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer.explain import explain
from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN
from assistant.plain.telling import tell
from assistant.words.explanation import sections
from assistant.words.outline import outline
from assistant.words.writers import as_text

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk


def whole_answer(desk: PlainDesk) -> None:
    """The answer from its first line to its last, with its sources."""
    desk.lines.say()
    desk.lines.say(as_text(outline(desk.conversation.answer, desk.wording)).rstrip())


def explain_question(desk: PlainDesk) -> None:
    """What the open question asks for, and how to find out."""
    question, wording = desk.conversation.question, desk.wording
    if question is None:
        desk.say(N_("No question is open."))
        return
    desk.lines.say(wording.help(question))
    values = [value.id for value in question.values] + ([UNKNOWN] if question.unknown is not None else [])
    for value in values:
        if help := wording.value_help(question, value):
            desk.lines.say(f"{wording.value(question, value)}: {help}")


def why_asked(desk: PlainDesk) -> None:
    """What the open question decides."""
    if desk.conversation.question is None:
        desk.say(N_("No question is open."))
        return
    rules = desk.conversation.at_stake
    desk.say(N_("The answer decides what is shown:"))
    if not rules:
        desk.lines.say("   " + desk.text(N_("It decides which rules are shown.")))
    for rule in rules:
        desk.lines.say(f"   - {desk.wording.rule_text(desk.knowledge.rules[rule])}")


def why_it_applies(desk: PlainDesk) -> None:
    """Let one of the statements be chosen by its number, and say why it applies and what would change it."""
    talk = desk.conversation
    said = talk.answer.statements
    texts = [desk.wording.rule_text(one.rule) for one in said]
    place = desk.pick(N_("Which statement? Its number, or Enter for none:"), texts)
    if place is None:
        return
    explanation = explain(talk.adviser, talk.case, said[place].id)
    for section in sections(explanation, desk.wording):
        tell(desk.lines, section, section.items)
