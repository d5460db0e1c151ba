"""A new topic: what one can ask about, what brings somebody in a story, and a file for its rules."""

from __future__ import annotations

from pathlib import Path

from assistant.audit.scaffold.editing import added, top_of, value_at
from assistant.audit.scaffold.plan import TO_BE_WRITTEN, Plan, checked_name, quoted
from assistant.audit.scaffold.words import told_by
from assistant.audit.schema.keeping import read
from assistant.i18n import N_
from assistant.knowledge.model import NATIONAL, Knowledge
from assistant.messages import Message

_RULES = """\
# {label}: what holds everywhere. A region that says otherwise does so in its own pack.
# rules:
#   - id: {name}.lma
#     when: {{care_act: lma}}
#     say: note
#     topic: {name}
#     actor: [reception]
#     text: "…"
#     sources: [N01]
rules: []
"""


def new_topic(knowledge: Knowledge, folder: Path, name: str, label: str | None = None) -> Plan:
    """The files of a new topic."""
    checked_name(name, knowledge.topics)
    written = quoted(TO_BE_WRITTEN)
    topics = folder / "topics.yaml"
    text = read(topics)
    item = [
        f"- id: {name}",
        f"  label: {quoted(label or TO_BE_WRITTEN)}",
        f"  help: {written}",
        "  synonyms:",
        f"    sv: [{written}]",
    ]
    files = {
        topics: added(text, value_at(top_of(text), "topics"), item),
        folder / "packs" / NATIONAL / f"{name}.yaml": _RULES.format(name=name, label=label or name),
    }
    needs = told_by(folder, "needs")
    if needs is not None:
        path, told = needs
        line = f"- {{topic: {name}, texts: [{written}]}}"
        files[path] = added(told, value_at(top_of(told), "needs"), [line])
    return Plan(files, _NEXT)


_NEXT = (
    Message(N_("{topics}: what the topic covers, and words for it that people type")),
    Message(N_("{packs}: rules that say something on it; until then it says “Not known here”")),
    Message(N_("a rule with a “lead:” for every case, or for none")),
    Message(N_("{training}: what brings somebody on this topic, and a question for each kind of statement on it")),
    Message(N_("{scenarios}: a file of its own, with a line for each clause")),
)
