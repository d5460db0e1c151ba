"""Talking in lines: puts each question, reads a line, and prints what is new in the answer after every reply.

No box drawing, no colour, no cursor movement: every line says by a label what it is. A number answers; a word of one letter
is a command; other words are heard as what is known, as "undocumented 7 years interpreter". At the end of input the talk ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TextIO

from assistant.answer import REFUSALS, Adviser, explaining, refusal
from assistant.answer.explain import explain
from assistant.answer.outline import Item, Section, outline, sections
from assistant.answer.wording import Wording
from assistant.answer.writers import as_text
from assistant.case import visible
from assistant.dialogue import Conversation, previewing
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge.model import TOPIC, UNKNOWN, Question, Value

if TYPE_CHECKING:
    from assistant.typed import Listener

_COMMANDS = (
    ("b", N_("back")),
    ("f", N_("forward again")),
    ("a", N_("show the whole answer with its sources")),
    ("?", N_("explain the question and its answers")),
    ("w", N_("why is this asked?")),
    ("y", N_("why does a statement apply, and what would change it?")),
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
        self._listener: tuple[str, Listener] | None = None

    # -- the loop --------------------------------------------------------------------------------------------------

    def run(self) -> int:
        self._say(
            self._text(
                N_(
                    "Vårdlots. Answer with a number, or write what you know. ? explains the question, h is help, q is quit."
                )
            )
        )
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
            "f": self._forward,
            "y": self._explain_statement,
            "a": self._whole,
            "?": self._help_on_question,
            "w": self._why,
            "e": self._change,
            "n": self._new,
            "l": self._language,
            "h": self._help,
        }
        if word.lower() in commands:
            commands[word.lower()]()
        elif _is_number(word):
            self._reply(self._conversation.question, word)
        else:
            self._hear(word)

    def _reply(self, question: Question | None, word: str) -> None:
        """A number, or several, in reply to the open question."""
        if question is None:
            self._say(
                self._text(
                    N_("“{word}” is not understood. n is a new patient, e changes an answer, h is help."),
                    word=visible(word),
                )
            )
            return
        talk = self._conversation
        try:
            if question.id == TOPIC:
                ids = [topic.id for topic in question.values]
                later = talk.reply_topics(
                    ids[self._index(part, len(ids))] for part in word.replace(" ", ",").split(",") if part
                )
            elif question.unknown is not None and word == "0":
                later = talk.reply(UNKNOWN)
            elif question.number is not None and word.isdigit():
                later = talk.reply_number(_number(word))
            elif question.number is not None:
                bands = [_band(value) for value in question.values]
                later = talk.reply(question.values[bands.index(word)].id)
            else:
                later = talk.reply(question.values[self._index(word, len(question.values))].id)
        except (KeyError, ValueError, IndexError):
            self._say(self._text(N_("“{word}” is no answer to this question."), word=visible(word)))
            return
        self._go(later)

    def _go(self, later: Conversation) -> None:
        """Go on, after a question if that takes back an answer."""
        preview = self._conversation.preview_of(later)
        if preview is not None:
            for section in previewing.sections(preview, self._wording):
                self._tell(section, list(section.items))
            self._say(self._text(N_("Change it? 1 changes it, Enter leaves everything as it is:")))
            if self._lines.readline().strip() != "1":
                self._say(self._text(N_("Nothing is changed.")))
                if self._conversation.asking_again is not None:
                    self._conversation = self._conversation.back()
                return
        self._conversation = later
        self._told &= {said.id for said in later.answer.certain}
        self._tell_news()

    def _hear(self, line: str) -> None:
        """Words instead of a number: what is understood is said and taken, the rest is said and left."""
        from assistant.typed import Listener, applied
        from assistant.typed.wording import lines

        talk, code = self._conversation, self._wording.language.code
        if self._listener is None or self._listener[0] != code:
            codes = (code, *(other for other in languages() if other != code))
            self._listener = code, Listener(self._wording.knowledge, codes)
        understood = self._listener[1].hear(line, talk.adviser.on)
        told = lines(understood, self._wording)
        for text in told or [
            self._text(N_("“{word}” is no answer to this question."), word=visible(understood.masked))
        ]:
            self._say(text)
        case = applied(self._wording.knowledge, talk.case, understood)
        if case != talk.case:
            self._say(self._text(N_("b takes it back.")))
            self._go(talk.told(case))

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
            if doubtful:
                self._tell(section, doubtful)

    def _tell(self, section: Section, items: list[Item]) -> None:
        self._say()
        group = ""
        for item in items:
            if item.group and item.group != group:
                self._say(f"{item.group}:")
            group = item.group
            sources = f" [{', '.join(item.sources)}]" if item.sources else ""
            self._say(f"{'-' if group else section.title + ':'} {item.text}{sources}")
            for note in item.below:
                self._say(f"   {note}")

    # -- commands --------------------------------------------------------------------------------------------------

    def _back(self) -> None:
        self._conversation = self._conversation.back()
        self._told &= {said.id for said in self._conversation.answer.certain}

    def _forward(self) -> None:
        self._conversation = self._conversation.forward()
        self._tell_news()

    def _whole(self) -> None:
        self._say()
        self._say(as_text(outline(self._conversation.answer, self._wording)).rstrip())

    def _help_on_question(self) -> None:
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

    def _explain_statement(self) -> None:
        """Let one of the statements be chosen by its number, and say why it applies and what would change it."""
        said = self._conversation.answer.statements
        self._say(self._text(N_("Which statement? Its number, or Enter for none:")))
        for index, one in enumerate(said, 1):
            self._say(f"{index}. {self._wording.rule_text(one.rule)}")
        word = self._lines.readline().strip()
        if not word:
            return
        try:
            about = said[self._index(word, len(said))]
        except ValueError:
            self._say(self._text(N_("“{word}” is none of the numbers."), word=visible(word)))
            return
        explanation = explain(self._conversation.adviser, self._conversation.case, about.id)
        for section in explaining.sections(explanation, self._wording):
            self._tell(section, list(section.items))

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
        if self._listener is not None:
            self._listener[1].forget()
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


def _is_number(word: str) -> bool:
    """Whether a line holds digits and no word, as `3`, `0-17` or `1, 4`; also `-1` or `1.5`, which is a wrong number and no word."""
    return not any(char.isalpha() for char in word) and any(char.isdigit() for char in word)


def _number(word: str) -> int:
    """A typed number. Raises ValueError if it is none, or longer than any number asked for here."""
    if not (word.isascii() and word.isdigit() and len(word) <= 6):
        raise ValueError(word)
    return int(word)


def _band(value: Value) -> str:
    """What one types for a band of numbers, as `0-17`; no letter, since letters are commands."""
    return f"{value.low}-{value.high}"
