"""What the rows of a cover are together."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.cases.cover import Row, cases_of
from assistant.cases.space import NONE, Cases, Space


def union(space: Space, rows: Iterable[Row]) -> Cases:
    """The cases that any of these rows describes."""
    cases = NONE
    for row in rows:
        cases |= cases_of(space, row)
    return cases
