"""Days that are probably mistyped: what begins years from now is asked about, and is no mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.i18n import N_
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Place, Problem

YEARS = 5
"""Years after the day of the knowledge within which changes are known."""


def far_ahead(knowledge: Knowledge) -> Iterator[Problem]:
    """Each rule, document and value of an amount or contact that begins later than that."""
    for day, place in _beginnings(knowledge):
        if day is not None and day.year > knowledge.date.year + YEARS:
            message = N_("{day} is more than {years} years ahead: is the year right?")
            yield Problem(place, message, {"day": day.isoformat(), "years": YEARS})


def _beginnings(knowledge: Knowledge) -> Iterator[tuple[date | None, Place]]:
    yield from ((rule.valid_from, rule.place) for rule in knowledge.rules.values())
    yield from ((document.in_force_from, document.place) for document in knowledge.documents.values())
    yield from ((value.first, value.place) for amount in knowledge.amounts.values() for value in amount.values)
    yield from ((way.first, way.place) for contact in knowledge.contacts.values() for way in contact.values)
