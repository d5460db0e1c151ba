"""How a question is put in a case: what cannot go together with what is known comes last, and what the clock says is suggested."""

from __future__ import annotations

from datetime import datetime

from assistant.cases.case import Case
from assistant.knowledge.model import Question, Value


def arranged(question: Question, case: Case) -> Question:
    """The question with the values last that cannot be, as far as is known; all can still be chosen."""
    values = sorted(question.values, key=lambda value: not _can_be(value, case))
    return question if tuple(values) == question.values else question._replace(values=tuple(values))


def _can_be(value: Value, case: Case) -> bool:
    return all(fact not in case.known or case.known[fact] in values for fact, values in value.of)


def suggested(question: Question, now: datetime) -> str | None:
    """The value that the clock says; None where it says none. An age is never suggested: a key pressed twice would take it."""
    for value in question.values:
        for days in value.clock:
            if days.first_day <= now.isoweekday() <= days.last_day and days.from_hour <= now.hour < days.to_hour:
                return value.id
    return None
