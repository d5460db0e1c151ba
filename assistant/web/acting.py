"""Acting: what a form holds becomes the turn that was shown, and what its button says is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from assistant.cases.case import BadInputError, Case, case_from_words
from assistant.dialogue import Conversation
from assistant.i18n import N_, languages
from assistant.knowledge.model import REGION, TOPIC
from assistant.web import commands, line
from assistant.web.desk import House, PageDesk
from assistant.web.fields import FormFields, not_ours
from assistant.web.steps import MOST_STEPS, step_of, talk_of, written
from assistant.web.turn import LANGUAGE, PANEL, QUESTION, WHY, Away, PageTurn, at_rest, proposed, said, went


class Acted(NamedTuple):
    """What came of a form: the turn now, at which desk; and another page, if one was asked for."""

    turn: PageTurn
    desk: PageDesk
    away: Away | None = None


def first_turn(desk: PageDesk, region: str | None = None) -> PageTurn:
    """What is shown to whoever comes; with the region of their desk, if the address names it."""
    case = Case({REGION: region}) if region else Case()
    talk = Conversation(desk.adviser, case, role=desk.wording.role)
    return PageTurn(talk, (written(talk),), 0)


def desk_of(fields: FormFields, house: House) -> PageDesk:
    """The desk that a form names. Raises RequestError."""
    return house.desk(fields.first("lang") or house.speaks, fields.first("role"))


def turn_of(fields: FormFields, desk: PageDesk) -> PageTurn:
    """The turn that a form was part of. Raises RequestError for what is none of ours."""
    steps, at, back = fields.all("step")[:MOST_STEPS], _number(fields.first("at")), _number(fields.first("back"))
    first = first_turn(desk)
    if not steps:
        return first
    if at >= len(steps):
        raise not_ours()
    done = frozenset(rule for rule in fields.first("done").split() if rule in desk.knowledge.rules)
    talk = talk_of(steps[: at + 1], desk.adviser, desk.wording.role, done, first.talk)
    for step in steps[at + 1 :]:
        step_of(step, desk.adviser)  # they are given back, to go forward to
    turn, waits = PageTurn(talk, steps, at), fields.all("waits")[: line.MOST_WAITS]
    if waits:
        at_first = talk
        for _ in range(back):
            at_first = at_first.previous or at_first
        waiting = line.waiting_for(waits, at_first, desk)
        turn = turn._replace(waiting=waiting, waits=waits if waiting else (), waits_back=back)
    return turn


def _number(word: str) -> int:
    """A small number in a field; 0 for none. Raises RequestError for another word."""
    if not word:
        return 0
    if len(word) > 2 or not (word.isascii() and word.isdigit()):
        raise not_ours()
    return int(word)


def act(fields: FormFields, house: House) -> Acted:
    """Do what the button of a form says. Raises RequestError."""
    desk = desk_of(fields, house)
    turn = turn_of(fields, desk)
    name, _, what = fields.first("do").partition(":")
    if name not in _ACTIONS:
        raise not_ours()
    try:
        done = _ACTIONS[name](_Asked(turn, desk, fields, what))
    except (KeyError, BadInputError):
        raise not_ours() from None
    if isinstance(done, Away):
        if done.where != LANGUAGE:
            return Acted(at_rest(turn), desk, done)
        done = turn
        what, name = _next_language(desk), "lang"
    if name == "lang":
        desk = house.desk(what, desk.role)
    elif name == "reader":
        desk = house.desk(desk.code, fields.first("as"))
        done = done._replace(talk=done.talk.read_by(desk.wording.role))
    return Acted(done, desk)


def _next_language(desk: PageDesk) -> str:
    codes = languages()
    return codes[(codes.index(desk.code) + 1) % len(codes)]


class _Asked(NamedTuple):
    """What is asked for: by which button (`what` stands behind its colon), with which fields, on which turn."""

    turn: PageTurn
    desk: PageDesk
    fields: FormFields
    what: str


def _answer(asked: _Asked) -> PageTurn:
    """A reply by the id of a value; a topic beside the question, or a topic."""
    talk, id = asked.turn.talk, asked.what
    if id in talk.beside:
        return proposed(asked.turn, talk.about((id,)))
    if talk.question is not None and talk.question.id == TOPIC:
        return proposed(asked.turn, talk.reply_topics((id,)))
    return proposed(asked.turn, talk.reply(id))


def _ticked_topics(asked: _Asked) -> PageTurn:
    chosen = asked.fields.all("topic")
    if not chosen:
        text = asked.desk.wording.language.gettext(N_("Tick at least one topic."))
        return said(at_rest(asked.turn), text)._replace(several=True, to=QUESTION)
    return proposed(asked.turn, asked.turn.talk.reply_topics(chosen))


def _age(asked: _Asked) -> PageTurn:
    """A number that answers; what is none, or out of reach, is said."""
    typed = asked.fields.first("number").strip()
    try:
        if len(typed) > 3 or not (typed.isascii() and typed.isdigit()):
            raise KeyError(typed)
        return proposed(asked.turn, asked.turn.talk.reply_number(int(typed)))
    except KeyError:
        text = asked.desk.wording.language.gettext(N_("“{word}” is no answer here."), word=line.as_typed(typed)[:20])
        return said(at_rest(asked.turn), text)._replace(to=QUESTION)


def _confirmed(asked: _Asked) -> PageTurn:
    """The change that was shown is made."""
    later = step_of(asked.fields.first("proposed"), asked.desk.adviser)
    now = asked.turn.talk
    return went(asked.turn, replace(later, role=now.role, done=now.done))


def _kept(asked: _Asked) -> PageTurn:
    """The change that was shown is not made; nor is a question open any longer that was opened for it."""
    if asked.turn.talk.asking_again is not None:
        return commands.back(asked.turn, asked.desk)
    return at_rest(asked.turn)


def _authority(asked: _Asked) -> PageTurn:
    topics = [topic.id for topic in asked.desk.knowledge.topics.values() if topic.no_patient]
    return proposed(asked.turn, asked.turn.talk.about(topics))


def _begin(asked: _Asked) -> PageTurn:
    """Go on with what was looked up, on top of what is known."""
    begun = case_from_words(asked.desk.knowledge, asked.what.split())
    return proposed(asked.turn, asked.turn.talk.begun(begun))


def _why(asked: _Asked) -> PageTurn:
    if asked.desk.knowledge.rules[asked.what].statement is None:
        raise KeyError(asked.what)
    return at_rest(asked.turn)._replace(why=asked.what, to=WHY)


def _ticked(asked: _Asked) -> PageTurn:
    return commands.tick(asked.turn, asked.desk, asked.desk.knowledge.rules[asked.what].id)


_ACTIONS: dict[str, Callable[[_Asked], PageTurn | Away]] = {
    "": lambda asked: at_rest(asked.turn),
    "answer": _answer,
    "topics": _ticked_topics,
    "several": lambda asked: at_rest(asked.turn)._replace(several=True, to=QUESTION),
    "number": _age,
    "line": lambda asked: line.typed(asked.turn, asked.desk, asked.fields.first("line")),
    "choose": lambda asked: line.chosen(asked.turn, asked.desk, asked.what),
    "leave": lambda asked: at_rest(asked.turn)._replace(to=QUESTION),
    "confirm": _confirmed,
    "keep": _kept,
    "again": lambda asked: went(asked.turn, asked.turn.talk.ask_again(asked.what)),
    "othertopics": lambda asked: commands.topics(asked.turn, asked.desk),
    "authority": _authority,
    "more": lambda asked: went(asked.turn, asked.turn.talk.more()),
    "back": lambda asked: commands.back(asked.turn, asked.desk),
    "forward": lambda asked: commands.forward(asked.turn, asked.desk),
    "new": lambda asked: commands.new_patient(asked.turn, asked.desk),
    "whyasked": lambda asked: at_rest(asked.turn)._replace(why_asked=True, to=PANEL),
    "why": _why,
    "tick": _ticked,
    "unfold": lambda asked: asked.turn._replace(unfold="*", to="answer"),
    "begin": _begin,
    "lang": lambda asked: asked.turn,
    "reader": lambda asked: at_rest(asked.turn),
}
"""What each button does; the empty one shows the conversation as it is."""
