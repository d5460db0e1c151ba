"""`vardlots feedback`: what users reported as wrong or out of date, for the knowledge editor, with where each rule stands."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.cli.knowledge import found_here, knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.feedback import LONGEST, Entry, FeedbackError, feedback_path, read_entries
from assistant.i18n import Language
from assistant.knowledge import Knowledge
from assistant.texts import visible


def add_arguments(parser: WordParser) -> None:
    """The words that `feedback` takes."""
    parser.word(
        "file",
        nargs="?",
        type=Path,
        metavar=parser.speaks.gettext("FILE"),
        help=parser.speaks.gettext("the entries (default: those of this computer's user)"),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print where the entries are, and each of them; 1 if lines of the file are damaged."""
    path: Path | None = words.file or feedback_path()
    if path is None:
        fail(speaks.gettext("You have no home folder, so there are no entries. Name their file."))
    try:
        found = read_entries(path)
    except FeedbackError as error:
        fail(error.text(speaks), 1)
    print(speaks.gettext("Entries in {path}: {number}", path=visible(str(path), 200), number=len(found.entries)))
    if found.entries:
        knowledge = knowledge_or_fail(speaks)
        for entry in found.entries:
            print("\n".join(["", *_lines(entry, knowledge, speaks)]))
    for number in found.damaged:
        print(
            speaks.gettext("{path}:{line}: this is no entry.", path=visible(str(path), 200), line=number),
            file=sys.stderr,
        )
    return 1 if found.damaged else 0


def _lines(entry: Entry, knowledge: Knowledge, speaks: Language) -> list[str]:
    """An entry as lines: day, version and language, the words, and where each rule stands now."""
    head = speaks.gettext(
        "{day}, knowledge {version}, language {code}",
        day=entry.day,
        version=visible(entry.knowledge),
        code=visible(entry.language),
    )
    lines = [head, f"  {visible(entry.words, LONGEST)}"] if entry.words else [head]
    for id in entry.rules:
        rule = knowledge.rules.get(id)
        gone = speaks.gettext("no such rule now")
        lines.append(f"  {visible(id, 100)}: {found_here(rule.place) if rule is not None else gone}")
    return lines
