"""Each mutant judged: it changes no answer, or something notices it, or it survives, with the shortest case in which the answer is another."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from assistant.audit.failing import failing_case
from assistant.audit.mutation.killing import Laws, Scenarios
from assistant.audit.mutation.mutants import Mutant, mutants
from assistant.audit.mutation.world import MutantEffect, World
from assistant.audit.scenarios import Scenario
from assistant.audit.workers import on_all_cores
from assistant.cases.space import ConflictInSpace, TooEntangledError
from assistant.knowledge.conditions import TooManyWays
from assistant.knowledge.model import TOPIC, Knowledge

EQUIVALENT, BY_SCENARIO, BY_LAW, SURVIVES = "equivalent", "scenario", "law", "survives"
_TOGETHER = 25


class Judged(NamedTuple):
    """What became of a mutant: one of the words above; by which scenario or law it was noticed, or the case in which nobody does."""

    mutant: Mutant
    verdict: str
    by: str


class MutantJudge:
    """Judges the mutants of one knowledge by its scenarios and laws."""

    def __init__(self, knowledge: Knowledge, scenarios: Sequence[Scenario]) -> None:
        self.mutants = tuple(mutants(knowledge))
        self.world = World(knowledge)
        self._scenarios = Scenarios(self.world, scenarios)
        self._laws = Laws(self.world)

    def judge(self, mutant: Mutant) -> Judged:
        """What becomes of a mutant."""
        mutated = mutant.knowledge(self.world.knowledge)
        effects = []
        missed = next(self._laws.missed(mutant, mutated), None)
        if missed is not None:
            return Judged(mutant, BY_LAW, f"{missed.place}: {missed.message}")
        try:
            for effect in self.world.effects(mutant):
                problem = next(self._laws.broken_on(effect), None)
                if problem is not None:
                    return Judged(mutant, BY_LAW, f"{problem.place}: {problem.message}")
                scenario = self._scenarios.failing(effect)
                if scenario is not None:
                    return Judged(mutant, BY_SCENARIO, str(scenario.place))
                effects.append(effect)
        except (ConflictInSpace, TooEntangledError, TooManyWays) as error:
            return Judged(mutant, BY_LAW, str(error))
        if not effects:
            return Judged(mutant, EQUIVALENT, "")
        problems = chain(self._laws.broken(mutant, mutated), self._laws.never_holds(effects, mutated))
        problem = next(problems, None)
        if problem is not None:
            return Judged(mutant, BY_LAW, f"{problem.place}: {problem.message}")
        return Judged(mutant, SURVIVES, _case(effects[0]))


def _case(effect: MutantEffect) -> str:
    """The shortest case in which the answer is another, with the topic on which it is."""
    change = effect.changes[0]
    rule = change.after or change.before
    said = rule.statement if rule is not None else None
    topic = f"{TOPIC}={said.topic}" if said is not None else ""
    return failing_case(effect.space, change.where, effect.rules.on, topic)


def judge_all(
    judge: MutantJudge, chosen: Sequence[int], told: Callable[[int, int], None] = lambda done, all: None
) -> list[Judged]:
    """These mutants, by their numbers, shared by all processors; in their order."""
    pieces = [tuple(chosen[start : start + _TOGETHER]) for start in range(0, len(chosen), _TOGETHER)]
    found: dict[int, tuple[str, str]] = {}
    for piece, verdicts in on_all_cores(_judged, judge, pieces):
        found.update(zip(piece, verdicts, strict=True))
        told(len(found), len(chosen))
    return [Judged(judge.mutants[number], *found[number]) for number in chosen]


def _judged(judge: MutantJudge, piece: tuple[int, ...]) -> list[tuple[str, str]]:
    return [judge.judge(judge.mutants[number])[1:] for number in piece]


def sampled(count: int, sample: int, seed: int) -> list[int]:
    """So many numbers of mutants, drawn at random, the same ones with the same seed."""
    return sorted(random.Random(seed).sample(range(count), min(sample, count)))
