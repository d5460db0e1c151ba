"""Reopening on the page: the case of a receipt that was saved is gone on with. What was pasted or chosen is read once and kept nowhere."""

from __future__ import annotations

from assistant.cases.case import BadInputError, case_from_words
from assistant.receipt import ReceiptError, from_json
from assistant.web.acting import first_turn
from assistant.web.desk import PageDesk
from assistant.web.turn import RECEIPT, PageTurn, begun, said

LONGEST_WITH_A_RECEIPT = 1024 * 1024
"""Bytes of a form with a receipt in it: the longest is a tenth of it before it is made fit for a form, a fifth after."""


def reopened(text: str, desk: PageDesk) -> PageTurn:
    """The turn that goes on with the case of a receipt; the first turn, with what is wrong, where the text is none."""
    first = first_turn(desk)
    try:
        case = case_from_words(desk.knowledge, from_json(text).facts)
    except (BadInputError, ReceiptError) as error:
        return said(first, error.text(desk.wording.language))._replace(to=RECEIPT)
    return begun(first, first.talk.begun(case))
