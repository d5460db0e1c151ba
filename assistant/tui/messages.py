"""What the widgets tell the screen: that the user replied, wants to reply anew, or looks at a choice."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

NEW_PATIENT = "action:new_patient"
OTHER_TOPICS = "action:other_topics"
CHANGE_ANSWER = "action:change_answer"
"""Choices that are offered when no question is left."""


@dataclass
class Chosen(Message):
    """The user has chosen: one id, or several where several may be chosen."""

    ids: tuple[str, ...]


@dataclass
class LookedAt(Message):
    """A choice is highlighted, or the mouse is over it."""

    id: str | None


@dataclass
class LeftChoices(Message):
    """The user moved up past the first choice."""


@dataclass
class NumberGiven(Message):
    """The user has typed a number and pressed Enter."""

    number: int


@dataclass
class LeftNumber(Message):
    """The user moved down out of the number field."""


@dataclass
class AskAgain(Message):
    """The user wants to be asked a question again."""

    fact: str
