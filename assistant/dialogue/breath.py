"""Digits that answered at once, and what is typed behind them in the same breath: then they were the beginning of words.

Pure: the time is given. See docs/decisions/027-a-digit-and-then-more.md.
"""

from typing import NamedTuple

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.readings import Waiting


class Moment(NamedTuple):
    """The talk before a digit: all that has to be as it was if the digit was no answer."""

    conversation: Conversation
    waiting: Waiting | None
    changing: bool
    region_set: bool


class Run(NamedTuple):
    """Digits typed one soon after the other, of which at least one answered or took the place of a line that was left.

    `words`: the line that they took the place of; `typed`: those that answered, the last at `at`; `before`, and `after` them.
    """

    words: str
    typed: str
    before: Moment
    after: Conversation
    at: float

    @property
    def added(self) -> bool:
        """Whether a further topic was typed, as "+06"."""
        return self.typed.startswith("+")

    def lasts(self, now: Conversation, at: float, breath: float) -> bool:
        """Whether a character typed now belongs to the digits: nothing else happened since, and not much time passed."""
        return now is self.after and at - self.at < breath

    def line(self, waiting: str, character: str) -> str:
        """The line as it was meant: what stood there, the digits (`waiting`: those that have not answered), and the character."""
        return " ".join(part for part in (self.words, f"{self.typed}{waiting}{character}") if part)


def digit(character: str) -> bool:
    """Whether a character is one of 0 to 9."""
    return character.isascii() and character.isdigit()
