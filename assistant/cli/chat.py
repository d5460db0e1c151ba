"""`vardlots chat`: the app in a terminal; the same dialogue as plain lines with `--plain`, or where there is no terminal.

It may begin with a case, as words or from a receipt that was saved: nothing has to be kept to go on with it later.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.days import add_on, day
from assistant.cli.words import WordParser
from assistant.i18n import Language

if TYPE_CHECKING:
    from assistant.cases.case import Case


def add_arguments(parser: WordParser) -> None:
    """The words that `chat` takes."""
    parser.word(
        "facts",
        nargs="*",
        metavar=parser.speaks.gettext("FACT=VALUE"),
        help=parser.speaks.gettext("what is known, as status=undocumented age=7"),
    )
    parser.option(
        "--receipt",
        type=Path,
        metavar=parser.speaks.gettext("FILE"),
        help=parser.speaks.gettext("begin with the case of a receipt that was saved"),
    )
    parser.option(
        "--plain", action="store_true", help=parser.speaks.gettext("plain lines, for screen readers and pipes")
    )
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Open the app, or talk in lines."""
    begun = _begun(words, speaks)
    on = None if words.on is None else day(words.on, speaks)
    if words.plain or not has_screen():
        return _talk(speaks, words.language_named, begun, on)
    if find_spec("textual") is None:
        print(speaks.gettext("textual is not installed, so here is the plain version."), file=sys.stderr)
        return _talk(speaks, words.language_named, begun, on)
    from assistant.tui import run as run_app

    return run_app(speaks, words.language_named, begun=begun, on=on)


def _begun(words: argparse.Namespace, speaks: Language) -> Case | None:
    """The case that words or a receipt give; None without any. Ends with one line and exit code 2 where they are wrong."""
    facts = tuple(words.facts)
    if words.receipt is not None:
        from assistant.cli.verify import receipt_in

        facts = (*receipt_in(words.receipt, speaks).facts, *facts)
    if not facts:
        return None
    from assistant.cases.case import BadInputError, case_from_words
    from assistant.cli.knowledge import knowledge_or_fail
    from assistant.cli.words import fail

    try:
        return case_from_words(knowledge_or_fail(speaks), facts)
    except BadInputError as error:
        fail(error.text(speaks))


def _talk(speaks: Language, language_named: bool, begun: Case | None, on: date | None) -> int:
    """Talk in lines, with the settings of the app. They are written only by a person: in a pipe nothing is remembered by itself."""
    from assistant.answer import Adviser
    from assistant.cli.knowledge import knowledge_or_fail
    from assistant.i18n import language
    from assistant.plain import talk
    from assistant.settings.preferences import Preferences

    knowledge = knowledge_or_fail(speaks)
    preferences = Preferences.of_user(knowledge)
    if preferences.settings.language is not None and not language_named:
        speaks = language(preferences.settings.language)
    if on is not None:
        print(speaks.gettext("Answers as of {day}.", day=on))
    return talk(
        Adviser(knowledge, on or date.today()),
        speaks,
        sys.stdin,
        sys.stdout,
        date.today if on is None else None,
        preferences=preferences,
        remembers=sys.stdin.isatty(),
        begun=begun,
    )


def has_screen() -> bool:
    """Whether there is a terminal that can show the app, which is drawn through standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
