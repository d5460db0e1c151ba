"""What is said otherwise on one day: statements that appear, disappear or change, other leads, contacts and sources shown otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from assistant.audit.impact.frame import ImpactFrame
from assistant.audit.impact.sides import ImpactDay, OutcomeParts, contacts_named, outcome, shown_contact
from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.model import Knowledge, Rule, Statement

APPEARS, DISAPPEARS, CHANGES, LEADS = "appears", "disappears", "changes", "leads"
CONTACT, SOURCE = "contact", "source"

_ALIKE = 0.6
"""From here on two texts on one subject are taken for one that was rewritten (1: the same)."""
_SUCCEEDS = 2.0
"""How alike a rule is to its successor: more than any text."""


class SpokenSide(NamedTuple):
    """A rule of one side that says something on a day: what it comes to, and its cases in the frame."""

    rule: Rule
    outcome: OutcomeParts
    holds: Cases

    @property
    def said(self) -> Statement:
        """Its statement."""
        return self.rule.said


class Effect(NamedTuple):
    """One thing that is otherwise on a day, and in which cases.

    `old` and `new`: what is said; of a contact or a source (its `id`), a statement that shows it. `topic`: of a lead. `was`: of a source,
    the edition in the place of which it is shown, or itself.
    """

    kind: str
    old: SpokenSide | None
    new: SpokenSide | None
    holds: Cases
    id: str = ""
    topic: str = ""
    was: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """What it is an effect on: on another day the same thing has the same."""
        rules = (one.rule.id if one else "" for one in (self.old, self.new))
        return (self.kind, self.id, self.topic, self.was, *(rules if not self.id else ()))

    @property
    def what(self) -> tuple[OutcomeParts | None, OutcomeParts | None, Cases]:
        """What it consists of: equal on two days if nothing of it is otherwise."""
        if self.id:
            return None, None, self.holds
        return self.old and self.old.outcome, self.new and self.new.outcome, self.holds


_Side = Mapping[str, SpokenSide]


class DayEffects:
    """The effects on one day."""

    def __init__(
        self, frame: ImpactFrame, sides: tuple[Knowledge, Knowledge], days: tuple[ImpactDay, ImpactDay], within: Cases
    ) -> None:
        """`within`: the cases that are looked at."""
        self._sides, self._frame, self._within = sides, frame, within
        self._then = days[0].knowledge, days[1].knowledge
        self.old, self.new = (self._spoken(side, day) for side, day in enumerate(days))
        self._ranked = tuple(day.leading for day in days)

    def _spoken(self, side: int, day: ImpactDay) -> _Side:
        named = contacts_named(self._then[side], self._then[1 - side])
        found = {}
        for one in day.sayings:
            holds = self._frame.laid(side, day.space, one.holds) & self._within
            found[one.rule.id] = SpokenSide(one.rule, outcome(one.rule, named), holds)
        return found

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """Every effect: of statements, of leads, of contacts and sources."""
        return tuple(self._effects())

    def _effects(self) -> Iterator[Effect]:
        rewritten: dict[tuple[str, str], Cases] = {}
        for old, new in self.pairs():
            for effect in self._of_pair(old, new):
                yield effect
                if effect.old and effect.new:
                    rewritten[effect.old.rule.id, effect.new.rule.id] = effect.holds
        for topic in {**self._sides[1].topics, **self._sides[0].topics}:
            yield from self._leads(topic, rewritten)
        yield from self._contacts()
        yield from self._sources()

    # -- statements --------------------------------------------------------------------------------------------------

    def pairs(self) -> Iterator[tuple[SpokenSide | None, SpokenSide | None]]:
        """The statements of both sides that are one statement, by their id or by what they say, and those without another."""
        for id in self.old.keys() & self.new.keys():
            yield self.old[id], self.new[id]
        lost = [one for id, one in self.old.items() if id not in self.new and self._lost(one)]
        gained = [one for id, one in self.new.items() if id not in self.old and self._gained(one)]
        taken: set[str] = set()
        for _, old, new in sorted(_alike(lost, gained), key=lambda found: -found[0]):
            if not taken & {old.rule.id, new.rule.id}:
                taken |= {old.rule.id, new.rule.id}
                yield old, new
        yield from ((old, None) for old in lost if old.rule.id not in taken)
        yield from ((None, new) for new in gained if new.rule.id not in taken)

    def _of_pair(self, old: SpokenSide | None, new: SpokenSide | None) -> Iterator[Effect]:
        lost = self._lost(old) if old else NONE
        gained = self._gained(new) if new else NONE
        if both := lost & gained:
            yield Effect(CHANGES, old, new, both)
        if gone := lost & ~both:
            yield Effect(DISAPPEARS, old, None, gone)
        if come := gained & ~both:
            yield Effect(APPEARS, None, new, come)

    def _lost(self, old: SpokenSide) -> Cases:
        """The cases in which no rule of the newer side says what this one does."""
        return old.holds & ~self._said_now.get(old.outcome, NONE)

    def _gained(self, new: SpokenSide) -> Cases:
        """The cases in which no rule of the older side says what this one does."""
        return new.holds & ~self._said_before.get(new.outcome, NONE)

    @cached_property
    def _said_before(self) -> Mapping[OutcomeParts, Cases]:
        return _by_outcome(self.old)

    @cached_property
    def _said_now(self) -> Mapping[OutcomeParts, Cases]:
        return _by_outcome(self.new)

    # -- leads -------------------------------------------------------------------------------------------------------

    def _leads(self, topic: str, rewritten: Mapping[tuple[str, str], Cases]) -> Iterator[Effect]:
        """Where another line answers the question on a topic. That of a statement that was rewritten is told with it."""
        before, now = (
            _leading(side[id] for id in ranked.get(topic, ()) if id in side)
            for side, ranked in zip((self.old, self.new), self._ranked, strict=True)
        )
        otherwise = ~_any(was & now.by_line[line] for line, was in before.by_line.items() if line in now.by_line)
        olds, news = before.within(otherwise), now.within(otherwise)
        for (old, was), (new, is_now) in product(olds, news):
            told = rewritten.get((old.rule.id, new.rule.id), NONE)
            if both := was & is_now & ~told:
                yield Effect(LEADS, old, new, both, topic=topic)
        for old, was in olds:
            if silent := was & ~now.led:
                yield Effect(LEADS, old, None, silent, topic=topic)
        for new, is_now in news:
            if come := is_now & ~before.led:
                yield Effect(LEADS, None, new, come, topic=topic)

    # -- what many statements show -----------------------------------------------------------------------------------

    def _contacts(self) -> Iterator[Effect]:
        """Contacts that are reached otherwise, with the cases in which they are given."""
        before, now = (side.contacts for side in self._then)
        for id in now:
            if id in before and shown_contact(before[id]) != shown_contact(now[id]):
                yield from self._showing(CONTACT, id, lambda one, id=id: one.said.contact == id)  # type: ignore[misc]

    def _sources(self) -> Iterator[Effect]:
        """Documents of which something else is shown that day, with the cases in which a clause that is concerned is cited."""
        for (was, document), clauses in changed_clauses(*self._then).items():
            yield from self._showing(SOURCE, document, _cites(clauses), was)

    def _showing(self, kind: str, id: str, shows: Callable[[SpokenSide], bool], was: str = "") -> Iterator[Effect]:
        olds, news = ([one for one in side.values() if one.holds and shows(one)] for side in (self.old, self.new))
        if holds := _any(one.holds for one in olds) & _any(one.holds for one in news):
            yield Effect(kind, olds[0], news[0], holds, id, was=was)


def _cites(clauses: set[str]) -> Callable[[SpokenSide], bool]:
    return lambda one: not clauses.isdisjoint(one.rule.sources)


def changed_clauses(before: Knowledge, now: Knowledge) -> dict[tuple[str, str], set[str]]:
    """The clauses of which something else is shown, of those that both have, by the documents in which they stand before and now."""
    found: dict[tuple[str, str], set[str]] = {}
    for id, clause in now.clauses.items():
        if id in before.clauses and shown_source(before, id) != shown_source(now, id):
            found.setdefault((before.clauses[id].document, clause.document), set()).add(id)
    return found


def shown_source(knowledge: Knowledge, clause: str) -> tuple[object, ...]:
    """What a reader is told of a clause: of its document, where it stands there, how far it carries, what is odd in it."""
    cited = knowledge.clauses[clause]
    document = knowledge.documents[cited.document]
    odd = cited.anomaly.shown if cited.anomaly else None
    shown = (document.publisher, document.title, document.date, document.url, document.review_by)
    return (*shown, cited.at, knowledge.grade(cited), odd)


def _by_outcome(side: _Side) -> dict[OutcomeParts, Cases]:
    """For each outcome the cases in which any rule comes to it."""
    found: dict[OutcomeParts, Cases] = {}
    for one in side.values():
        found[one.outcome] = found.get(one.outcome, NONE) | one.holds
    return found


def _alike(lost: Sequence[SpokenSide], gained: Sequence[SpokenSide]) -> Iterator[tuple[float, SpokenSide, SpokenSide]]:
    """Pairs of a statement that is gone and one that stands for it, or may be the same rewritten; and how alike they are."""
    for old, new in product(lost, gained):
        if old.rule.id in new.rule.succeeds or new.rule.id in old.rule.succeeds:
            yield _SUCCEEDS, old, new
        elif (old.said.kind, old.said.topic) == (new.said.kind, new.said.topic) and old.holds.meets(new.holds):
            likeness = SequenceMatcher(None, old.said.text, new.said.text, autojunk=False).ratio()
            if likeness >= _ALIKE:
                yield likeness, old, new


class _Leads(NamedTuple):
    """What leads a topic: the statements, each with the cases in which it does; the same by what their lines say; and all these cases."""

    statements: tuple[tuple[SpokenSide, Cases], ...]
    by_line: Mapping[tuple[object, ...], Cases]
    led: Cases

    def within(self, cases: Cases) -> list[tuple[SpokenSide, Cases]]:
        """The statements that lead in any of these cases, with those of the cases in which they do."""
        return [(one, both) for one, leads in self.statements if (both := leads & cases)]


def _leading(ranked: Iterable[SpokenSide]) -> _Leads:
    """What leads, the first in rank of those that hold."""
    found, unled = [], ALL
    by_line: dict[tuple[object, ...], Cases] = {}
    for one in ranked:
        if part := one.holds & unled:
            found.append((one, part))
            line = _line(one)
            by_line[line] = by_line.get(line, NONE) | part
        unled &= ~one.holds
    return _Leads(tuple(found), by_line, ~unled)


def _line(one: SpokenSide) -> tuple[object, ...]:
    """What the line of a statement that leads is made of."""
    parts = dict(one.outcome)
    return tuple(parts.get(name) for name in ("lead", "fee", "limit", "contact"))


def _any(sets: Iterable[Cases]) -> Cases:
    return reduce(or_, sets, NONE)
