"""What the tests of the page share: the site as of the day of the tests, and somebody who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from assistant.knowledge import Knowledge
from assistant.web.site import site
from tests.support.here import TODAY
from tests.support.page import Browser


@pytest.fixture(scope="session")
def client(knowledge: Knowledge) -> Iterator[TestClient]:
    """Asks the site, on one loop: each request would begin another, which takes a third of its time."""
    with TestClient(site(knowledge, "sv", lambda: TODAY)) as made:
        yield made


@pytest.fixture
def opened(client: TestClient) -> Callable[..., Browser]:
    """Opens the page at an address."""
    return lambda address="/?lang=en": Browser(client, address)
