"""The frame of a comparison: the questions of two knowledges as one, so that their sets of cases can be laid on each other.

A case of the frame is a patient whom both can answer for. A number is cut where either cuts it. A region that only one of them has rules for
is, to the other, a region like any that it does not know. What only one can be told of a patient (another value) is no case of the
frame; it is told as such. A question that only one asks makes no difference to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from assistant.cases.cover import Row, cover
from assistant.cases.space import ALL, NONE, Cases, Space
from assistant.engine.program import Program
from assistant.i18n import N_
from assistant.knowledge.model import REGION, Knowledge, Question, Value
from assistant.knowledge.read.bands import band_id
from assistant.messages import ToldError
from assistant.records import replace


class NothingInCommonError(ToldError):
    """A question of both has no answer in common: no patient can be put to both."""


class _Both(NamedTuple):
    """A value of the frame, and which value of each side it is; None where that side does not ask."""

    value: Value
    old: str | None
    new: str | None


class ImpactFrame:
    """The questions of two knowledges as one."""

    def __init__(self, old: Knowledge, new: Knowledge) -> None:
        """Raises NothingInCommonError."""
        self._both = {id: tuple(_values(id, old, new)) for id in {**new.questions, **old.questions}}
        for id, values in self._both.items():
            if not values:
                raise NothingInCommonError(N_("No answer to the question {word} is the same in both."), word=id)
        questions = {
            id: (new.questions.get(id) or old.questions[id])._replace(
                values=tuple(both.value for both in values), names=()
            )
            for id, values in self._both.items()
        }
        self.knowledge = replace(new, questions=questions, regions={**old.regions, **new.regions})
        """The newer knowledge with the questions of the frame: what words are made of."""
        self.space = Space(Program({id: self.knowledge.values_of(id) for id in questions}, {}, (), {}))
        self._new = new
        self._laid: dict[tuple[int, Cases], Cases] = {}

    def laid(self, side: int, space: Space, cases: Cases) -> Cases:
        """A set of cases of a side (0 the old, 1 the new) as cases of the frame."""
        if not cases.kids:
            return cases
        found = self._laid.get((side, cases))
        if found is None:
            fact = space.with_bits(1 << cases.axis)[0]
            values = space.axes[fact].values
            found = NONE
            for both in self._both[fact]:
                here = both.new if side else both.old
                if here is not None:
                    kid = self.laid(side, space, cases.kids[values.index(here)])
                    found |= kid & self.space.having(fact, both.value.id) if kid else NONE
            self._laid[side, cases] = found
        return found

    def rows(self, cases: Cases) -> tuple[Row, ...]:
        """A set as few rows of facts and their values."""
        return cover(self.space, self.knowledge, cases, {})

    def shortest(self, cases: Cases) -> dict[str, str]:
        """The fewest facts that force a case of a set that is not empty, each with one value."""
        if cases is ALL:
            return {}
        found: dict[str, str] | None = None
        for row in self.rows(cases):
            whole = self.space.first(cases & self.space.agreeing({fact: values[0] for fact, values in row.items()}))
            forced = self.space.forcing(cases, whole)
            if found is None or len(forced) < len(found):
                found = forced
        assert found is not None
        return found

    def words(self, case: Mapping[str, str]) -> list[str]:
        """Facts as words for `vardlots ask` with the newer knowledge: a number in place of its band. What it does not ask is left out."""
        words = []
        for fact, value in case.items():
            question = self._new.questions.get(fact)
            both = next(both for both in self._both[fact] if both.value.id == value)
            if question is not None and question.number is not None and both.value.low is not None:
                words.append(f"{question.number.id}={both.value.low}")
            elif question is not None:
                words.append(f"{fact}={both.new}")
        return words


def _values(id: str, old: Knowledge, new: Knowledge) -> list[_Both]:
    """The values of a question of the frame."""
    if id not in old.questions:
        return [_Both(value, None, value.id) for value in new.questions[id].values]
    if id not in new.questions:
        return [_Both(value, value.id, None) for value in old.questions[id].values]
    before, now = old.questions[id], new.questions[id]
    if before.number is not None and now.number is not None:
        return _spans(before, now)
    known = {value.id for value in before.values}
    common = [_Both(value, value.id, value.id) for value in now.values if value.id in known]
    return common + (_regions(old, new) if id == REGION else [])


def _spans(before: Question, now: Question) -> list[_Both]:
    """A number cut where either knowledge cuts it, as far as both take it."""
    assert before.number is not None and now.number is not None
    least = max(before.number.least, now.number.least)
    above = min(before.number.greatest, now.number.greatest) + 1
    ends = {value.low for question in (before, now) for value in question.values if value.low is not None}
    starts = sorted({least, *(end for end in ends if least < end < above)})
    names = {(value.low, value.high): value.id for value in now.values}
    found = []
    for low, after in pairwise((*starts, above)):
        span = low, after - 1
        value = Value(names.get(span) or band_id(now.number, *span), now.called(*span), "", *span)
        found.append(_Both(value, before.band(low), now.band(low)))
    return found


def _regions(old: Knowledge, new: Knowledge) -> list[_Both]:
    """The regions that only one has rules for: to the other each is a region that it does not know."""
    elsewhere, elsewhere_now = _unknown_region(old), _unknown_region(new)
    found = []
    for value in new.questions[REGION].values:
        if value.id in new.regions and value.id not in old.regions and elsewhere:
            found.append(_Both(value, elsewhere, value.id))
    for value in old.questions[REGION].values:
        if value.id in old.regions and value.id not in new.regions and elsewhere_now:
            found.append(_Both(value, value.id, elsewhere_now))
    return found


def _unknown_region(knowledge: Knowledge) -> str | None:
    """The answer that stands for every region without rules of its own; None if there is none."""
    others = [value.id for value in knowledge.questions[REGION].values if value.id not in knowledge.regions]
    return others[0] if len(others) == 1 else None
