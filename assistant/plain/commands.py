"""What the commands of the line do in plain lines; each is named as in the word lists of the knowledge."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dialogue.line_outline import COMMAND_TEXTS
from assistant.i18n import N_
from assistant.plain import moving, reasons
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import EndOfTalk


def _look_up(desk: PlainDesk) -> None:
    from assistant.plain.looking_up import look_up

    look_up(desk)


def _take_along(desk: PlainDesk) -> None:
    from assistant.plain.taking_along import take_along

    take_along(desk)


def _print_answer(desk: PlainDesk) -> None:
    from assistant.plain.taking_along import print_answer

    print_answer(desk)


def _report(desk: PlainDesk) -> None:
    from assistant.plain.reporting import report

    report(desk)


def _settings(desk: PlainDesk) -> None:
    from assistant.plain.setting_up import settings

    settings(desk)


def _role(desk: PlainDesk) -> None:
    from assistant.plain.setting_up import choose_role

    choose_role(desk)


def _more(desk: PlainDesk) -> None:
    reasons.one_part(desk, "")


def _done(desk: PlainDesk) -> None:
    reasons.tick_off(desk, "")


def _ask_more(desk: PlainDesk) -> None:
    desk.say(N_("No further question would change the answer for these topics."))


def _train(desk: PlainDesk) -> None:
    desk.say(N_("To practise, quit and run “vardlots train --plain”."))


def _hide(desk: PlainDesk) -> None:
    desk.say(
        N_("These lines are not cleared by themselves when nobody is here, and no key hides them. The app does both.")
    )


def _quit(desk: PlainDesk) -> None:
    raise EndOfTalk


def _help(desk: PlainDesk) -> None:
    desk.say(N_("A number answers. Words are heard, as “undocumented 7 years interpreter”."))
    desk.say(N_("These words do more, alone on a line; after a slash whatever is asked:"))
    for name, text in COMMAND_TEXTS.items():
        if name in DO:
            desk.lines.say(f"{desk.word(name)}: {desk.text(text)}")
    for text in (
        N_(
            "? explains the question. / and words looks them up at once, as /medicines. + adds a topic, as +interpreter."
        ),
        N_("At a question of these commands, Enter changes nothing."),
        N_("Nothing about a patient is stored. But what was said stays in this window until you clear or close it."),
    ):
        desk.say(text)


DO: dict[str, Callable[[PlainDesk], None]] = {
    "new": moving.new_patient,
    "back": moving.back,
    "forward": moving.forward,
    "change": moving.change,
    "topics": moving.topics,
    "answer": reasons.whole_answer,
    "explain": reasons.explain_question,
    "why": reasons.why_it_applies,
    "why_asked": reasons.why_asked,
    "find": _look_up,
    "take": _take_along,
    "print": _print_answer,
    "report": _report,
    "train": _train,
    "settings": _settings,
    "role": _role,
    "done": _done,
    "more": _more,
    "ask_more": _ask_more,
    "language": moving.next_language,
    "hide": _hide,
    "help": _help,
    "quit": _quit,
}
"""What does each command that there is in plain lines; what the dialogue answers by itself is none of them."""


def _look_up_words(desk: PlainDesk, words: str) -> None:
    from assistant.plain.looking_up import look_up

    look_up(desk, words)


WITH_WORDS: dict[str, Callable[[PlainDesk, str], None]] = {
    "find": _look_up_words,
    "more": reasons.one_part,
    "done": reasons.tick_off,
}
"""What does a command that words stand behind."""


def do(desk: PlainDesk, name: str, words: str) -> None:
    """Do a command, with the words behind it where it takes any."""
    if words and name in WITH_WORDS:
        WITH_WORDS[name](desk, words)
    elif name in DO:
        DO[name](desk)
    else:
        desk.say(N_("“{word}” does nothing in these lines."), word=desk.word(name))
