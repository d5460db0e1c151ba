"""Many cases in one file: each line is answered as `ask` answers it, in order, and what is wrong with one is lost to no other."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.cli.batch import FEW, LONGEST_LINE, Answerer, How, lines_of
from assistant.i18n import language
from assistant.knowledge import shipped_knowledge
from assistant.words.compact import encoded
from assistant.words.wording import Wording
from assistant.words.writers import as_object
from tests.support import running
from tests.support.here import BARE, ROOT, TODAY
from tests.support.running import Done, said

CASE = {"region": "vgr", "status": "undocumented", "age": 7, "topic": ["medicines", "dental"]}
WORDS = ("region=vgr", "status=undocumented", "age=7", "topic=medicines,dental")


def batch(content: bytes, folder: Path, *words: str) -> tuple[Done, list[dict[str, object]]]:
    file = folder / "cases.jsonl"
    file.write_bytes(content)
    done = said("ask", "--batch", str(file), "--lang", "en", *words)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_is_answered_as_ask_answers_it(tmp_path: Path) -> None:
    options = ("--on", "2026-01-15", "--role", "care_staff")
    content = f"{json.dumps(CASE)}\n{{}}\r\n\ufeff{json.dumps({**CASE, 'topic': 'medicines,dental', 'age': '7'})}"
    done, (first, nothing, last) = batch(content.encode(), tmp_path, *options)
    assert (done.returncode, done.stderr) == (0, "")
    alone = json.loads(said("ask", *WORDS, "--format", "json", "--lang", "en", *options).stdout)
    assert first == {"line": 1, **alone} and last == {"line": 3, **alone}
    assert nothing == {"line": 2, **json.loads(said("ask", "--format", "json", "--lang", "en", *options).stdout)}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"", "no JSON"),
        (b'{"status": "undoc', "no JSON"),
        (b"status=undocumented", "no JSON"),
        (b'{"status": "\xff"}', "no JSON"),
        (b"[" * 60_000, "no JSON"),
        (b'{"age": ' + b"9" * 5000 + b"}", "no JSON"),
        (b'["status"]', "no JSON object"),
        (b"7", "no JSON object"),
        (b'{"status": "undocumentd"}', "undocumented"),
        (b'{"stauts": "undocumented"}', "status"),
        (b'{"age": 7, "age": 8}', "twice"),
        (b'{"age": 7.5}', "age"),
        (b'{"age": true}', "age"),
        (b'{"age": null}', "age"),
        (b'{"topic": []}', "topic"),
        (b'{"topic": ["medicines", 7]}', "topic"),
        (b'{"topic": ["medicins"]}', "medicines"),
        (b'{"\x1b[31m": "x"}', "no JSON"),
        (b'{"\\u001b[31m": "x"}', "?[31m"),
        (b'{"status": "' + b"a" * LONGEST_LINE + b'"}', "longer than"),
        (b"a" * 10_000_000, "longer than"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_with_a_line_is_said_in_its_place(tmp_path: Path, line: bytes, named: str) -> None:
    good = json.dumps(CASE).encode()
    done, answers = batch(b"\n".join([good, line, good]), tmp_path)
    assert done.returncode == 2
    assert done.stderr == "vardlots: 1 line is at fault.\n"
    assert [answer["line"] for answer in answers] == [1, 2, 3]
    assert set(answers[1]) == {"line", "error"} and named in str(answers[1]["error"])
    assert "\x1b" not in str(answers[1]["error"])
    assert {**answers[0], "line": 3} == answers[2] and answers[0]["answer"]


def test_the_last_line_may_end_in_nothing_and_an_empty_file_has_no_line(tmp_path: Path) -> None:
    assert batch(b"", tmp_path)[1] == []
    assert [answer["line"] for answer in batch(b"{}\n", tmp_path)[1]] == [1]


def test_no_line_is_held_that_is_too_long() -> None:
    class Endless:
        """A stream of one line that is longer than memory."""

        def __init__(self) -> None:
            self.asked: list[int] = []
            self.left = 1000

        def readline(self, most: int) -> bytes:
            self.asked.append(most)
            self.left -= 1
            return b"a" * most if self.left > 0 else b"\n" if self.left == 0 else b""

    stream = Endless()
    assert list(lines_of(stream)) == [(1, None)]  # type: ignore[arg-type]
    assert max(stream.asked) <= LONGEST_LINE + 1


def test_many_cases_are_answered_on_all_cores_in_their_order() -> None:
    """More lines than one process takes by itself, bad ones among them: nothing is lost, nothing changes places."""
    ages = [number % 121 for number in range(3 * FEW)]
    lines = [
        "half a line" if number % 100 == 99 else json.dumps({**CASE, "age": age}) for number, age in enumerate(ages)
    ]
    done = running.vardlots("ask", "--batch", "-", "--lang", "en", typed="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["line"] for answer in answers] == list(range(1, len(lines) + 1))
    for number, (age, answer) in enumerate(zip(ages, answers, strict=True)):
        assert "error" in answer if number % 100 == 99 else answer["facts"]["age"] == age
    wrong = len(lines) // 100
    assert (done.returncode, done.stderr) == (2, f"vardlots: {wrong} lines are at fault.\n")
    assert (
        len({json.dumps({**answer, "line": 0}) for answer in answers if answer.get("facts", {}).get("age") == 7}) == 1
    )


def test_what_is_remembered_of_other_cases_changes_no_answer() -> None:
    how = How(TODAY, "en", None)
    facts: tuple[dict[str, object], ...] = (
        {"status": "undocumented"},
        {"status": "undocumented", "age": 7},
        {"status": "undocumented", "age": 8},
        {"status": "asylum_seeker", "age": 40},
        {},
    )
    asked = [
        {**known, "region": region, "topic": topic}
        for known in facts
        for region in ("vgr", "rjl")
        for topic in ("dental", "visit_fee")
    ]
    lines = [(number, json.dumps(case).encode()) for number, case in enumerate([*asked, *asked])]
    together = Answerer(how).written(lines).lines
    assert together[: len(asked)] == [Answerer(how).written([line]).lines[0] for line in lines[: len(asked)]]
    again = [{**json.loads(line), "line": 0} for line in together]
    assert again[: len(asked)] == again[len(asked) :]
    adviser, wording = Adviser(shipped_knowledge(), TODAY), Wording(shipped_knowledge(), language("en"))
    for number, case in enumerate(asked):
        words = [f"{fact}={value}" for fact, value in case.items()]
        alone = as_object(adviser.answer(case_from_words(wording.knowledge, words)), wording)
        assert together[number] == encoded({"line": number, **alone})


@pytest.mark.parametrize(
    "words", [("status=undocumented",), ("--slip",), ("--all",), ("--format", "html")], ids=lambda words: words[0]
)
def test_words_that_belong_to_one_case_are_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    done, answers = batch(b"{}", tmp_path, *words)
    assert (done.returncode, answers) == (2, [])
    assert "--batch" in done.stderr


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        done = said("ask", "--batch", str(path), "--lang", "en")
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1 and path.name in done.stderr


def test_progress_is_told_on_a_terminal_and_taken_away(tmp_path: Path) -> None:
    visits = ("primary_doctor", "referred_doctor", "referred_other", "unreferred_other", "emergency", "inpatient")
    # None is like another: what is remembered takes no time.
    each = product(visits, ("undocumented", "asylum_seeker"), range(121))
    cases = [{"region": "vgr", "status": status, "age": age, "visit": visit} for visit, status, age in each]
    assert len(cases) > 3 * FEW
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    terminal, end = pty.openpty()
    words = [sys.executable, "-m", "assistant", "ask", "--batch", str(file), "--lang", "en"]
    with subprocess.Popen(words, cwd=ROOT, env=dict(BARE), stdout=subprocess.DEVNULL, stderr=end) as process:
        os.close(end)
        seen = b""
        while True:
            try:
                more = os.read(terminal, 4096)
            except OSError:  # so a terminal ends that nobody holds any more
                break
            if not more:
                break
            seen += more
    os.close(terminal)
    assert process.returncode == 0
    assert b"cases answered (" in seen and b"%" in seen and seen.endswith(b"\r\x1b[K")
