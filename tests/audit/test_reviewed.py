"""Rules under review: a clause that changes brings back just the rules that rest on it, until somebody has read them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audit.reviewed import changed, due, read_reviewed
from assistant.knowledge import KnowledgeError, load_knowledge
from tests.support.editing import FIXED_FOLDER, SOUND, edited
from tests.support.running import Done, said

RULES = "packs/national/rules.yaml"
SOURCES = ("packs/national/sources.yaml", "Children have full care.", "Children have full care, and more.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small knowledge, all of it ticked off."""
    folder = edited(tmp_path, of=SOUND)
    assert review(folder, "--all").returncode == 0
    return folder


def review(folder: Path, *words: str) -> Done:
    return said("review", *words, "--knowledge", str(folder), "--lang", "en")


def check(folder: Path) -> Done:
    return said("check", str(folder), "--lang", "en")


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def left(folder: Path) -> Iterator[tuple[str, str, bool]]:
    for each in due(load_knowledge(folder), read_reviewed(folder) or {}):
        yield each.rule.id, each.clause.id, bool(each.before)


def test_what_is_ticked_off_is_read(folder: Path) -> None:
    assert list(left(folder)) == []
    done = review(folder)
    assert (done.returncode, done.stdout.strip()) == (0, "Every rule was read with what it cites now.")
    assert "review" not in check(folder).stdout


