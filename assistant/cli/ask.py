"""`vardlots ask`: one case, one answer (docs/contract.md)."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from assistant.answer import REFUSALS, Adviser, Answer, refusal
from assistant.cases.case import BadInputError, case_from_words
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.files import reason
from assistant.i18n import N_, Language
from assistant.knowledge.model import Knowledge
from assistant.messages import not_allowed
from assistant.texts import visible
from assistant.words.wording import Wording
from assistant.words.writers import FORMATS, write


def add_arguments(parser: WordParser) -> None:
    """The words that `ask` takes."""
    parser.word(
        "facts",
        nargs="*",
        metavar=parser.speaks.gettext("FACT=VALUE"),
        help=parser.speaks.gettext("what is known, as status=undocumented age=7"),
    )
    parser.choice("format", FORMATS, "text", N_("how the answer is written"))
    parser.option(
        "--slip",
        action="store_true",
        help=parser.speaks.gettext(
            "the slip for the patient, in two languages: as text, or as a page with --format html"
        ),
    )
    parser.option("--all", action="store_true", help=parser.speaks.gettext("all of it, nothing in short"))
    parser.option(
        "--role",
        metavar=parser.speaks.gettext("ROLE"),
        help=parser.speaks.gettext("whose steps stand first, as care_staff (default: reception)"),
    )
    add_on(parser)
    _add_other_forms(parser)


def _add_other_forms(parser: WordParser) -> None:
    parser.option(
        "--as-scenario",
        action="store_true",
        help=parser.speaks.gettext("the case and its answer as a scenario in YAML, to paste into tests/scenarios"),
    )
    parser.option(
        "--batch",
        metavar=parser.speaks.gettext("FILE.jsonl"),
        help=parser.speaks.gettext(
            "answer many cases: a JSON object of facts on each line, or - for standard input; an answer a line"
        ),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the answer."""
    on = day(words.on, speaks)
    adviser = Adviser(knowledge_or_fail(speaks), on)
    wording = _wording(adviser.knowledge, speaks, words.role)
    if words.batch is not None:
        return _batch(words, on, speaks)
    try:
        case = case_from_words(adviser.knowledge, words.facts)
    except BadInputError as error:
        fail(error.text(speaks))
    try:
        answer = adviser.answer(case)
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)
    sys.stdout.write(_told(answer, wording, words, on if words.on else None))
    sys.stdout.flush()
    return 0


def _told(answer: Answer, wording: Wording, words: argparse.Namespace, on: date | None) -> str:
    """The answer in the form that was asked for."""
    if words.as_scenario:
        from assistant.audit.as_scenario import scenario_of  # an answer at the desk does not pay for what editors need

        return scenario_of(answer, " ".join(words.facts), on) + "\n"
    return _slip(answer, wording, words.format) if words.slip else _written(answer, wording, words)


def _batch(words: argparse.Namespace, on: date, speaks: Language) -> int:
    """Answer the cases of a file, or of standard input, each on a line."""
    from assistant.cli.batch import How, answer_all

    if words.facts or words.slip or words.all or words.as_scenario or words.format not in ("text", "json"):
        fail(
            speaks.gettext(
                "With --batch each line gives the facts, and every answer is JSON: leave out the other words."
            )
        )
    how = How(on, speaks.code, words.role)
    if words.batch == "-":
        return answer_all(sys.stdin.buffer, how)
    try:
        file = Path(words.batch).open("rb")  # noqa: SIM115 - closed by the `with` below
    except OSError as error:
        fail(
            speaks.gettext(
                "{path} cannot be read: {reason}.", path=visible(words.batch, LONGEST), reason=reason(error, speaks)
            )
        )
    with file:
        return answer_all(file, how, os.fstat(file.fileno()).st_size)


def _written(answer: Answer, wording: Wording, words: argparse.Namespace) -> str:
    """The answer: text in short unless the whole is asked for, other formats whole."""
    short = words.format == "text" and not words.all
    how = wording.language.gettext("In short; --all tells the whole.")
    return write(answer, wording, words.format, how if short else "", "--all")


def _slip(answer: Answer, wording: Wording, form: str) -> str:
    """The slip for the patient as text or as a page; it has no other form."""
    from assistant import taking

    if form not in ("text", "html"):
        fail(wording.language.gettext("The slip is written as {allowed}.", allowed="text, html"))
    return taking.export(answer, wording, taking.SLIP) if form == "html" else taking.slip_as_text(answer, wording)


def _wording(knowledge: Knowledge, speaks: Language, role: str | None) -> Wording:
    """The words of an answer for a reader of this role."""
    try:
        return Wording(knowledge, speaks, role)
    except KeyError:
        allowed = [word for known in knowledge.roles.values() for word in (known.id, *known.also)]
        message = N_("--{name} cannot be “{word}”. Allowed: {allowed}.")
        fail(not_allowed(message, str(role)[:60], allowed, name="role").text(speaks))
