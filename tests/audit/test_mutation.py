"""Mutation: what a mutant changes is decided as by working everything out anew, and what notices it as by all laws and scenarios."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path

import pytest

from assistant.audit.mutation.judged import BY_LAW, BY_SCENARIO, EQUIVALENT, SURVIVES, MutantJudge, judge_all, sampled
from assistant.audit.mutation.killing import Laws
from assistant.audit.mutation.mutants import RULES, Mutant, mutants
from assistant.audit.mutation.world import World
from assistant.audit.proof import days_of, prove
from assistant.audit.scenarios import Scenario
from assistant.cases.case import case_from_words
from assistant.cases.space import Cases, ConflictInSpace, Space
from assistant.engine.day import DayRules
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.problems import Place
from tests.support.here import BROKEN


@cache
def small() -> Knowledge:
    return load_knowledge(BROKEN / "_sound")


def scenario(knowledge: Knowledge, words: str, **expected: object) -> Scenario:
    case = case_from_words(knowledge, words.split())
    return Scenario(Place("one.yaml", 1, 3), words, case, knowledge.date, expected, "")


def said_everywhere(knowledge: Knowledge, days: list[object]) -> list[object]:
    """All that is said in every case on these days, worked out anew."""
    found: list[object] = []
    for on in days:
        rules = DayRules(knowledge, on)  # type: ignore[arg-type]
        space = Space(rules)
        space.settle()
        for number in range(space.size):
            holding = [rules.in_force[id] for id, cases in space.rules.items() if space.has(cases, number)]
            found.append([(rule.id, rule.statement, rule.sources) for rule in holding if rule.statement is not None])
    return found


def test_a_mutant_is_equivalent_if_and_only_if_the_same_is_said_in_every_case_on_every_day() -> None:
    knowledge, world = small(), World(small())
    seen = set()
    for mutant in mutants(knowledge):
        mutated = mutant.knowledge(knowledge)
        days = sorted({rules.on for each in (knowledge, mutated) for rules in days_of(each)})
        try:
            same = said_everywhere(knowledge, list(days)) == said_everywhere(mutated, list(days))
        except ConflictInSpace:
            with pytest.raises(ConflictInSpace):
                list(world.effects(mutant))
            continue
        assert (not list(world.effects(mutant))) == same, (mutant.id, mutant.what)
        seen.add(same)
    assert seen == {True, False}


def shape(cases: Cases) -> object:
    """A set of cases as something that can be compared with a set of another space."""
    return (cases.axis, *map(shape, cases.kids)) if cases.kids else bool(cases)


def some_mutants(knowledge: Knowledge, count: int, seed: int) -> list[Mutant]:
    return random.Random(seed).sample(list(mutants(knowledge)), count)


def test_the_space_of_a_mutant_is_that_of_its_rules_made_anew(knowledge: Knowledge) -> None:
    world, derived = World(knowledge), 0
    deriving = [each for each in mutants(knowledge) if each.of == RULES and knowledge.rules[each.id].derive]
    for mutant in (*some_mutants(knowledge, 50, 1), *random.Random(1).sample(deriving, 12)):
        try:
            effects = list(world.effects(mutant))
        except ConflictInSpace:
            continue
        for effect in effects:
            anew = Space(DayRules(mutant.knowledge(knowledge), effect.rules.on))
            assert {id: shape(cases) for id, cases in effect.space.rules.items()} == {
                id: shape(cases) for id, cases in anew.rules.items()
            }, (mutant.id, mutant.what)
            derived += effect.everywhere
    assert derived, "some of them change what is derived"


def test_a_law_is_broken_by_a_mutant_if_and_only_if_check_says_so(knowledge: Knowledge) -> None:
    """Only what is near the change is looked at; `check` looks at everything."""
    world = World(knowledge)
    laws, verdicts = Laws(world), set()
    for mutant in some_mutants(knowledge, 45, 2):
        if mutant.of != RULES or mutant.made is None:
            continue
        mutated = mutant.knowledge(knowledge)
        try:
            effects = list(world.effects(mutant))
        except ConflictInSpace:
            assert prove(mutated)
            continue
        in_cases = [problem for effect in effects for problem in laws.broken_on(effect)]
        found = [*in_cases, *laws.broken(mutant, mutated), *laws.never_holds(effects, mutated)]
        if in_cases or (effects and not found):  # else there is nothing that `check` could contradict
            everything = {problem.message for problem in prove(mutated)}
            assert {problem.message for problem in in_cases} <= everything
            assert found or not everything, (mutant.id, mutant.what, everything)
        verdicts.add(bool(found))
    assert verdicts == {True, False}


def test_each_verdict_comes_with_what_noticed_it_or_with_the_shortest_case() -> None:
    knowledge = small()
    told = scenario(knowledge, "region=north status=undocumented age=30 topic=medicines", says=("medicines.fee",))
    judge = MutantJudge(knowledge, [told])
    found = judge_all(judge, range(len(judge.mutants)))
    by_verdict = {each.verdict: each for each in found}
    assert by_verdict.keys() == {EQUIVALENT, BY_LAW, BY_SCENARIO, SURVIVES}
    assert by_verdict[BY_SCENARIO].by == "one.yaml:1:3"
    assert by_verdict[SURVIVES].by.startswith("vardlots ask ")
    without = MutantJudge(knowledge, [])
    assert not [each for each in judge_all(without, range(len(without.mutants))) if each.verdict == BY_SCENARIO]


def test_a_scenario_that_would_notice_leaves_no_survivor_of_that_rule() -> None:
    """What a survivor's case says becomes a scenario, and it survives no longer."""
    knowledge = small()
    judge = MutantJudge(knowledge, [])
    surviving = next(
        each
        for each in judge_all(judge, range(len(judge.mutants)))
        if each.verdict == SURVIVES and each.mutant.id == "medicines.fee" and "amount" in each.mutant.what.message
    )
    fee = {"amount": knowledge.rules["medicines.fee"].statement.fee.amount}  # type: ignore[union-attr]
    words = surviving.by.removeprefix("vardlots ask ").partition(" --on")[0]
    again = MutantJudge(knowledge, [scenario(knowledge, words, fee=fee)])
    number = [str(each) for each in judge.mutants].index(str(surviving.mutant))
    assert again.judge(again.mutants[number]).verdict == BY_SCENARIO


