"""`vardlots schema`: writes the schemas by which an editor completes and checks the YAML while one types."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.audit.schema import kept
from assistant.cli.knowledge import to_be_edited
from assistant.cli.words import LONGEST, WordParser
from assistant.i18n import N_, Language
from assistant.knowledge import KnowledgeError, load_knowledge
from assistant.places import from_here, knowledge_folder
from assistant.texts import visible


def add_arguments(parser: WordParser) -> None:
    """The words that `schema` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "folder",
        nargs="?",
        type=Path,
        metavar=gettext("FOLDER"),
        help=gettext("the knowledge (default: the one that came along)"),
    )
    parser.option("--check", action="store_true", help=gettext("write nothing; tell what is out of date (exit code 1)"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Write the schemas that are out of date, and the first line of each file that does not name its own."""
    folder: Path = words.folder or knowledge_folder()
    try:
        knowledge = load_knowledge(folder)
    except KnowledgeError as error:  # an id that is nowhere described would be an id to the editor
        print(error.told(speaks, folder, True), file=sys.stderr)
        return 2
    found = kept(knowledge, folder)
    told = N_("out of date: {path}") if words.check else N_("written: {path}")
    if not words.check:
        to_be_edited(folder, speaks)
        found.write()
    for path, _ in (*found.schemas, *found.files):
        print(speaks.gettext(told, path=visible(from_here(path), LONGEST)))
    if not (found.schemas or found.files):
        print(speaks.gettext("The schemas are those of this knowledge, and every file names its own."))
    return 1 if words.check and (found.schemas or found.files) else 0
