"""What is shown of a conversation now: its answer as far as it is told, as a card; and what is said when no question is left."""

from __future__ import annotations

from assistant.answer import REFUSALS, Answer
from assistant.dialogue.conversation import Conversation
from assistant.knowledge.model import UNKNOWN
from assistant.records import replace
from assistant.words.card import Card, card
from assistant.words.wording import Wording

_NAMED = 2
"""Questions on which a fee turns that are named where nothing is left to ask; more are listed in the answer."""


def shown(conversation: Conversation) -> Answer:
    """The answer as far as it is shown now. While questions are put, those that are about to be are not listed as well."""
    answer = conversation.answer
    if conversation.question is None:
        return answer
    left_open = tuple(open_ for open_ in answer.open_questions if conversation.case.answers.get(open_.fact) == UNKNOWN)
    return replace(answer, open_questions=left_open)


def card_of(conversation: Conversation, wording: Wording) -> Card:
    """The card of a conversation as it is now. Raises what Adviser.answer raises."""
    return card(shown(conversation), wording, asking=conversation.question is not None)


def finished(conversation: Conversation, wording: Wording, *, brief: bool = False) -> str:
    """That nothing is left to ask; or, in its place, what a fee turns on that is not known, or else how much depends on that, if anything does.

    `brief`: where rows are few.
    """
    language = wording.language
    try:
        answer = conversation.answer
        possible, paid_on = len(answer.possible), answer.paid_on
    except REFUSALS:
        possible, paid_on = 0, ()  # the answer itself says what is wrong
    if not possible:
        return language.gettext("Everything needed is answered.")
    if 0 < len(paid_on) <= _NAMED:
        facts = ", ".join(wording.short(fact) for fact in paid_on)
        return language.gettext("What is paid depends on: {facts}.", facts=facts)
    if brief:
        return language.ngettext("Done. {number} depends on more.", "Done. {number} depend on more.", possible)
    return language.ngettext(
        "Done. {number} statement depends on what is not answered.",
        "Done. {number} statements depend on what is not answered.",
        possible,
    )
