"""The shipped knowledge, for the tests of it alone (`tests/shipped`): they know it by its data, and no text of it by heart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from assistant import i18n
from assistant import knowledge as reading
from assistant.knowledge import Knowledge, load_knowledge
from tests.support.here import FIXED, ROOT


@cache
def shipped() -> Knowledge:
    """The shipped knowledge, read from its YAML."""
    return load_knowledge(ROOT / "knowledge")


@contextmanager
def as_shipped() -> Iterator[None]:
    """Everything as it is for users: the shipped knowledge with its catalogues."""
    with pytest.MonkeyPatch.context() as patch:
        for name in FIXED:
            patch.delenv(name)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for remembered in (i18n.languages, i18n.language, reading.shipped_knowledge):
        remembered.cache_clear()
