"""A line where no question about a patient is open, as in training or settings: the same grammar with the options and words of that place.

Slash and word are a command, the beginning of an option takes it, a command's word is one alone on the line, an acute word raises the
alarm, and no letter is ever a command by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.dialogue.fitting import SHORTEST
from assistant.dialogue.own_words import is_word
from assistant.dialogue.readings import Alarm, Asked, Nothing, Unread
from assistant.knowledge import Knowledge
from assistant.typed.acute import Acute
from assistant.typed.commands import SLASH, Commands
from assistant.wordforms import begun_in, folded, words


class OnMenu(NamedTuple):
    """Something that can be chosen: its id, what one types for it (may be nothing), and what it is called."""

    id: str
    sign: str
    label: str


class Picked(NamedTuple):
    """The option that is meant."""

    id: str


class Own(NamedTuple):
    """A word of that place, as it is marked for translation."""

    word: str


MenuReading = Nothing | Picked | Own | Asked | Alarm | Unread


class MenuReader:
    """Reads lines beside options. Making it costs nothing: word lists are prepared at the first line that is no command."""

    def __init__(self, knowledge: Knowledge, codes: Iterable[str]) -> None:
        """`codes`: languages, the preferred one first."""
        self.codes = tuple(codes)
        self._commands = Commands(knowledge.words, self.codes)
        self._acute = Acute(knowledge, self.codes)

    def read(self, line: str, offered: Sequence[OnMenu] = (), own: Sequence[str] = ()) -> MenuReading:
        """What a line is when Enter is pressed, or so far. `own`: words of the place, marked for translation. Never raises."""
        text = line.strip()
        if not text:
            return Nothing()
        word = next((word for word in own if is_word(text, word)), None)
        if word is not None:
            return Own(word)
        if command := self._command(text, SLASH):
            return command
        found = self._option(text, offered) or self._command(text)
        if not isinstance(found, Asked) and (acute := self._acute.heard(text)):
            return Alarm(acute, Nothing())
        return found or Unread(text)

    def _command(self, text: str, sign: str = "") -> Asked | None:
        if sign and not text.startswith(sign):
            return None
        command = self._commands.slashed(text) if sign else self._commands.alone(text)
        return Asked(command.name, command.words) if command is not None else None

    @staticmethod
    def _option(text: str, offered: Sequence[OnMenu]) -> Picked | None:
        """The only option whose sign is typed, or of which every typed word begins a word; the one with that label before others."""
        said = words(folded(text))
        if signed := next((option for option in offered if option.sign == text), None):
            return Picked(signed.id)
        if sum(map(len, said)) < SHORTEST:
            return None
        exact = [option for option in offered if words(folded(option.label)) == said]
        fitting = exact or [option for option in offered if begun_in(said, words(folded(option.label)))]
        return Picked(fitting[0].id) if len(fitting) == 1 or exact else None
