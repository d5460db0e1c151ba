"""What of an answer stands on the screen of the conversation: what is certain; what depends on more once nothing is asked any more."""

from __future__ import annotations

from assistant.answer import Answer, Said


def in_view(answer: Answer, selected: str = "") -> tuple[Said, ...]:
    """The statements to name one by one above the conversation, so that none is read as an answer that is only possible yet.

    While a question is open, what is possible is counted there and not told (docs/decisions/006). `selected`: the rule of a
    statement that the user has chosen, so it is told.
    """
    asking = not answer.case.topics or any(open_.fact not in answer.case.answers for open_ in answer.open_questions)
    return tuple(said for said in answer.statements if said.certain or not asking or said.id == selected)
