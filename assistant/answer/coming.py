"""Changes to come: what a statement's amount, or its contact, will be from a day that is near, where the same will be said of the same patient then.

Decided here for every face. It is looked for only where something begins or ends on one of the days ahead, so on most days it costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from assistant.answer.model import Coming
from assistant.cases.space import Cases, Space
from assistant.knowledge.dated import days_ahead
from assistant.knowledge.model import Contact, Knowledge, Rule, Statement

AHEAD = timedelta(days=60)
"""How near a change is that is told."""

Which = Callable[[Space], Cases]
"""The cases that are looked at, in the space of any day."""


class AnyDay(Protocol):
    """What is asked of an adviser: one day's statements and space, and those of another day."""

    @property
    def knowledge(self) -> Knowledge: ...

    @property
    def on(self) -> date: ...

    @property
    def space(self) -> Space: ...

    @property
    def statements(self) -> Mapping[str, Rule]: ...

    def as_of(self, on: date) -> AnyDay: ...


class Ahead:
    """What changes in the days ahead of an adviser's own."""

    def __init__(self, adviser: AnyDay) -> None:
        self._adviser = adviser
        self._later: dict[date, AnyDay] = {}

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return days_ahead(self._adviser.knowledge, self._adviser.on, AHEAD)

    def may_change(self, said: Statement) -> bool:
        """Whether a statement has an amount, or a contact that changes, and there is a day ahead on which anything changes."""
        changes = said.fee is not None or said.limit is not None or said.contact in self._changing
        return changes and bool(self._days)

    def of(self, rule: Rule, which: Which, certain: bool) -> Coming | None:
        """The first change of a statement's amount or contact in these cases; None if none is near. `certain`: then it must be certain too."""
        said = rule.statement
        if said is None or not self.may_change(said):
            return None
        for day in self._days:
            later = self._later.get(day)
            if later is None:
                later = self._later[day] = self._adviser.as_of(day)
            then = self._then(rule, later, which, certain)
            if then is not None and self._differs(said, then, later):
                return self._coming(said, then, later)
        return None

    @cached_property
    def _changing(self) -> frozenset[str]:
        """The contacts that change on a day."""
        return frozenset(contact.id for contact in self._adviser.knowledge.contacts.values() if contact.values)

    def _differs(self, said: Statement, then: Rule, later: AnyDay) -> bool:
        return then.statement is not None and (
            (then.statement.fee, then.statement.limit) != (said.fee, said.limit)
            or self._reached(then.statement, later) is not None
        )

    def _coming(self, said: Statement, then: Rule, later: AnyDay) -> Coming | None:
        """What changes, as news: not that from then on an amount is not known."""
        of_then = then.statement
        assert of_then is not None
        fee, limit = (
            new if new != old and new is not None and new.amount is not None else None
            for old, new in ((said.fee, of_then.fee), (said.limit, of_then.limit))
        )
        contact = self._reached(of_then, later)
        if fee is None and limit is None and contact is None:
            return None
        as_many = (said.fee is None, said.limit is None) == (of_then.fee is None, of_then.limit is None)
        return Coming(later.on, fee, limit, contact, None if as_many else then)

    def _reached(self, then: Statement, later: AnyDay) -> Contact | None:
        """The contact that is given then, if it is reached otherwise than today."""
        if then.contact not in self._changing:
            return None
        now, new = (side.knowledge.contacts[then.contact] for side in (self._adviser, later))
        return new if (new.phone, new.email, new.fax) != (now.phone, now.email, now.fax) else None

    def _then(self, rule: Rule, later: AnyDay, which: Which, certain: bool) -> Rule | None:
        """What is said on a day in the place of a rule: by itself, by what succeeds or overrides it, or by what it has overridden."""
        cases = which(later.space)
        for other in self._in_its_place(rule, later):
            holds = later.space.rules[other.id]
            if (cases <= holds) if certain else holds.meets(cases):
                return other
        return None

    @staticmethod
    def _in_its_place(rule: Rule, later: AnyDay) -> Iterator[Rule]:
        if rule.id in later.statements:
            yield later.statements[rule.id]
        for other in later.statements.values():
            if other.id != rule.id and (other.stands_for(rule.id) or rule.stands_for(other.id)):
                yield other
