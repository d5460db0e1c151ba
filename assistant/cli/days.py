"""The option `--on`: the day as of which a command answers."""

from __future__ import annotations

from datetime import date

from assistant.cases.case import BadInputError
from assistant.cases.given import day_of
from assistant.cli.words import WordParser, fail
from assistant.i18n import Language


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
        return day_of(word)
    except BadInputError as error:
        fail(error.text(speaks))
