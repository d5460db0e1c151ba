"""How a question is put in a case: what goes with what is known comes first, what cannot last; and what the clock says is suggested."""

from __future__ import annotations

from datetime import datetime

from assistant.cases.case import Case
from assistant.knowledge.model import Knowledge, Question


def arranged(question: Question, case: Case, knowledge: Knowledge) -> Question:
    """The question with the values first that an answer says it goes with, and those last that cannot be; all can still be chosen.

    Ages stay in their order.
    """
    fitting = knowledge.fitting(question.id, case.known) if question.number is None else frozenset()
    values = sorted(question.values, key=lambda value: (not value.goes_with(case.known), value.id not in fitting))
    return question if tuple(values) == question.values else question._replace(values=tuple(values))


def suggested(question: Question, now: datetime) -> str | None:
    """The value that the clock says; None where it says none. An age is never suggested: a key pressed twice would take it."""
    for value in question.values:
        for days in value.clock:
            if days.first_day <= now.isoweekday() <= days.last_day and days.from_hour <= now.hour < days.to_hour:
                return value.id
    return None
