"""`vardlots check`: every mistake in a folder of knowledge, then the proofs over all cases, then the cases of the courses."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.audit.examining import examined
from assistant.audit.far_ahead import far_ahead
from assistant.audit.impact.version import is_unraised
from assistant.audit.schema import SCHEMAS, kept
from assistant.audit.unused import unspoken
from assistant.cli.knowledge import unraised, untranslated
from assistant.cli.review import misread, unreviewed
from assistant.cli.words import WordParser
from assistant.i18n import Language, language, languages, read_again
from assistant.knowledge import Knowledge, KnowledgeError
from assistant.places import knowledge_folder, use_knowledge


def add_arguments(parser: WordParser) -> None:
    """The words that `check` takes."""
    parser.word(
        "folder",
        nargs="?",
        type=Path,
        metavar=parser.speaks.gettext("FOLDER"),
        help=parser.speaks.gettext(
            "the knowledge (default: the one that came along); mistakes go to standard error: exit code 1, or 2 if it cannot be read"
        ),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print every problem; 0 if there is none, 2 if the knowledge could not be read, else 1."""
    folder: Path = words.folder or knowledge_folder()
    if words.folder:
        use_knowledge(str(folder))  # its catalogues are those beside it
        read_again()
    knowledge, problems = examined(folder, apart=True)
    problems = (*problems, *misread(folder))
    if knowledge is None or problems:
        print("\n".join(KnowledgeError(problems).lines(speaks, folder)), file=sys.stderr)
        return 2 if any(problem.unread for problem in problems) else 1
    print(_summary(knowledge, folder, speaks))
    return 0


def _summary(knowledge: Knowledge, folder: Path, speaks: Language) -> str:
    lines = [
        speaks.gettext(
            "Knowledge {version}: {rules} rules, {questions} questions, {clauses} clauses, {invariants} invariants hold in every case.",
            version=knowledge.version, rules=str(len(knowledge.rules)), questions=str(len(knowledge.questions)),
            clauses=str(len(knowledge.clauses)), invariants=str(len(knowledge.invariants)),
        )
    ]  # fmt: skip
    return "\n".join([*lines, *left_to_do(knowledge, folder, speaks)])


def left_to_do(knowledge: Knowledge, folder: Path, speaks: Language) -> list[str]:
    """What is no mistake and is to be done before a release, as lines."""
    lines = [unraised(knowledge.version, speaks)] if is_unraised(knowledge, folder) else []
    lines += [*unreviewed(knowledge, folder, speaks), *untranslated(knowledge, map(language, languages()), speaks)]
    lines += [problem.in_folder(folder).text(speaks) for problem in (*unspoken(knowledge), *far_ahead(knowledge))]
    if (folder / SCHEMAS).is_dir() and kept(knowledge, folder).schemas:
        lines.append(speaks.gettext("The schemas for editors are out of date: “vardlots schema” renews them."))
    return lines
