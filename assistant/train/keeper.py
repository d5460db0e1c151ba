"""Keeping a learner's answers while they train: in the file if that can be written, else for the session only."""

from __future__ import annotations

from datetime import date, datetime

from assistant.train.items import DrillItem
from assistant.train.problems import TrainingError
from assistant.train.schedule import Record, after
from assistant.train.store import Learner, TrainingStore


class Keeper:
    """What is known of a learner. `records` by contrast and `days` with their number of answers are always up to date.

    After the first problem with the file nothing more is written to it, and training goes on.
    """

    def __init__(self, store: TrainingStore, learner: Learner) -> None:
        self.store, self.learner = store, learner
        self.saving = True
        self.records: dict[str, Record] = {}
        self.days: dict[str, int] = {}

    def load(self) -> TrainingError | None:
        """Read what is known of the learner. The problem, if it cannot be read."""
        try:
            self.records, self.days = self.store.records(self.learner.name), self.store.days(self.learner.name)
        except TrainingError as error:
            return self._without_file(error)
        return None

    def remember_region(self) -> TrainingError | None:
        """Save the learner's region. The problem, if it cannot be saved."""
        if not self.saving:
            return None
        try:
            self.store.choose_region(self.learner.name, self.learner.region)
        except TrainingError as error:
            return self._without_file(error)
        return None

    def keep(self, item: DrillItem, right: bool, now: datetime, today: date) -> TrainingError | None:
        """Keep an answer. `now` is in UTC, `today` the learner's own day. The problem, if it cannot be saved for the first time."""
        card, day = item.contrast.id, today.isoformat()
        problem = None
        if self.saving:
            try:
                self.records[card] = self.store.save(
                    self.learner.name, card, day, lambda record: after(record, item, right, now)
                )
            except TrainingError as error:
                problem = self._without_file(error)
        if not self.saving:
            self.records[card] = after(self.records.get(card), item, right, now)
        self.days[day] = self.days.get(day, 0) + 1
        return problem

    def _without_file(self, error: TrainingError) -> TrainingError:
        self.saving = False
        return error
