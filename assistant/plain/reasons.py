"""Reasons: the whole answer or a part of it, which steps are done, what a question means and decides, why a statement applies and what would change it."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from assistant.answer.explain import explain
from assistant.dialogue.ticking import is_done, meant, own_steps
from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN
from assistant.plain.lines import echoed
from assistant.plain.telling import tell
from assistant.texts import folded
from assistant.wordforms import begun_in
from assistant.words.explanation import sections as reasons
from assistant.words.outline import LEAD, outline, sections
from assistant.words.writers import as_text

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk


def whole_answer(desk: PlainDesk) -> None:
    """The answer from its first line to its last, with its sources."""
    desk.answer_begins()
    desk.lines.say()
    desk.lines.say(as_text(outline(desk.conversation.answer, desk.wording)).rstrip())


def one_part(desk: PlainDesk, words: str) -> None:
    """One part of the answer: the one with a word that begins so, or the one whose number is typed."""
    parts = sections(desk.conversation.answer, desk.wording)
    said = folded(words).split()
    if not said:
        titles = [f"{part.title} ({len(part.items)})" for part in parts]
        place = desk.pick(N_("Which part of the answer? Its number, or Enter for none:"), titles)
        found = parts[place] if place is not None else None
    else:
        found = next((part for part in parts if begun_in(said, folded(part.title).split())), None)
        if found is None:
            desk.say(N_("“{word}” is no part of the answer."), word=echoed(words))
    if found is not None:
        tell(desk.lines, found, found.items)


def parts_of(desk: PlainDesk, kinds: Container[str]) -> None:
    """The line on top, and the parts of the answer with statements of these kinds."""
    desk.answer_begins()
    for part in sections(desk.conversation.answer, desk.wording):
        if part.name == LEAD or part.name in kinds:
            tell(desk.lines, part, part.items)


def tick_off(desk: PlainDesk, number: str) -> None:
    """Tick off a step of one's own, or take the tick away, and say which are done; kept in this talk, until the next patient."""
    talk = desk.conversation
    step = meant(talk, desk.wording, number)
    if step is None or step.said is None:
        message = N_("There is no step {number} of yours here.") if number else N_("No step of yours is left here.")
        desk.say(message, number=number)
        return
    desk.conversation = talk.ticked(step.said.id)
    for each in own_steps(desk.conversation, desk.wording):
        state = N_("done") if is_done(each, desk.conversation) else N_("not done")
        desk.lines.say(f"{each.number}. {desk.text(state)}: {each.text}")


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
    for section in reasons(explanation, desk.wording):
        tell(desk.lines, section, section.items)
