"""`vardlots test`: what it tells an editor, with which exit code; and `ask --as-scenario`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.running import said

GOOD = '- {ask: "region=vgr status=undocumented topic=housing", certain_fee: none}\n'
BAD = '- {ask: "region=vgr status=undocumented topic=registration", cites: [V27], why: "on purpose"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "housing.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(f"# two\n{GOOD}{BAD}", encoding="utf-8")
    return tmp_path


def test_all_that_hold_are_counted(folder: Path) -> None:
    assert said("test", str(folder / "housing.yaml"), "--lang", "en") == (0, "1 scenario holds.\n", "")
    assert said("test", str(folder), "--topic", "housing", "--lang", "en") == (0, "2 scenarios hold.\n", "")


def test_one_that_does_not_hold_is_told_with_its_place_and_the_words_to_ask(folder: Path) -> None:
    done = said("test", str(folder), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    place, ask, told, why, count = done.stderr.splitlines()
    assert place == f"{folder / 'more.yaml'}:3:3"
    assert ask.strip().startswith("vardlots ask region=vgr status=undocumented topic=registration --on 2026-")
    assert told.strip().startswith("cites: expected [V27], came [")
    assert (why.strip(), count) == ("why: on purpose", "1 of 3 scenarios do not hold.")
    assert said(*ask.split()[1:]).returncode == 0


def test_as_json(folder: Path) -> None:
    done = said("test", str(folder), "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["scenarios"]) == (1, "", 3)
    (failed,) = found["failed"]
    assert (failed["file"], failed["line"], failed["why"]) == (str(folder / "more.yaml"), 3, "on purpose")
    assert [(miss["key"], miss["expected"]) for miss in failed["misses"]] == [("cites", "[V27]")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("certain_fee", "certainfee"), "Did you mean certain_fee?"),
        ("- {ask: ", ""),
        ("[]", "There is no scenario here."),
    ],
)
def test_what_cannot_be_asked_ends_with_2(folder: Path, text: str, told: str) -> None:
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    done = said("test", str(folder / "more.yaml"), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_as_json(folder: Path) -> None:
    (folder / "more.yaml").write_text("- {ask: 1}", encoding="utf-8")
    done = said("test", str(folder), "--json", "--lang", "en")
    assert done.returncode == 2
    assert json.loads(done.stdout)["mistakes"][0].startswith(f"{folder / 'more.yaml'}:1:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--topic", "housin"), "Did you mean housing?"),
        (("--topic", "besöksavgift"), "Did you mean visit_fee?"),
        (("nowhere.yaml",), "nowhere.yaml:1:1:"),
        ((), "There are no scenarios in "),
    ],
)
def test_wrong_words_end_with_2(words: tuple[str, ...], told: str) -> None:
    done = said("test", *words, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_ask_writes_a_scenario_that_test_holds(tmp_path: Path) -> None:
    words = ("region=vgr", "status=undocumented", "age=30", "topic=visit_fee", "visit=primary_doctor")
    done = said("ask", *words, "--as-scenario", "--on", "2026-12-01")
    assert done.stdout.startswith(f'- {{ask: "{" ".join(words)}", on: 2026-12-01, cites: [')
    (tmp_path / "pasted.yaml").write_text(done.stdout, encoding="utf-8")
    assert said("test", str(tmp_path), "--lang", "en").stdout == "1 scenario holds.\n"


def test_many_cases_at_once_are_no_scenario() -> None:
    assert said("ask", "--batch", "-", "--as-scenario", "--lang", "en").returncode == 2


LINES = """\
- {line: "papperslös, 30 år", gives: {status: undocumented, age: 30}}
- {line: "asylsökande", gives: {status: undocumented}, why: "on purpose"}
- {line: "papperslös och något annat", must: {status: undocumented}, must_not: {status: [asylum_seeker]}}
- {line: "född 2000", gives: {age_group: 20_plus}, on: 2010-01-01}
"""


def test_typed_lines_are_heard_too_each_on_its_day(tmp_path: Path) -> None:
    (tmp_path / "sv.yaml").write_text(LINES, encoding="utf-8")
    done = said("test", str(tmp_path), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'sv.yaml'}:2:3",
        "    “asylsökande”",
        "    status: expected undocumented, came asylum_seeker",
        "    why: on purpose",
        f"{tmp_path / 'sv.yaml'}:4:3",
        "    “född 2000”",
        "    age_group: expected 20_plus, came under_18",
        "2 of 4 typed lines are not heard as they should be.",
    ]
    (tmp_path / "sv.yaml").write_text(LINES.splitlines()[0].replace("undocumented", "undocumentd"), encoding="utf-8")
    done = said("test", str(tmp_path), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "status has no value undocumentd." in done.stderr and "Did you mean undocumented?" in done.stderr
