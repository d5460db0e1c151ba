"""The first proof: the cases are counted twice, as all combinations of answers and as what the dialogues reach, and the numbers are equal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import prod

from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.cases.case import Case
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.knowledge.problems import Problem


def _parts(ground: ProofGround) -> Sequence[str]:
    return tuple(ground.knowledge.topics)


def _counted(ground: ProofGround, topic: str) -> ProofPart:
    knowledge = ground.knowledge
    cases = prod(len(knowledge.values_of(fact)) for fact in knowledge.questions)
    reached, dialogues = _reached(ground, topic)
    problems = []
    if reached != cases or ground.adviser.space.size != cases:
        message = N_("The dialogues on {word} reach {number} cases; there are {count}.")
        parts = {"word": topic, "number": str(reached), "count": str(cases)}
        problems.append(Problem(knowledge.topics[topic].place, message, parts))
    return ProofPart({"cases": cases, "dialogues": dialogues}, tuple(problems))


def _reached(ground: ProofGround, topic: str) -> tuple[int, int]:
    """The cases at the ends of all dialogues about a topic, those that nothing more is asked of together; and how many ends there are."""
    adviser, knowledge = ground.adviser, ground.knowledge

    @cache
    def from_here(case: Case) -> tuple[int, int]:
        question = adviser.next_question(case)
        if question is None:
            return _left(knowledge, case), 1
        if question.id == TOPIC:
            return from_here(case.with_topics((topic,)))
        ends = [from_here(case.with_answer(question, value.id)) for value in question.values]
        return sum(cases for cases, _ in ends), sum(dialogues for _, dialogues in ends)

    return from_here(Case())


def _left(knowledge: Knowledge, case: Case) -> int:
    """How many combinations of the answers that were not asked for are left."""
    return prod(len(knowledge.values_of(fact)) for fact in knowledge.questions if fact not in case.answers)


COUNTING = Proof(
    "cases",
    N_("{cases} cases, as all combinations of answers and at the ends of {dialogues} dialogues"),
    _parts,
    _counted,
    frozenset({"cases"}),
)
