"""Dates: a rule holds from its first day to its last, and what nobody has fixed for a day is not said on it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Adviser, Answer
from assistant.audit.proof import prove
from assistant.cases.case import Case
from assistant.knowledge import Knowledge, load_knowledge
from tests.support.here import BROKEN


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


def test_a_rule_without_end_or_beginning_does_no_harm(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "packs" / "national" / "rules.yaml"
    text = rules.read_text(encoding="utf-8").rstrip()
    rules.write_text(f"{text}\n    valid_from: 1900-01-01\n    valid_to: 2099-12-31\n", encoding="utf-8")
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
