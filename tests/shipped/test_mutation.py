"""A sample of the mutants of the shipped knowledge: a scenario or a law notices each that changes any answer. All of them: `vardlots mutate`."""

from __future__ import annotations

import pytest

from assistant.audit.mutation.judged import EQUIVALENT, SURVIVES, MutantJudge, sampled
from assistant.audit.scenarios import files_of, read_scenarios
from assistant.i18n import SOURCE
from assistant.knowledge.model import Knowledge
from assistant.knowledge.read.nodes import Mistakes
from tests.support.here import ROOT
from tests.support.share import Share

SAMPLE = 250
SEED = 20261128


@pytest.mark.long
def test_nothing_in_a_sample_of_mutants_survives(knowledge: Knowledge, share: Share) -> None:
    sample, mistakes = (SAMPLE if share.whole else SAMPLE // 2), Mistakes()
    files = [(path, path.name) for path in files_of([ROOT / "tests" / "scenarios"])]
    judge = MutantJudge(knowledge, read_scenarios(files, knowledge, mistakes))
    assert not mistakes.problems
    found = [judge.judge(judge.mutants[number]) for number in sampled(len(judge.mutants), sample, SEED)]
    surviving = [
        f"{each.mutant.id}: {each.mutant.what.text(SOURCE)}: {each.by}" for each in found if each.verdict == SURVIVES
    ]
    assert surviving == []
    assert sum(each.verdict == EQUIVALENT for each in found) < sample / 4
