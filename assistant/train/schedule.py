"""When a contrast comes back: what is remembered of it, by the FSRS scheduler; and what a training session asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from assistant.train.items import Contrast, DrillItem, turn

if TYPE_CHECKING:
    from fsrs import Scheduler

MASTERED_DAYS = 7.0
"""Days for which a contrast must be expected to be remembered (nine times in ten) to count as mastered."""

DEFAULT_COUNT = 20
"""Items of a session."""


class Memory(NamedTuple):
    """How well a contrast is remembered. `stability`: days until it is remembered nine times in ten. Times are in UTC."""

    state: int
    stability: float
    difficulty: float
    due: datetime
    last: datetime


class Record(NamedTuple):
    """What is known of a learner's work on a contrast. `sides`: whether the last answer to each case was right (None: not asked).

    `print`: the contrast's fingerprint when it was last answered; `answers` and `wrong` are counted over all time.
    """

    card: str
    topic: str
    memory: Memory
    sides: tuple[bool | None, bool | None]
    print: str
    answers: int
    wrong: int

    def is_changed(self, contrast: Contrast) -> bool:
        """Whether what is to be learnt has changed since the learner last answered."""
        return self.print != contrast.print


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # only when something is answered

    # A wrong answer comes back within the session (Session does that), so the scheduler plans whole days only.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def reviewed(memory: Memory | None, right: bool, now: datetime) -> Memory:
    """The memory after an answer. `now` must be in UTC."""
    from fsrs import Card, Rating, State

    card = Card(card_id=0, due=now)
    if memory is not None:
        state = State(memory.state)
        # A clock that was set back must not give a negative time between two answers.
        last = min(memory.last, now)
        card = Card(0, state, None, memory.stability, memory.difficulty, memory.due, last)
    card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, now)
    return Memory(card.state.value, card.stability or 0.0, card.difficulty or 0.0, card.due, now)


def recalled(memory: Memory, now: datetime) -> float:
    """How likely it is that a contrast is still remembered. `now` must be in UTC."""
    from fsrs import Card, State

    card = Card(0, State(memory.state), None, memory.stability, memory.difficulty, memory.due, min(memory.last, now))
    return float(_scheduler().get_card_retrievability(card, now))


def after(record: Record | None, item: DrillItem, right: bool, now: datetime) -> Record:
    """The record after an answer to an item. A contrast that has changed begins anew."""
    contrast = item.contrast
    if record is not None and record.is_changed(contrast):
        record = record._replace(sides=(None, None))
    before = record.sides if record else (None, None)
    sides = (right, before[1]) if item.side == 0 else (before[0], right)
    return Record(
        card=contrast.id,
        topic=contrast.topic,
        memory=reviewed(record.memory if record else None, right, now),
        sides=sides,
        print=contrast.print,
        answers=(record.answers if record else 0) + 1,
        wrong=(record.wrong if record else 0) + (not right),
    )


def is_mastered(contrast: Contrast, record: Record | None) -> bool:
    """Whether a contrast is mastered: unchanged since, the last answer to each of its cases right, and expected to be remembered."""
    if record is None or record.is_changed(contrast):
        return False
    return record.memory.stability >= MASTERED_DAYS and all(record.sides)


def plan(
    contrasts: Iterable[Contrast],
    records: Mapping[str, Record],
    now: datetime,
    count: int = DEFAULT_COUNT,
) -> tuple[DrillItem, ...]:
    """The items of a session: what has changed, then what is due, then what is new, taken from the topics in turn.

    A new contrast is asked from both sides, the second side when the others have been asked from the first.
    """
    known = [contrast for contrast in contrasts if contrast.id in records]
    changed = [contrast for contrast in known if records[contrast.id].is_changed(contrast)]
    due = [contrast for contrast in known if contrast not in changed and records[contrast.id].memory.due <= now]
    due.sort(key=lambda contrast: records[contrast.id].memory.due)
    items = [_side(contrast, records[contrast.id]) for contrast in (*changed, *due)][:count]
    new = [contrast for contrast in contrasts if contrast.id not in records]
    first: list[DrillItem] = []
    second: list[DrillItem] = []
    for contrast in _in_turn(new):
        if len(items) + len(first) + len(second) >= count:
            break
        both = contrast.sides()
        start = turn(contrast.id, 2)
        first.append(both[start])
        second.append(both[1 - start])
    return (*items, *first, *second)[:count]


def _side(contrast: Contrast, record: Record) -> DrillItem:
    """The case to ask: one not asked yet, or answered wrong last time; else the two in turn."""
    items = contrast.sides()
    for item in items:
        if not record.sides[item.side]:
            return item
    return items[record.answers % len(items)]


def _in_turn(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """The contrasts, one of each topic after the other."""
    topics: dict[str, list[Contrast]] = {}
    for contrast in contrasts:
        topics.setdefault(contrast.topic, []).append(contrast)
    return [contrast for row in zip_longest(*topics.values()) for contrast in row if contrast is not None]
