"""Scenarios: cases as data, with what the answer must and must not say; `vardlots test` asks the same ones (assistant/audit/scenarios.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.audit.holding import failing
from assistant.audit.scenarios import Scenario, beside, files_of, read_scenarios
from assistant.i18n import SOURCE
from assistant.knowledge import Knowledge
from assistant.knowledge.read.nodes import Mistakes
from tests.support.here import ROOT, TODAY

FILES = files_of([beside(ROOT / "knowledge")])


def scenarios_of(path: Path, knowledge: Knowledge) -> list[Scenario]:
    mistakes = Mistakes()
    found = read_scenarios([(path, path.name)], knowledge, mistakes, TODAY)
    assert [problem.text(SOURCE) for problem in mistakes.problems] == []
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_scenarios(path: Path, adviser: Adviser, knowledge: Knowledge) -> None:
    scenarios = scenarios_of(path, knowledge)
    assert scenarios
    assert {f"{each.scenario.place} {each.scenario.words}": each.misses for each in failing(scenarios, adviser)} == {}


def test_every_topic_has_scenarios(knowledge: Knowledge) -> None:
    asked = {topic for path in FILES for each in scenarios_of(path, knowledge) for topic in each.case.topics}
    assert asked == set(knowledge.topics)
