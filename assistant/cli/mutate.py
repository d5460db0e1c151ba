"""`vardlots mutate`: each part of the knowledge changed in turn, in memory, to see whether a scenario or a law notices; exit code 1 if one does not."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.audit.mutation.judged import (
    BY_LAW,
    BY_SCENARIO,
    EQUIVALENT,
    SURVIVES,
    Judged,
    MutantJudge,
    judge_all,
    sampled,
)
from assistant.audit.mutation.mending import as_scenarios, wanted
from assistant.audit.scenarios import beside, files_of, read_scenarios
from assistant.cli.knowledge import found_here, knowledge_or_fail
from assistant.cli.progress import ProgressLine
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import N_, SOURCE, Language
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import Mistakes
from assistant.messages import not_allowed
from assistant.places import from_here, knowledge_folder
from assistant.texts import visible


def add_arguments(parser: WordParser) -> None:
    """The words that `mutate` takes."""
    gettext = parser.speaks.gettext
    parser.option("--rule", metavar=gettext("RULE"), help=gettext("only what is changed in this rule"))
    parser.option("--sample", metavar=gettext("NUMBER"), help=gettext("only so many, drawn at random"))
    parser.option(
        "--seed", metavar=gettext("NUMBER"), default="0", help=gettext("draw the same ones with the same number")
    )
    parser.option(
        "--as-scenarios", action="store_true", help=gettext("show scenarios that would notice what survives, to paste")
    )
    parser.option("--json", action="store_true", help=gettext("as JSON, for other programs"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Judge the mutants; 0 if none survives, 1 if one does, 2 if a word or a scenario is wrong."""
    sample, seed = (None if word is None else _number(word, speaks) for word in (words.sample, words.seed))
    knowledge = knowledge_or_fail(speaks)
    if words.rule is not None and words.rule not in knowledge.rules:
        fail(not_allowed(N_("There is no rule {word}."), words.rule[:60], knowledge.rules).text(speaks))
    judge = _judge(knowledge, speaks)
    chosen = [number for number, each in enumerate(judge.mutants) if words.rule in (None, each.id)]
    if sample is not None:
        chosen = [chosen[place] for place in sampled(len(chosen), sample, seed or 0)]
    progress = ProgressLine(N_("Mutating: {done} of {all}"), speaks)
    found = judge_all(judge, chosen, progress.show)
    progress.end()
    if words.json:
        print(json.dumps(_as_object(found, knowledge), ensure_ascii=False, indent=2))
    elif words.as_scenarios:
        _write(judge, found)
    else:
        _tell(found, speaks)
    return 1 if any(each.verdict == SURVIVES for each in found) else 0


def _number(word: str, speaks: Language) -> int:
    if not (word.isascii() and word.isdigit() and len(word) < 10):
        fail(speaks.gettext("“{word}” is no whole number.", word=visible(word)))
    return int(word)


def _judge(knowledge: Knowledge, speaks: Language) -> MutantJudge:
    """A judge with the scenarios that lie beside the knowledge; where there are none, only the laws notice anything."""
    folder, mistakes = beside(knowledge_folder()), Mistakes()
    files = [(path, from_here(path)) for path in files_of([folder])] if folder.is_dir() else []
    scenarios = read_scenarios(files, knowledge, mistakes)
    if mistakes.problems:
        fail(mistakes.problems[0].text(speaks))
    return MutantJudge(knowledge, scenarios)


def _write(judge: MutantJudge, found: Sequence[Judged]) -> None:
    """Scenarios by topic, as YAML."""
    surviving = [each.mutant for each in found if each.verdict == SURVIVES]
    for topic, lines in as_scenarios(judge.world, list(wanted(judge.world, surviving))).items():
        print("\n".join([f"# {topic}", *lines]))


def _tell(found: Sequence[Judged], speaks: Language) -> None:
    surviving = [each for each in found if each.verdict == SURVIVES]
    for mutant, _, case in surviving:
        problem = Problem(found_here(mutant.place), N_("{rule}: {change}. Nothing notices it: {case}"))
        told = problem._replace(parts={"rule": mutant.id, "change": mutant.what, "case": case})
        print(visible(told.text(speaks), LONGEST), file=sys.stderr)
    counts = Counter(each.verdict for each in found)
    print(
        speaks.gettext(
            "{all} mutants: {equivalent} change no answer, {law} break a law, {scenario} a scenario, {survive} survive.",
            all=len(found),
            equivalent=counts[EQUIVALENT],
            law=counts[BY_LAW],
            scenario=counts[BY_SCENARIO],
            survive=counts[SURVIVES],
        )
    )


def _as_object(found: Sequence[Judged], knowledge: Knowledge) -> dict[str, Any]:
    """The counts, and the survivors in English."""
    counts = Counter(each.verdict for each in found)
    return {
        "knowledge": knowledge.version,
        "mutants": len(found),
        **{verdict: counts[verdict] for verdict in (EQUIVALENT, BY_LAW, BY_SCENARIO, SURVIVES)},
        "survivors": [
            {
                "place": str(found_here(mutant.place)),
                "of": mutant.of,
                "id": mutant.id,
                "change": mutant.what.text(SOURCE),
                "case": by,
            }
            for mutant, verdict, by in found
            if verdict == SURVIVES
        ],
    }
