"""Here stands what is tested of the shipped knowledge: by data and by laws, never by its texts. The rest has a fixed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language, languages
from assistant.knowledge import Knowledge
from assistant.lookup import Lookup
from tests.support.here import TODAY
from tests.support.shipped import as_shipped, shipped
from tests.support.textual_internals import in_no_time


@pytest.fixture(autouse=True, scope="module")
def users_world() -> Iterator[None]:
    """Knowledge and catalogues as users have them."""
    with as_shipped():
        yield


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return shipped()


@pytest.fixture(scope="session")
def adviser(knowledge: Knowledge) -> Adviser:
    """Answers cases as of `TODAY` by the shipped knowledge, with the engine that serves here."""
    return Adviser(knowledge, TODAY)


@pytest.fixture(scope="session")
def ask(adviser: Adviser) -> Callable[[str], Answer]:
    """The answer to a case written as for `vardlots ask`."""
    return lambda words: adviser.answer(case_from_words(adviser.knowledge, words.split()))


@pytest.fixture(scope="module")
def lookup(adviser: Adviser, users_world: None) -> Lookup:
    """Of the shipped knowledge, in every language."""
    return Lookup(adviser, [language(code) for code in languages()])


@pytest.fixture(params=["sv", "en"])
def each_language(request: pytest.FixtureRequest, users_world: None) -> Language:
    """Each language in turn."""
    return language(request.param)


@pytest.fixture
def at_once() -> Iterator[None]:
    """Nothing is waited for but what is to be done, for a test that drives the app: half of its time was spent asleep or drawing unseen."""
    with in_no_time():
        yield
