"""`vardlots tutor`: how far several learners have come, from exported files or from this computer's own: a table, lines, CSV or a page to print."""

from __future__ import annotations

import argparse
import errno
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from assistant import files
from assistant.answer import Adviser
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language
from assistant.knowledge.model import REGION
from assistant.texts import visible
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses
from assistant.train.items import Contrast
from assistant.train.outline import TutorRow, as_csv, as_lines, table
from assistant.train.problems import TrainingError
from assistant.train.progress import progress
from assistant.train.sound import Work
from assistant.train.store import TrainingStore, imported, training_file
from assistant.train.story import Teller
from assistant.train.tutor import TutorPage
from assistant.words.wording import Wording

FORMATS = ("auto", "table", "lines", "csv", "html")

LARGEST = 16 << 20
"""Bytes of an exported file."""


def add_arguments(parser: WordParser) -> None:
    """The words that `tutor` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "files",
        nargs="*",
        metavar=gettext("FILE"),
        help=gettext("files from “vardlots train --export” (without any: the learners on this computer)"),
    )
    parser.option("--csv", action="store_true", help=gettext("as CSV, for a spreadsheet"))
    parser.choice("format", FORMATS, "auto", N_("how it is written (auto: a table in a terminal, else lines)"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the summary."""
    knowledge = knowledge_or_fail(speaks)
    works = [_exported(Path(name), speaks) for name in words.files] or _own(speaks)
    adviser = Adviser(knowledge, date.today())
    made: dict[str | None, tuple[Contrast, ...]] = {}
    taught: dict[str | None, tuple[Contrast, ...]] = {}
    rows, asked = [], []
    for learner, records, days in works:
        region = learner.region if learner.region in knowledge.values_of(REGION) else None
        if region not in made:
            made[region] = Contrasts(adviser, region).of_all()
            taught[region] = Courses(adviser, region).contrasts
        asked.append(((*made[region], *taught[region]), records))
        found = progress(made[region], records, days, datetime.now(UTC), date.today())
        rows.append(TutorRow(visible(learner.name), found))
    wording = Wording(knowledge, speaks)
    sys.stdout.write(_written(_form(words), rows, TutorPage(rows, asked, Teller(wording)), wording))
    return 0


def _form(words: argparse.Namespace) -> str:
    """How it is written: as asked for, else as it is read best where it goes."""
    if words.csv:
        return "csv"
    if words.format == "auto":
        return "table" if sys.stdout.isatty() else "lines"
    return str(words.format)


def _written(form: str, rows: list[TutorRow], page: TutorPage, wording: Wording) -> str:
    if form == "html":
        return page.as_html(date.today())
    if form == "table":
        return page.as_text()
    cells = table(rows, wording)
    return as_csv(cells) if form == "csv" else "\n".join(as_lines(cells)) + "\n"


def _own(speaks: Language) -> list[Work]:
    store = TrainingStore(training_file())
    try:
        works = [Work(learner, store.records(learner.name), store.days(learner.name)) for learner in store.learners()]
    except TrainingError as error:
        fail(error.text(speaks), 1)
    if not works:
        fail(speaks.gettext("Nothing is saved about anybody."), 1)
    return works


def _exported(path: Path, speaks: Language) -> Work:
    try:
        content = files.read(path, LARGEST)
        if content is None:
            raise FileNotFoundError(errno.ENOENT, "")
        return imported(json.loads(content))
    except OSError as error:
        fail(
            speaks.gettext(
                "{path} cannot be read: {reason}.", path=visible(path, 200), reason=files.reason(error, speaks)
            )
        )
    except (ValueError, RecursionError):
        wrong = N_("{path} is not a file that “vardlots train --export” of this version wrote.")
        fail(speaks.gettext(wrong, path=visible(path, 200)))
