"""What the commands of the line do on the page; each is named as in the word lists of the knowledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue.ticking import meant
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC
from assistant.texts import folded, visible
from assistant.typed.commands import shown
from assistant.web.desk import PageDesk
from assistant.web.steps import step_of
from assistant.web.turn import (
    ALL_OPEN,
    ANSWER,
    ANSWERS,
    FIND,
    HELP,
    LANGUAGE,
    PANEL,
    QUESTION,
    READER,
    TAKE,
    WHY,
    Away,
    PageTurn,
    at_rest,
    begun,
    said,
    went,
)
from assistant.web.view import folds_of
from assistant.wordforms import begun_in


def new_patient(turn: PageTurn, desk: PageDesk) -> PageTurn:
    """A new case; the region stays, nothing else does."""
    return begun(turn, turn.talk.new_patient(desk.adviser))


def back(turn: PageTurn, desk: PageDesk) -> PageTurn:
    """One step back; at the beginning, nothing."""
    if turn.talk.previous is None or turn.at == 0:
        return at_rest(turn)
    return PageTurn(turn.talk.back(), turn.steps, turn.at - 1, to=QUESTION)


def forward(turn: PageTurn, desk: PageDesk) -> PageTurn:
    """The step that was last gone back from; without one, nothing."""
    if turn.at + 1 >= len(turn.steps):
        return at_rest(turn)
    now = turn.talk
    later = replace(step_of(turn.steps[turn.at + 1], desk.adviser), role=now.role, done=now.done, previous=now)
    return PageTurn(later, turn.steps, turn.at + 1, to=QUESTION)


def topics(turn: PageTurn, desk: PageDesk) -> PageTurn:
    """Choose the topics anew."""
    question = turn.talk.question
    at_topics = question is not None and question.id == TOPIC
    later = at_rest(turn) if at_topics else went(turn, turn.talk.ask_again(TOPIC))
    return later._replace(several=True, to=QUESTION)


def tick(turn: PageTurn, desk: PageDesk, rule: str) -> PageTurn:
    """Tick off the step of a rule, or take the tick away."""
    return at_rest(turn)._replace(talk=turn.talk.ticked(rule), to=f"tick-{rule}")


def _tick_by_number(turn: PageTurn, desk: PageDesk, number: str) -> PageTurn:
    step = meant(turn.talk, desk.wording, number)
    if step is None or step.said is None:
        message = N_("There is no step {number} of yours here.") if number else N_("No step of yours is left here.")
        return said(turn, desk.wording.language.gettext(message, number=number))
    return tick(turn, desk, step.said.id)


def _part(turn: PageTurn, desk: PageDesk, words: str) -> PageTurn:
    """Open one part of the answer: the one with a word that begins so; without words, all."""
    sought = folded(words).split()
    if not sought:
        return turn._replace(unfold=ALL_OPEN, to=ANSWER)
    for fold in folds_of(turn.talk, desk.wording):
        if begun_in(sought, folded(fold.title).split()):
            return turn._replace(unfold=fold.name, to=f"fold-{fold.name}")
    text = desk.wording.language.gettext(N_("“{word}” is no folded part of the answer."), word=visible(words))
    return said(turn, text)


def _why(turn: PageTurn, desk: PageDesk) -> PageTurn:
    """Why what applies does: the first statement that is not said to everybody."""
    statements = turn.talk.answer.statements
    special = next((said for said in statements if not said.statement.always), None)
    first = special or next(iter(statements), None)
    return turn._replace(why=first.id, to=WHY) if first is not None else turn


def _no_more(turn: PageTurn, desk: PageDesk) -> PageTurn:
    text = N_("No further question would change the answer for these topics.")
    return said(turn, desk.wording.language.gettext(text))


_DO: dict[str, Callable[[PageTurn, PageDesk], PageTurn]] = {
    "new": new_patient,
    "back": back,
    "forward": forward,
    "topics": topics,
    "change": lambda turn, desk: turn._replace(to=ANSWERS),
    "answer": lambda turn, desk: turn._replace(unfold=ALL_OPEN, to=ANSWER),
    "explain": lambda turn, desk: turn._replace(why_asked=True, to=PANEL),
    "why_asked": lambda turn, desk: turn._replace(why_asked=True, to=PANEL),
    "why": _why,
    "ask_more": _no_more,
    "help": lambda turn, desk: turn._replace(to=HELP),
    "role": lambda turn, desk: turn._replace(to=READER),
    "settings": lambda turn, desk: turn._replace(to=READER),
}
_WITH_WORDS: dict[str, Callable[[PageTurn, PageDesk, str], PageTurn]] = {"done": _tick_by_number, "more": _part}
_AWAY = {"find": FIND, "take": TAKE, "print": TAKE, "language": LANGUAGE}

DONE = frozenset({*_DO, *_WITH_WORDS, *_AWAY, "authority"})
"""The commands that do something on the page: what the help names. What an authority asks is answered by the dialogue itself."""


def command(turn: PageTurn, desk: PageDesk, name: str, words: str) -> PageTurn | Away:
    """Do a command, with the words behind it where it takes any."""
    if name in _AWAY:
        return Away(_AWAY[name], words)
    if name in _WITH_WORDS:
        return _WITH_WORDS[name](turn, desk, words)
    if name in _DO:
        return _DO[name](turn, desk)
    word = f"/{shown(desk.knowledge.words, name, desk.code)}"
    return said(turn, desk.wording.language.gettext("“{word}” does nothing on this page.", word=word))
