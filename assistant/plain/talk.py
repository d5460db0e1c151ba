"""Talking in lines: puts each question, reads a line, and prints what is new in the answer after every reply.

No box drawing, no colour, no cursor movement: every line says by a label what it is. A number answers; a letter or a word alone on
a line is a command; other words are heard as what is known. At the end of the input the talk ends, from whatever prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NoReturn, TextIO

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.i18n import N_, Language
from assistant.plain.commands import command_of
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import EndOfTalk, Lines
from assistant.plain.replying import hear, is_number, reply
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
) -> int:
    """Talk until the end of the input or until the user quits; the exit code: 0, or 1 where no answer can be given.

    `today`: each new patient is answered as of the day that it gives. `preferences`: the settings in force; without any, as in tests,
    the defaults, and nothing is saved. `remembers`: the region and the language are remembered when they are chosen.
    """
    said = Lines(lines, out)
    desk = None
    try:
        settings = preferences or Preferences(adviser.knowledge, None)
        desk = PlainDesk(adviser, speaks, said, settings, remembers=remembers, today=today)
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
        desk.tell_question()
        word = desk.lines.read()
        if word:
            _take(desk, word)


def _greet(desk: PlainDesk) -> None:
    desk.say(
        N_("Vårdlots. Answer with a number, or write what you know. ? explains the question, h is help, q is quit.")
    )
    for problem in desk.preferences.problems(desk.language):
        desk.lines.say(problem)
    desk.say_region()
    desk.tell_news()


def _take(desk: PlainDesk, line: str) -> None:
    """Do what a line asks for."""
    command = command_of(line)
    if command is not None:
        command(desk)
    elif is_number(line):
        reply(desk, line)
    else:
        hear(desk, line)