def test_a_sample_is_the_same_with_the_same_seed() -> None:
    assert sampled(100, 10, 3) == sampled(100, 10, 3) != sampled(100, 10, 4)
    assert sampled(5, 10, 0) == [0, 1, 2, 3, 4]


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(BROKEN / "_sound", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    judge = MutantJudge(load_knowledge(folder), [])
    judge_all(judge, range(len(judge.mutants)))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_limit_with_a_dated_amount_can_be_left_out_like_any_other(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "packs" / "north" / "dated.yaml").write_text(
        """
amounts:
  - {id: ceiling, values: [{amount: "40", sources: [N1]}, {from: 2026-06-01, amount: "50", sources: [A1]}]}
rules:
  - {id: medicines.note, say: note, topic: medicines, text: "Nord: {limit}.", limit: {amount: ceiling}, sources: [N1]}
""",
        encoding="utf-8",
    )
    knowledge = load_knowledge(tmp_path)
    told = scenario(knowledge, "region=north topic=medicines", told={"medicines.note": {"limit": {"amount": "40"}}})
    verdicts = []
    for scenarios in ([], [told]):
        judge = MutantJudge(knowledge, scenarios)
        of_the_rule = [judge.judge(each) for each in judge.mutants if each.id == "medicines.note"]
        verdicts += [each.verdict for each in of_the_rule if each.mutant.what.parts == {"key": "limit"}]
    assert verdicts == [SURVIVES, BY_SCENARIO]
