"""The turns of a conversation: what was asked, what was replied, and what that changed, from the first to the last."""

from typing import NamedTuple

from assistant.answer import REFUSALS
from assistant.answer.compare import Difference, compare
from assistant.cases.case import Case
from assistant.dialogue.conversation import Conversation
from assistant.knowledge.model import TOPIC, Question
from assistant.words.wording import Wording


class Exchange(NamedTuple):
    """One step that replied something: `asked` the question that was open, `facts` what was replied to, the topic among them.

    `difference`: what the answer says since then; None before a topic is chosen, when topics change, or where there is no answer.
    """

    before: Conversation
    after: Conversation
    asked: str
    facts: tuple[str, ...]
    difference: Difference | None


class Recounted(NamedTuple):
    """A turn in words: the question, each reply with the fact to change it by, and what it changed (may be empty).

    `again`: that another reply was given to it later.
    """

    question: str
    replies: tuple[tuple[str, str], ...]
    changed: str
    again: bool


def turns(conversation: Conversation) -> tuple[Exchange, ...]:
    """The turns that led here. Steps that replied nothing (a question opened again, don't know yet) are none."""
    found: list[Exchange] = []
    after = conversation
    while (before := after.previous) is not None:
        if facts := _changed(before, after):
            asked = before.question.id if before.question is not None else ""
            found.append(Exchange(before, after, asked, facts, _difference(before, after)))
        after = before
    return tuple(reversed(found))


def new_in(conversation: Conversation) -> frozenset[str]:
    """The rules whose statements are certain since the last reply; none where that reply chose what is shown."""
    last = conversation
    while last.previous is not None and not _changed(last.previous, last):
        last = last.previous
    difference = _difference(last.previous, last) if last.previous is not None else None
    return frozenset(said.id for said in difference.begins) if difference is not None else frozenset()


def recounted(turn: Exchange, now: Case, wording: Wording) -> Recounted:
    """A turn in the words of a language, as seen from the case of now."""
    knowledge = wording.knowledge
    questions = [knowledge.question_for(fact) for fact in turn.facts]
    open_question = turn.before.question
    alone = open_question is not None and turn.facts == (turn.asked,)
    replies = tuple((question.id, _reply(turn.after.case, question.id, wording, alone)) for question in questions)
    return Recounted(
        question=wording.question(open_question) if alone and open_question is not None else "",
        replies=replies,
        changed=_news(turn, wording),
        again=any(_given(turn.after.case, question) != _given(now, question) for question in questions),
    )


def _reply(case: Case, fact: str, wording: Wording, alone: bool) -> str:
    """A reply; with its question's short name, where the question does not stand above it."""
    question = wording.knowledge.question_for(fact)
    value = wording.answered(case, question)
    return value if alone else f"{wording.short(question.id)}: {value}"


def _news(turn: Exchange, wording: Wording) -> str:
    """What the reply changed: the line that answers now, where it is another; else how much was added or taken away."""
    if turn.difference is None:
        return ""
    from assistant.words.by_role import line  # the first question is put without the words of an answer

    before, after = (
        [line(lead, talk.answer, wording) for lead in talk.answer.leads] for talk in (turn.before, turn.after)
    )
    if news := [text for text in after if text not in before]:
        return " ".join(news)
    ngettext, begins = wording.language.ngettext, len(turn.difference.begins)
    if not begins:
        return ""
    return ngettext("{number} new statement applies", "{number} new statements apply", begins)


def _difference(before: Conversation, after: Conversation) -> Difference | None:
    if not after.case.topics or before.case.topics != after.case.topics:
        return None
    try:
        return compare(before.answer, after.answer)
    except REFUSALS:
        return None  # the answer itself says what is wrong


def _changed(before: Conversation, after: Conversation) -> tuple[str, ...]:
    """The facts that have another reply now, the topic last."""
    questions = after.adviser.knowledge.questions
    facts = [
        fact
        for fact in after.case.answers
        if _given(before.case, questions[fact]) != _given(after.case, questions[fact])
    ]
    return (*facts, *((TOPIC,) if after.case.topics and before.case.topics != after.case.topics else ()))


def _given(case: Case, question: Question) -> object:
    """The reply to a question, exact where a number was given."""
    if question.id == TOPIC:
        return case.topics
    return case.answers.get(question.id), case.numbers.get(question.number.id) if question.number else None
