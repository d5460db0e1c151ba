"""Reading amounts with names: their values, one after the other in time."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from assistant.i18n import N_
from assistant.knowledge.model import Amount, AmountValue, Ways
from assistant.knowledge.read.fields import ID, IDS, Fields, Filled, Key
from assistant.knowledge.read.nodes import Mistakes, Node


def _ends_after_it_begins(found: Filled) -> bool:
    first, last = found.values["first"], found.values["last"]
    right = first is None or last is None or first <= last
    if not right:
        found.items["to"].mistake(N_("This value ends before it begins ({word})."), word=first.isoformat())
    if found.values["sources"] == ():
        found.items["sources"].mistake(N_("The value of an amount cites at least one clause."))
    return right


VALUE = Fields(
    AmountValue,
    {
        "from": Key(Node.day, None, "first", spoils=True),
        "to": Key(Node.day, None, "last", spoils=True),
        "amount": Key(Node.amount),
        "sources": IDS,
    },
    _ends_after_it_begins,
)
"""An item of an amount's `values:`."""


def one_after_the_other(found: Filled) -> bool:
    """Each value holds until the next one begins: where one is missing, or two stand for a day, no rule would know what to say."""
    values: tuple[AmountValue | Ways, ...] = found.values["values"]
    for before, after in pairwise(values):
        _after(before, after, found.item.mistakes)
    return True


def _after(before: AmountValue | Ways, after: AmountValue | Ways, mistakes: Mistakes) -> None:
    """Note where a value does not begin on the day after the one before it."""
    last = before.last.isoformat() if before.last is not None else ""
    if after.first is None:
        mistakes.add(after.place, N_("Say from which day this value stands for the one before it: “from: 2027-01-01”."))
    elif before.first is not None and after.first <= before.first:
        message = N_("Values stand in the order of their days; {word} is not later than the one before.")
        mistakes.add(after.place, message, word=after.first.isoformat())
    elif before.last is not None and before.last >= after.first:
        mistakes.add(
            after.place, N_("The value before this one holds until {word}: two would stand for one day."), word=last
        )
    elif before.last is not None and before.last + timedelta(days=1) < after.first:
        mistakes.add(
            after.place, N_("The value before this one ends on {word}: none stands for the days between."), word=last
        )


def _values(item: Node) -> tuple[AmountValue, ...]:
    """The values; none where one has a mistake, since the days of the others would say nothing."""
    before, values = len(item.mistakes.problems), item.gather(VALUE.read)
    if not values and len(item.mistakes.problems) == before:
        item.mistake(N_("An amount needs a value."))
    return values if len(item.mistakes.problems) == before else ()


AMOUNT = Fields(Amount, {"id": ID, "values": Key(_values)}, one_after_the_other)
"""An item of `amounts:`."""


def read_amount(item: Node, pack: str) -> Amount | None:
    """An item of `amounts:`; a value without an end ends where the next one begins."""
    amount = AMOUNT.read(item, pack=pack)
    if amount is None:
        return None
    ends = [after.first - timedelta(days=1) if after.first is not None else None for after in amount.values[1:]]
    ended = (value._replace(last=value.last or end) for value, end in zip(amount.values, [*ends, None], strict=False))
    return amount._replace(values=tuple(ended))
