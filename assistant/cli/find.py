"""`vardlots find`: look up words, a table of status by age, or the contacts, without an interview."""

from __future__ import annotations

import argparse
import sys

from assistant.answer import Adviser
from assistant.cases.case import BadInputError, Case, case_from_words
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge import Knowledge
from assistant.lookup import Lookup, contacts_page, table, table_topics
from assistant.lookup.writers import (
    FORMATS,
    contacts_as_json,
    contacts_as_text,
    found_as_json,
    found_as_text,
    write_table,
)
from assistant.messages import listing, not_allowed
from assistant.typed.acute import Acute
from assistant.typed.outline import alarm_lines
from assistant.words.wording import Wording

PLAIN_FORMATS = ("text", "json")


def add_arguments(parser: WordParser) -> None:
    """The words that `find` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "words",
        nargs="*",
        metavar=gettext("WORDS"),
        help=gettext("what to look for; that nothing is found is no error (exit code 0)"),
    )
    parser.option(
        "--table", metavar=gettext("TOPIC"), help=gettext("show a table of situation by age, as --table medicines")
    )
    parser.option("--contacts", action="store_true", help=gettext("show the contacts, and for which patients each is"))
    parser.option(
        "--in",
        dest="within",
        nargs="+",
        action="extend",
        default=[],
        metavar=gettext("FACT=VALUE"),
        help=gettext("what is known, as region=vgr: only what is possible then is shown"),
    )
    parser.choice("format", FORMATS, "text", N_("how it is written; markdown and csv are for --table"))
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print what was found."""
    chosen = [bool(words.words), words.table is not None, words.contacts]
    if sum(chosen) != 1:
        fail(speaks.gettext("Give one of: words to look for, --table TOPIC, --contacts."))
    if words.table is None and words.format not in PLAIN_FORMATS:
        fail(
            speaks.gettext(
                "--format {form} is for --table only. Allowed here: {allowed}.",
                form=words.format,
                allowed=listing(PLAIN_FORMATS),
            )
        )
    adviser = Adviser(knowledge_or_fail(speaks), day(words.on, speaks))
    try:
        within = case_from_words(adviser.knowledge, words.within)
    except BadInputError as error:
        fail(error.text(speaks))
    sys.stdout.write(_found(words, adviser, within, speaks))
    sys.stdout.flush()
    return 0


def _found(words: argparse.Namespace, adviser: Adviser, within: Case, speaks: Language) -> str:
    knowledge = adviser.knowledge
    wording = Wording(knowledge, speaks)
    if words.contacts:
        page = contacts_page(adviser, wording, within)
        return contacts_as_json(page, wording) if words.format == "json" else contacts_as_text(page, wording)
    if words.table is not None:
        return write_table(
            table(adviser, wording, _topic(words.table, knowledge, speaks), within), wording, words.format
        )
    lookup = Lookup(adviser, [language(code) for code in languages()])
    line = " ".join(words.words)
    found, acute = lookup.find(line, speaks, within), Acute(knowledge, languages()).heard(line)
    if words.format == "json":
        return found_as_json(found, wording, acute)
    alarm = "".join(f"{text}\n" for text in (*alarm_lines(acute, wording), "")) if acute else ""
    return alarm + found_as_text(found, wording)


def _topic(word: str, knowledge: Knowledge, speaks: Language) -> str:
    allowed = tuple(table_topics(knowledge))
    if word not in allowed:
        fail(not_allowed(N_("There is no table of “{word}”. Allowed: {allowed}."), word, allowed).text(speaks))
    return word
