"""A training session as a value: the items still to ask, and the answers given. No input, no output, nothing saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.train.items import DrillItem
from assistant.train.schedule import Record
from assistant.train.verdict import Verdict

AGAIN_AFTER = 3
"""Other items that come before one answered wrong is asked again."""

MOST_TIMES = 3
"""How often one item is asked in a session at most."""


def times_told(item: DrillItem, given: Iterable[Verdict], before: Mapping[str, Record]) -> int:
    """How often an item has been told: in this session, and its contrast before that. So often its story is another one."""
    record = before.get(item.contrast.id)
    return (record.answers if record is not None else 0) + sum(verdict.item == item for verdict in given)


@dataclass(frozen=True)
class Session:
    """`queue`: the items to ask, the first one now. `given`: the answers in order. `at_end`: what was wrong comes back when all else is asked."""

    queue: tuple[DrillItem, ...]
    given: tuple[Verdict, ...] = field(default=())
    at_end: bool = False

    @classmethod
    def of(cls, items: Iterable[DrillItem], at_end: bool = False) -> Session:
        """A new session with these items."""
        return cls(tuple(items), at_end=at_end)

    @property
    def item(self) -> DrillItem | None:
        """The item to ask now; None when the session is done."""
        return self.queue[0] if self.queue else None

    @property
    def done(self) -> bool:
        return not self.queue

    @property
    def is_repeat(self) -> bool:
        """Whether the item to ask now was answered wrong before in this session."""
        return self.item is not None and any(verdict.item == self.item for verdict in self.given)

    def answer(self, choice: int) -> tuple[Session, Verdict]:
        """The session after choosing, and the verdict. Raises IndexError for no such choice, or when the session is done."""
        item = self.item
        if item is None or not 0 <= choice < len(item.contrast.choices):
            raise IndexError(choice)
        verdict = Verdict(item, choice)
        given = (*self.given, verdict)
        rest = self.queue[1:]
        if not verdict.right and sum(each.item == item for each in given) < MOST_TIMES:
            place = len(rest) if self.at_end else min(AGAIN_AFTER, len(rest))
            rest = (*rest[:place], item, *rest[place:])
        return Session(rest, given, self.at_end), verdict

    @property
    def score(self) -> tuple[int, int]:
        """How many items were right at the first answer, and how many have been asked."""
        first: dict[tuple[str, int], bool] = {}
        for verdict in self.given:
            first.setdefault((verdict.item.contrast.id, verdict.item.side), verdict.right)
        return sum(first.values()), len(first)
