"""A law that fails is told by its shortest case, and by both places: what broke it, and what is broken."""

from __future__ import annotations

import random
import shutil
from itertools import combinations, product
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.audit.failing import shortest_case
from assistant.audit.proof import prove
from assistant.cases.space import ALL
from assistant.i18n import SOURCE
from assistant.knowledge import load_knowledge
from tests.support.here import BROKEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BROKEN / "_sound", tmp_path / "knowledge"))


def told(folder: Path) -> list[str]:
    return [problem.text(SOURCE) for problem in prove(load_knowledge(folder))]


def fewest_by_trying(adviser: Adviser, holds: object) -> int:
    """How many answers force it, found by trying all of one, two, three …"""
    space = adviser.space
    for size in range(len(space.axes) + 1):
        for facts in combinations(space.axes, size):
            for values in product(*(space.axes[fact].values for fact in facts)):
                if space.left(dict(zip(facts, values, strict=True))).of(holds) is ALL:  # type: ignore[arg-type]
                    return size
    raise AssertionError("no case forces it")


def test_no_fewer_answers_than_those_of_the_shortest_case_force_it(adviser: Adviser) -> None:
    space, chance = adviser.space, random.Random(4)
    for id in chance.sample(sorted(space.rules), 60):
        holds = space.rules[id]
        for cases in (holds, ~holds):
            if cases:
                case = shortest_case(space, cases)
                assert space.left(case).of(cases) is ALL, id
                assert len(case) == fewest_by_trying(adviser, cases), id


def test_a_rule_that_took_the_place_of_what_must_be_said_is_named(folder: Path) -> None:
    """The gap is in the region's rule, which speaks of fewer patients than the one it overrides, not in the invariant."""
    (folder / "packs" / "north" / "more.yaml").write_text(
        "rules:\n  - {id: medicines.north, overrides: medicines.fee, when: {status: asylum_seeker, scope: limited}, say: fee, topic: medicines, "
        'text: "Läkemedel: {fee}.", fee: {amount: "40", per: medicine}, sources: [N1]}\n',
        encoding="utf-8",
    )
    invariants = folder / "invariants" / "safety.yaml"
    invariants.write_text(
        invariants.read_text(encoding="utf-8")
        + "  - {id: a_fee_is_told, text: En avgift sägs., when: {scope: limited}, always: {topic: medicines, kind: fee}, sources: [A1]}\n",
        encoding="utf-8",
    )
    (problem,) = told(folder)
    assert problem.startswith("invariants/safety.yaml:11:5: The invariant a_fee_is_told does not hold here; look at ")
    assert "medicines.north (packs/north/more.yaml:2:5): vardlots ask region=north status=" in problem


def test_an_override_of_what_is_not_in_force_any_more_is_told(folder: Path) -> None:
    """A national rule got a successor, and the region's rule still overrides the old one."""
    rules = folder / "packs" / "national" / "rules.yaml"
    before = rules.read_text(encoding="utf-8")
    rules.write_text(
        before.rstrip()
        + '\n    valid_to: 2026-12-31\n  - {id: medicines.fee.2027, when: {scope: limited}, say: fee, topic: medicines, text: "Nu: {fee}.", '
        'fee: {amount: "50", per: medicine}, valid_from: 2027-01-01, sources: [A1]}\n',
        encoding="utf-8",
    )
    north = folder / "packs" / "north" / "more.yaml"
    text = (
        "rules:\n  - {id: medicines.north, overrides: OLD, say: fee, topic: medicines, "
        'text: "Läkemedel: {fee}.", fee: {amount: "40", per: medicine}, valid_from: 2027-01-01, sources: [N1]}\n'
    )
    north.write_text(text.replace("OLD", "[medicines.fee, medicines.fee.2027]"), encoding="utf-8")
    assert any(
        "overrides medicines.fee (packs/national/rules.yaml:6:5), which is not in force" in line
        for line in told(folder)
    )
    north.write_text(text.replace("OLD", "medicines.fee.2027"), encoding="utf-8")
    assert told(folder) == []


def test_a_conflict_names_the_rule_that_derives_the_other_value_there(folder: Path) -> None:
    """Two rules derive the one value; the one that meets the third is told, not the first."""
    (folder / "packs" / "national" / "more.yaml").write_text(
        "rules:\n"
        "  - {id: another.full, when: {age: {from: 18}, status: asylum_seeker, region: north}, derive: {scope: full}, sources: [A1]}\n"
        "  - {id: against.it, when: {age: {from: 18}, status: asylum_seeker, region: north}, derive: {scope: limited}, sources: [A1]}\n",
        encoding="utf-8",
    )
    (problem,) = [line for line in told(folder) if "derives" in line]
    assert {"another.full", "against.it"} == {
        id for id in ("scope.child", "another.full", "against.it") if id in problem
    }
    assert "vardlots ask region=north status=asylum_seeker age_group=18_plus" in problem


def test_an_answer_for_which_many_topics_lack_a_lead_is_told_once(folder: Path) -> None:
    """As after a new situation: its topics are one thing that is still to do, at the question. Two may each be a slip of a rule."""
    topics = ("housing", "dental", "travel", "records")
    with (folder / "topics.yaml").open("a", encoding="utf-8") as stream:
        stream.writelines(f'  - {{id: {topic}, label: "Om {topic}"}}\n' for topic in topics[1:])

    def told_of(lacking: int) -> list[str]:
        rules = ["rules:\n"]
        for at, topic in enumerate(topics):
            when, text = "when: {status: asylum_seeker}, " if at < lacking else "", f'"Så är det med {topic}."'
            rules.append(
                f"  - {{id: {topic}.said, {when}say: note, topic: {topic}, text: {text}, lead: {text}, sources: [A1]}}\n"
            )
        (folder / "packs" / "national" / "more.yaml").write_text("".join(rules), encoding="utf-8")
        return told(folder)

    (problem,) = told_of(4)
    assert problem == (
        "questions/status.yaml:1:1: 4 topics have leads, but none for status=undocumented: housing, dental, travel, records. "
        "For the first look at housing.said (packs/national/more.yaml:2:5): vardlots ask status=undocumented topic=housing --on 2026-01-01"
    )
    assert [problem.partition(" has leads, but none here")[0] for problem in told_of(2)] == [
        "topics.yaml:3:5: The topic housing",
        "topics.yaml:4:5: The topic dental",
    ]
