"""`vardlots test`: asks every scenario and hears every typed line; shows those that do not hold: what was expected, and what came."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.audit.holding import Failed, Miss, failing
from assistant.audit.scenarios import Scenario, beside, files_of, scenario_in
from assistant.audit.utterances import (
    Unheard,
    Utterance,
    is_utterance,
    known_misses,
    unheard,
    utterance,
    utterance_files,
    utterances_beside,
)
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import N_, Language, languages
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.called import called
from assistant.knowledge.read.nodes import Mistakes, read_file
from assistant.messages import not_allowed
from assistant.places import from_here, knowledge_folder
from assistant.texts import folded, visible


def add_arguments(parser: WordParser) -> None:
    """The words that `test` takes."""
    parser.word(
        "paths",
        nargs="*",
        type=Path,
        metavar=parser.speaks.gettext("FOLDER|FILE"),
        help=parser.speaks.gettext(
            "the scenarios and typed lines (default: the folders tests/scenarios and tests/utterances beside the knowledge)"
        ),
    )
    parser.option(
        "--topic",
        metavar=parser.speaks.gettext("TOPIC"),
        help=parser.speaks.gettext("only the scenarios and lines that ask about this topic"),
    )
    parser.option("--json", action="store_true", help=parser.speaks.gettext("as JSON, for other programs"))


class _Tests(NamedTuple):
    """What is asked and what is typed; then: what does not hold."""

    scenarios: list[Scenario]
    lines: list[Utterance]

    def about(self, topic: str | None) -> _Tests:
        """Those that ask about a topic."""
        if topic is None:
            return self
        return _Tests(
            [each for each in self.scenarios if topic in each.case.topics],
            [each for each in self.lines if topic in each.topics],
        )


class _Failures(NamedTuple):
    scenarios: list[Failed]
    lines: list[Unheard]


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Ask every scenario and hear every line: 0 if all hold, 1 if some does not, 2 if a word or a file is wrong."""
    knowledge = knowledge_or_fail(speaks)
    if words.topic is not None and words.topic not in knowledge.topics:
        message = N_("There is no topic “{word}”. Allowed: {allowed}.")
        wrong = not_allowed(message, words.topic[:60], knowledge.topics)
        meant = called(knowledge).get(folded(words.topic))
        fail((wrong._replace(nearest=meant) if meant in knowledge.topics else wrong).text(speaks))
    mistakes = Mistakes()
    tests = _read(_files(words.paths, speaks), knowledge, mistakes).about(words.topic)
    if mistakes.problems:
        return _wrong(mistakes.problems, speaks, words.json)
    if not any(tests):
        fail(speaks.gettext("There is no scenario here."))
    try:
        reasons = known_misses(utterances_beside(knowledge_folder()), knowledge)
        failed = _Failures(
            list(failing(tests.scenarios, Adviser(knowledge, knowledge.date))),
            list(unheard(tests.lines, knowledge, languages(), reasons)),
        )
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)
    if words.json:
        print(json.dumps(_as_json(knowledge, tests, failed), ensure_ascii=False, indent=2))
    else:
        _tell(tests, failed, speaks)
    return int(any(failed))


def _files(paths: Sequence[Path], speaks: Language) -> list[Path]:
    """The files that hold scenarios or lines."""
    if paths:
        return [file for path in paths for file in (utterance_files(path) if path.is_dir() else [path])]
    knowledge = knowledge_folder()
    folder = beside(knowledge)
    if not folder.is_dir():
        fail(speaks.gettext("There are no scenarios in {folder}: name a file or a folder.", folder=visible(folder)))
    return [*files_of([folder]), *utterance_files(utterances_beside(knowledge))]


def _read(files: Sequence[Path], knowledge: Knowledge, mistakes: Mistakes) -> _Tests:
    """What the files hold, each by the name that leads to it from here."""
    found = _Tests([], [])
    for path in files:
        item = read_file(path, from_here(path), mistakes)
        for entry in item.items() if item is not None else ():
            if is_utterance(entry):
                line = utterance(entry, knowledge, path)
                found.lines.extend([line] if line is not None else [])
            else:
                scenario = scenario_in(entry, knowledge, knowledge.date)
                found.scenarios.extend([scenario] if scenario is not None else [])
    return found


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


def _tell(tests: _Tests, failed: _Failures, speaks: Language) -> None:
    for scenario, misses in failed.scenarios:
        asked = f"vardlots ask {scenario.words} --on {scenario.on.isoformat()}"
        _print_failed(scenario.place, asked, _missed(misses, speaks), scenario.why)
    for line in failed.lines:
        unlike = _missed(line.misses, speaks) or [speaks.gettext("It is understood after all: take it off this list.")]
        _print_failed(line.utterance.place, f"“{line.utterance.line}”", unlike, line.utterance.why)
    number, bad = len(tests.scenarios), len(failed.scenarios)
    well = speaks.ngettext("{number} scenario holds.", "{number} scenarios hold.", number)
    badly = speaks.ngettext(
        "{failed} of {number} scenario does not hold.",
        "{failed} of {number} scenarios do not hold.",
        number,
        failed=bad,
    )
    _tell_total(number, bad, well, badly)
    number, bad = sum(each.asserts for each in tests.lines), len(failed.lines)
    well = speaks.ngettext(
        "{number} typed line is heard as it should be.", "{number} typed lines are heard as they should be.", number
    )
    badly = speaks.ngettext(
        "{failed} of {number} typed line is not heard as it should be.",
        "{failed} of {number} typed lines are not heard as they should be.",
        number,
        failed=bad,
    )
    _tell_total(number, bad, well, badly)


def _tell_total(number: int, bad: int, well: str, badly: str) -> None:
    """That all of a kind hold, or how many of them do not."""
    if bad:
        print(badly, file=sys.stderr)
    elif number:
        print(well)


def _missed(misses: Iterable[Miss], speaks: Language) -> list[str]:
    text = N_("{key}: expected {expected}, came {came}")
    return [speaks.gettext(text, key=key, expected=expected, came=came) for key, expected, came in misses]


def _print_failed(place: Place, what: str, told: Iterable[str], why: str) -> None:
    lines = [str(place), *(f"    {line}" for line in (what, *told, *([f"why: {why}"] if why else [])))]
    print("\n".join(visible(line, LONGEST) for line in lines), file=sys.stderr)


def _as_json(knowledge: Knowledge, tests: _Tests, failed: _Failures) -> dict[str, Any]:
    return {
        "knowledge": knowledge.version,
        "scenarios": len(tests.scenarios),
        "failed": [
            {
                "file": scenario.place.file,
                "line": scenario.place.line,
                "ask": scenario.words,
                "on": scenario.on.isoformat(),
                "misses": [miss._asdict() for miss in misses],
                "why": scenario.why,
            }
            for scenario, misses in failed.scenarios
        ],
        "lines": sum(each.asserts for each in tests.lines),
        "not_heard": [
            {
                "file": line.utterance.place.file,
                "line": line.utterance.place.line,
                "typed": line.utterance.line,
                "on": line.utterance.on.isoformat(),
                "misses": [miss._asdict() for miss in line.misses],
                "why": line.utterance.why,
            }
            for line in failed.lines
        ],
    }
