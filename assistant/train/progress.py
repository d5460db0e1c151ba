"""How far a learner has come: mastery by topic, the streak of days, the weakest rules; and a row for the tutor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from assistant.train.items import Contrast
from assistant.train.schedule import Record, is_mastered

WEAKEST = 5
"""Weak contrasts that are shown."""


class TopicProgress(NamedTuple):
    """Contrasts of a topic: all, answered at least once, mastered, due today, and changed since they were answered."""

    topic: str
    total: int
    seen: int
    mastered: int
    due: int
    changed: int

    @property
    def is_mastered(self) -> bool:
        return self.mastered == self.total


class Weak(NamedTuple):
    """A contrast that was answered wrong, and how often."""

    contrast: Contrast
    wrong: int
    answers: int


class Progress(NamedTuple):
    """All of it. `streak`: days in a row with training, up to today or yesterday. `answers` and `wrong`: over all time."""

    topics: tuple[TopicProgress, ...]
    streak: int
    last: date | None
    weakest: tuple[Weak, ...]
    answers: int
    wrong: int

    @property
    def mastered(self) -> bool:
        """Whether all topics are mastered: then there is a certificate."""
        return bool(self.topics) and all(topic.is_mastered for topic in self.topics)

    @property
    def mastered_topics(self) -> int:
        return sum(topic.is_mastered for topic in self.topics)


def progress(
    contrasts: Sequence[Contrast],
    records: Mapping[str, Record],
    days: Mapping[str, int],
    now: datetime,
    today: date,
) -> Progress:
    """The progress on these contrasts. `today` is the learner's own calendar day."""
    topics = []
    for topic in dict.fromkeys(contrast.topic for contrast in contrasts):
        of_topic = [contrast for contrast in contrasts if contrast.topic == topic]
        known = [(contrast, records[contrast.id]) for contrast in of_topic if contrast.id in records]
        topics.append(
            TopicProgress(
                topic=topic,
                total=len(of_topic),
                seen=len(known),
                mastered=sum(is_mastered(contrast, record) for contrast, record in known),
                due=sum(record.memory.due <= now for _, record in known),
                changed=sum(record.is_changed(contrast) for contrast, record in known),
            )
        )
    weak = [
        Weak(contrast, records[contrast.id].wrong, records[contrast.id].answers)
        for contrast in contrasts
        if contrast.id in records and records[contrast.id].wrong
    ]
    weak.sort(key=lambda each: (-each.wrong / each.answers, -each.wrong, each.contrast.id))
    trained = {date.fromisoformat(day) for day in days}
    return Progress(
        topics=tuple(topics),
        streak=streak(trained, today),
        last=max(trained, default=None),
        weakest=tuple(weak[:WEAKEST]),
        answers=sum(record.answers for record in records.values()),
        wrong=sum(record.wrong for record in records.values()),
    )


def streak(days: set[date], today: date) -> int:
    """Days in a row with training, up to today; a day that is not over yet breaks nothing."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= timedelta(days=1)
    return count
