"""All seven proofs of one knowledge, shared by all processors, and what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from assistant.audit.proofs.counting import COUNTING
from assistant.audit.proofs.dated import DATED
from assistant.audit.proofs.engines import AGREEING
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.audit.proofs.laws import LAWS
from assistant.audit.proofs.ledger import LEDGER
from assistant.audit.proofs.not_knowing import NOT_KNOWING
from assistant.audit.proofs.translated import TRANSLATED
from assistant.audit.workers import on_all_cores
from assistant.knowledge.problems import Problem

PROOFS = (COUNTING, LAWS, AGREEING, NOT_KNOWING, TRANSLATED, DATED, LEDGER)
_HEAVY_FIRST = (AGREEING, NOT_KNOWING, LAWS, COUNTING, TRANSLATED, DATED, LEDGER)


class Proved(NamedTuple):
    """What came of a proof: what it counted, and what is wrong."""

    proof: Proof
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def prove_all(ground: ProofGround, told: Callable[[int, int], None] = lambda done, all: None) -> tuple[Proved, ...]:
    """Every proof, in their order. `told` hears how many parts are done, of how many."""
    for rules in ground.days:  # made once, before the processes part
        ground.spaces[rules.on].settle()
    _ = ground.adviser.space.rules
    tasks = [(proof.id, part) for proof in _HEAVY_FIRST for part in proof.parts(ground)]
    found: dict[str, list[tuple[str, ProofPart]]] = {proof.id: [] for proof in PROOFS}
    for done, ((id, part), came) in enumerate(on_all_cores(_part, ground, tasks), 1):
        found[id].append((part, came))
        told(done, len(tasks))
    return tuple(_together(proof, [part for _, part in sorted(found[proof.id])]) for proof in PROOFS)


def _part(ground: ProofGround, task: tuple[str, str]) -> ProofPart:
    id, part = task
    proof = next(proof for proof in PROOFS if proof.id == id)
    return proof.prove(ground, part)


def _together(proof: Proof, parts: list[ProofPart]) -> Proved:
    """The parts of a proof as one."""
    counts: Counter[str] = Counter()
    for part in parts:
        for name, number in part.counts.items():
            counts[name] = max(counts[name], number) if name in proof.most else counts[name] + number
    problems = {
        (problem.place, problem.message, str(problem.parts)): problem for part in parts for problem in part.problems
    }
    return Proved(proof, dict(counts), tuple(sorted(problems.values(), key=lambda problem: problem.place)))
