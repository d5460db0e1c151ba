"""What the tests share: the shipped knowledge, an adviser for a fixed day, and cases written as words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, load_knowledge

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 22)
"""The day on which the tests ask, so that no test changes its mind as time goes by."""


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge, read from its YAML."""
    return load_knowledge(ROOT / "knowledge")


@pytest.fixture(scope="session")
def adviser(knowledge: Knowledge) -> Adviser:
    """Answers cases as of `TODAY`, with the engine that serves here."""
    return Adviser(knowledge, TODAY)


@pytest.fixture(scope="session")
def ask(adviser: Adviser) -> Callable[[str], Answer]:
    """The answer to a case written as for `vardlots ask`."""
    return lambda words: adviser.answer(case_from_words(adviser.knowledge, words.split()))


@pytest.fixture(params=["sv", "en"])
def each_language(request: pytest.FixtureRequest):
    """Each language in turn."""
    return language(request.param)
