"""Replying: does what a line is, as the one grammar reads it, and says what is offered, alarms or was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue.readings import Alarm, Asked, Begun, LineReading, NextPatient, Replied, Suggestion, Told, Unread
from assistant.i18n import N_
from assistant.plain import moving
from assistant.plain.commands import do
from assistant.plain.lines import echoed
from assistant.plain.reasons import parts_of
from assistant.typed.money import kinds_asked
from assistant.words.crumbs import brief

if TYPE_CHECKING:
    from assistant.dialogue import Conversation
    from assistant.plain.desk import PlainDesk


def take(desk: PlainDesk, line: str) -> None:
    """Read a line in the state of the talk, and do what it is."""
    waiting, desk.waiting = desk.waiting, None
    act(desk, desk.reader.read(line, desk.conversation, waiting))


def act(desk: PlainDesk, reading: LineReading) -> None:
    """Do what a line is."""
    match reading:
        case Replied(later):
            _say_number(desk, later)
            desk.propose(later)
        case Told():
            _told(desk, reading)
        case Unread():
            _unread(desk, reading)
        case Asked(name, words):
            do(desk, name, words)
        case Begun():
            _begin(desk, reading)
        case Suggestion() | NextPatient() | Alarm():
            desk.waiting = reading


def _say_number(desk: PlainDesk, later: Conversation) -> None:
    """Which number was taken, as an age: a digit may have been meant as the place of an option."""
    case, before = later.case, desk.conversation.case
    for question in desk.knowledge.questions.values():
        if question.number is None or case.numbers.get(question.number.id) in (
            None,
            before.numbers.get(question.number.id),
        ):
            continue
        desk.say(
            N_("{fact}: {value}. “{change}” changes it for this patient."),
            fact=desk.wording.short(question.id),
            value=brief(case, question, desk.wording),
            change=desk.word("change"),
        )


def _told(desk: PlainDesk, reading: Told) -> None:
    """Words that say something: what is understood is said and taken, the rest is said and left."""
    from assistant.typed.outline import lines

    for text in lines(reading.understood, desk.wording):
        desk.lines.say(text)
    if reading.later is not desk.conversation:
        if not desk.propose(reading.later):
            return
        desk.say(N_("“{back}” takes it back."), back=desk.word("back"))
    elif kinds := kinds_asked(reading.understood):
        parts_of(desk, kinds)
    desk.waiting = reading.offer


def _unread(desk: PlainDesk, reading: Unread) -> None:
    """What nothing is done about, and why."""
    from assistant.typed.outline import lines

    if reading.wrong:
        desk.not_an_answer(reading.words)
    elif reading.understood is not None:
        for text in lines(reading.understood, desk.wording):
            desk.lines.say(text)
    else:
        desk.say(
            N_("“{word}” is not understood. “{new}” is a new patient, “{change}” changes an answer, “{help}” is help."),
            word=echoed(reading.words),
            new=desk.word("new"),
            change=desk.word("change"),
            help=desk.word("help"),
        )


def _begin(desk: PlainDesk, begun: Begun) -> None:
    """The next patient, with what was said; until more is answered, "back" leads to the last one."""
    moving.new_patient(desk)
    last = desk.set_aside
    desk.go(begun.told(desk.conversation))
    desk.set_aside = last
