"""`vardlots chat`: the app in a terminal; the same dialogue as plain lines with `--plain`, or where there is no terminal."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec

from assistant.cli.words import WordParser
from assistant.i18n import Language


def add_arguments(parser: WordParser) -> None:
    """The words that `chat` takes."""
    parser.option(
        "--plain", action="store_true", help=parser.speaks.gettext("plain lines, for screen readers and pipes")
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Open the app, or talk in lines."""
    if words.plain or not has_screen():
        return _talk(speaks, words.language_named)
    if find_spec("textual") is None:
        print(speaks.gettext("textual is not installed, so here is the plain version."), file=sys.stderr)
        return _talk(speaks, words.language_named)
    from assistant.tui import run as run_app

    return run_app(speaks, words.language_named)


def _talk(speaks: Language, language_named: bool) -> int:
    """Talk in lines, with the settings of the app. They are written only by a person: in a pipe nothing is remembered by itself."""
    from datetime import date

    from assistant.answer import Adviser
    from assistant.cli.knowledge import knowledge_or_fail
    from assistant.i18n import language
    from assistant.plain import talk
    from assistant.settings.preferences import Preferences

    knowledge = knowledge_or_fail(speaks)
    preferences = Preferences.of_user(knowledge)
    if preferences.settings.language is not None and not language_named:
        speaks = language(preferences.settings.language)
    return talk(
        Adviser(knowledge, date.today()),
        speaks,
        sys.stdin,
        sys.stdout,
        date.today,
        preferences=preferences,
        remembers=sys.stdin.isatty(),
    )


def has_screen() -> bool:
    """Whether there is a terminal that can show the app, which is drawn through standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
