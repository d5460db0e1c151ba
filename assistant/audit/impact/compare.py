"""The comparison of two knowledges: every effect with the days on which it is the same, and what is otherwise whatever the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from assistant.audit.impact.frame import ImpactFrame
from assistant.audit.impact.making import CHANGED, Made, made_otherwise, quiet_rules
from assistant.audit.impact.sides import Side, differing
from assistant.audit.impact.statements import CONTACT, LEADS, SOURCE, DayEffects, Effect
from assistant.cases.cover import Row
from assistant.cases.space import ALL, Cases
from assistant.knowledge.model import REGION, TOPIC, Knowledge, Rule


class Period(NamedTuple):
    """Days on which an effect is the same: the first and the last; None where nothing bounds them."""

    first: date | None
    last: date | None


class ImpactChange(NamedTuple):
    """An effect: from when to when, in how many cases, which ones, and a command that shows it. `was`: of a source, its edition before."""

    kind: str
    period: Period
    topics: tuple[str, ...]
    old: Rule | None
    new: Rule | None
    id: str
    differs: tuple[str, ...]
    cases: int
    rows: tuple[Row, ...]
    ask: str
    was: str = ""


class Impact(NamedTuple):
    """What a change does. `cases`: how many patients the two can be compared for."""

    old: Knowledge
    new: Knowledge
    frame: ImpactFrame
    cases: int
    changes: tuple[ImpactChange, ...]
    made: tuple[Made, ...]

    @property
    def has_effect(self) -> bool:
        """Whether a reader could see anything of it."""
        return bool(self.changes) or any(made.seen for made in self.made)


class _Run(NamedTuple):
    """An effect and the days of change from the first on which it is the same to the last, by their place."""

    effect: Effect
    first: int
    last: int


def impact(old: Side, new: Side, topic: str = "", region: str = "", asking: str = "") -> Impact:
    """What is otherwise in the newer knowledge, on every day on which either changes.

    `topic` and `region` narrow what is looked at; `asking` goes into the commands that show it. Raises NothingInCommonError, and
    ConflictInSpace and TooEntangledError where a side cannot be read.
    """
    frame = ImpactFrame(old.knowledge, new.knowledge)
    within = frame.space.having(REGION, region) if region else ALL
    days = _days(old, new)
    sides = old.knowledge, new.knowledge
    on = [DayEffects(frame, sides, (old.on(day), new.on(day)), within) for day in days]
    runs = _runs([[effect for effect in day.effects if _is_on(effect, topic)] for day in on])
    teller = _Teller(frame, days, new.knowledge.date, asking)
    changes = sorted(map(teller.change, _across_topics(runs)), key=lambda change: _order(change, teller.today))
    told = {change.id for change in changes}
    whole = old.whole and new.whole
    made = [each for each in made_otherwise(*sides, topic, region, whole) if each.how != CHANGED or each.id not in told]
    made += [] if topic or region or not whole else quiet_rules(*sides, on)
    return Impact(*sides, frame, frame.space.count(within), tuple(changes), tuple(made))


def _days(old: Side, new: Side) -> list[date]:
    """The first day of each stretch on which both say the same, the first of all standing for every day before."""
    return sorted({*old.days, *new.days})


def _is_on(effect: Effect, topic: str) -> bool:
    """Whether an effect is one on a topic; what is always shown is on every one."""
    if not topic or effect.topic:
        return not topic or effect.topic == topic
    return any(one is not None and (one.said.topic == topic or one.said.always) for one in (effect.old, effect.new))


def _runs(by_day: list[list[Effect]]) -> Iterator[_Run]:
    """The effects, each with the consecutive days on which it is the same."""
    open_: dict[tuple[str, ...], _Run] = {}
    for place, effects in enumerate(by_day):
        going = {effect.about: effect for effect in effects}
        for about, run in list(open_.items()):
            if about not in going or going[about].what != run.effect.what:
                yield open_.pop(about)
        for about, effect in going.items():
            open_[about] = open_[about]._replace(last=place) if about in open_ else _Run(effect, place, place)
    yield from open_.values()


def _across_topics(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """The runs, those of a lead that is otherwise in the same way on several topics together."""
    found: dict[object, list[_Run]] = {}
    for run in runs:
        found.setdefault((run.effect._replace(topic="").about, run.effect.what, run.first, run.last), []).append(run)
    yield from found.values()


class _Teller:
    """Makes changes of effects."""

    def __init__(self, frame: ImpactFrame, days: list[date], today: date, asking: str) -> None:
        self._frame, self._days, self.today, self._asking = frame, days, today, asking

    def change(self, runs: list[_Run]) -> ImpactChange:
        """The change that some runs of one effect are."""
        effect, first, last = runs[0]
        period = Period(
            self._days[first] if first else None,
            self._days[last + 1] - timedelta(days=1) if last + 1 < len(self._days) else None,
        )
        old, new = effect.old, effect.new
        shown = new or old
        assert shown is not None
        topics = tuple(run.effect.topic for run in runs) if effect.kind == LEADS else (shown.said.topic,)
        return ImpactChange(
            effect.kind,
            period,
            topics,
            old.rule if old else None,
            new.rule if new else None,
            effect.id,
            differing(old.outcome, new.outcome) if old and new and not effect.id else (),
            self._frame.space.count(effect.holds),
            self._frame.rows(effect.holds),
            self._ask(
                shown.holds & effect.holds, period, "" if shown.said.always and effect.kind != LEADS else topics[0]
            ),
            effect.was,
        )

    def _ask(self, holds: Cases, period: Period, topic: str) -> str:
        """A command that shows a change in the shortest case, on a day of its period: today if it is one, else the first."""
        case = self._frame.shortest(holds)
        words = [*self._frame.words(case), *([f"{TOPIC}={topic}"] if topic else [])]
        if not words:  # `ask` wants something to go by
            words = self._frame.words(dict(list(self._frame.space.first(holds).items())[:1]))
        first, last = period
        on = max(self.today, first or self.today)
        return " ".join(
            ["vardlots ask", *words, *([self._asking] if self._asking else []), f"--on {min(on, last or on)}"]
        )


def _order(change: ImpactChange, today: date) -> tuple[object, ...]:
    """What is over comes last; changes of the same days stand together, those of a contact or a source after the others, by topic."""
    first, last = change.period.first or date.min, change.period.last or date.max
    rule = change.new or change.old
    return (
        last < today,
        first,
        last,
        change.kind in (CONTACT, SOURCE),
        change.topics,
        rule.id if rule else "",
        change.kind,
    )
