"""`vardlots test`: asks every scenario and shows those that do not hold: what was expected, and what came."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.audit.holding import Failed, failing
from assistant.audit.scenarios import Scenario, beside, files_of, read_scenarios
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import N_, Language
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import Mistakes
from assistant.messages import not_allowed
from assistant.places import knowledge_folder
from assistant.texts import visible


def add_arguments(parser: WordParser) -> None:
    """The words that `test` takes."""
    parser.word(
        "paths",
        nargs="*",
        type=Path,
        metavar=parser.speaks.gettext("FOLDER|FILE"),
        help=parser.speaks.gettext("the scenarios (default: the folder tests/scenarios beside the knowledge)"),
    )
    parser.option(
        "--topic",
        metavar=parser.speaks.gettext("TOPIC"),
        help=parser.speaks.gettext("only the scenarios that ask about this topic"),
    )
    parser.option("--json", action="store_true", help=parser.speaks.gettext("as JSON, for other programs"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Ask every scenario: 0 if all hold, 1 if some does not, 2 if a word or a scenario is wrong."""
    knowledge = knowledge_or_fail(speaks)
    if words.topic is not None and words.topic not in knowledge.topics:
        message = N_("There is no topic “{word}”. Allowed: {allowed}.")
        fail(not_allowed(message, words.topic[:60], knowledge.topics).text(speaks))
    mistakes = Mistakes()
    scenarios = read_scenarios(_files(words.paths, speaks), knowledge, mistakes)
    if mistakes.problems:
        return _wrong(mistakes.problems, speaks, words.json)
    asked = [each for each in scenarios if words.topic is None or words.topic in each.case.topics]
    if not asked:
        fail(speaks.gettext("There is no scenario here."))
    try:
        failed = list(failing(asked, Adviser(knowledge, knowledge.date)))
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)
    if words.json:
        print(json.dumps(_as_json(knowledge, asked, failed), ensure_ascii=False, indent=2))
    else:
        _tell(asked, failed, speaks)
    return 1 if failed else 0


def _files(paths: Sequence[Path], speaks: Language) -> list[tuple[Path, str]]:
    """The files that hold scenarios, each by the name that leads to it from here."""
    folder = beside(knowledge_folder())
    if not paths and not folder.is_dir():
        fail(speaks.gettext("There are no scenarios in {folder}: name a file or a folder.", folder=visible(folder)))
    here = Path.cwd()
    return [
        (path, path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path))
        for path in files_of(paths or [folder])
    ]


def _wrong(problems: Iterable[Problem], speaks: Language, as_json: bool) -> int:
    """Scenarios with mistakes prove nothing: they are told, and none is asked."""
    told = sorted(problems, key=lambda problem: problem.place)
    if as_json:
        print(json.dumps({"mistakes": [problem.text(speaks) for problem in told]}, ensure_ascii=False, indent=2))
        return 2
    for problem in told:
        print(visible(problem.text(speaks), LONGEST), file=sys.stderr)
    print(speaks.ngettext("{number} mistake.", "{number} mistakes.", len(told)), file=sys.stderr)
    return 2


def _tell(asked: Sequence[Scenario], failed: Sequence[Failed], speaks: Language) -> None:
    for scenario, misses in failed:
        lines = [str(scenario.place), f"    vardlots ask {scenario.words} --on {scenario.on.isoformat()}"]
        for key, expected, came in misses:
            told = speaks.gettext("{key}: expected {expected}, came {came}", key=key, expected=expected, came=came)
            lines.append(f"    {told}")
        lines += [f"    why: {scenario.why}"] if scenario.why else []
        print("\n".join(visible(line, LONGEST) for line in lines), file=sys.stderr)
    number = len(asked)
    if failed:
        told = speaks.ngettext(
            "{failed} of {number} scenario does not hold.",
            "{failed} of {number} scenarios do not hold.",
            number,
            failed=len(failed),
        )
        print(told, file=sys.stderr)
    else:
        print(speaks.ngettext("{number} scenario holds.", "{number} scenarios hold.", number))


def _as_json(knowledge: Knowledge, asked: Sequence[Scenario], failed: Sequence[Failed]) -> dict[str, Any]:
    return {
        "knowledge": knowledge.version,
        "scenarios": len(asked),
        "failed": [
            {
                "file": scenario.place.file,
                "line": scenario.place.line,
                "ask": scenario.words,
                "on": scenario.on.isoformat(),
                "misses": [miss._asdict() for miss in misses],
                "why": scenario.why,
            }
            for scenario, misses in failed
        ],
    }
