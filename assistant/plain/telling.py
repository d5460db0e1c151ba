"""Telling: the open question, what is new in the answer, and sections of it, as lines with labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN, Value
from assistant.plain.lines import Lines
from assistant.words.outline import LEAD, Item, Section, sections

if TYPE_CHECKING:
    from assistant.plain.desk import Desk


def tell_question(desk: Desk) -> None:
    """The open question and what one types for each of its answers; or that there is none left."""
    question, wording, say = desk.conversation.question, desk.wording, desk.lines.say
    say()
    if question is None:
        desk.say(N_("All that matters is answered. a is the whole answer, n a new patient, e changes an answer."))
        return
    desk.say(N_("Question: {text}"), text=wording.question(question))
    if question.number is not None:
        asked = desk.text(
            N_("A number from {least} to {greatest}: {label}, or one of these:"),
            least=max(1, question.number.least),
            greatest=question.number.greatest,
            label=wording.number_label(question),
        )
        say(f"   {asked}")
    for index, value in enumerate(question.values, 1):
        sign = str(index) if question.number is None else band(value)
        say(f"{sign}. {wording.value(question, value.id)}")
    if question.unknown is not None:
        say(f"0. {wording.value(question, UNKNOWN)}")
    if question.multiple:
        say("   " + desk.text(N_("Several: their numbers with commas between, as 1,4.")))


def band(value: Value) -> str:
    """What one types for a band of numbers, as `0-17`; no letter, since letters are commands."""
    return f"{value.low}-{value.high}"


def tell_news(desk: Desk) -> None:
    """What is certain now and has not been told yet; when no question is left, also what stays in doubt."""
    answer = desk.conversation.answer
    fresh = {said.id for said in answer.certain} - desk.told
    found = sections(answer, desk.wording)
    for section in found:
        if section.name == LEAD and (leads := [item for item in section.items if item.text not in desk.told]):
            tell(desk.lines, section, leads)
            desk.told |= {item.text for item in leads}
    found = tuple(section for section in found if section.name != LEAD)
    for section in found:
        if items := [item for item in section.items if item.said is not None and item.said.id in fresh]:
            tell(desk.lines, section, items)
    desk.told |= fresh
    if desk.conversation.question is not None:
        return
    for section in found:
        doubtful = [item for item in section.items if item.said is None or not item.said.certain]
        if doubtful:
            tell(desk.lines, section, doubtful)


def tell(lines: Lines, section: Section, items: Iterable[Item]) -> None:
    """Items of a section: each with the section's title, or below the heading of its group."""
    lines.say()
    group = ""
    for item in items:
        if item.group and item.group != group:
            lines.say(f"{item.group}:")
        group = item.group
        sources = f" [{', '.join(item.sources)}]" if item.sources else ""
        lines.say(f"{'-' if group else section.title + ':'} {item.text}{sources}")
        for note in item.notes:
            lines.say(f"   {note}")
