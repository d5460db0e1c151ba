"""`vardlots mutate`: what survives is told with its place, what was changed and a case; what does not, only counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.here import BROKEN
from tests.support.running import Done, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BROKEN / "_sound", tmp_path / "knowledge"))


def mutate(folder: Path, *words: str) -> Done:
    return said("mutate", "--knowledge", str(folder), *words)


def test_what_nothing_notices_is_told_with_its_place_and_a_case(folder: Path) -> None:
    done = mutate(folder, "--lang", "en")
    assert done.returncode == 1
    survivors = done.stderr.splitlines()
    assert survivors and done.stdout.strip().endswith(f"{len(survivors)} survive.")
    for line in survivors:
        assert line.startswith(str(folder / "packs")) and "Nothing notices it: vardlots ask " in line, line
    swedish = mutate(folder, "--lang", "sv")
    assert "överlever" in swedish.stdout and "Inget märker det" in swedish.stderr


def test_a_scenario_beside_the_knowledge_notices(folder: Path) -> None:
    """The amount of a fee: the figure of another clause survives the laws, and no longer when a case says it."""
    before = json.loads(mutate(folder, "--rule", "medicines.fee", "--json").stdout)
    scenarios = folder.parent / "tests" / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / "medicines.yaml").write_text(
        '- {ask: "status=undocumented age=30 topic=medicines", fee: {amount: "50", max: true, per: medicine}, says: [medicines.fee]}\n',
        encoding="utf-8",
    )
    after = json.loads(mutate(folder, "--rule", "medicines.fee", "--json").stdout)
    assert before["mutants"] == after["mutants"] and before["scenario"] == 0 < after["scenario"]
    assert after["survives"] < before["survives"] == len(before["survivors"])
    assert {each["id"] for each in before["survivors"]} == {"medicines.fee"}


def test_a_sample_is_of_the_size_asked_for_and_the_same_with_the_same_seed(folder: Path) -> None:
    one, same, other = (mutate(folder, "--sample", "12", "--seed", seed, "--json").stdout for seed in ("1", "1", "2"))
    assert json.loads(one)["mutants"] == 12
    assert one == same != other


@pytest.mark.parametrize("words", [("--rule", "medicine.fee"), ("--sample", "many"), ("--seed", "-1")])
def test_a_wrong_word_is_told(folder: Path, words: tuple[str, ...]) -> None:
    done = mutate(folder, *words, "--lang", "en")
    assert done.returncode == 2 and done.stderr.startswith("vardlots: ") and words[1] in done.stderr


def test_a_scenario_with_a_mistake_is_told_and_nothing_is_judged(folder: Path) -> None:
    scenarios = folder.parent / "tests" / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / "wrong.yaml").write_text('- {ask: "status=undocumented", says: [nothing.such]}\n', encoding="utf-8")
    done = mutate(folder, "--lang", "en")
    assert done.returncode == 2 and "scenarios/wrong.yaml:1:" in done.stderr and done.stdout == ""


def test_the_scenarios_that_are_written_notice_what_survived(folder: Path) -> None:
    """All but what is told by no scenario: a place in the order, or another day."""
    before = json.loads(mutate(folder, "--json").stdout)
    done = mutate(folder, "--as-scenarios")
    assert done.returncode == 1
    scenarios = folder.parent / "tests" / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / "noticed.yaml").write_text(done.stdout, encoding="utf-8")
    assert said("test", "--knowledge", str(folder)).returncode == 0
    after = json.loads(mutate(folder, "--json").stdout)
    assert before["survives"] >= 5
    assert [each for each in after["survivors"] if each["id"] == "medicines.fee"] == []
    assert after["survives"] <= 1, after["survivors"]
