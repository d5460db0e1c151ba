"""One turn of the page: the conversation now, and what is shown besides, as a value. Every action makes another turn."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from assistant.answer import REFUSALS
from assistant.dialogue import Conversation, Preview
from assistant.dialogue.readings import Suggestion, Waiting
from assistant.typed.outline import Remark
from assistant.web.steps import MOST_STEPS, written

ALL_OPEN = "*"
"""Every folded part of the answer is open."""
LINE, QUESTION, PANEL, WHY, ANSWERS, HELP, READER, ANSWER, RECEIPT = (
    "line",
    "question",
    "panel",
    "why",
    "answers",
    "help",
    "reader",
    "answer",
    "receipt",
)
"""Parts of the page that one may go to: what has changed, or what is asked."""


class PageTurn(NamedTuple):
    """What is shown.

    steps, at     the steps of the conversation, and which of them is now
    waiting       what is offered or alarms; `waits`: the lines that led to it, the first of them read so many steps back: `waits_back`
    preview       what a change does that waits for a yes, and `proposed`: the step that it leads to
    remarks       what is said of the line; `typed`: a line that was not taken, to be mended
    several       several topics can be ticked
    why           the rule of the statement that is explained; `why_asked`: why the question is asked
    unfold        which part of the answer is open besides those that are by themselves; `ALL_OPEN` all
    to            which part one goes to
    cleared       the patient is another one: nothing of the last one is kept in the browser either
    """

    talk: Conversation
    steps: tuple[str, ...]
    at: int
    waiting: Waiting | None = None
    waits: tuple[str, ...] = ()
    waits_back: int = 0
    preview: Preview | None = None
    proposed: str = ""
    remarks: tuple[Remark, ...] = ()
    typed: str = ""
    several: bool = False
    why: str = ""
    why_asked: bool = False
    unfold: str = ""
    to: str = ""
    cleared: bool = False

    @property
    def offer(self) -> Suggestion | None:
        """What is offered to be chosen beside the question."""
        return self.waiting if isinstance(self.waiting, Suggestion) else None


FIND, TAKE, LANGUAGE = "find", "take", "language"
"""Where a line may lead away to."""


class Away(NamedTuple):
    """Another page is asked for: what is looked up (`FIND`), what is taken along (`TAKE`), the same in the next language (`LANGUAGE`)."""

    where: str
    words: str = ""


def at_rest(turn: PageTurn) -> PageTurn:
    """The same conversation, with nothing shown besides it."""
    return PageTurn(turn.talk, turn.steps, turn.at)


def said(turn: PageTurn, text: str) -> PageTurn:
    """The same turn, with something said about the line."""
    return turn._replace(remarks=(Remark(text),), to=LINE)


def went(turn: PageTurn, later: Conversation) -> PageTurn:
    """On to a later conversation: a step more, and what had been gone back from is given up."""
    step = written(later)
    if step == turn.steps[turn.at]:
        return at_rest(turn)._replace(talk=replace(later, previous=turn.talk.previous), to=QUESTION)
    steps = (*turn.steps[: turn.at + 1], step)[-MOST_STEPS:]
    return PageTurn(replace(later, previous=turn.talk), steps, len(steps) - 1, to=QUESTION)


def proposed(turn: PageTurn, later: Conversation) -> PageTurn:
    """On to a later conversation; if that takes back an answer, what it does is shown first."""
    try:
        preview = turn.talk.preview_of(later)
    except REFUSALS:
        preview = None  # the answer itself says what is wrong
    if preview is None:
        return went(turn, later)
    return at_rest(turn)._replace(preview=preview, proposed=written(later), to=PANEL)


def begun(turn: PageTurn, fresh: Conversation) -> PageTurn:
    """Another patient: nothing of the last one is kept."""
    fresh = replace(fresh, previous=None)
    return PageTurn(fresh, (written(fresh),), 0, to=QUESTION, cleared=True)
