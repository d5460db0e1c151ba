"""`--on`: every command that answers or counts does so as of a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.editing import costing_more
from tests.support.running import said

NOW, THEN = ("--on", "2026-12-31"), ("--on", "2027-01-01")
CASE = ["region=other", "status=asylum_seeker", "age=30", "proof=lma_valid", "topic=visit_fee", "visit=primary_doctor"]
WITHIN = [word for word in CASE if not word.startswith("topic")]
COMMANDS = {
    "ask": ("ask", *CASE),
    "find": ("find", "läkarbesök", "--in", *WITHIN),
    "table": ("find", "--table", "visit_fee", "--in", *WITHIN),
    "items": ("train", "--items", "--region", "other", "--topic", "visit_fee"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fixed knowledge in which a visit to a doctor costs more from 2027."""
    return str(costing_more(tmp_path_factory.mktemp("on")))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_amount_is_that_of_the_day(name: str, folder: str) -> None:
    now, then = (said(*COMMANDS[name], *day, "--knowledge", folder) for day in (NOW, THEN))
    assert (now.returncode, then.returncode) == (0, 0)
    assert "60\u00a0kr" in then.stdout or "60 kr" in then.stdout
    assert "60\u00a0kr per" not in now.stdout and "60 kr per" not in now.stdout


def test_chat_says_as_of_which_day_it_answers(folder: str) -> None:
    lines = "asylsökande 30 år giltigt LMA-kort läkarbesök vårdcentral\n3\n"
    done = said("chat", "--plain", *THEN, "--knowledge", folder, typed=lines)
    assert "2027-01-01" in done.stdout.splitlines()[0]
    assert "60" in done.stdout
    assert "2027" not in said("chat", "--plain", "--knowledge", folder, typed=lines).stdout.splitlines()[0]


def test_coverage_counts_a_clause_that_an_amount_cites_on_another_day_as_used(folder: str) -> None:
    for day in (NOW, THEN):
        done = said("coverage", *day, "--knowledge", folder)
        assert done.returncode == said("coverage", *day).returncode == 0, done.stderr
    ledger = done.stdout
    assert "visit_fee.lma.primary_doctor (fee)" in ledger.split("F01b  ")[1].split("\nF0")[0]


def test_stats_count_the_rules_of_the_day(tmp_path: Path) -> None:
    folder = costing_more(tmp_path)
    rules = folder / "packs" / "national" / "later.yaml"
    rules.write_text(
        "rules:\n  - {id: visit_fee.later, valid_from: 2027-01-01, say: note, topic: visit_fee, "
        'text: "Senare.", actor: [reception], sources: [F01]}\n',
        encoding="utf-8",
    )
    counts = []
    for day in (NOW, THEN):
        done = said("stats", "--format", "json", *day, "--knowledge", str(folder))
        counts.append((json.loads(done.stdout)["on"], json.loads(done.stdout)["rules"]))
    assert counts[1][1] == counts[0][1] + 1
    assert [on for on, _ in counts] == ["2026-12-31", "2027-01-01"]


@pytest.mark.parametrize(
    "words",
    [("find", "tolk"), ("coverage",), ("stats",), ("train", "--progress"), ("chat", "--plain"), ("ask",)],
    ids=lambda words: words[0],
)
def test_a_word_that_is_no_day_ends_in_one_line(words: tuple[str, ...]) -> None:
    done = said(*words, "--on", "2027-02-30")
    assert done.returncode == 2
    assert "2027-02-30" in done.stderr and len(done.stderr.splitlines()) == 1
