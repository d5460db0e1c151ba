"""What a change does is told of exactly the cases in which the engine answers otherwise: every case of small knowledges, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.audit.impact.compare import Impact, ImpactChange, impact
from assistant.audit.impact.sides import KnowledgeSide
from assistant.cases.case import Case, case_from_words
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.model import Rule
from tests.support.copied import SOUND, Copy, written_out

DAYS = (date(2025, 12, 1), date(2026, 3, 1))
"""A day before some of the rules begin, and one on which all hold."""
TOPICS = ("housing", "medicines")
FACTS = {"region": ("north", "other"), "status": ("asylum_seeker", "undocumented")}
AGES = ({"to": 17}, {"from": 18, "to": 64}, {"from": 65})


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, object]]:
    """A few rules that say one of two things, with or without a line that leads, in some cases, on some days."""
    found: list[dict[str, object]] = []
    for number in range(draw(st.integers(0, 3))):
        when: dict[str, object] = {}
        for fact, values in FACTS.items():
            if value := draw(st.sampled_from((None, *values))):
                when[fact] = value
        if age := draw(st.sampled_from((None, *AGES))):
            when["age"] = age
        rule: dict[str, object] = {"id": f"housing.{number}", "say": "note", "topic": "housing", "sources": ["A1"]}
        rule["text"] = draw(st.sampled_from(("Säg detta.", "Säg något annat.")))
        rule |= {"when": when} if when else {}
        rule |= {"lead": draw(st.sampled_from(("Detta först.", "Något annat först.")))} if draw(st.booleans()) else {}
        rule |= {"valid_from": DAYS[1]} if draw(st.booleans()) else {}
        rule |= {"if_answered": True} if draw(st.booleans()) else {}
        found.append(rule)
    return found


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(rules(), rules())
def test_every_case_is_told_as_the_engine_answers_it(
    tmp_path_factory: pytest.TempPathFactory, old: list[dict[str, object]], new: list[dict[str, object]]
) -> None:
    one, other = (KnowledgeSide(with_rules(tmp_path_factory.mktemp("side"), each)) for each in (old, new))
    found = impact(one, other)
    for change in found.changes:
        assert change.cases == sum(holds(change, case) for case in cases(found))
    for day in DAYS:
        before, now = Adviser(found.old, day), Adviser(found.new, day)
        of_the_day = [change for change in found.changes if is_on(change, day)]
        for facts in cases(found):
            told = [change for change in of_the_day if holds(change, facts)]
            words = found.frame.words(facts)
            case, case_now = (case_from_words(side, words) for side in (found.old, found.new))
            was, is_now = said(before, case), said(now, case_now)
            statements = [change for change in told if change.kind in ("appears", "disappears", "changes")]
            assert {outcome(change.old) for change in statements if change.old} == was - is_now
            assert {outcome(change.new) for change in statements if change.new} == is_now - was
            for topic in TOPICS:
                assert_leads(told, topic, line(before, topic, case), line(now, topic, case_now))


def assert_leads(told: list[ImpactChange], topic: str, was: Rule | None, is_now: Rule | None) -> None:
    """What leads is told if, and only if, it is otherwise: by itself, or with the statement that was rewritten."""
    lines = [(change.old, change.new) for change in told if change.kind == "leads" and topic in change.topics]
    rewritten = [change for change in told if change.kind == "changes" and (change.old, change.new) == (was, is_now)]
    if words_of(was) == words_of(is_now):
        assert lines == []
    else:
        assert [(words_of(one), words_of(other)) for one, other in lines] == [
            (words_of(was), words_of(is_now))
        ] or rewritten


def with_rules(folder: Path, extra: list[dict[str, object]]) -> Knowledge:
    """The small sound knowledge with these rules too."""
    copy = Copy(SOUND, folder / "knowledge")
    if extra:
        copy.added("packs/national/extra.yaml", written_out({"rules": extra}))
    return load_knowledge(copy.folder)


def cases(found: Impact) -> Iterator[dict[str, str]]:
    """Every case that both knowledges are compared in."""
    space = found.frame.space
    return (space.case(number) for number in range(space.size))


def holds(change: ImpactChange, case: dict[str, str]) -> bool:
    """Whether a change is told of a case."""
    return any(all(case[fact] in values for fact, values in row.items()) for row in change.rows)


def is_on(change: ImpactChange, day: date) -> bool:
    return (change.period.first or day) <= day <= (change.period.last or day)


def said(adviser: Adviser, case: Case) -> set[object]:
    """What the engine says of a case."""
    fired = (adviser.knowledge.rules[id] for id in adviser.infer(case).rules)
    return {outcome(rule) for rule in fired if rule.statement is not None}


def outcome(rule: Rule) -> object:
    assert rule.statement is not None
    return rule.statement._replace(order=0), rule.sources


def line(adviser: Adviser, topic: str, case: Case) -> Rule | None:
    """The rule whose line answers a case on a topic."""
    lead = adviser.lead_on(topic, case)
    return lead.rules[0] if lead is not None else None


def words_of(rule: Rule | None) -> object:
    return rule and rule.statement and (rule.statement.lead, rule.statement.fee)
