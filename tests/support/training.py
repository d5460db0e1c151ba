"""What the tests of training share: every item there is, and records of learners."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.train.items import Contrast, DrillItem
from assistant.train.schedule import Memory, Record, after

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def items(contrasts: tuple[Contrast, ...]) -> list[DrillItem]:
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


def one_more(record: Record | None) -> Record:
    """One more right answer to the first case."""
    memory = Memory(2, 3.5, 5.0, NOW + timedelta(days=3), NOW)
    count = (record.answers if record else 0) + 1
    return Record("a/b/c", "dental", memory, (True, None), "print", count, 0)
