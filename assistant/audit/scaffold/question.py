"""A new question: its file, its words and how a story tells it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.audit.scaffold.editing import added, top_of, value_at
from assistant.audit.scaffold.plan import TO_BE_WRITTEN, Plan, ScaffoldError, checked_name, facts_of, quoted
from assistant.audit.scaffold.words import told_by
from assistant.i18n import N_
from assistant.knowledge.model import Knowledge
from assistant.messages import Message

_LEAST = 2
"""Values of a question: with one there is nothing to ask."""


def new_question(
    knowledge: Knowledge, folder: Path, name: str, label: str | None = None, values: Sequence[str] = ()
) -> Plan:
    """The files of a new question with these values."""
    checked_name(name, facts_of(knowledge))
    if len(set(values)) < _LEAST:
        raise ScaffoldError(N_("A question needs two values or more: --values yes,no"))
    for value in values:
        checked_name(value, ())
    written = quoted(TO_BE_WRITTEN)
    order = max(question.order for question in knowledge.questions.values()) + 1
    lines = [
        f"id: {name}", f"order: {order}", f"label: {quoted(label) if label else written}", f"short: {written}",
        f"help: {written}", "values:",
        *(f"  - {{id: {value}, label: {written}}}" for value in values),
        f"unknown: {{label: \"Vet inte\", help: {written}}}",
    ]  # fmt: skip
    files = {folder / "questions" / f"{name}.yaml": "\n".join(lines) + "\n"}
    if (folder / "words").is_dir():
        files[folder / "words" / f"{name}.yaml"] = _WORDS.format(name=name, value=values[0])
    return Plan({**files, **_telling(folder, name, values)}, _NEXT)


_WORDS = """\
# By what words a typed line says it; the labels of the values are understood already.
# means:
#   - {{value: {value}, sv: ["…"], en: ["…"]}}
fact: {name}
means: []
"""
_NEXT = (
    Message(N_("{questions}: the question as it is asked, how to ask it, and the labels of its answers")),
    Message(N_("a rule that turns on it, “when:”; until then nobody needs to answer it")),
    Message(N_("{words}: by what words a typed line says it")),
    Message(N_("{training}: phrases that tell each answer in a story; they say what one sees and hears")),
    Message(N_("{scenarios}: a case on each side of the question")),
)


def _telling(folder: Path, name: str, values: Sequence[str]) -> dict[Path, str]:
    """How a story tells it: a phrase for each answer, still to be written."""
    found = told_by(folder, "tellings")
    if found is None:
        return {}
    path, text = found
    phrases = [f"    {value}: [{quoted(TO_BE_WRITTEN)}]" for value in values]
    lines = ["", f"- fact: {name}", "  as: sentence", "  values:", *phrases]
    return {path: added(text, value_at(top_of(text), "tellings"), lines)}