def test_there_is_a_line_for_each_rule_and_clause(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    pairs = {(rule.id, clause) for rule in knowledge.rules.values() for clause in rule.sources}
    lines = [
        line for line in (folder / "reviewed.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert {tuple(line.split()[:2]) for line in lines} == pairs and len(lines) == len(pairs)
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "edit",
    [
        SOURCES,
        ("packs/national/sources.yaml", 'id: A1, document: act, at: "1 §"', 'id: A1, document: act, at: "1 a §"'),
    ],
    ids=["says", "at"],
)  # fmt: skip
def test_a_clause_that_changes_brings_back_the_rules_that_cite_it(folder: Path, edit: tuple[str, str, str]) -> None:
    change(folder, *edit)
    citing = {rule.id for rule in load_knowledge(folder).rules.values() if "A1" in rule.sources}
    found = {rule for rule, clause, read in left(folder) if clause == "A1" and read}
    assert found == citing == {"scope.child", "medicines.fee", "care.acute"}
    told = check(folder)
    assert told.returncode == 0
    assert (
        f"A1 changed after these 3 rules were reviewed: {', '.join(changed(due(load_knowledge(folder), read_reviewed(folder) or {}))['A1'])}"
        in told.stdout
    )
    assert review(folder).returncode == 1


def test_what_does_not_change_the_words_brings_nothing_back(folder: Path) -> None:
    change(folder, "packs/national/sources.yaml", 'date: "SFS 2020:1"', 'date: "SFS 2026:1"')
    change(folder, "packs/national/sources.yaml", 'title: "Lagen"', 'title: "Den nya lagen"')
    change(folder, "packs/national/sources.yaml", "clauses:\n", "# a remark\nclauses:\n")
    assert list(left(folder)) == []


def test_rules_are_ticked_off_one_by_one(folder: Path) -> None:
    change(folder, *SOURCES)
    done = review(folder, "--done", "scope.child", "medicines.fee")
    assert (done.returncode, "2 " in done.stdout) == (0, True)
    assert list(left(folder)) == [("care.acute", "A1", True)]
    assert "A1 changed after this 1 rule was reviewed: care.acute" in check(folder).stdout
    assert review(folder, "act", "--all").returncode == 0
    assert list(left(folder)) == []


def test_a_document_ticks_off_its_own_only(folder: Path) -> None:
    change(folder, *SOURCES)
    change(folder, "packs/north/region.yaml", "A rule of the north.", "A newer rule of the north.")
    assert review(folder, "north-2025", "--all").returncode == 0
    assert {clause for _, clause, _ in left(folder)} == {"A1"}


def test_a_new_rule_and_a_new_citation_are_never_reviewed(folder: Path) -> None:
    change(folder, "packs/north/rules.yaml", "sources: [N1]", "sources: [N1, A1]")
    assert list(left(folder)) == [("medicines.desk", "A1", False)]
    told = check(folder)
    assert told.returncode == 0 and "1 rule was never reviewed" in told.stdout
    assert review(folder).returncode == 0  # nothing has changed since it was read


def test_a_new_edition_is_read_while_it_is_still_to_come(folder: Path) -> None:
    edition = """documents:
  - {id: north-2027, replaces: north-2025, in_force_from: 2027-01-01, title: "Ny rutin", publisher: "Norr", date: "2027", review_by: 2028-01-01,
     grade: primary%s}
"""
    path = folder / "packs" / "north" / "edition.yaml"
    path.write_text(edition % ", keeps: [N1]", encoding="utf-8")
    assert list(left(folder)) == []  # word for word
    clause = 'clauses:\n  - {id: N1, document: north-2027, says: "Ring the desk: 010-000 00 00; the agency: 0771-000 00 00."}\n'
    path.write_text(edition % "" + clause, encoding="utf-8")
    assert list(left(folder)) == [("medicines.desk", "N1", True)]
    told = review(folder, "north-2027")
    assert "then: A rule of the north." in told.stdout and "now: Ring the desk" in told.stdout
    assert "medicines.desk" in told.stdout and "Ring Disken: 010-000 00 00." in told.stdout
    review(folder, "--done", "medicines.desk")
    assert list(left(folder)) == []


def test_a_rule_is_read_with_the_clauses_of_the_amounts_that_it_names(folder: Path) -> None:
    fee = 'fee: {amount: "50", max: true, per: medicine}'
    change(folder, RULES, fee, fee.replace('"50"', "m"))
    amounts = """clauses:
  - {id: A3, document: act, says: "60"}
amounts:
  - {id: m, values: [{amount: "50", sources: [A1]}, {from: 2027-01-01, amount: "60", sources: [A3]}]}
"""
    (folder / "packs" / "national" / "amounts.yaml").write_text(amounts, encoding="utf-8")
    assert list(left(folder)) == [("medicines.fee", "A3", False)]


def test_the_words_then_come_from_git(folder: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)

    change(folder, *SOURCES)
    assert "then: not known any more" in review(folder, "act").stdout
    change(folder, SOURCES[0], SOURCES[2], SOURCES[1])
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "As it was read")
    change(folder, *SOURCES)
    git("commit", "-q", "-a", "-m", "Changed")
    told = review(folder, "act")
    assert (
        "then: Children have full care. Others" in told.stdout
        and "now: Children have full care, and more." in told.stdout
    )


def test_a_line_that_nobody_wrote_so_is_told_with_its_place(folder: Path) -> None:
    path = folder / "reviewed.txt"
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        read_reviewed(folder)
    number = len(path.read_text(encoding="utf-8").splitlines())
    assert f"reviewed.txt:{number}:1" in check(folder).stderr and check(folder).returncode == 1
    assert review(folder).returncode == 2
    assert review(folder, "--all").returncode == 0 and list(left(folder)) == []
    path.write_bytes(b"\xff\xfe")
    assert check(folder).returncode == 2 and "reviewed.txt:1:1" in check(folder).stderr


@pytest.mark.parametrize("words", [("nothing",), ("--done", "no.rule")])
def test_a_wrong_word_ends_in_one_line(folder: Path, words: tuple[str, ...]) -> None:
    done = review(folder, *words)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and words[-1] in done.stderr


def test_where_nothing_is_kept_check_says_nothing_of_it() -> None:
    assert read_reviewed(FIXED_FOLDER) is None
    assert "review" not in check(FIXED_FOLDER).stdout
