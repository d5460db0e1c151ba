"""`vardlots prove`: the seven proofs of the knowledge, over all cases and days, with what each has counted."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.audit.proofs.all import Proved, prove_all
from assistant.audit.proofs.ground import ProofGround
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import found_here, knowledge_or_fail, local_or_fail, told_here
from assistant.cli.progress import ProgressLine
from assistant.cli.words import WordParser
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge.model import Knowledge
from assistant.knowledge.snapshot import write_snapshot
from assistant.places import knowledge_folder


def add_arguments(parser: WordParser) -> None:
    """The words that `prove` takes."""
    parser.option("--json", action="store_true", help=parser.speaks.gettext("as JSON, for other programs"))
    parser.option(
        "--snapshot",
        type=Path,
        metavar=parser.speaks.gettext("FILE"),
        help=parser.speaks.gettext("if all holds, write what was proved to this file, for a server to take"),
    )
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Make every proof; 0 if all hold, else 1, with what is wrong on standard error."""
    knowledge = knowledge_or_fail(speaks)
    local_or_fail(knowledge, speaks)
    begun = time.monotonic()
    progress = ProgressLine(N_("Proving: {done} of {all} parts"), speaks)
    proved = prove_all(
        ProofGround(knowledge, day(words.on, speaks), [language(code) for code in languages()]), progress.show
    )
    progress.end()
    if words.json:
        print(json.dumps(_as_object(proved, knowledge), ensure_ascii=False, indent=2))
    else:
        _tell(proved, time.monotonic() - begun, speaks)
    if any(each.problems for each in proved):
        return 1
    if words.snapshot is not None:
        write_snapshot(knowledge, knowledge_folder(), words.snapshot)
    return 0


def _tell(proved: Sequence[Proved], seconds: float, speaks: Language) -> None:
    for number, (proof, counts, problems) in enumerate(proved, 1):
        counted = speaks.gettext(proof.says, **{name: _written(count, speaks) for name, count in counts.items()})
        print(f"{number}. {counted}.")
        if problems:
            sys.stdout.flush()  # what is wrong stands behind its proof, also where both go into one file
            for problem in problems:
                print("   " + told_here(problem, speaks), file=sys.stderr)
            sys.stderr.flush()
    wrong = sum(len(each.problems) for each in proved)
    told = (
        speaks.ngettext("{number} mistake.", "{number} mistakes.", wrong)
        if wrong
        else speaks.gettext("All of it holds.")
    )
    taken = speaks.gettext("{seconds} s", seconds=format(seconds, ".1f"))
    print(f"{told} ({taken})", file=sys.stderr if wrong else sys.stdout)


def _written(count: int, speaks: Language) -> str:
    from babel.numbers import format_decimal

    return format_decimal(count, "#,##0", locale=speaks.code)


def _as_object(proved: Sequence[Proved], knowledge: Knowledge) -> dict[str, Any]:
    """The proofs by id, each with what it counted and what is wrong, in English."""
    return {
        "knowledge": knowledge.version,
        "holds": not any(each.problems for each in proved),
        "proofs": [
            {
                "id": each.proof.id,
                "counts": dict(each.counts),
                "problems": [
                    {
                        "place": str(found_here(problem.place)),
                        "message": problem.text(language("en")).partition(": ")[2],
                    }
                    for problem in each.problems
                ],
            }
            for each in proved
        ],
    }
