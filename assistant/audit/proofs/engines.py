"""The third proof: every engine that is installed and the case space conclude the same of every case, whatever the order of its facts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from assistant.audit.failing import words_for_asking
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.cases.space import Cases, Space
from assistant.engine import ENGINES, CaseEngine, Conclusions, engine_problem
from assistant.engine.day import DayRules
from assistant.engine.program import Program
from assistant.engine.wires import wiring
from assistant.i18n import N_
from assistant.knowledge.model import REGION, TOPIC
from assistant.knowledge.problems import Problem


def _parts(ground: ProofGround) -> Sequence[str]:
    return tuple(
        f"{region} {topic}" for region in ground.knowledge.values_of(REGION) for topic in ground.knowledge.topics
    )


def _agreed(ground: ProofGround, part: str) -> ProofPart:
    """The rules of a topic in a region, on each day on which they are others."""
    region, topic = part.split(" ")
    names = [name for name in ENGINES if engine_problem(name) is None]
    seen: set[tuple[int, ...]] = set()
    inputs, cases, problems = 0, 0, list[Problem]()
    for rules in ground.days:
        made = tuple(id(rules.compiled(rule)) for rule in rules.ids_of(region, topic))
        if made in seen:
            continue
        seen.add(made)
        program = rules.part(region, topic)
        engines = [CaseEngine(rules, name) for name in names]
        told = _Told(rules, ground.spaces[rules.on], region, topic)
        chance = random.Random(part)
        for case, standing_for in _inputs(rules, program, region):
            inputs, cases = inputs + 1, cases + standing_for
            if not told.agree(case, engines, chance) and not problems:
                problems.append(_told_apart(ground, rules, topic, case))
    return ProofPart({"cases": cases, "inputs": inputs, "engines": len(names)}, tuple(problems))


def _inputs(rules: DayRules, program: Program, region: str) -> Iterator[tuple[dict[str, str], int]]:
    """The cases that an engine can tell apart, each with how many stand for the same to it: they differ in facts that no rule looks at."""
    stated = wiring(program)
    found: dict[frozenset[tuple[str, str]], list[dict[str, str]]] = {}
    others = {fact: values[0] for fact, values in rules.asked.items()}
    for values in product(*program.asked.values()):
        case = {**others, **dict(zip(program.asked, values, strict=True)), REGION: region}
        wires = frozenset(wire for fact, value in case.items() for wire in stated.of(fact, value))
        found.setdefault(wires, []).append(case)
    return ((cases[0], len(cases)) for cases in found.values())


class _Told:
    """What the space says of the cases of a part."""

    def __init__(self, rules: DayRules, space: Space, region: str, topic: str) -> None:
        self._space, self._topic = space, topic
        self._holding: dict[Cases, list[str]] = {}  # rules of the same cases are looked up once
        for id in rules.ids_of(region, topic):
            self._holding.setdefault(space.rules[id], []).append(id)

    def agree(self, case: Mapping[str, str], engines: Sequence[CaseEngine], chance: random.Random) -> bool:
        """Whether all engines conclude what the space says, for the same reasons, with the facts in order and in another."""
        facts = list(case.items())
        shuffled = dict(chance.sample(facts, len(facts)))
        found = [engine.infer(given, (self._topic,)) for engine in engines for given in (case, shuffled)]
        return all(each == found[0] for each in found) and (not found or self._says(case, found[0]))

    def _says(self, case: Mapping[str, str], concluded: Conclusions) -> bool:
        number, holding = self._space.number(case), set[str]()
        self._space.gather(case, self._holding, holding)
        derived = concluded.derived.items()
        return concluded.rules == holding and all(
            self._space.has(self._space.having(fact, value), number) for fact, value in derived
        )


def _told_apart(ground: ProofGround, rules: DayRules, topic: str, case: Mapping[str, str]) -> Problem:
    message = N_("The engines and the case space do not conclude the same on {word}: {case}")
    parts = {"word": topic, "case": words_for_asking(case, rules.on, f"{TOPIC}={topic}")}
    return Problem(ground.knowledge.topics[topic].place, message, parts)


AGREEING = Proof(
    "engines",
    N_(
        "{engines} engines and the case space conclude the same of {cases} cases of the topics ({inputs} that they can tell apart), in two orders"
    ),
    _parts,
    _agreed,
    frozenset({"engines"}),
)
