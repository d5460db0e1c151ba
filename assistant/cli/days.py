"""The option `--on`: the day as of which a command answers."""

from __future__ import annotations

import re
from datetime import date

from assistant.cli.words import WordParser, fail
from assistant.i18n import Language
from assistant.texts import visible


def add_on(parser: WordParser, help: str = "") -> None:
    """`--on DAY`, with what it does here, if not that it answers as of that day."""
    gettext = parser.speaks.gettext
    usual = gettext("answer as of this day, as 2026-11-22 (default: today)")
    parser.option("--on", metavar=gettext("DAY"), help=help or usual)


def day(word: str | None, speaks: Language) -> date:
    """The day that a word names; today where none is given. Ends the program on a wrong one."""
    if word is None:
        return date.today()
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):  # fromisoformat takes weeks as well
            raise ValueError(word)
        return date.fromisoformat(word)
    except ValueError:
        fail(speaks.gettext("“{word}” is no day of the calendar; write it as 2025-11-05.", word=visible(word)))
