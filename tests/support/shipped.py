"""The shipped knowledge, for the tests of it alone (`tests/shipped`): they know it by its data, and no text of it by heart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from assistant.knowledge import Knowledge, load_knowledge
from tests.support.here import FIXED, ROOT
from tests.support.running import forget


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
        forget()
        yield
    forget()
