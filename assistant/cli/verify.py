"""`vardlots verify`: a saved receipt against the knowledge installed here; which rules changed, and whether the outcome did."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from assistant.answer import REFUSALS, refusal
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import Language
from assistant.receipt import LARGEST, Receipt, ReceiptError, from_json, report, verify
from assistant.texts import visible
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `verify` takes."""
    parser.add_argument(
        "file",
        type=Path,
        metavar=parser.speaks.gettext("FILE"),
        help=parser.speaks.gettext("a receipt that was saved, as vardlots-2026-11-22-1405.json"),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the report; 0 if the receipt is reproduced, else 1."""
    receipt = _read(words.file, speaks)
    knowledge = knowledge_or_fail(speaks)
    try:
        found = verify(receipt, knowledge, date.today())
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)
    print("\n".join(report(found, Wording(knowledge, speaks))))
    return 0 if found.reproduced else 1


def _read(path: Path, speaks: Language) -> Receipt:
    """The receipt in a file; ends with one line and exit code 2 if there is none."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST * 4 + 1)
        return from_json(content.decode("utf-8-sig"))
    except OSError as error:
        problem = speaks.gettext("The file cannot be read: {reason}.", reason=error.strerror or type(error).__name__)
    except UnicodeDecodeError:
        problem = speaks.gettext("The file is not text in UTF-8.")
    except ReceiptError as error:
        problem = error.text(speaks)
    except ValueError:  # a path that no file can have
        problem = speaks.gettext("This is not a file.")
    return fail(f"{visible(str(path), 200)}: {problem}")
