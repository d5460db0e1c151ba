"""`vardlots verify`: a saved receipt against the knowledge installed here; which rules changed, and whether the outcome did."""

from __future__ import annotations

import argparse
import errno
from datetime import date
from pathlib import Path

from assistant.answer import REFUSALS, refusal
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.files import read, reason
from assistant.i18n import Language
from assistant.receipt import LARGEST, Receipt, ReceiptError, from_json, report, verify
from assistant.texts import visible
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `verify` takes."""
    parser.word(
        "file",
        type=Path,
        metavar=parser.speaks.gettext("FILE"),
        help=parser.speaks.gettext("a receipt that was saved, as vardlots-2026-11-22-1405.json"),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the report; 0 if the receipt is reproduced, else 1."""
    receipt = receipt_in(words.file, speaks)
    knowledge = knowledge_or_fail(speaks)
    try:
        found = verify(receipt, knowledge, date.today())
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)
    print("\n".join(report(found, Wording(knowledge, speaks))))
    return 0 if found.reproduced else 1


def receipt_in(path: Path, speaks: Language) -> Receipt:
    """The receipt in a file; ends with one line and exit code 2 if there is none."""
    try:
        content = read(path, LARGEST * 4)
        if content is None:
            raise FileNotFoundError(errno.ENOENT, "")
        return from_json(content.decode("utf-8-sig"))
    except OSError as error:
        problem = speaks.gettext("The file cannot be read: {reason}.", reason=reason(error, speaks))
    except UnicodeDecodeError:
        problem = speaks.gettext("The file is not text in UTF-8.")
    except ReceiptError as error:
        problem = error.text(speaks)
    return fail(f"{visible(str(path), 200)}: {problem}")
