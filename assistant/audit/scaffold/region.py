"""A new region: its folder, its name, and the words by which it is heard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.audit.scaffold.plan import Plan, checked_name, quoted
from assistant.audit.scaffold.words import moved
from assistant.i18n import N_
from assistant.knowledge.conditions import literals
from assistant.knowledge.model import NATIONAL, REGION, Knowledge
from assistant.messages import Message, listing
from assistant.places import from_here

_SOURCES = """\
# The documents of {label}, and their clauses. `says` is for editors, in your own words; `review_by`: until when we trust it unread.
# documents:
#   - {{id: {name}-2026, title: "…", publisher: "…", date: "2026-01-31", in_force_from: 2026-01-31, review_by: 2028-01-31, grade: primary}}
# clauses:
#   - {{id: {short}01, document: {name}-2026, at: "…", says: "…"}}
documents: []
clauses: []
"""
_CONTACTS = """\
# Whom to reach in {label}. Each number and address stands in a clause that is cited.
# contacts:
#   - {{id: {name}_asylum, name: "…", phone: "…", sources: [{short}01]}}
contacts: []
"""


def new_region(
    knowledge: Knowledge, folder: Path, name: str, label: str | None = None, words: Sequence[str] = ()
) -> Plan:
    """The files of a new region. `words`: by which people name it besides its label; those listed for another region are moved."""
    values = knowledge.questions[REGION].values
    checked_name(name, (NATIONAL, *(value.id for value in values), *_packs(folder)))
    called = label or name.replace("_", " ").capitalize()
    parts = {"name": name, "label": called, "short": name[:2].upper()}
    order = max((region.order for region in knowledge.regions.values()), default=0) + 1
    region_name = called if called.casefold().startswith("region ") else f"Region {called}"
    region = f"region:\n  order: {order}\n  label: {quoted(called)}\n  help: {quoted(region_name)}\n"
    pack = folder / "packs" / name
    files = {
        pack / "region.yaml": region,
        pack / "sources.yaml": _SOURCES.format(**parts),
        pack / "contacts.yaml": _CONTACTS.format(**parts),
        **moved(
            folder, REGION, name, called, (region_name.lower(), region_name.lower().removeprefix("region "), *words)
        ),
    }
    return Plan(files, tuple(_next(knowledge, from_here(pack))))


def _packs(folder: Path) -> list[str]:
    return [path.name for path in (folder / "packs").iterdir()]


def _next(knowledge: Knowledge, pack: str) -> list[Message]:
    steps = [
        Message(N_("{pack}/sources.yaml: the region's documents and their clauses, in your own words"), {"pack": pack}),
        Message(N_("{pack}/contacts.yaml: whom to reach, with the clause that says so"), {"pack": pack}),
        Message(N_("{pack}/<topic>.yaml: what differs from the national rules, with “overrides:”"), {"pack": pack}),
        Message(N_("{words}: towns and hospitals that stand for the region; some may be listed for another one")),
        Message(N_("{scenarios}: a line for each topic that the region decides")),
    ]
    elsewhere = [rule.id for rule in knowledge.rules.values() if _only_elsewhere(knowledge, rule.id)]
    if elsewhere:
        text = N_("These national rules name regions in their condition and do not hold here; say what holds: {ids}")
        steps.append(Message(text, {"ids": listing(elsewhere)}))
    return steps


def _only_elsewhere(knowledge: Knowledge, id: str) -> bool:
    """Whether a national rule's condition names regions: a new one is none of them."""
    rule = knowledge.rules[id]
    return rule.pack == NATIONAL and any(literal.fact == REGION for literal in literals(rule.when))
