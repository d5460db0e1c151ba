"""Statistics of the dialogue: how many questions each topic takes, exactly, and how much knowledge stands behind it.

Every full case is counted as equally likely, and every question as answered with one of its values. The question about the
topic is not counted: it is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.audit.keys import Keys, keys
from assistant.cases.case import Case
from assistant.cases.space import ALL, Cases
from assistant.knowledge.model import REGION, TOPIC, Rule


class QuestionCount(NamedTuple):
    """Numbers of questions: the most, the mean over all cases, and a case that takes the most, with the answers it takes."""

    most: int
    mean: Fraction
    longest: Case


class TopicStatistics(NamedTuple):
    """A topic: the questions asked from the beginning, and where the region is known beforehand; keys; what stands behind it.

    `rules` that say something on it, `clauses` that they rest on, and `outcomes`: the different sets of statements that the
    cases lead to, with those that are always shown.
    """

    topic: str
    asked: QuestionCount
    region_known: QuestionCount
    keys: Keys
    rules: int
    clauses: int
    outcomes: int


class Statistics(NamedTuple):
    """The whole knowledge on a day: `rules` in force (those that derive facts too), `outcomes` over all topics at once."""

    topics: tuple[TopicStatistics, ...]
    questions: int
    rules: int
    clauses: int
    cases: int
    outcomes: int


def statistics(adviser: Adviser) -> Statistics:
    """The statistics of an adviser's knowledge as of its day."""
    knowledge = adviser.knowledge
    in_force = [*adviser.rules.in_force.values()]
    return Statistics(
        topics=tuple(_of_topic(adviser, topic, in_force) for topic in knowledge.topics),
        questions=len(knowledge.questions),
        rules=len(in_force),
        clauses=_clauses(in_force),
        cases=adviser.space.size,
        outcomes=_outcomes(adviser, [rule for rule in in_force if rule.statement is not None]),
    )


def dialogues(adviser: Adviser, topic: str) -> Callable[[Iterable[Case]], QuestionCount]:
    """The questions of all dialogues about a topic that begin with one of some cases, each as likely as the others; what was counted once
    is remembered."""

    @cache
    def from_here(case: Case) -> QuestionCount:
        question = adviser.next_question(case)
        if question is None:
            return QuestionCount(0, Fraction(0), case)
        if question.id == TOPIC:
            return from_here(case.with_topics((topic,)))
        # The values of a question are equally likely whatever was answered before: the cases are all their combinations.
        after = _together([from_here(case.with_answer(question, value.id)) for value in question.values])
        return QuestionCount(1 + after.most, 1 + after.mean, after.longest)

    return lambda beforehand: _together([from_here(case) for case in beforehand])


def _together(branches: list[QuestionCount]) -> QuestionCount:
    """Branches that are equally likely, as one."""
    worst = max(branches, key=lambda branch: branch.most)
    return QuestionCount(
        worst.most, sum((branch.mean for branch in branches), Fraction(0)) / len(branches), worst.longest
    )


def _of_topic(adviser: Adviser, topic: str, in_force: list[Rule]) -> TopicStatistics:
    regions = [Case({REGION: region}) for region in adviser.knowledge.values_of(REGION)]
    said = [rule for rule in in_force if rule.statement is not None and rule.statement.topic == topic]
    count = dialogues(adviser, topic)
    shown = [rule for rule in in_force if rule.statement and (rule.statement.always or rule.statement.topic == topic)]
    return TopicStatistics(
        topic=topic,
        asked=count((Case(),)),
        region_known=count(regions),
        keys=keys(adviser, topic),
        rules=len(said),
        clauses=_clauses(said),
        outcomes=_outcomes(adviser, shown),
    )


def _clauses(rules: Iterable[Rule]) -> int:
    return len({clause for rule in rules for clause in rule.sources})


def _outcomes(adviser: Adviser, rules: Iterable[Rule]) -> int:
    """The number of different sets of these rules that hold together in some case.

    Fact after fact each value is gone along with all rules at once; where the same is left to find out, it is found out once.
    """
    found: set[frozenset[Cases]] = set()
    seen: set[_Reached] = set()
    ways = [_settled(frozenset(), ((holds, holds) for holds in {adviser.space.rules[rule.id] for rule in rules}))]
    while ways:
        holding, open_ = reached = ways.pop()
        if reached in seen:
            continue
        seen.add(reached)
        if not open_:
            found.add(holding)
            continue
        axis = min(left.axis for _, left in open_)
        for index in range(next(len(left.kids) for _, left in open_ if left.axis == axis)):
            after = ((holds, left.kids[index] if left.axis == axis else left) for holds, left in open_)
            ways.append(_settled(holding, after))
    return len(found)


_Reached = tuple[frozenset[Cases], tuple[tuple[Cases, Cases], ...]]
"""What holds after some answers, and of what is not settled yet what is left."""


def _settled(holding: frozenset[Cases], left: Iterable[tuple[Cases, Cases]]) -> _Reached:
    """What holds, with what is settled now to hold; and what is still open."""
    pairs = tuple(left)
    more = [holds for holds, rest in pairs if rest is ALL]
    return holding.union(more), tuple(pair for pair in pairs if pair[1].kids)
