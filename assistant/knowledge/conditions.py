"""Conditions of rules: is / in / not / all / any over facts, as a small tree, and its normal form.

The normal form is what the engines run: a list of *ways*, each a conjunction of literals "this fact has one of these
values". A condition holds where at least one of its ways does. (Disjunctive normal form; negation is pushed down to
the literals, where it becomes the complement, since every fact always has exactly one value.)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from assistant.knowledge.problems import Place

Way = Mapping[str, frozenset[str]]
"""One way for a condition to hold: for each fact named, the values that it may have."""

MOST_WAYS = 256
"""More ways than this and the condition is refused: nobody could read why it holds."""


class Has(NamedTuple):
    """The fact has one of these values."""

    fact: str
    values: frozenset[str]
    place: Place


class Span(NamedTuple):
    """Numbers from `low` to `high`, both included; None where an end is not given."""

    low: int | None
    high: int | None
    place: Place


class Within(NamedTuple):
    """The number lies in one of these spans, or in one of the bands with these ids.

    A condition is written so; once all rules are read, and the bands with them, it is a `Has` of bands (`knowledge/read/bands.py`).
    """

    fact: str
    spans: tuple[Span, ...]
    place: Place
    ids: frozenset[str] = frozenset()


class All(NamedTuple):
    """All parts hold; of no parts, this is always true."""

    parts: "tuple[Condition, ...]"


class Some(NamedTuple):
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


class Not(NamedTuple):
    """The part does not hold."""

    part: "Condition"


Condition = Has | Within | All | Some | Not
ALWAYS = All(())
NEVER = Some(())


class TooManyWays(Exception):
    """The condition has more than `MOST_WAYS` ways to hold."""


def literals(condition: Condition) -> Iterator[Has]:
    """Every "fact has one of these values" in the condition, in the order written."""
    match condition:
        case Has():
            yield condition
        case All(parts) | Some(parts):
            for part in parts:
                yield from literals(part)
        case Not(part):
            yield from literals(part)


def ways(condition: Condition, values_of: Callable[[str], tuple[str, ...]]) -> tuple[Way, ...]:
    """The normal form of a condition: its ways to hold, none contained in another.

    `values_of` gives all values of a fact. No ways: it can never hold. One empty way: it always holds.
    Raises TooManyWays.
    """
    # Each way once: comparing all with all takes long where many are equal.
    found = list({frozenset(way.items()): way for way in _ways(condition, values_of, negated=False)}.values())
    return tuple(way for way in found if not _covered(way, found))


def _ways(
    condition: Condition, values_of: Callable[[str], tuple[str, ...]], negated: bool
) -> list[dict[str, frozenset[str]]]:
    match condition:
        case Not(part):
            return _ways(part, values_of, not negated)
        case Has(fact, values):
            every = frozenset(values_of(fact))
            # Of most literals all values are values of the fact: then they are kept as they stand there.
            kept = every - values if negated else values if values <= every else values & every
            return [] if not kept else [{}] if kept == every else [{fact: kept}]
        case All(parts) if not negated:
            return _conjunction([_ways(part, values_of, negated) for part in parts])
        case Some(parts) if negated:
            return _conjunction([_ways(part, values_of, negated) for part in parts])
        case All(parts) | Some(parts):
            return _limited([way for part in parts for way in _ways(part, values_of, negated)])
    raise TypeError(condition)


def _conjunction(parts: list[list[dict[str, frozenset[str]]]]) -> list[dict[str, frozenset[str]]]:
    size = 1
    for part in parts:
        size *= max(1, len(part))
        if size > MOST_WAYS:
            raise TooManyWays
    met = (_met(choice) for choice in product(*parts))
    return _limited([way for way in met if way is not None])


def _met(choice: tuple[dict[str, frozenset[str]], ...]) -> dict[str, frozenset[str]] | None:
    """The ways of a choice, all at once; None if two of them exclude each other."""
    met: dict[str, frozenset[str]] = {}
    for way in choice:
        for fact, values in way.items():
            met[fact] = met[fact] & values if fact in met else values
            if not met[fact]:
                return None
    return met


def _limited(found: list[dict[str, frozenset[str]]]) -> list[dict[str, frozenset[str]]]:
    if len(found) > MOST_WAYS:
        raise TooManyWays
    return found


def _covered(way: Way, others: Iterable[Way]) -> bool:
    """Whether one of the other ways holds wherever this one does; no two are equal."""
    for other in others:
        if other is way:
            continue
        for fact, values in other.items():  # written out: of many ways each is compared with each
            if fact not in way or not way[fact] <= values:
                break
        else:
            return True
    return False


def may_hold(condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether the condition may hold where only these facts are known: nothing that is known speaks against it."""
    return _sure(condition, facts) is not False


def _sure(condition: Condition, facts: Mapping[str, str]) -> bool | None:
    """Whether the condition holds; None where the known facts do not settle it."""
    match condition:
        case Has(fact, values):
            return facts[fact] in values if fact in facts else None
        case Not(part):
            found = _sure(part, facts)
            return None if found is None else not found
        case All(parts) | Some(parts):
            each = {_sure(part, facts) for part in parts}
            settles = isinstance(condition, Some)
            return settles if settles in each else None if None in each else not settles
    raise TypeError(condition)


def holds(condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether the condition holds for these facts: the plain meaning, used to test everything faster."""
    match condition:
        case Has(fact, values):
            return facts[fact] in values
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case Some(parts):
            return any(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
    raise TypeError(condition)
