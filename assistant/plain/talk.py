"""Talking in lines: puts each question, reads a line, and prints what is new in the answer after every reply.

No box drawing, no colour, no cursor movement: every line says by a label what it is. A number answers; a word of one letter
is a command. At the end of input the talk ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TextIO

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.answer.outline import OPEN, Item, Section, outline, sections
from assistant.answer.wording import Wording
from assistant.answer.writers import as_text
from assistant.case import visible
from assistant.dialogue import Conversation
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge.model import TOPIC, UNKNOWN, Question, Value

_COMMANDS = (
    ("b", N_("back")),
    ("a", N_("show the whole answer with its sources")),
    ("?", N_("explain the question and its answers")),
    ("w", N_("why is this asked?")),
    ("e", N_("change an answer")),
    ("n", N_("new patient")),
    ("l", N_("change language")),
    ("h", N_("help")),
    ("q", N_("quit")),
)


def talk(
    adviser: Adviser, speaks: Language, lines: TextIO, out: TextIO, today: Callable[[], date] | None = None
) -> int:
    """Talk until the end of input or `q`; the exit code. With `today`, each new patient is answered as of the day it gives."""
    try:
        return _Talk(adviser, speaks, lines, out, today).run()
    except REFUSALS as error:
        print(refusal(error, speaks), file=out)
    return 1


class _Talk:
    """One talk: the conversation, the language, and what has been printed of the answer."""

    def __init__(
        self, adviser: Adviser, speaks: Language, lines: TextIO, out: TextIO, today: Callable[[], date] | None
    ) -> None:
        self._today = today
        self._conversation = Conversation(adviser)
        self._wording = Wording(adviser.knowledge, speaks)
        self._lines, self._out = lines, out
        self._told: set[str] = set()

    # -- the loop --------------------------------------------------------------------------------------------------

    def run(self) -> int:
        self._say(self._text(N_("Vårdlots. Answer with a number. ? explains the question, h is help, q is quit.")))
        self._tell_news()
        while True:
            self._ask()
            line = self._lines.readline()
            if not line:
                return 0
            word = line.strip()
            if word.lower() in ("q", "quit", "exit"):
                return 0
            if word:
                self._take(word)

    def _take(self, word: str) -> None:
        commands = {
            "b": self._back,
            "a": self._whole,
            "?": self._explain,
            "w": self._why,
            "e": self._change,
            "n": self._new,
            "l": self._language,
            "h": self._help,
        }
        if word.lower() in commands:
            commands[word.lower()]()
        elif self._conversation.question is None:
            self._say(
                self._text(
                    N_("“{word}” is not understood. n is a new patient, e changes an answer, h is help."),
                    word=visible(word),
                )
            )
        else:
            self._reply(self._conversation.question, word)

    def _reply(self, question: Question, word: str) -> None:
        try:
            if question.id == TOPIC:
                ids = [topic.id for topic in question.values]
                self._conversation = self._conversation.reply_topics(
                    ids[self._index(part, len(ids))] for part in word.replace(" ", ",").split(",") if part
                )
            elif question.unknown is not None and word == "0":
                self._conversation = self._conversation.reply(UNKNOWN)
            elif question.number is not None and word.isascii() and word.isdigit():
                self._conversation = self._conversation.reply_number(_number(word))
            elif question.number is not None:
                bands = [_band(value) for value in question.values]
                self._conversation = self._conversation.reply(question.values[bands.index(word)].id)
            else:
                self._conversation = self._conversation.reply(
                    question.values[self._index(word, len(question.values))].id
                )
        except (KeyError, ValueError, IndexError):
            self._say(self._text(N_("“{word}” is no answer to this question."), word=visible(word)))
            return
        self._tell_news()

    @staticmethod
    def _index(word: str, count: int) -> int:
        """The place of a typed number, from 1. Raises ValueError."""
        number = _number(word)
        if not 1 <= number <= count:
            raise ValueError(word)
        return number - 1

    # -- what it says ----------------------------------------------------------------------------------------------

    def _text(self, message: str, **parts: object) -> str:
        return self._wording.language.gettext(message, **parts)

    def _say(self, line: str = "") -> None:
        print(line, file=self._out, flush=True)

    def _ask(self) -> None:
        question = self._conversation.question
        self._say()
        if question is None:
            self._say(
                self._text(
                    N_("All that matters is answered. a is the whole answer, n a new patient, e changes an answer.")
                )
            )
            return
        self._say(self._text(N_("Question: {text}"), text=self._wording.question(question)))
        if question.number is not None:
            number = question.number
            label = self._wording.number_label(question)
            self._say(
                "   "
                + self._text(
                    N_("A number from {least} to {greatest}: {label}, or one of these:"),
                    least=max(1, number.least),
                    greatest=number.greatest,
                    label=label,
                )
            )
        for index, value in enumerate(question.values, 1):
            sign = str(index) if question.number is None else _band(value)
            self._say(f"{sign}. {self._wording.value(question, value.id)}")
        if question.unknown is not None:
            self._say(f"0. {self._wording.value(question, UNKNOWN)}")
        if question.multiple:
            self._say("   " + self._text(N_("Several: their numbers with commas between, as 1,4.")))

    def _tell_news(self) -> None:
        """Print what is certain now and has not been told yet; when no question is left, also what stays in doubt."""
        fresh = {said.id for said in self._conversation.answer.certain} - self._told
        found = sections(self._conversation.answer, self._wording)
        for section in found:
            if items := [item for item in section.items if item.said is not None and item.said.id in fresh]:
                self._tell(section, items)
        self._told |= fresh
        if self._conversation.question is not None:
            return
        for section in found:
            doubtful = [item for item in section.items if item.said is None or not item.said.certain]
            if doubtful and section.name != OPEN:
                self._tell(section, doubtful)

    def _tell(self, section: Section, items: list[Item]) -> None:
        self._say()
        for item in items:
            sources = f" [{', '.join(item.sources)}]" if item.sources else ""
            self._say(f"{section.title}: {item.text}{sources}")
            for note in item.below:
                self._say(f"   {note}")

    # -- commands --------------------------------------------------------------------------------------------------

    def _back(self) -> None:
        self._conversation = self._conversation.back()
        self._told &= {said.id for said in self._conversation.answer.certain}

    def _whole(self) -> None:
        self._say()
        self._say(as_text(outline(self._conversation.answer, self._wording)).rstrip())

    def _explain(self) -> None:
        question = self._conversation.question
        if question is None:
            self._say(self._text(N_("No question is open.")))
            return
        self._say(self._wording.help(question))
        values = [value.id for value in question.values] + ([UNKNOWN] if question.unknown is not None else [])
        for value in values:
            if help := self._wording.value_help(question, value):
                self._say(f"{self._wording.value(question, value)}: {help}")

    def _why(self) -> None:
        question = self._conversation.question
        if question is None:
            self._say(self._text(N_("No question is open.")))
            return
        rules = self._conversation.at_stake
        self._say(self._text(N_("The answer decides what is shown:")))
        if not rules:
            self._say("   " + self._text(N_("It decides which rules are shown.")))
        for rule in rules:
            self._say(f"   - {self._wording.rule_text(self._wording.knowledge.rules[rule])}")

    def _change(self) -> None:
        replied = self._conversation.replied
        if not replied:
            self._say(self._text(N_("Nothing is answered yet.")))
            return
        self._say(self._text(N_("Which answer? Its number, or Enter for none:")))
        for index, question in enumerate(replied, 1):
            self._say(
                f"{index}. {self._wording.short(question.id)}: {self._wording.answered(self._conversation.case, question)}"
            )
        word = self._lines.readline().strip()
        if not word:
            return
        try:
            self._conversation = self._conversation.ask_again(replied[self._index(word, len(replied))].id)
        except ValueError:
            self._say(self._text(N_("“{word}” is none of the numbers."), word=visible(word)))

    def _new(self) -> None:
        now = self._conversation.adviser
        self._conversation = self._conversation.new_patient(now.as_of(self._today()) if self._today else now)
        self._told = set()
        self._say()
        self._say(self._text(N_("New patient.")))
        self._tell_news()

    def _language(self) -> None:
        codes = languages()
        code = codes[(codes.index(self._wording.language.code) + 1) % len(codes)]
        self._wording = Wording(self._wording.knowledge, language(code))
        self._told = set()
        self._say(self._text(N_("The language is now {name}."), name=self._wording.language.name))
        self._tell_news()

    def _help(self) -> None:
        self._say(self._text(N_("A number answers. These letters do more:")))
        for letter, text in _COMMANDS:
            self._say(f"{letter}: {self._text(text)}")


def _number(word: str) -> int:
    """A typed number. Raises ValueError if it is none, or longer than any number asked for here."""
    if not (word.isascii() and word.isdigit() and len(word) <= 6):
        raise ValueError(word)
    return int(word)


def _band(value: Value) -> str:
    """What one types for a band of numbers, as `0-17`; no letter, since letters are commands."""
    return f"{value.low}-{value.high}"
