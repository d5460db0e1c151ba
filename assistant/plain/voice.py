"""The voice of a talk in lines: texts of the code said in its language, and lines read, from which quitting leads out anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.i18n import N_, languages, languages_from
from assistant.plain.asking import number_of
from assistant.plain.lines import EndOfTalk, Lines, echoed
from assistant.typed.commands import SLASH, Commands
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.i18n import Language


class Voice:
    """Says and asks, in lines, in the language of its wording."""

    def __init__(self, lines: Lines, wording: Wording) -> None:
        self.lines, self.wording = lines, wording
        lines.lost = lambda: self.say(N_("A character was dropped: the terminal does not send UTF-8."))

    @property
    def language(self) -> Language:
        return self.wording.language

    @property
    def commands(self) -> Commands:
        """The commands, in the language of the talk first."""
        return Commands(self.wording.knowledge.words, self.codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages, that of the talk first."""
        return languages_from(self.language.code)

    def commanded(self, line: str) -> str:
        """The name of the command that a line is and nothing else, with or without a slash; empty if it is none."""
        commands = self.commands
        found = commands.slashed(line) if line.startswith(SLASH) else commands.alone(line)
        return found.name if found is not None and not found.words else ""

    def word(self, command: str) -> str:
        """The word of a command, as one types it."""
        return f"{SLASH}{self.commands.word(command)}"

    @property
    def next_code(self) -> str:
        """The code of the language after this one."""
        codes = languages()
        at = codes.index(self.language.code) if self.language.code in codes else -1
        return codes[(at + 1) % len(codes)]

    def text(self, message: str, **parts: object) -> str:
        """A text of the code in the language of the talk."""
        return self.language.gettext(message, **parts)

    def say(self, message: str = "", **parts: object) -> None:
        """Say a text of the code."""
        self.lines.say(self.text(message, **parts) if message else "")

    def read(self) -> str:
        """A typed line. Raises EndOfTalk if the user quits, or at the end of the input."""
        word = self.lines.read()
        if self.commanded(word) == "quit":
            raise EndOfTalk
        return word

    def ask(self, message: str, options: Sequence[str] = (), **parts: object) -> str:
        """Say a text and numbered options, and read a line. Raises EndOfTalk if the user quits, or at the end of the input."""
        self.say(message, **parts)
        self.number(options)
        return self.read()

    def number(self, options: Iterable[str]) -> None:
        """Say these, each with its number."""
        for number, option in enumerate(options, 1):
            self.lines.say(f"{number}. {option}")

    def pick(self, message: str, options: Sequence[str], **parts: object) -> int | None:
        """Ask for one of these by its number: its place from 0. None for Enter, for "back" and, said, for anything else."""
        word = self.ask(message, options, **parts)
        if not word or self.commanded(word) == "back":
            return None
        number = number_of(word)
        if number is None or not 1 <= number <= len(options):
            self.refuse(word)
            return None
        return number - 1

    def refuse(self, word: str) -> None:
        """Say that what was typed is none of the numbers."""
        self.say(N_("“{word}” is none of the numbers."), word=echoed(word))

    def not_an_answer(self, word: str) -> None:
        """Say that what was typed is no answer to the question."""
        self.say(N_("“{word}” is no answer to this question."), word=echoed(word))
