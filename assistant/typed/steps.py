"""The steps of reading a line: loaded together when lines are read, and named by one import, which each line makes."""

from assistant.typed.ages import span
from assistant.typed.brief import told_in_brief
from assistant.typed.days import with_days
from assistant.typed.described import described, of_patients
from assistant.typed.hearing import Hearing
from assistant.typed.line import Line
from assistant.typed.matching import read
from assistant.typed.others import others
from assistant.typed.patients import chosen, told_about
from assistant.typed.questions import asked
from assistant.typed.scope import Around, scopes
from assistant.typed.things import stated
from assistant.typed.tokens import tokens

__all__ = [
    "Around",
    "Hearing",
    "Line",
    "asked",
    "chosen",
    "described",
    "of_patients",
    "others",
    "read",
    "scopes",
    "span",
    "stated",
    "tokens",
    "told_about",
    "told_in_brief",
    "with_days",
]
