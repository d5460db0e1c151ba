"""The one line: reads what is typed in the state of a conversation. The plain lines and the app read by it, so there is one grammar to learn.

A line is first an answer to what is offered, then an alarm if it is acute, then an answer to the open question, then a command, then a
sentence. No letter is a command by itself; a command after a slash is one whatever is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.dialogue.changing import Corrections
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitting import Fit, Labels
from assistant.dialogue.hearing import Ear
from assistant.dialogue.options import at_once, options, picked
from assistant.dialogue.readings import (
    Alarm,
    Asked,
    LineReading,
    NextPatient,
    Nothing,
    Possibility,
    Replied,
    Suggestion,
    Told,
    Unread,
    Waiting,
)
from assistant.knowledge.model import TOPIC, UNKNOWN, Knowledge
from assistant.masking import mask
from assistant.typed.acute import Acute
from assistant.typed.commands import SLASH, Commands
from assistant.typed.lexicons import forget
from assistant.typed.not_knowing import says_not_known

if TYPE_CHECKING:
    from assistant.dialogue.options import Option

PLUS = "+"
"""Between topics, and before a topic that is added to those chosen."""
EXPLAIN = "?"
"""Alone on a line, asks for an explanation of the question."""

_LONGEST_NUMBER = 6
_NO_WORD = "patientxxxx"
"""A strange word: all that compares words is loaded for it."""


class LineReader:
    """Reads lines. Making it costs nothing: word lists are prepared at the first line, or by `prepared`.

    `codes`: languages, the preferred one first; words of every other language are understood too.
    """

    def __init__(self, knowledge: Knowledge, codes: Iterable[str], now: Callable[[], datetime] = datetime.now) -> None:
        """`now`: the time by which answers are suggested."""
        self.knowledge, self.codes = knowledge, tuple(codes)
        self._now = now
        self.commands = Commands(knowledge.words, self.codes)
        self._acute = Acute(knowledge, self.codes)
        self._labels = Labels(knowledge, self.codes)
        self._hearing = Ear(knowledge, self.codes)
        self._corrections = Corrections(knowledge, self.codes, self.commands)

    def prepared(self) -> Iterator[None]:
        """Read the word lists in short steps, so that the first letter need not wait; for moments when nobody waits."""
        yield from self._hearing.prepared()
        yield
        self._acute.heard(_NO_WORD)

    def forget(self) -> None:
        """Let go of the words typed so far, which are remembered to be fast: for a new patient, and when the case is cleared."""
        forget()

    # -- what a face asks ------------------------------------------------------------------------------------------

    def read(self, line: str, talk: Conversation, waiting: Waiting | None = None) -> LineReading:
        """What a line is when Enter is pressed, or so far. `waiting`: what is offered or alarms just now. Never raises."""
        text = line.strip()
        if waiting is not None and (reading := self._to_waiting(text, waiting)) is not None:
            return reading
        if not text:
            value = self.suggested(talk)
            return Replied(talk.reply(value)) if value is not None else Nothing()
        if not self._is_known_word(text) and (acute := self.acute(text)):
            return Alarm(acute, self._besides(text, talk, acute))
        return self._calm(text, talk)

    def suggested(self, talk: Conversation) -> str | None:
        """The value of the open question that Enter alone takes, and that is shown as such; None if there is none."""
        return talk.suggested(self._now())

    def acute(self, line: str) -> str:
        """The words of a line that are acute, wherever it is typed; empty if there are none."""
        return self._acute.heard(line)

    def at_once(self, typed: str, talk: Conversation, waiting: Waiting | None = None) -> LineReading | None:
        """What digits on an otherwise empty line answer without Enter; None while more may follow, or where they answer nothing."""
        if isinstance(waiting, NextPatient) or (isinstance(waiting, Suggestion) and not waiting.single):
            reading = self._to_waiting(typed, waiting) if typed else None
            return None if isinstance(reading, Nothing) else reading
        if typed.startswith(PLUS):
            topics = self._topic_signs(talk)
            longer = any(sign != typed[1:] and sign.startswith(typed[1:]) for sign in topics)
            return self.read(typed, talk) if typed[1:] in topics and not longer else None
        return self.read(typed, talk) if at_once(talk, typed) else None

    def matches(self, line: str, talk: Conversation) -> tuple[str, ...]:
        """The ids of the options of the open question that still fit what is typed; all of them for an empty line."""
        text = line.strip()
        if text and all(char.isdigit() for char in text):
            return tuple(option.id for option in options(talk) if option.sign.startswith(text))
        if pair := self._yes_and_no(talk):
            said = (self.commands.agrees(text), self.commands.declines(text))
            if any(said):
                return tuple(id for id, meant in zip(pair, said, strict=True) if meant)
        return () if text.startswith(SLASH) else self._labels.fit(talk, text).ids

    def _besides(self, text: str, talk: Conversation, acute: str) -> LineReading:
        """What a line says besides its acute words. The alarm has told those, so no word of it is said not to be understood, nor looked up;
        a number that was not taken is, since it may be an age. Nor is it asked what a word of it means."""
        reading = self._calm(text, talk, in_danger=acute)
        match reading:
            case Told(later, understood):
                numbers = tuple(word for word in understood.strange if any(map(str.isdigit, word)))
                quiet = understood._replace(strange=numbers, near=())
                return Told(later, quiet, None)  # what a word means is not to be settled first: no card, no situation
            case Unread():
                return Nothing()
            case Suggestion():
                return Nothing() if reading.looks_up else reading
        return reading

    # -- what is offered -------------------------------------------------------------------------------------------

    def _to_waiting(self, text: str, waiting: Waiting) -> LineReading | None:
        """An answer to what is offered or alarms; None if the line is none, so that it is read for itself."""
        if isinstance(waiting, Alarm):
            return None if text else waiting.beneath
        if self.commands.declines(text):
            return Nothing()
        if not text and not (isinstance(waiting, Suggestion) and waiting.single):
            return Nothing()  # Enter leaves what is offered, and takes nothing that is suggested in its place
        if isinstance(waiting, NextPatient):
            return waiting.begun if text == "1" else Replied(waiting.same) if text == "2" else None
        if waiting.single:
            return waiting.choices[0].reading if not text or self.commands.agrees(text) else None
        number = _number(text)
        in_reach = number is not None and 1 <= number <= len(waiting.choices)
        return waiting.choices[number - 1].reading if number is not None and in_reach else None

    # -- the parts of the grammar ----------------------------------------------------------------------------------

    def _calm(self, text: str, talk: Conversation, in_danger: str = "") -> LineReading:
        """A line without what is acute in it: the first part of the grammar that reads it. `in_danger`: what in it was."""
        if not any(char.isalpha() for char in text) and any(char.isdigit() for char in text):
            return self._digits(text, talk)
        parts: tuple[Callable[[str, Conversation], LineReading | None], ...] = (
            self._slashed,
            self._new_patient,
            self._corrected,
            self._answer,
        )
        for part in parts:
            if (reading := part(text, talk)) is not None:
                return reading
        fit = self._labels.fit(talk, text)
        if (reading := self._option_or_command(text, talk, fit)) is not None:
            return reading
        added = self._added_topic(text, talk)
        return self._hearing.sentence(text, talk, fit, in_danger) if added is None else added

    def _slashed(self, text: str, talk: Conversation) -> LineReading | None:
        if text == EXPLAIN:
            return Asked("explain")
        if not text.startswith(SLASH):
            return None
        words = text.strip(SLASH).strip()
        if not words:
            return Asked("help")
        command = self.commands.slashed(text)
        return self._command(command.name, command.words, talk) if command else Asked("find", words)

    def _new_patient(self, text: str, talk: Conversation) -> LineReading | None:
        """The next patient, named so in front of what is said of them."""
        rest = self.commands.behind("new", text)
        return self._hearing.begun(rest, talk) if rest else None

    def _corrected(self, text: str, talk: Conversation) -> LineReading | None:
        """A change of what is known of this patient, told to be one."""
        found = self._corrections.of(text) if talk.case.answers or talk.case.topics else None
        return self._hearing.corrected(found, talk) if found is not None else None

    def _answer(self, text: str, talk: Conversation) -> LineReading | None:
        """Yes, no, "don't know" or a number in words to the open question."""
        question = talk.question
        if question is None:
            return None
        if pair := self._yes_and_no(talk):
            for value, said in zip(pair, (self.commands.agrees(text), self.commands.declines(text)), strict=True):
                if said:
                    return Replied(talk.reply(value))
        if question.unknown is not None and says_not_known(text):
            return Replied(talk.reply(UNKNOWN))
        spoken = self._hearing.number(text) if question.number is not None else None
        return self._digits(str(spoken), talk) if spoken else None

    def _option_or_command(self, text: str, talk: Conversation, fit: Fit) -> LineReading | None:
        """The option whose label is typed, or a command; where a word may be either, both are offered."""
        command = self.commands.alone(text)
        if command is None or fit.exact:
            return self._fitting(fit, talk) if fit.sure else None
        reading = self._command(command.name, command.words, talk)
        if not fit.sure or talk.question is None:
            return reading
        option = Possibility(talk.question.id, fit.ids[0], None, self._fitting(fit, talk))
        return Suggestion(text, (option, Possibility("", command.name, None, reading)))

    def _command(self, name: str, words: str, talk: Conversation) -> LineReading:
        """A command; that an authority asks, and what else may matter, is answered by the dialogue itself."""
        topics = [topic.id for topic in self.knowledge.topics.values() if topic.no_patient]
        if name == "change" and words:
            return self._corrected(f"{self.commands.word(name)}: {words}", talk) or Asked(name)
        if name == "ask_more" and talk.offers_more:
            return Replied(talk.more())
        return Replied(talk.about(topics)) if name == "authority" and topics else Asked(name, words)

    def _added_topic(self, text: str, talk: Conversation) -> LineReading | None:
        """A topic in words behind a plus, added to those chosen."""
        if not text.startswith(PLUS):
            return None
        at_topics = talk if talk.question and talk.question.id == TOPIC else talk.ask_again(TOPIC)
        fit = self._labels.fit(at_topics, text[1:])
        return Replied(talk.also_about(fit.ids)) if fit.sure else None

    def _digits(self, text: str, talk: Conversation) -> LineReading:
        """A line of digits and no word: the sign of an option, signs of topics, or an age."""
        if text.startswith(PLUS) or (talk.question is not None and talk.question.id == TOPIC):
            return self._topics(text, talk) or self._age_or_wrong(text, talk)
        if (option := picked(talk, text)) is not None:
            return self._option(option, talk)
        question, number = talk.question, _number(text)
        taken = question.number if question is not None else None
        if taken is not None and number is not None and max(1, taken.least) <= number <= taken.greatest:
            return Replied(talk.reply_number(number))
        return self._age_or_wrong(text, talk)

    def _topics(self, text: str, talk: Conversation) -> LineReading | None:
        """Topics by their signs, as "1 4", "1,4" or "1+4"; added to those chosen where the line begins with a plus."""
        signs = self._topic_signs(talk)
        said = text.replace(PLUS, " ").replace(",", " ").split()
        if not said or not all(sign in signs for sign in said):
            return None
        topics = tuple(signs[sign] for sign in said)
        return Replied(talk.also_about(topics) if text.startswith(PLUS) else talk.reply_topics(topics))

    def _topic_signs(self, talk: Conversation) -> dict[str, str]:
        at_topics = talk if talk.question and talk.question.id == TOPIC else talk.ask_again(TOPIC)
        found = {option.sign: option.id for option in options(at_topics)}
        counted = {str(place): id for place, id in enumerate(found.values(), 1)}
        return {**counted, **found}

    def _age_or_wrong(self, text: str, talk: Conversation) -> LineReading:
        """A number that is no answer to the open question: an age, if none is known; that is offered, not taken."""
        question = next((question for question in self.knowledge.questions.values() if question.number), None)
        number = _number(text)
        known = question is None or question.id in talk.case.answers
        if question is None or question.number is None or known or talk.question is None or number is None:
            return Unread(mask(text), wrong=talk.question is not None)
        if talk.question.id == question.id or not max(1, question.number.least) <= number <= question.number.greatest:
            return Unread(mask(text), wrong=True)
        later = talk.told(talk.case.with_answer(question, question.band(number), number))
        return Suggestion(text, (Possibility(question.id, question.band(number), number, Replied(later)),))

    def _is_known_word(self, text: str) -> bool:
        """Whether a line is a command, yes or no, and nothing else: then no word list need be prepared to know that it is not acute."""
        commands = self.commands
        named = commands.slashed(text) if text.startswith(SLASH) else commands.alone(text)
        return (named is not None and not named.words) or commands.agrees(text) or commands.declines(text)

    # -- small things ----------------------------------------------------------------------------------------------

    def _fitting(self, fit: Fit, talk: Conversation) -> LineReading:
        option = next(option for option in options(talk) if option.id == fit.ids[0])
        return self._option(option, talk)

    def _option(self, option: Option, talk: Conversation) -> LineReading:
        if option.beside:
            return Replied(talk.about((option.id,)))
        if talk.question is not None and talk.question.id == TOPIC:
            return Replied(talk.reply_topics((option.id,)))
        return Replied(talk.reply(option.id))

    def _yes_and_no(self, talk: Conversation) -> tuple[str, str] | None:
        return self._labels.yes_and_no(talk, *self._yes_no_words)

    @cached_property
    def _yes_no_words(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.commands.agreeing, self.commands.declining


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None
