"""What the tests of the app share: a desk to sit down at, and ways to reply by the ids of values, whatever the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp


@pytest.fixture
def desk(adviser: Adviser) -> Callable[..., VardlotsApp]:
    """Makes the app in a language; no grace for Enter unless asked for."""

    def make(code: str = "en", grace: float = 0.0) -> VardlotsApp:
        app = VardlotsApp(adviser, language(code))
        app.grace = grace
        return app

    return make
