"""A new status: one more answer to who the patient is, how a story tells it, and what takes it for something else by default."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.audit.scaffold.editing import added, item_with, top_of, value_at
from assistant.audit.scaffold.plan import TO_BE_WRITTEN, Plan, ScaffoldError, checked_name, quoted
from assistant.audit.scaffold.words import moved, told_by
from assistant.audit.schema.keeping import read
from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN, Knowledge
from assistant.messages import Message, listing

STATUS = "status"
"""The question about who the patient is."""


def new_status(
    knowledge: Knowledge, folder: Path, name: str, label: str | None = None, words: Sequence[str] = ()
) -> Plan:
    """The files with a new answer to the question about the patient's status."""
    question = knowledge.questions.get(STATUS)
    if question is None:
        raise ScaffoldError(N_("There is no question {word}."), word=STATUS)
    checked_name(name, (UNKNOWN, *(value.id for value in question.values)))
    written = quoted(TO_BE_WRITTEN)
    path = folder / question.place.file
    text = read(path)
    lines = [f"- id: {name}", f"  label: {quoted(label or TO_BE_WRITTEN)}", f"  help: {written}"]
    files = {
        path: added(text, value_at(top_of(text), "values"), lines),
        **moved(folder, STATUS, name, label or "", words),
        **_telling(folder, name),
    }
    return Plan(files, _next(knowledge))


def _telling(folder: Path, name: str) -> dict[Path, str]:
    found = told_by(folder, "tellings")
    if found is None:
        return {}
    path, text = found
    telling = item_with(value_at(top_of(text), "tellings"), "fact", STATUS)
    values = value_at(telling, "values")
    return {} if values is None else {path: added(text, values, [f"{name}: [{quoted(TO_BE_WRITTEN)}]"])}


def _next(knowledge: Knowledge) -> tuple[Message, ...]:
    decided = N_(
        "{derived} and {packs}: what is derived for it; until a rule says so, each of these takes its “otherwise:”: {ids}"
    )
    return (
        Message(N_("{questions}: how one knows it, and its label")),
        Message(decided, {"ids": listing(f"{fact.id} ({fact.otherwise})" for fact in knowledge.derived.values())}),
        Message(N_("{packs}: what holds for it, on each topic")),
        Message(N_("{words}: by what words a typed line says it; what may be meant otherwise belongs under “doubt:”")),
        Message(N_("{training}: phrases that tell it, and cases that a story avoids (“unlikely:”)")),
        Message(N_("{invariants}: what must never be said to such a patient")),
        Message(N_("{scenarios}: such a patient on every topic")),
    )
