"""A conversation as words that a form can hold, and back: the page keeps it, so that the server need not.

A step is the case in the words of `ask`, and behind a tilde what else is open: a question asked again, one that is found out, that everything
is asked. All steps are kept, so that one can go back, and what is new can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.answer import Adviser
from assistant.cases.case import BadInputError, case_from_words
from assistant.dialogue import Conversation
from assistant.knowledge.model import REGION, TOPIC, Role
from assistant.web.fields import not_ours

MOST_STEPS = 40
"""Steps that a form keeps: of more, the last."""
OPEN = "~"
_AGAIN, _FINDING, _FURTHER = "~again=", "~finding=", "~further"
_PASSING, _LAST = "~passing=", "~last="
"""The region of the desk where a line only named the case's, and the one so named for the patient before."""


def written(talk: Conversation) -> str:
    """A step of a conversation, as words."""
    return " ".join(_words(talk))


def _words(talk: Conversation) -> Iterator[str]:
    for fact in talk.case.answers:
        yield talk.case.given(talk.adviser.knowledge, fact)
    if talk.case.topics:
        yield f"{TOPIC}={','.join(talk.case.topics)}"
    if talk.asking_again is not None:
        yield f"{_AGAIN}{talk.asking_again}"
    if talk.finding_out is not None:
        yield f"{_FINDING}{talk.finding_out}"
    if talk.further:
        yield _FURTHER
    if talk.passing is not None:
        yield f"{_PASSING}{talk.passing}"
    if talk.last_region:
        yield f"{_LAST}{talk.last_region}"


def talk_of(
    steps: Iterable[str], adviser: Adviser, role: Role | None, done: frozenset[str], first: Conversation
) -> Conversation:
    """The conversation with these steps, the last of them now; `first` where there are none. Raises RequestError."""
    talk = None
    for step in steps:
        talk = replace(step_of(step, adviser), role=role, done=done, previous=talk)
    return talk if talk is not None else replace(first, role=role, done=done)


def step_of(step: str, adviser: Adviser) -> Conversation:
    """A step, with none before it. Raises RequestError for what no step of ours is."""
    words = step.split()
    opened = [word for word in words if word.startswith(OPEN)]
    knowledge = adviser.knowledge
    try:
        case = case_from_words(knowledge, [word for word in words if not word.startswith(OPEN)])
        again, finding, passing, last = (
            next((word.removeprefix(sign) for word in opened if word.startswith(sign)), None)
            for sign in (_AGAIN, _FINDING, _PASSING, _LAST)
        )
        if again is not None:
            knowledge.question_for(again)
        if finding is not None and knowledge.questions[finding].finding_out is None:
            raise KeyError(finding)
        for region in filter(None, (passing, last)):
            knowledge.questions[REGION].value(region)
    except (BadInputError, KeyError):
        raise not_ours() from None
    return Conversation(
        adviser,
        case,
        asking_again=again,
        finding_out=finding,
        further=_FURTHER in opened,
        passing=passing,
        last_region=last or "",
    )
