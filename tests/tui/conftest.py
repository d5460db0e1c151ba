"""What the tests of the app share: a desk to sit down at, and ways to reply by the ids of values, whatever the language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeGuard

import pytest

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from tests.support.textual_internals import drawn_when_looked_at, styles_read_once, waited_for_exactly


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look at one scene stand beside each other, so that one worker plays it for all of them."""
    places = {place: item.callspec.id for place, item in enumerate(items) if _is_of_a_scene(item)}
    by_scene = [items[place] for place in sorted(places, key=lambda place: places[place])]
    for place, item in zip(places, by_scene, strict=True):
        items[place] = item


def _is_of_a_scene(item: pytest.Item) -> TypeGuard[pytest.Function]:
    return item.path.name == "test_snapshots.py" and "step" in getattr(getattr(item, "callspec", None), "params", ())


@pytest.fixture
def desk(adviser: Adviser) -> Callable[..., VardlotsApp]:
    """Makes the app in a language; no grace for Enter unless asked for."""

    def make(code: str = "en", grace: float = 0.0) -> VardlotsApp:
        app = VardlotsApp(adviser, language(code))
        app.grace = grace
        app.breath = 0.0
        return app

    return make


@pytest.fixture(autouse=True)
def waiting() -> Iterator[None]:
    """The pilot waits for as long as there is something to be done, and no longer."""
    with waited_for_exactly():
        yield


@pytest.fixture(autouse=True)
def styling() -> Iterator[None]:
    """What the styles say is read once for all tests."""
    with styles_read_once():
        yield


@pytest.fixture(autouse=True)
def drawing() -> Iterator[None]:
    """A frame that no test looks at is not drawn, but where a walk of any kind is about crashes (there this is overridden)."""
    with drawn_when_looked_at():
        yield
