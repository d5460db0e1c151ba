"""What the tests of training share: every item there is, and what an engine concludes of its case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.train.items import Contrast, Item
from assistant.train.schedule import Record, after

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def items(contrasts: tuple[Contrast, ...]) -> list[Item]:
    """Both items of every contrast."""
    return [item for contrast in contrasts for item in contrast.sides()]


def mastered(contrast: Contrast) -> Record:
    """The record of somebody who answered both cases right on three days."""
    record: Record | None = None
    for day in (0, 3, 14):
        for item in contrast.sides():
            record = after(record, item, True, NOW - timedelta(days=20 - day))
    assert record is not None
    return record
