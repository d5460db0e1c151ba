"""What the tests share: the fixed knowledge, an adviser for a fixed day, and cases written as words."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from assistant import places
from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, shipped_knowledge
from assistant.knowledge.read.nodes import remember_files
from tests.support.garbage import look_for_garbage, looked_for_as_before, set_apart_what_is_read
from tests.support.here import FIXED, TODAY
from tests.support.share import Share

came_along = places.came_along
os.environ.update(FIXED)  # before any test file is read: some take texts of the knowledge as they are read

# In this process that knowledge is as the one that came along, so that no answer says that it is another.
pytest.MonkeyPatch().setattr(
    places, "came_along", lambda folder: came_along(folder) or str(folder) == FIXED[places.KNOWLEDGE_VARIABLE]
)

remember_files()  # a file of a copy that reads as it did in the last one is not taken apart again: most of them

# On a busy machine one example may take any time. A run is as the one before, so that what fails fails again, and whoever changed nothing is not
# held up; what nobody has thought of is looked for before a release, with as many other examples: `--hypothesis-profile=seek`.
settings.register_profile("vardlots", deadline=None, derandomize=True)
settings.register_profile("seek", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("vardlots")

CHECKED = tuple(f"tests/shipped/test_{name}.py" for name in ("four_edits", "fresh_lines", "guide", "leads"))
"""Where CI runs the slow tests too. Every case by the engine that does not serve here it need not: `vardlots prove`, beside the tests, takes them all."""

gc.disable()  # while the tests are read nothing becomes garbage: a third of that time


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the slow tests that CI runs too, and the laws that take a share of the cases which these take whole."""
    if not item.nodeid.startswith(CHECKED):
        return
    if item.get_closest_marker("slow") is not None:
        item.add_marker("checked")
        item.add_marker("long")
    elif isinstance(item, pytest.Function) and "share" in item.fixturenames:
        item.add_marker("covered")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: one that is begun at the end is waited for by whoever has nothing more to do."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    set_apart_what_is_read()


def pytest_sessionfinish() -> None:
    """Garbage is looked for once more before a worker says that it is done. What then stays lives: pytest, which looks five times, has little left.

    Whoever is busy for five seconds after that is interrupted by what started it, and says so amid the results: most often where
    Hypothesis measures the time that looking for garbage takes. It has nothing to measure any more.
    """
    gc.callbacks.clear()
    look_for_garbage()
    set_apart_what_is_read()


@pytest.fixture(autouse=True)
def same_for_the_next_test() -> Iterator[None]:
    """What a command that ran in this process names as the knowledge in use, and how it looks for garbage, is for itself alone."""
    before = {name: os.environ.get(name) for name in (*FIXED, places.LOCAL_VARIABLE)}
    with looked_for_as_before():
        yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The fixed knowledge, read from its YAML."""
    return shipped_knowledge()


@pytest.fixture(scope="session")
def adviser(knowledge: Knowledge) -> Adviser:
    """Answers cases as of `TODAY`, with the engine that serves here."""
    return Adviser(knowledge, TODAY)


@pytest.fixture(scope="session")
def ask(adviser: Adviser) -> Callable[[str], Answer]:
    """The answer to a case written as for `vardlots ask`."""
    return lambda words: adviser.answer(case_from_words(adviser.knowledge, words.split()))


@pytest.fixture(
    scope="module", params=[Share(), pytest.param(Share(whole=True), marks=pytest.mark.slow)], ids=["share", "all"]
)
def share(request: pytest.FixtureRequest) -> Share:
    """Which cases a law looks at: a share of them, and where the slow tests run all."""
    found: Share = request.param
    return found


@pytest.fixture(params=["sv", "en"])
def each_language(request: pytest.FixtureRequest):
    """Each language in turn."""
    return language(request.param)
