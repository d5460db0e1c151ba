"""The seventh proof: the ledger. Every clause of the sources has a rule or a reason why none, and every rule and contact has its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit.coverage import HOLES, accounts
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.i18n import N_
from assistant.knowledge.problems import Problem


def _parts(ground: ProofGround) -> Sequence[str]:
    return ("ledger",)


def _kept(ground: ProofGround, part: str) -> ProofPart:
    knowledge = ground.knowledge
    ledger = list(accounts(knowledge, ground.adviser.space))
    problems = [
        Problem(account.clause.place, HOLES[account.hole], {"clause": account.clause.id})
        for account in ledger
        if account.hole is not None
    ]
    used = sum(bool(account.entries or account.contacts or account.amounts) for account in ledger)
    counts = {"clauses": len(ledger), "used": used, "rules": len(knowledge.rules)}
    return ProofPart(counts, (*problems, *_unsourced(ground)))


def _unsourced(ground: ProofGround) -> Iterator[Problem]:
    for rule in ground.knowledge.rules.values():
        if not rule.sources or not ground.knowledge.clauses.keys() >= set(rule.sources):
            yield Problem(rule.place, N_("The rule {word} cites no clause."), {"word": rule.id})


LEDGER = Proof(
    "ledger",
    N_(
        "{clauses} clauses, {used} of them used and the others set aside with a reason; {rules} rules, each with its clauses"
    ),
    _parts,
    _kept,
)
