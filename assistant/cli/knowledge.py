"""The shipped knowledge for a subcommand, or one line that says that it is damaged; and what of it is not translated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import Language
from assistant.knowledge import Knowledge, KnowledgeError, shipped_knowledge
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.texts import texts
from assistant.places import came_along, is_installed, knowledge_folder
from assistant.texts import visible


def add_knowledge(parser: WordParser) -> None:
    """The option by which any command uses another knowledge. `main` has put it into force before the words are parsed."""
    gettext = parser.speaks.gettext
    parser.option(
        "--knowledge",
        type=_folder,
        metavar=gettext("FOLDER"),
        help=gettext("use the knowledge in this folder instead of the one that came along"),
    )


def _folder(word: str) -> str:
    """An empty word would silently mean the knowledge that came along."""
    if not word:
        raise argparse.ArgumentTypeError("expected a folder")
    return word


def knowledge_or_fail(speaks: Language) -> Knowledge:
    """The knowledge in use. Ends with its mistakes as `check` shows them, or with one line where it came along and nobody edits it."""
    try:
        return shipped_knowledge()
    except KnowledgeError as error:
        editing = not came_along(knowledge_folder())
        lead = "" if editing else "vardlots: "
        print(lead + error.told(speaks, knowledge_folder(), editing), file=sys.stderr)
        raise SystemExit(2 if editing else 1) from None


def found_here(place: Place) -> Place:
    """A place in the knowledge in use, by the way that leads to it from where one stands."""
    return place.in_folder(knowledge_folder())


def told_here(problem: Problem, speaks: Language) -> str:
    """What is wrong in the knowledge in use, in a line, with the places as they are found from where one stands."""
    return visible(problem.in_folder(knowledge_folder()).text(speaks), LONGEST)


def local_or_fail(knowledge: Knowledge, speaks: Language) -> None:
    """Ends with the mistakes of the local additions, for who serves them to others; whoever asks gets the answer without them, which says so."""
    if problems := knowledge.local.problems:
        print(
            "\n".join(told_here(problem, speaks) for problem in problems),
            file=sys.stderr,
        )
        raise SystemExit(2)


def to_be_edited(folder: Path, speaks: Language) -> Path:
    """A folder in which something shall be written. Ends the program where it belongs to an installed program."""
    if is_installed(folder):
        fail(
            speaks.gettext(
                "{folder} came along with the program and goes with its next version: copy it, and name the copy with --knowledge.",
                folder=visible(folder, LONGEST),
            )
        )
    return folder


def unraised(version: str, speaks: Language) -> str:
    """The line on a knowledge that says something else than the version released last, under the same version."""
    return speaks.gettext(
        "Readers see something else than in the version released last, and the version is still {version}: raise it in knowledge.yaml.",
        version=version,
    )


def untranslated(knowledge: Knowledge, into: Iterable[Language], speaks: Language) -> list[str]:
    """A line for each language in which texts of the knowledge are missing, saying how many."""
    lines = []
    for each in into:
        missing = sum(not each.has_knowledge(context, source) for context, source, _ in texts(knowledge))
        if missing:
            lines.append(
                speaks.ngettext(
                    "{code}: {number} text is not translated.",
                    "{code}: {number} texts are not translated.",
                    missing,
                    code=each.code,
                )
            )
    return lines
