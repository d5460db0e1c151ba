"""Conditions with one thing changed: a value more or less, an operator turned, a part left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS, All, Condition, Has, Not, Some, Within
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Place
from assistant.messages import Message


class Variant(NamedTuple):
    """A condition with one thing changed: where, and what is changed."""

    condition: Condition
    place: Place
    what: Message


def variants(condition: Condition, knowledge: Knowledge, at: Place) -> Iterator[Variant]:
    """Every condition that differs from this one in one thing. `at`: where the whole of it stands."""
    match condition:
        case Has():
            yield from _of_literal(condition, knowledge)
        case Not(part):
            yield Variant(part, at, Message(N_("“not” left out")))
            yield from (variant._replace(condition=Not(variant.condition)) for variant in variants(part, knowledge, at))
        case All(parts) | Some(parts):
            if isinstance(condition, Some) and len(parts) > 1:
                yield Variant(All(parts), at, Message(N_("“any” read as “all”")))
                for index in range(len(parts)):
                    one = _place_of(parts[index], at)
                    rest = Some((*parts[:index], *parts[index + 1 :]))
                    yield Variant(rest, one, Message(N_("one of “any” left out")))
            for index, part in enumerate(parts):
                for variant in variants(part, knowledge, at):
                    changed = (*parts[:index], variant.condition, *parts[index + 1 :])
                    yield variant._replace(condition=condition._replace(parts=changed))
        case Within():
            raise TypeError(condition)


def _of_literal(literal: Has, knowledge: Knowledge) -> Iterator[Variant]:
    """A literal left out or turned round, with one value less or one more."""
    fact, values, place = literal
    every = knowledge.values_of(fact)
    written = ", ".join(value for value in every if value in values)
    named = {"fact": fact, "values": written}
    yield Variant(ALWAYS, place, Message(N_("condition left out: {fact}: {values}"), named))
    yield Variant(
        literal._replace(values=frozenset(every) - values),
        place,
        Message(N_("turned round: {fact}: not {values}"), named),
    )
    for value in every:
        one = {"fact": fact, "value": value}
        if value in values and len(values) > 1:
            yield Variant(literal._replace(values=values - {value}), place, Message(N_("{fact}: without {value}"), one))
        elif value not in values and len(values) + 1 < len(every):
            yield Variant(
                literal._replace(values=values | {value}), place, Message(N_("{fact}: with {value} too"), one)
            )


def _place_of(condition: Condition, otherwise: Place) -> Place:
    """Where a condition begins."""
    while not isinstance(condition, Has | Within):
        parts = (condition.part,) if isinstance(condition, Not) else condition.parts
        if not parts:
            return otherwise
        condition = parts[0]
    return condition.place
