"""Replying: a number answers the open question; words are heard as what is known, as "undocumented 7 years interpreter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.i18n import N_, languages
from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.plain.asking import replied
from assistant.plain.lines import echoed

if TYPE_CHECKING:
    from assistant.dialogue import Conversation
    from assistant.plain.desk import PlainDesk


def is_number(word: str) -> bool:
    """Whether a line holds digits and no word, as `3`, `0-17` or `1, 4`; also `-1` or `1.5`, which is a wrong number and no word."""
    return not any(char.isalpha() for char in word) and any(char.isdigit() for char in word)


def reply(desk: PlainDesk, word: str) -> None:
    """A number, or several, in reply to the open question."""
    talk = desk.conversation
    if talk.question is None:
        desk.say(
            N_("“{word}” is not understood. n is a new patient, e changes an answer, h is help."), word=echoed(word)
        )
        return
    try:
        later = _later(talk, replied(talk.question, word))
    except (KeyError, ValueError, IndexError):
        desk.not_an_answer(word)
        return
    desk.propose(later)


def _later(talk: Conversation, given: tuple[str, ...] | int) -> Conversation:
    """The conversation after a reply. Raises KeyError if the question does not take it."""
    if isinstance(given, int):
        return talk.reply_number(given)
    if talk.question is not None and talk.question.id == TOPIC:
        return talk.reply_topics(given)
    return talk.reply(given[0])


def hear(desk: PlainDesk, line: str) -> None:
    """Words instead of a number: what is understood is said and taken, the rest is said and left."""
    from assistant.typed import Listener, applied
    from assistant.typed.not_knowing import says_not_known
    from assistant.typed.outline import lines

    talk, code = desk.conversation, desk.language.code
    if talk.question is not None and talk.question.unknown is not None and says_not_known(line):
        desk.propose(talk.reply(UNKNOWN))
        return
    if desk.listener is None or desk.listener[0] != code:
        codes = (code, *(other for other in languages() if other != code))
        desk.listener = code, Listener(desk.knowledge, codes)
    understood = desk.listener[1].hear(line, talk.adviser.on)
    for text in lines(understood, desk.wording):
        desk.lines.say(text)
    case = applied(desk.knowledge, talk.case, understood)
    if case != talk.case and desk.propose(talk.told(case)):
        desk.say(N_("b takes it back."))
