"""`vardlots coverage`: the ledger both ways, clause to rules and rule to clauses; exit code 1 on a hole."""

from __future__ import annotations

import argparse
import sys

from assistant.answer import Adviser
from assistant.audit.coverage import HOLES, accounts, entries_of
from assistant.audit.holes import holes as not_known
from assistant.cli.days import add_on, day
from assistant.cli.holes_table import as_lines, asked_of
from assistant.cli.knowledge import knowledge_or_fail, told_here
from assistant.cli.words import WordParser
from assistant.i18n import Language
from assistant.knowledge.model import Rule
from assistant.knowledge.problems import Problem
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `coverage` takes."""
    parser.option(
        "--holes",
        action="store_true",
        help=parser.speaks.gettext("show only what no rule and no disposition covers, and where nothing is known"),
    )
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the ledger."""
    adviser = Adviser(knowledge_or_fail(speaks), day(words.on, speaks))
    knowledge, space = adviser.knowledge, adviser.space
    ledger = list(accounts(knowledge, space))
    if not words.holes:
        print(speaks.gettext("CLAUSES AND THE RULES THAT REST ON THEM"))
        for account in ledger:
            clause = account.clause
            print(f"{clause.id}  {clause.document}, {clause.at or '–'}")
            for entry in account.entries:
                print(f"    {_shown(entry.rule)}  {_cases(entry.cases, speaks)}")
            for change in account.changes:
                print("    " + speaks.gettext("change of the law {name}", name=change))
            for contact in account.contacts:
                print("    " + speaks.gettext("contact {name}", name=contact))
            for amount in account.amounts:
                print("    " + speaks.gettext("amount {name}", name=amount))
            if clause.disposition:
                print("    " + speaks.gettext("no rule: {reason}", reason=clause.disposition))
        print()
        print(speaks.gettext("RULES AND THE CLAUSES THEY REST ON"))
        for entry in entries_of(knowledge, space):
            print(f"{_shown(entry.rule)}  {_cases(entry.cases, speaks)}: {', '.join(entry.rule.sources)}")
        print()
    holes = [account for account in ledger if account.hole]
    for account in holes:
        problem = Problem(account.clause.place, HOLES[account.hole or ""], {"clause": account.clause.id})
        print(told_here(problem, speaks), file=sys.stderr)
    used = sum(account.used for account in ledger)
    print(
        speaks.gettext(
            "{clauses} clauses: {used} used, {set_aside} set aside with a reason, {holes} holes.",
            clauses=len(ledger),
            used=used,
            set_aside=sum(bool(account.clause.disposition) for account in ledger),
            holes=len(holes),
        )
    )
    if words.holes:
        found = not_known(knowledge, space, asked_of(knowledge).id)
        print("\n".join(["", *as_lines(found, Wording(knowledge, speaks))]))
    elsewhere = Wording(knowledge, speaks).elsewhere
    if elsewhere:
        print(elsewhere)
    return 1 if holes else 0


def _shown(rule: Rule) -> str:
    what = rule.statement.kind if rule.statement else "→ " + "=".join(rule.derive or ())
    return f"{rule.id} ({what})"


def _cases(number: int, speaks: Language) -> str:
    return speaks.ngettext("{number} case", "{number} cases", number)
