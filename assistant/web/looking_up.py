"""Looking up on the page: words, a topic's table, the contacts; the case waits in the form, and one can be started from what was found."""

from __future__ import annotations

from typing import NamedTuple

from assistant.cases.case import Case
from assistant.dialogue.own_words import folded
from assistant.knowledge.model import REGION, UNKNOWN
from assistant.lookup import Scope
from assistant.lookup.outline import Page, results_page, start_page
from assistant.masking import mask
from assistant.typed.outline import alarm_lines
from assistant.web.desk import PageDesk
from assistant.web.fields import FormFields, not_ours
from assistant.web.turn import PageTurn

FEW = 10
MOST = 200
"""Results that are shown at first, each time as many more, and at most."""
LONGEST = 200
"""Characters of what is looked up."""


class LookedUp(NamedTuple):
    """What is shown.

    query, opens   the words looked up, and what is opened, as `topic:medicines`
    most           how many results are shown, if there are so many
    region         the region for which it is looked up; empty for all
    everybody      for all patients, though a case is open; `of_patient`: for the patient of the open case
    alarm          that the words are acute, in two lines; empty if not
    """

    page: Page
    query: str
    opens: str
    most: int
    region: str
    everybody: bool
    has_patient: bool
    whom: str
    known: str
    alarm: tuple[str, ...] = ()


def looked_up(turn: PageTurn, desk: PageDesk, fields: FormFields, query: str = "") -> LookedUp:
    """What a form of the lookup asks for; `query`: words from the line. Raises RequestError."""
    query = mask(" ".join((query or fields.first("q"))[:LONGEST].split()))
    opens, most = fields.first("open"), _most(fields.first("most"))
    region = fields.first("region") if "region" in _named(fields) else turn.talk.case.answers.get(REGION, "")
    if region not in ("", UNKNOWN, *desk.knowledge.values_of(REGION)):
        raise not_ours()
    scope = Scope(_within(turn.talk.case, region), everybody=fields.first("whom") == "all")
    whom, known = scope.words(desk.wording)
    try:
        page = _page(desk, query, opens, most, scope)
    except (KeyError, IndexError, ValueError):
        raise not_ours() from None
    acute = desk.reader.acute(query)
    return LookedUp(
        page, query, opens, most, region if region != UNKNOWN else "", scope.everybody, scope.has_patient, whom, known,
        alarm_lines(acute, desk.wording) if acute else (),
    )  # fmt: skip


def _named(fields: FormFields) -> set[str]:
    return {"region"} if fields.all("region") else set()


def _within(case: Case, region: str) -> Case:
    """The case, with this region in place of its own."""
    answers = {fact: value for fact, value in case.answers.items() if fact != REGION}
    return Case({REGION: region, **answers} if region else answers, case.numbers, case.topics)


def _most(word: str) -> int:
    return min(MOST, int(word)) if word.isascii() and word.isdigit() and len(word) < 4 else FEW


def _page(desk: PageDesk, query: str, opens: str, most: int, scope: Scope) -> Page:
    if opens:
        return desk.house.opened(opens, desk.wording, scope.within, scope.mine)
    if query:
        return results_page(desk.lookup.find(folded(query), desk.wording.language, scope.within, most), desk.wording)
    return start_page(desk.lookup, desk.wording)
