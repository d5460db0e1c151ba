"""What holds in every completion is told as certain, whichever rules say it; and nothing is that fails in one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from assistant.answer import Adviser
from assistant.answer.explain import explain
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.model import ADVICE, NATIONAL, Rule
from tests.support.here import data

EACH = 8
"""Cases of each topic, region and situation."""


def content(rule: Rule) -> tuple[object, ...]:
    """What a statement tells, whichever rule says it."""
    said = rule.said
    return said.topic, said.kind, said.text, said.fee, said.limit, said.contact, said.actors


@pytest.fixture(scope="module")
def said_by(adviser: Adviser) -> Mapping[str, Cases]:
    """By rule the cases in which some rule says what it says: in its words, in others, or among more."""
    rules = adviser.statements
    where: dict[tuple[object, ...], Cases] = {}
    for rule in rules.values():
        named = (rules[id] for id in (*rule.said.in_other_words, *rule.said.says_too))
        for told in {content(rule), *map(content, named)}:
            where[told] = where.get(told, NONE) | adviser.space.rules[rule.id]
    return {id: where[content(rule)] for id, rule in rules.items()}


def cases(adviser: Adviser) -> Iterator[Case]:
    """Of each topic, in each region and situation and with either open, some cases; of their other answers at most two are open."""
    knowledge, dice = adviser.knowledge, random.Random(11)
    others = [fact for fact in knowledge.questions if fact not in ("region", "status")]
    for topic in knowledge.topics:
        for region in (None, *knowledge.values_of("region")):
            for status in (None, *knowledge.values_of("status")):
                for _ in range(EACH):
                    known: dict[str, str] = {fact: dice.choice(knowledge.values_of(fact)) for fact in others}
                    for fact in dice.sample(others, dice.randrange(3)):
                        del known[fact]
                    told = {"region": region, "status": status, **known}
                    yield Case({fact: value for fact, value in told.items() if value is not None}, topics=(topic,))


def test_what_holds_in_every_completion_is_certain_and_nothing_else(
    adviser: Adviser, said_by: Mapping[str, Cases]
) -> None:
    """SEK 50 by a national rule and by a region's is no question of which region; nor is a right that each of them tells in its own words."""
    seen: Counter[bool] = Counter()
    for case in cases(adviser):
        left = adviser.space.left(case.known)
        for said in adviser.answer(case).statements:
            assert said.certain == (left.of(said_by[said.id]) is ALL), (said.id, case)
            seen[said.certain] += 1
    assert min(seen.values()) > 1000


def test_why_it_is_certain_is_told_by_all_that_say_it(adviser: Adviser, said_by: Mapping[str, Cases]) -> None:
    """Of a statement that no single rule makes certain: the explanation says so too, by which answers, and those force it."""
    seen = 0
    for case in cases(adviser):
        left = adviser.space.left(case.known)
        for said in adviser.answer(case).certain:
            if left.of(adviser.space.rules[said.id]) is not ALL:
                made = explain(adviser, case, said.id)
                assert made.certain, (said.id, case)
                assert tuple(f"{fact}={value}" for fact, value in made.because) == said.because, (said.id, case)
                assert adviser.space.left(dict(made.because)).of(said_by[said.id]) is ALL, (said.id, case)
                assert made.steps[-1].ways, (said.id, case)
                seen += 1
    assert seen > 100


def test_a_region_s_rule_by_the_same_clause_says_whether_it_says_the_same(adviser: Adviser) -> None:
    """Nobody sees from two texts that they say the same: whoever writes the second says it, or that it is something else."""
    knowledge, otherwise, seen = adviser.knowledge, data("shipped/something_else.yaml"), 0
    for id, rule in adviser.statements.items():
        for other in (knowledge.rules[each] for each in rule.overrides if rule.pack != NATIONAL):
            if other.statement is None or other.said.kind != rule.said.kind:
                continue
            both = [each for each in rule.sources if each in other.sources]
            told = {*rule.said.in_other_words, *rule.said.says_too}
            if any(knowledge.grade(knowledge.clauses[each]) != ADVICE for each in both):
                same = other.id in told or content(rule) == content(other)
                assert same != (other.id in otherwise.get(id, ())), (id, other.id)
                seen += 1
    assert seen > 50
    assert all(id in adviser.statements for id in otherwise)
