"""Rules under review: against which words of each clause a rule was read last, and which rules are to be read again since a clause changed.

`reviewed.txt`, in the folder of the knowledge, has a line for each rule and clause that it cites, with the fingerprint of the clause as it was read: of
what it says, where it stands, and of which document, whatever edition it is and whatever that is called. `vardlots review` writes it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant import files
from assistant.i18n import N_
from assistant.knowledge.dated import sources_of
from assistant.knowledge.model import Clause, Knowledge, Rule
from assistant.knowledge.problems import KnowledgeError, Place, Problem
from assistant.knowledge.read.editions import earlier
from assistant.knowledge.read.load import REVIEWED

_LENGTH = 8
_LINE = re.compile(rf"(\S+) (\S+)((?: [0-9a-f]{{{_LENGTH}}})+)")
_LARGEST = 1 << 22
HEAD = "# Written by “vardlots review”: a rule, a clause that it cites, and the fingerprint of the clause as it was read with the rule.\n"

ReviewedPrints = Mapping[tuple[str, str], tuple[str, ...]]
"""By rule and clause the fingerprints of the clause as it was read, one for each edition."""


class Due(NamedTuple):
    """A rule to be read with a clause that it cites; `before`: the fingerprints with which it was read, none for a rule that never was."""

    rule: Rule
    clause: Clause
    before: tuple[str, ...]


def print_of(knowledge: Knowledge, document: str, at: str, says: str) -> str:
    """The fingerprint of a clause of a document. Its title is left out: no rule says otherwise for it, and `vardlots impact` shows it."""
    first = (document, *earlier(knowledge.documents, document))[-1]
    return hashlib.sha256(json.dumps([first, at, says]).encode()).hexdigest()[:_LENGTH]


def clause_print(knowledge: Knowledge, clause: Clause) -> str:
    """The fingerprint of a clause of a knowledge."""
    return print_of(knowledge, clause.document, clause.at, clause.says)


def read_reviewed(folder: Path) -> ReviewedPrints | None:
    """What was reviewed; None where nothing is kept. Raises KnowledgeError for lines that nobody wrote so."""
    try:
        content = files.read(folder / REVIEWED, _LARGEST)
        text = None if content is None else content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        message = N_("The file cannot be read; “vardlots review --all” writes it anew.")
        raise KnowledgeError([Problem(Place(REVIEWED, 1, 1), message, unread=True)]) from None
    return None if text is None else _parsed(text)


def _parsed(text: str) -> ReviewedPrints:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        told = _LINE.fullmatch(line)
        if told is not None:
            found[told[1], told[2]] = tuple(told[3].split())
        elif line.strip() and not line.startswith("#"):
            message = N_("This line is not as “vardlots review” writes it: a rule, a clause, a fingerprint.")
            wrong.append(Problem(Place(REVIEWED, number, 1), message))
    if wrong:
        raise KnowledgeError(wrong)
    return found


def due(knowledge: Knowledge, reviewed: ReviewedPrints) -> Iterator[Due]:
    """The rules to be read, each with a clause, and with each edition of it, that is not as it was read."""
    for rule in knowledge.rules.values():
        for id in cited(knowledge, rule):
            before = reviewed.get((rule.id, id), ())
            for clause in knowledge.editions_of(id):
                if clause_print(knowledge, clause) not in before:
                    yield Due(rule, clause, before)


def cited(knowledge: Knowledge, rule: Rule) -> tuple[str, ...]:
    """The clauses on which a rule rests on any day: its own, and those of the amounts that it names and of the contact that it gives."""
    named = [id for _, amount in rule.named for id in sorted(sources_of(knowledge.amounts[amount]))]
    contact = knowledge.contacts.get(rule.statement.contact or "") if rule.statement is not None else None
    if contact is not None and contact.values:
        named += [id for way in contact.values for id in way.sources]
    return tuple(dict.fromkeys((*(rule.cited or rule.sources), *named)))


def ticked(knowledge: Knowledge, reviewed: ReviewedPrints, done: Collection[Due]) -> ReviewedPrints:
    """What is reviewed once these are read too. What is no longer cited is left out."""
    read = {(each.rule.id, each.clause.id, clause_print(knowledge, each.clause)) for each in done}
    found = {}
    for rule in knowledge.rules.values():
        for id in cited(knowledge, rule):
            prints = [clause_print(knowledge, clause) for clause in knowledge.editions_of(id)]
            before = reviewed.get((rule.id, id), ())
            now = tuple(dict.fromkeys(each for each in prints if each in before or (rule.id, id, each) in read))
            # As long as nothing of it is read, what was read before says that it has changed.
            if now or before:
                found[rule.id, id] = now or before
    return found


def as_text(reviewed: ReviewedPrints) -> str:
    """The content of the file: a line for each rule and clause, so that two who review at once seldom meet."""
    lines = (f"{rule} {clause} {' '.join(prints)}\n" for (rule, clause), prints in sorted(reviewed.items()))
    return HEAD + "".join(lines)


def changed(found: Iterable[Due]) -> dict[str, list[str]]:
    """Of what is due, by clause the rules that were read with other words of it."""
    by_clause: dict[str, list[str]] = {}
    for each in found:
        if each.before:
            by_clause.setdefault(each.clause.id, []).append(each.rule.id)
    return {id: list(dict.fromkeys(rules)) for id, rules in by_clause.items()}
