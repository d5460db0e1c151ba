"""The line of the page: what was typed is read by the one grammar, and done. What waits for an answer is read again from the lines that led to it."""

from __future__ import annotations

from assistant.answer import REFUSALS
from assistant.dialogue import Conversation
from assistant.dialogue.readings import (
    Alarm,
    Asked,
    Begun,
    LineReading,
    NextPatient,
    Nothing,
    Replied,
    Suggestion,
    Told,
    Unread,
    Waiting,
)
from assistant.i18n import N_
from assistant.masking import mask, mask_but_days
from assistant.typed.outline import Remark, remarks
from assistant.web.commands import command
from assistant.web.desk import PageDesk
from assistant.web.turn import LINE, PANEL, QUESTION, Away, PageTurn, at_rest, begun, proposed, said

LONGEST = 2000
"""Characters of a line, as many as its field takes: what is longer comes from no page of ours, and is cut before it is read."""
MOST_WAITS = 6
"""Lines that may lead to what waits: an alarm, then a word that may be mistyped, and so on."""


def as_typed(text: str) -> str:
    """A typed line as one line, with its days, for whoever reads it: never to be shown, nor kept in a page."""
    return mask_but_days(" ".join(text[:LONGEST].split()))


def waiting_for(waits: tuple[str, ...], talk: Conversation, desk: PageDesk) -> Waiting | None:
    """What these lines led to, the first typed in that conversation; None if they no longer lead to anything."""
    waiting: Waiting | None = None
    for text in waits[:MOST_WAITS]:
        waiting = _waits(desk.reader.read(as_typed(text), talk, waiting))
    return waiting


def _waits(reading: LineReading) -> Waiting | None:
    if isinstance(reading, Suggestion | NextPatient | Alarm):
        return reading
    return reading.offer if isinstance(reading, Told | Unread) else None


def typed(turn: PageTurn, desk: PageDesk, text: str) -> PageTurn | Away:
    """Do what a line is."""
    heard = as_typed(text)
    line = mask(heard)
    reading = desk.reader.read(heard, turn.talk, turn.waiting)
    done = _done(reading, at_rest(turn), desk, line)
    if isinstance(done, Away):
        return done
    if done.waiting is not None:
        waits, back = (turn.waits, turn.waits_back) if turn.waiting is not None else ((), 0)
        done = done._replace(waits=(*waits, line), waits_back=back + (done.talk.previous is turn.talk))
    return done._replace(to=done.to if done.to and done.to != QUESTION else LINE)


def chosen(turn: PageTurn, desk: PageDesk, number: str) -> PageTurn | Away:
    """Do what was chosen of what waits: one thing alone is taken as an empty line takes it, as is going on after an alarm."""
    alone = isinstance(turn.waiting, Alarm) or (turn.offer is not None and turn.offer.single)
    return typed(turn, desk, "" if alone else number)


def _done(reading: LineReading, turn: PageTurn, desk: PageDesk, line: str) -> PageTurn | Away:
    match reading:
        case Replied(later):
            return proposed(turn, later)
        case Told():
            return _told(reading, turn, desk)
        case Unread():
            return _unread(reading, turn, desk, line)
        case Suggestion() | NextPatient() | Alarm():
            return turn._replace(waiting=reading, to=PANEL)
        case Begun():
            return begun(turn, reading.told(turn.talk.new_patient(desk.adviser)))
        case Asked(name, words):
            return command(turn, desk, name, words)
        case Nothing():
            return turn


def _told(told: Told, turn: PageTurn, desk: PageDesk) -> PageTurn:
    """What a sentence says is taken; what it may also mean is offered."""
    later = proposed(turn, told.later) if told.later is not turn.talk else turn
    taken = later.preview is None
    remarks = _remarks(told.later, told, desk) if taken else ()
    return later._replace(remarks=remarks, waiting=told.offer if taken else None)


def _remarks(talk: Conversation, read: Told | Unread, desk: PageDesk) -> tuple[Remark, ...]:
    """What was understood, and what was not, in few words."""
    if read.understood is None:
        return ()
    try:
        relevant = talk.adviser.relevant(talk.case)
    except REFUSALS:
        relevant = {}  # the answer itself says what is wrong
    return tuple(remarks(read.understood, desk.wording, relevant.__contains__))


def _unread(unread: Unread, turn: PageTurn, desk: PageDesk, line: str) -> PageTurn:
    """A line that nothing is done about stays, to be mended."""
    if unread.understood is not None:
        found = _remarks(turn.talk, unread, desk)
        return turn._replace(remarks=found, typed=line, waiting=unread.offer)
    text = desk.wording.language.gettext(N_("“{word}” is no answer here."), word=unread.words)
    return said(turn, text)._replace(typed=line)
