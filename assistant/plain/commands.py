"""The commands of the talk: a letter or a word alone on a line, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from assistant.i18n import N_
from assistant.plain import moving, reasons
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import EndOfTalk
from assistant.plain.words import BACK, HELP, LANGUAGE, QUIT, Word, is_quit, is_word


class Command(NamedTuple):
    """A word, what it does in words, and what does it."""

    word: Word
    text: str
    do: Callable[[PlainDesk], None]


LOOK_UP_SIGN = "/"
"""Begins a line of words to look up."""


def _look_up(desk: PlainDesk, words: str = "") -> None:
    from assistant.plain.looking_up import look_up

    look_up(desk, words)


def _take_along(desk: PlainDesk) -> None:
    from assistant.plain.taking_along import take_along

    take_along(desk)


def _report(desk: PlainDesk) -> None:
    from assistant.plain.reporting import report

    report(desk)


def _settings(desk: PlainDesk) -> None:
    from assistant.plain.setting_up import settings

    settings(desk)


def _quit(desk: PlainDesk) -> None:
    raise EndOfTalk


def _help(desk: PlainDesk) -> None:
    desk.say(N_("A number answers. Words are heard, as “undocumented 7 years interpreter”."))
    desk.say(N_("These letters do more; so do the words beside them, alone on a line:"))
    for command in COMMANDS:
        desk.lines.say(f"{command.word.shown(desk.language)}: {desk.text(command.text)}")
    for text in (
        N_("/ and words looks them up at once, as /medicines."),
        N_("To practise, quit and run “vardlots train --plain”."),
        N_("At a question of these commands, Enter changes nothing."),
        N_("Nothing about a patient is stored. But what was said stays in this window until you clear or close it."),
        N_("These lines are not cleared by themselves when nobody is here, and no key hides them. The app does both."),
    ):
        desk.say(text)


COMMANDS = (
    Command(BACK, N_("one step back; right after “new patient”, to the last patient"), moving.back),
    Command(Word("f", N_("forward")), N_("the step that was taken back"), moving.forward),
    Command(Word("a", N_("answer")), N_("show the whole answer with its sources"), reasons.whole_answer),
    Command(Word("?", N_("explain")), N_("explain the question and its answers"), reasons.explain_question),
    Command(Word("w", N_("why ask")), N_("why is this asked?"), reasons.why_asked),
    Command(Word("y", N_("why")), N_("why does a statement apply, and what would change it?"), reasons.why_it_applies),
    Command(Word("e", N_("edit")), N_("change an answer"), moving.change),
    Command(Word("t", N_("topics")), N_("choose the topics anew"), moving.topics),
    Command(
        Word(LOOK_UP_SIGN, N_("look up")), N_("look up fees, medicines, contacts and words; the case waits"), _look_up
    ),
    Command(Word("p", N_("take along")), N_("show text to copy, or save a file"), _take_along),
    Command(Word("r", N_("report")), N_("report that something is wrong or out of date"), _report),
    Command(Word("o", N_("settings")), N_("region, language and other settings"), _settings),
    Command(Word("n", N_("new patient")), N_("clears everything but the region"), moving.new_patient),
    Command(LANGUAGE, N_("say everything in the next language; the case stays as it is"), moving.next_language),
    Command(HELP, N_("these lines"), _help),
    Command(QUIT, N_("end; nothing is stored"), _quit),
)
"""Every command, in the order of the help."""


def command_of(line: str) -> Callable[[PlainDesk], None] | None:
    """What a line does if it is a command, and nothing else."""
    if line.startswith(LOOK_UP_SIGN) and line.strip(LOOK_UP_SIGN).strip():
        return lambda desk: _look_up(desk, line.lstrip(LOOK_UP_SIGN).strip())
    if is_quit(line):
        return _quit
    return next((command.do for command in COMMANDS if is_word(line, command.word)), None)
