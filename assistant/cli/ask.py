"""`vardlots ask`: one case, one answer (shared/contract.md)."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from assistant.answer import Adviser, DisagreementError
from assistant.answer.wording import Wording
from assistant.answer.writers import FORMATS, write
from assistant.case import BadInputError, case_from_words, visible
from assistant.cli import fail
from assistant.cli.knowledge import knowledge_or_fail
from assistant.engine import EngineMissingError
from assistant.i18n import N_, Language


def add_arguments(parser: argparse.ArgumentParser, speaks: Language) -> None:
    """The words that `ask` takes."""
    parser.add_argument(
        "facts",
        nargs="*",
        metavar=speaks.gettext(N_("FACT=VALUE")),
        help=speaks.gettext(N_("what is known, as status=undocumented age=7")),
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help=speaks.gettext(N_("how the answer is written"))
    )
    parser.add_argument(
        "--on",
        metavar=speaks.gettext(N_("DAY")),
        help=speaks.gettext(N_("answer as of this day, as 2026-11-22 (default: today)")),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the answer."""
    on = _day(words.on, speaks)
    knowledge = knowledge_or_fail(speaks)
    try:
        case = case_from_words(knowledge, words.facts)
    except BadInputError as error:
        fail(error.text(speaks))
    try:
        answer = Adviser(knowledge, on).answer(case)
    except EngineMissingError as error:
        fail(speaks.gettext(N_("No rule engine is installed: {reason}. See “vardlots doctor”."), reason=str(error)), 1)
    except DisagreementError as error:
        fail(
            speaks.gettext(
                N_("The two evaluations of the rules disagree on {rules}; no answer is given. Please report this."),
                rules=str(error),
            ),
            1,
        )
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(write(answer, Wording(knowledge, speaks), words.format))
    sys.stdout.flush()
    return 0


def _day(word: str | None, speaks: Language) -> date:
    if word is None:
        return date.today()
    try:
        if len(word) != len("2026-11-22"):
            raise ValueError(word)
        return date.fromisoformat(word)
    except ValueError:
        fail(speaks.gettext(N_("“{word}” is no day of the calendar; write it as 2025-11-05."), word=visible(word)))
