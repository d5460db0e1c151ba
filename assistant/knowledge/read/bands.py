"""Bands: the spans of a number between which rules change, made of the conditions of all rules; and conditions in terms of them.

A condition is written with spans (`age: {from: 20, to: 84}`). The ends of all spans of all rules are the limits; between two limits no
rule tells one number from another, so that is one value of the question. Nobody writes the values down: a rule with a new limit
makes them finer, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from assistant.i18n import N_
from assistant.knowledge.conditions import All, Condition, Has, Not, Some, Span, Within
from assistant.knowledge.model import NumberAnswer, Question, Value
from assistant.knowledge.read.nodes import Mistakes

MOST_BANDS = 9
"""More bands than this and nobody could choose one of them with a key."""


class Bands:
    """The numbers that questions take: reads conditions that name them, and makes the bands."""

    def __init__(self, questions: Mapping[str, Question], mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        numbered = [question for question in questions.values() if question.number is not None]
        self._numbers = {question.number.id: question for question in numbered if question.number is not None}
        self._questions = {question.id: question for question in numbered}

    # -- as written --------------------------------------------------------------------------------------------------

    def written(self, condition: Condition) -> Condition | None:
        """A condition with spans whose ends are all known, those of named spans as well; None after a mistake."""
        match condition:
            case Within():
                return self._within(condition)
            case Has(fact, _, place):
                if fact in self._numbers:
                    message = N_(
                        "The {word} in a condition is a span: {word}: {{from: 18, to: 19}}; either end may be left out."
                    )
                    self._mistakes.add(place, message, word=fact, meant=self._named_by(fact, condition.values))
                    return None
                return self._named(condition, self._questions[fact]) if fact in self._questions else condition
            case Not(part):
                whole = self.written(part)
                return None if whole is None else Not(whole)
        found = [self.written(part) for part in condition.parts]
        parts = tuple(part for part in found if part is not None)
        return condition._replace(parts=parts) if len(parts) == len(found) else None

    def _named_by(self, fact: str, values: Iterable[str]) -> str | None:
        """The question that has these values as names of spans: it is meant where they stand for the number."""
        question = self._numbers[fact]
        return question.id if {name.id for name in question.names}.issuperset(values) else None

    def _within(self, condition: Within) -> Within | None:
        if condition.fact not in self._numbers:
            message = N_("{word} is no number, so it cannot be from one to another. Allowed: {allowed}.")
            self._mistakes.add(condition.place, message, self._numbers, condition.fact)
            return None
        question = self._numbers[condition.fact]
        assert question.number is not None
        ends = [whole_span(question.number, span, self._mistakes) for span in condition.spans]
        spans = tuple(span for span in ends if span is not None)
        return Within(question.id, spans, condition.place) if len(spans) == len(ends) else None

    @staticmethod
    def _named(condition: Has, question: Question) -> Within:
        """A condition that names spans. Other ids may be those of bands, which are not known yet."""
        names = {name.id: name for name in question.names}
        spans = [names[id] for id in sorted(condition.values) if id in names]
        return Within(
            question.id,
            tuple(Span(name.low, name.high, condition.place) for name in spans),
            condition.place,
            condition.values - names.keys(),
        )

    # -- the bands -----------------------------------------------------------------------------------------------------

    def cut(self, conditions: Iterable[Condition]) -> dict[str, Question]:
        """The questions that take numbers, with the bands that follow from these conditions of rules as their values."""
        limits: dict[str, set[int]] = {id: set() for id in self._questions}
        for within in (one for condition in conditions for one in _withins(condition)):
            for low, high, _ in within.spans:
                limits[within.fact] |= {end for end in (low, None if high is None else high + 1) if end is not None}
        self._questions = {id: self._banded(question, limits[id]) for id, question in self._questions.items()}
        return self._questions

    def _banded(self, question: Question, limits: set[int]) -> Question:
        number = question.number
        assert number is not None
        starts = sorted({number.least, *limits} - {number.greatest + 1})
        spans = [(low, after - 1) for low, after in pairwise((*starts, number.greatest + 1))]
        if len(spans) > MOST_BANDS:
            message = N_("The rules cut {word} into {count} bands; at most {most} can be chosen from.")
            self._mistakes.add(question.place, message, word=number.id, count=str(len(spans)), most=str(MOST_BANDS))
        named = {(name.low, name.high): name.id for name in question.names}
        bands = tuple(
            Value(named.get(span) or band_id(number, *span), question.called(*span), "", *span) for span in spans
        )
        self._report_taken(question, bands)
        return question._replace(values=bands)

    def _report_taken(self, question: Question, bands: tuple[Value, ...]) -> None:
        """A name must not be the id of a band that it does not stand for."""
        by_id = {band.id: band for band in bands}
        for name in question.names:
            band = by_id.get(name.id)
            if band is not None and not (band.low <= name.low and name.high <= band.high):  # type: ignore[operator]
                message = N_("The name {word} would be taken for the numbers from {low} to {high}; choose another.")
                self._mistakes.add(question.place, message, word=name.id, low=str(band.low), high=str(band.high))

    # -- in terms of the bands -----------------------------------------------------------------------------------------

    def in_bands(self, condition: Condition) -> Condition:
        """A condition as the rules run it: which bands the number may be in. A limit that no rule has is a mistake."""
        match condition:
            case Within():
                return self._has(condition)
            case Has():
                return condition
            case Not(part):
                return Not(self.in_bands(part))
        return condition._replace(parts=tuple(self.in_bands(part) for part in condition.parts))

    def _has(self, within: Within) -> Has:
        question = self._questions[within.fact]
        bands = set(within.ids)
        for low, high, place in within.spans:
            assert low is not None and high is not None and question.number is not None
            touched = question.touched(low, high)
            bands.update(touched)
            first, last = question.value(touched[0]), question.value(touched[-1])
            for end, limit in ((low, first.low), (high, last.high)):
                if end != limit:
                    band = question.value(question.band(end))
                    message = N_(
                        "No rule tells {word} from others between {low} and {high}: a limit that only this names decides nothing."
                    )
                    self._mistakes.add(
                        place, message, word=f"{question.number.id} {end}", low=str(band.low), high=str(band.high)
                    )
        return Has(question.id, frozenset(bands), within.place)


def whole_span(number: NumberAnswer, span: Span, mistakes: Mistakes) -> Span | None:
    """A span with both its ends, the least and the greatest number in place of one not given; None after a mistake."""
    low = number.least if span.low is None else span.low
    high = number.greatest if span.high is None else span.high
    outside = [end for end in (low, high) if not number.least <= end <= number.greatest]
    if outside:
        message = N_("{fact} goes from {least} to {greatest}; {word} is outside.")
        ends = {"least": str(number.least), "greatest": str(number.greatest)}
        mistakes.add(span.place, message, word=str(outside[0]), fact=number.id, **ends)
        return None
    if low > high:
        message = N_("There is no number from {low} to {high}: the lower one comes first.")
        mistakes.add(span.place, message, low=str(low), high=str(high))
        return None
    return Span(low, high, span.place)


def band_id(number: NumberAnswer, low: int, high: int) -> str:
    """The id of a band that no name stands for, as `under_18`, `18_19`, `85_plus`."""
    match number.kind(low, high):
        case "first":
            return f"under_{high + 1}"
        case "last":
            return f"{low}_plus"
        case "one":
            return str(low)
    return f"{low}_{high}"


def _withins(condition: Condition) -> Iterator[Within]:
    match condition:
        case Within():
            yield condition
        case Not(part):
            yield from _withins(part)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _withins(part)
