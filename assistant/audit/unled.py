"""That a topic whose statements have leads has one in every case; topics that all lack one for the same answer are told as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.audit.absent import absent
from assistant.audit.failing import failing_case
from assistant.audit.invariants import covered_by, gap, of_absent
from assistant.cases.space import Cases, Space
from assistant.i18n import N_
from assistant.knowledge.model import Knowledge, Rule
from assistant.knowledge.problems import Problem

_TOLD_ALONE = 2
"""Topics that lack a lead for the same answer and are told each by itself: of more it is the answer that is new, not a rule that is wrong."""


class _Unled(NamedTuple):
    """A topic without a lead in some cases, and what would be one."""

    topic: str
    wrong: Cases
    leading: Callable[[Rule], bool]


def without_a_lead(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """A topic whose statements have leads has one in every case, from the knowledge's own date on."""
    if on < knowledge.date:
        return
    unled = list(_unled(knowledge, space))
    for answer, topics in _by_answer(space, unled):
        yield _of_many(knowledge, space, answer, topics, on)
        unled = [one for one in unled if one not in topics]
    for one in unled:
        late = absent(knowledge, space, one.wrong, one.leading, on)
        yield (
            of_absent(late, one.topic, _case(space, one, on)) if late is not None else _alone(knowledge, space, one, on)
        )


def _unled(knowledge: Knowledge, space: Space) -> Iterator[_Unled]:
    """Each topic with leads that lacks one somewhere."""
    spoken = (knowledge.rules[id].statement for id in space.rules)
    with_leads = {said.topic for said in spoken if said and said.lead and not said.always and not said.while_open}
    for topic in (topic for topic in knowledge.topics if topic in with_leads):

        def leading(rule: Rule, topic: str = topic) -> bool:
            said = rule.statement
            return said is not None and bool(said.lead) and (said.always or said.topic == topic)

        if wrong := ~covered_by(knowledge, space, leading):
            yield _Unled(topic, wrong, leading)


def _by_answer(space: Space, unled: Sequence[_Unled]) -> Iterator[tuple[tuple[str, str], list[_Unled]]]:
    """The answers for which many topics lack a lead, each with those topics: with nothing but this answer they lack it."""
    left = list(unled)
    while True:
        lacking: dict[tuple[str, str], list[_Unled]] = {}
        for one in left:
            for fact, value in space.first(one.wrong).items():
                if not one.wrong & ~space.having(fact, value):
                    lacking.setdefault((fact, value), []).append(one)
        answer = max(lacking, key=lambda answer: len(lacking[answer]), default=None)
        if answer is None or len(lacking[answer]) <= _TOLD_ALONE:
            return
        yield answer, lacking[answer]
        left = [one for one in left if one not in lacking[answer]]


def _of_many(
    knowledge: Knowledge, space: Space, answer: tuple[str, str], topics: Sequence[_Unled], on: date
) -> Problem:
    """That many topics lack a lead for one answer, at its question."""
    first = topics[0]
    made = gap(knowledge, space, first.wrong, first.leading)
    assert made is not None
    message = N_(
        "{number} topics have leads, but none for {word}: {others}. For the first look at {rule} ({at}): {case}"
    )
    parts = {
        "number": len(topics), "word": "=".join(answer), "others": ", ".join(one.topic for one in topics),
        "rule": made.id, "at": str(made.place), "case": _case(space, first, on),
    }  # fmt: skip
    return Problem(knowledge.questions[answer[0]].place, message, parts)


def _alone(knowledge: Knowledge, space: Space, one: _Unled, on: date) -> Problem:
    """That a topic lacks a lead, and at which rule to look."""
    made = gap(knowledge, space, one.wrong, one.leading)
    assert made is not None
    message = N_("The topic {word} has leads, but none here; look at {rule} ({at}): {case}")
    parts = {"word": one.topic, "rule": made.id, "at": str(made.place), "case": _case(space, one, on)}
    return Problem(knowledge.topics[one.topic].place, message, parts)


def _case(space: Space, one: _Unled, on: date) -> str:
    return failing_case(space, one.wrong, on, f"topic={one.topic}")
