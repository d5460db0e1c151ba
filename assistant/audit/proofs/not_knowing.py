"""The fourth proof: "don't know" is sound and complete, and harms nobody.

Whatever some answers leave open: a statement is called certain if it holds in each completion, and only then; and it is excluded if it holds in
none. So nobody who does not know an answer is told a higher fee as certain than each completion would, or is refused what each would give. What
is said only for want of an answer states no fee and sends nobody anywhere, and no warning that is promised is held back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit.failing import words_for_asking
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.audit.proofs.plain import Plain, TruthTable
from assistant.cases.space import ALL, NONE
from assistant.i18n import N_
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem

_HARMLESS = "harmless"
_DERIVED = "derived"


def _parts(ground: ProofGround) -> Sequence[str]:
    return (_HARMLESS, _DERIVED, *ground.knowledge.topics)


def _sound(ground: ProofGround, part: str) -> ProofPart:
    """The rules of a topic, or those that derive facts, each in every partial case of the facts that it reads."""
    if part == _HARMLESS:
        return ProofPart({}, tuple(_harms(ground.knowledge)))
    space = ground.adviser.space
    plain = Plain(ground.adviser.rules.knowledge, ground.on)
    tables: dict[tuple[tuple[str, ...], tuple[bool, ...]], tuple[TruthTable, list[str]]] = {}
    for id, rule in plain.rules.items():
        if part == (rule.statement.topic if rule.statement else _DERIVED):
            table = plain.table(id)
            tables.setdefault((tuple(table.values), tuple(table.so.values())), (table, []))[1].append(id)
    count, problems = 0, list[Problem]()
    for table, ids in tables.values():
        wrong: dict[str, Problem] = {}
        for known, (some, every) in table.partial():
            count += len(ids)
            left = space.left(known)
            for id in ids:
                found = left.of(space.rules[id])
                if (found is ALL, found is not NONE) != (every, some):
                    wrong.setdefault(id, _unsound(ground, id, known))
        problems += wrong.values()
    return ProofPart({"partial": count, "statements": sum(len(ids) for _, ids in tables.values())}, tuple(problems))


def _unsound(ground: ProofGround, id: str, known: dict[str, str]) -> Problem:
    message = N_("Whether {rule} is certain, open or excluded is not what its completions say: {case}")
    case = words_for_asking(known, ground.on)
    return Problem(ground.knowledge.rules[id].place, message, {"rule": id, "case": case})


def _harms(knowledge: Knowledge) -> Iterator[Problem]:
    """What is said only while something is open, and what must be said then too."""
    for rule in knowledge.rules.values():
        said = rule.statement
        if said is not None and said.while_open and (said.fee is not None or said.sends_to):
            message = N_("{rule} is said only while {fact} is open: it must state no fee and send nobody anywhere.")
            yield Problem(rule.place, message, {"rule": rule.id, "fact": said.while_open})
    for promise in knowledge.promises:
        for rule in knowledge.rules.values():
            said = rule.statement
            if said is None or promise.warned_by not in (rule.id, *rule.overrides):
                continue
            if said.sends_to or said.if_answered or said.while_open:
                message = N_("{rule} keeps the promise {word}, but is held back while answers are open.")
                yield Problem(rule.place, message, {"rule": rule.id, "word": promise.id})


NOT_KNOWING = Proof(
    "dont_know",
    N_("{statements} rules in {partial} partial cases: certain and excluded as all completions say"),
    _parts,
    _sound,
)
