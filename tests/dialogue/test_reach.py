"""Reach: whatever the knowledge says can be come to through the dialogue, and every clause has scenarios on both sides."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from assistant.answer import Adviser, Answer
from assistant.audit.proof import prove
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.model import TOPIC
from tests.conftest import ROOT, TODAY
from tests.knowledge.test_mistakes import BROKEN


def finished(adviser: Adviser, case: dict[str, str], topic: str) -> Conversation:
    """The dialogue about a topic with a receptionist who knows everything about this case, to its end."""
    talk = Conversation(adviser)
    while (question := talk.question) is not None:
        talk = talk.reply_topics([topic]) if question.id == TOPIC else talk.reply(case[question.id])
    return talk


def test_every_statement_is_reached_by_answering_the_questions(adviser: Adviser) -> None:
    for rule in adviser.knowledge.rules.values():
        if rule.statement is None or rule.id not in adviser.space.rules:
            continue
        talk = finished(adviser, adviser.space.first(adviser.space.rules[rule.id]), rule.statement.topic)
        assert rule.id in {said.id for said in talk.answer.certain}, rule.id
        assert not talk.answer.possible, "when no question is left, nothing is in doubt"


def test_nobody_is_asked_more_than_seven_questions(adviser: Adviser) -> None:
    for topic in adviser.knowledge.topics:
        for number in range(0, adviser.space.size, 1999):
            talk = finished(adviser, adviser.space.case(number), topic)
            assert len(talk.replied) <= 7, (topic, adviser.space.case(number))


def test_every_clause_has_a_scenario_where_it_applies_and_one_where_it_does_not(adviser: Adviser) -> None:
    applies: Counter[str] = Counter()
    not_: Counter[str] = Counter()
    for path in (ROOT / "tests" / "scenarios").glob("*.yaml"):
        for scenario in yaml.safe_load(path.read_text(encoding="utf-8")):
            applies.update(scenario.get("cites", ()))
            applies.update([scenario["fee"]["clause"]] if "clause" in scenario.get("fee", {}) else [])
            not_.update(scenario.get("not", ()))
    everywhere = {
        clause
        for rule in adviser.knowledge.rules.values()
        if adviser.space.rules.get(rule.id) == adviser.space.all
        for clause in rule.sources
    }
    assert [id for id in adviser.knowledge.clauses if not applies[id]] == []
    assert [id for id in adviser.knowledge.clauses if not not_[id] and id not in everywhere] == []


def test_every_derived_value_is_reached(adviser: Adviser) -> None:
    for fact, spec in adviser.knowledge.derived.items():
        for value in spec.values:
            assert adviser.space.having(fact, value.id), f"{fact} is never {value.id}"


# -- dates ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def dated(tmp_path: Path) -> Knowledge:
    """The small sound knowledge with a fee that changed on 2026-01-01 and that nobody has fixed beyond 2026-06-30."""
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "packs" / "national" / "rules.yaml"
    old = rules.read_text(encoding="utf-8")
    fee = old[old.index("  - id: medicines.fee") :]
    later = fee.replace("medicines.fee", "medicines.fee.2026").replace('"50"', '"60"')
    rules.write_text(
        f"{old.rstrip()}\n    valid_to: 2025-12-31\n{later.rstrip()}\n    valid_from: 2026-01-01\n    valid_to: 2026-06-30\n",
        encoding="utf-8",
    )
    return load_knowledge(tmp_path)


def fees(answer: Answer) -> list[str]:
    return [str(said.fee.amount) for said in answer.certain if said.fee is not None]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), ["50"]),
        (date(2026, 1, 1), ["60"]),
        (date(2026, 6, 30), ["60"]),
        (date(2026, 7, 1), []),
    ],
)
def test_a_fee_holds_between_its_days_and_the_last_one_never_lives_on(
    dated: Knowledge, day: date, expected: list[str]
) -> None:
    case = Case({"region": "other", "status": "undocumented", "age_group": "18_plus"}, {}, ("medicines",))
    answer = Adviser(dated, day).answer(case)
    assert fees(answer) == expected
    assert {item.last for item in answer.out_of_force if item.last and item.last < day} == (
        {date(2025, 12, 31), date(2026, 6, 30)} if day > date(2026, 6, 30) else set()
    )


def test_on_every_day_of_change_nothing_is_said_that_is_not_in_force(adviser: Adviser) -> None:
    for day in (date(2013, 6, 30), date(2013, 7, 1), date(2025, 11, 4), date(2025, 11, 5), TODAY):
        on_day = Adviser(adviser.knowledge, day)
        for rule_id in on_day.space.rules:
            for clause in adviser.knowledge.rules[rule_id].sources:
                start = adviser.knowledge.documents[adviser.knowledge.clauses[clause].document].in_force_from
                assert start is None or start <= day


def test_past_its_review_every_source_says_so(adviser: Adviser) -> None:
    for document in adviser.knowledge.documents.values():
        last = Adviser(adviser.knowledge, document.review_by)
        after = Adviser(adviser.knowledge, document.review_by + timedelta(days=1))
        for clause in adviser.knowledge.clauses.values():
            if clause.document == document.id:
                (source,) = after.sources([clause.id])
                assert source.stale
                (source,) = last.sources([clause.id])
                assert source.stale == (source.grade == "C")


def test_a_rule_without_end_or_beginning_does_no_harm(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "packs" / "national" / "rules.yaml"
    text = rules.read_text(encoding="utf-8").rstrip()
    rules.write_text(f"{text}\n    valid_from: 0001-01-01\n    valid_to: 9999-12-31\n", encoding="utf-8")
    assert prove(load_knowledge(tmp_path)) == []


def test_a_regions_rule_takes_the_place_of_the_national_one_on_its_first_day_and_not_before(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "packs" / "north" / "rules.yaml"
    override = """  - id: medicines.north
    overrides: medicines.fee
    say: fee
    topic: medicines
    text: "Läkemedel i norr: {fee}."
    fee: {amount: "20", per: medicine}
    valid_from: 2026-03-01
    sources: [N1]
"""
    rules.write_text(rules.read_text(encoding="utf-8") + override, encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    adult = {"status": "undocumented", "age_group": "18_plus"}
    for region, day, amount in (
        ("north", date(2026, 2, 28), ["50"]),
        ("north", date(2026, 3, 1), ["20"]),
        ("other", date(2026, 3, 1), ["50"]),
    ):
        answer = Adviser(knowledge, day).answer(Case({"region": region, **adult}, {}, ("medicines",)))
        assert fees(answer) == amount
        assert not answer.out_of_force, "a fee is known, so none is missed"


def test_what_does_not_fit_the_case_is_not_missed_on_another_day(adviser: Adviser) -> None:
    before = Adviser(adviser.knowledge, date(2025, 11, 4))
    case = Case({"region": "rjl", "status": "asylum_seeker"}, {}, ("interpreter",))
    assert not [item for item in before.answer(case).out_of_force if any(id.startswith("V") for id in item.clauses)]
