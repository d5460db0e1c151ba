"""The holes of `coverage --holes` as tables: a region each, topics by who the patient is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.audit.holes import Hole
from assistant.cli.columns import columns
from assistant.knowledge.model import REGION, Knowledge, Question
from assistant.words.wording import Wording

NO_HOLE, EVERYWHERE = "·", "–"


def asked_of(knowledge: Knowledge) -> Question:
    """The question by whose answers the tables go: the first about who the patient is, a number aside; else the first there is."""
    questions = [question for question in knowledge.questions.values() if question.id != REGION]
    of_whom = (question for question in questions if question.who and question.number is None)
    return next(of_whom, questions[0])


def as_lines(found: Sequence[Hole], wording: Wording) -> list[str]:
    """A table for each region, its columns numbered and named above."""
    knowledge, gettext = wording.knowledge, wording.language.gettext
    asked = asked_of(knowledge)
    names = ", ".join(f"{number} {wording.value(asked, value.id)}" for number, value in enumerate(asked.values, 1))
    lines = [
        gettext("WHERE NOTHING IS KNOWN BUT WHOM TO ASK"),
        gettext("{mark} no such case, {all} every case, else the share of the cases", mark=NO_HOLE, all=EVERYWHERE),
        names,
    ]
    by_cell = {(hole.topic, hole.region, hole.value): hole for hole in found}
    for region in knowledge.questions[REGION].values:
        rows = [[wording.value(knowledge.questions[REGION], region.id), *map(str, range(1, len(asked.values) + 1))]]
        for topic in knowledge.topics:
            cells = [_cell(by_cell.get((topic, region.id, value.id))) for value in asked.values]
            rows.append([wording.topic(topic), *cells])
        lines += ["", *columns(rows)]
    return lines


def _cell(hole: Hole | None) -> str:
    if hole is None:
        return NO_HOLE
    return EVERYWHERE if hole.unknown == hole.cases else f"{max(1, 100 * hole.unknown // hole.cases)} %"
