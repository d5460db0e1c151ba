"""The ledger: every clause of the sources with the rules that rest on it, and every rule with its clauses.

A clause that no rule uses has a disposition that says why; otherwise it is a hole. A clause that has both is one too: the
disposition is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.cases.space import NONE, Space
from assistant.i18n import N_
from assistant.knowledge.dated import sources_of
from assistant.knowledge.model import Clause, Knowledge, Rule

HOLES = {
    "unused": N_("{clause} is used by no rule and has no disposition."),
    "both": N_("{clause} has a disposition, but rules use it."),
}
"""What is wrong with a hole, by its kind."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A rule in the ledger, and in how many cases it holds."""

    rule: Rule
    cases: int


@dataclass(frozen=True, slots=True)
class Account:
    """A clause, and the rules that cite it; contacts may rest on it too, amounts, if only on other days, and what is told of a change of the law."""

    clause: Clause
    entries: tuple[LedgerEntry, ...]
    contacts: tuple[str, ...]
    amounts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether anything rests on it."""
        return bool(self.entries or self.contacts or self.amounts or self.changes)

    @property
    def hole(self) -> str | None:
        """`unused` (no rule and no disposition), `both` (a disposition, and a rule all the same), or None."""
        if self.used and self.clause.disposition:
            return "both"
        return None if self.used or self.clause.disposition else "unused"


def accounts(knowledge: Knowledge, space: Space) -> Iterator[Account]:
    """The account of every clause, in the order of the sources."""
    all_entries = tuple(entries_of(knowledge, space))
    for clause in knowledge.clauses.values():
        entries = tuple(entry for entry in all_entries if clause.id in entry.rule.sources)
        contacts = tuple(
            contact.id
            for contact in knowledge.contacts.values()
            if any(clause.id in way.sources for way in contact.ways)
        )
        amounts = tuple(amount.id for amount in knowledge.amounts.values() if clause.id in sources_of(amount))
        changes = tuple(change.id for change in knowledge.changes if clause.id in change.sources)
        yield Account(clause, entries, contacts, amounts, changes)


def entries_of(knowledge: Knowledge, space: Space) -> Iterator[LedgerEntry]:
    """Every rule with the number of cases in which it holds; none if it is not in force."""
    for rule in knowledge.rules.values():
        yield LedgerEntry(rule, space.count(space.rules.get(rule.id, NONE)))
