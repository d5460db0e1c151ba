"""Talking in lines: puts each question, reads a line, and prints what is new in the answer after every reply.

No box drawing, no colour, no cursor movement: every line says by a label what it is. What a line is, `dialogue.line` decides, as in the
app. At the end of the input the talk ends, from whatever prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NoReturn, TextIO

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.cases.case import Case
from assistant.i18n import N_, Language
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import EndOfTalk, Lines
from assistant.plain.replying import take
from assistant.settings.preferences import Preferences


def talk(
    adviser: Adviser,
    speaks: Language,
    lines: TextIO,
    out: TextIO,
    today: Callable[[], date] | None = None,
    *,
    preferences: Preferences | None = None,
    remembers: bool = False,
    begun: Case | None = None,
) -> int:
    """Talk until the end of the input or until the user quits; the exit code: 0, or 1 where no answer can be given.

    `today`: each new patient is answered as of the day that it gives. `preferences`: the settings in force; without any, as in tests,
    the defaults, and nothing is saved. `remembers`: the region and the language are remembered when they are chosen.
    `begun`: what is known of the first patient.
    """
    said = Lines(lines, out)
    desk = None
    try:
        settings = preferences or Preferences(adviser.knowledge, None)
        desk = PlainDesk(adviser, speaks, said, settings, remembers=remembers, today=today, begun=begun)
        _talk(desk)
    except EndOfTalk:
        return 0
    except REFUSALS as error:
        said.say(refusal(error, desk.language if desk is not None else speaks))
        return 1


def _talk(desk: PlainDesk) -> NoReturn:
    """Question and reply, for ever. Raises EndOfTalk."""
    _greet(desk)
    while True:
        desk.tell_next()
        take(desk, desk.lines.read())


def _greet(desk: PlainDesk) -> None:
    desk.say(
        N_(
            "Vårdlots. Answer with a number, or write what you know. ? explains the question, {help} is help, {quit} ends."
        ),
        help=desk.word("help"),
        quit=desk.word("quit"),
    )
    if desk.wording.elsewhere:
        desk.lines.say(desk.wording.elsewhere)
    for problem in desk.preferences.problems(desk.language):
        desk.lines.say(problem)
    desk.say_region()
    desk.tell_news()
