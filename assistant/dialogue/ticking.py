"""The steps that the reader takes in this case, to be ticked off by hand: which there are, which are done, and which one is meant."""

from __future__ import annotations

from assistant.answer import REFUSALS
from assistant.dialogue.conversation import Conversation
from assistant.knowledge.model import STEP
from assistant.words.outline import Item, sections
from assistant.words.wording import Wording


def own_steps(talk: Conversation, wording: Wording) -> tuple[Item, ...]:
    """The reader's own steps, in the order in which they are shown; none where there is no answer."""
    try:
        found = sections(talk.answer, wording)
    except REFUSALS:
        return ()
    return tuple(item for section in found if section.name == STEP for item in section.items if item.said is not None)


def is_done(step: Item, talk: Conversation) -> bool:
    """Whether a step is ticked off."""
    return step.said is not None and step.said.id in talk.done


def meant(talk: Conversation, wording: Wording, number: str) -> Item | None:
    """The step with this number, one that is not done first; without a number the next that is not done. None if there is none."""
    steps = own_steps(talk, wording)
    left = [step for step in steps if not is_done(step, talk)]
    if not number:
        return next(iter(left), None)
    return next((step for step in (*left, *steps) if str(step.number) == number), None)
