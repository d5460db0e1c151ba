"""Keeping a learner's answers while they train: in the file if that can be written, else for the session only."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from assistant.train.items import DrillItem
from assistant.train.problems import TrainingError
from assistant.train.schedule import Record, after
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore


class Keeper:
    """What is known of a learner. `records` by contrast and `days` with their number of answers are always up to date.

    Where the file cannot be read or written, training goes on. What a full disk or another program kept from being saved is saved
    with a later answer; a file that is not ours, or damaged, is never written to. `saving`: whether all so far is in the file.
    """

    def __init__(self, store: TrainingStore, learner: Learner) -> None:
        self.store, self.learner = store, learner
        self.saving = True
        self.records: dict[str, Record] = {}
        self.days: dict[str, int] = {}
        self._unsaved: list[_Answer] = []
        self._given_up = False

    def load(self) -> TrainingError | None:
        """Read what is known of the learner. The problem, if it cannot be read."""
        try:
            self.records, self.days = self.store.records(self.learner.name), self.store.days(self.learner.name)
        except TrainingError as error:
            return self._without_file(error)
        self._given_up, self.saving = False, not self._unsaved
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
        answer = _Answer(item, right, now, today.isoformat())
        self.records[answer.card] = answer.after(self.records.get(answer.card))
        self.days[answer.day] = self.days.get(answer.day, 0) + 1
        self._unsaved.append(answer)
        was_saving = self.saving
        try:
            while self._unsaved and not self._given_up:
                first = self._unsaved[0]
                saved = self.store.save(self.learner.name, first.card, first.day, first.after)
                del self._unsaved[0]
                if all(later.card != first.card for later in self._unsaved):
                    self.records[first.card] = saved
        except TrainingError as error:
            problem = self._without_file(error)
            return problem if was_saving else None
        self.saving = not self._given_up
        return None

    def _without_file(self, error: TrainingError) -> TrainingError:
        self.saving = False
        self._given_up = self._given_up or not error.may_pass
        return error


class _Answer(NamedTuple):
    """An answer to an item, when it was given."""

    item: DrillItem
    right: bool
    now: datetime
    day: str

    @property
    def card(self) -> str:
        return self.item.contrast.id

    def after(self, record: Record | None) -> Record:
        """The record of its contrast, after it."""
        return after(record, self.item, self.right, self.now)
