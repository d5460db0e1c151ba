"""The second proof: every law, promise and invariant in every case on every day, the cases of the courses, and how labels are heard."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.audit.heard import misheard
from assistant.audit.proof import prove
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.i18n import N_
from assistant.train.calls import call_problems
from assistant.train.courses import course_problems


def _parts(ground: ProofGround) -> Sequence[str]:
    return ("laws", "courses", "labels")


def _proved(ground: ProofGround, part: str) -> ProofPart:
    knowledge = ground.knowledge
    if part == "courses":
        courses = knowledge.training.courses.values()
        return ProofPart({"courses": len(courses)}, (*course_problems(knowledge), *call_problems(knowledge)))
    if part == "labels":
        return ProofPart({}, tuple(misheard(knowledge, ground.spoken)))
    counts = {"invariants": len(knowledge.invariants), "promises": len(knowledge.promises), "days": len(ground.days)}
    return ProofPart({**counts, "rules": len(knowledge.rules)}, tuple(prove(knowledge)))


LAWS = Proof(
    "laws",
    N_(
        "{invariants} invariants and {promises} promises, for {rules} rules and {courses} courses, on each of {days} days of change"
    ),
    _parts,
    _proved,
)
