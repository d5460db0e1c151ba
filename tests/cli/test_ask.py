"""The real command, as a script or a person at a shell uses it."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys

import pytest

from assistant.places import KNOWLEDGE_VARIABLE
from tests.support import running
from tests.support.here import BARE, BROKEN, FIXED, ROOT
from tests.support.running import Done, said


def vardlots(*words: str, **environment: str) -> Done:
    return said(*words, environment={**BARE, **environment})


def test_as_a_process_it_says_the_same_and_ends_with_the_same_code() -> None:
    other = f" This is not the knowledge that came along, but that in {FIXED[KNOWLEDGE_VARIABLE]}."
    for words in (("ask", "region=vgr", "--lang", "en"), ("aks",), ("--help",), ("find", "fee", "--format", "csv")):
        done = running.vardlots(
            *words
        )  # which knows the knowledge of the tests for another; this process takes it for its own
        assert (done.returncode, done.stdout.replace(other, ""), done.stderr) == said(*words)
        assert (other in done.stdout) is (words[0] == "ask")


def test_ask_answers_in_json_and_exits_0() -> None:
    done = vardlots(
        "ask", "region=vgr", "status=undocumented", "age=7", "topic=interpreter", "--lang", "sv", "--format", "json"
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert any(source["clause"] == "V27" for said in found["answer"] for source in said["sources"])


def test_ask_without_facts_is_a_partial_case_and_exits_0() -> None:
    done = vardlots("ask")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_text_to_a_pipe_has_no_escape_codes() -> None:
    assert (
        "\x1b"
        not in vardlots("ask", "status=undocumented", "topic=housing", FORCE_COLOR="1", TERM="xterm-256color").stdout
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("ask", "status=undocumentd"), ("undocumentd", "asylum_seeker", "undocumented?")),
        (("ask", "stauts=undocumented"), ("stauts", "region", "status?")),
        (("ask", "undocumented"), ("undocumented", "=")),
        (("ask", "age=121"), ("121", "0", "120")),
        (("ask", "age=-1"), ("-1", "120")),
        (("ask", "age=7.5"), ("7.5",)),
        (("ask", "age=²"), ("²",)),
        (("ask", "age=7", "age_group=20_plus"), ("age=7", "20_plus")),
        (("ask", "age=7", "age=8"), ("7", "8")),
        (("ask", "topic=medicins"), ("medicins", "medicines?")),
        (("ask", "topic="), ("topic",)),
        (("ask", "--on", "2025-02-30"), ("2025-02-30",)),
        (("ask", "--on", "20250230"), ("20250230",)),
        (("ask", "--format", "jsn"), ("jsn", "markdown", "json?")),
        (("ask", "--fromat", "json"), ("--fromat", "--format?")),
        (("ask", "--lang", "fi"), ("fi", "sv")),
        (("ask", "--on"), ("--on",)),
        (("aks",), ("aks", "ask?")),
    ],
)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_bad_input_exits_2_with_one_line_that_names_it(
    words: tuple[str, ...], named: tuple[str, ...], code: str
) -> None:
    done = vardlots(*words, LC_ALL=f"{code}_SE.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    for word in named:
        assert word in line


def test_control_characters_in_input_are_shown_harmlessly() -> None:
    done = vardlots("ask", "status=\x1b[31mred\u202e")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr and "\u202e" not in done.stderr


def test_what_is_known_counts_beside_unknown() -> None:
    found = json.loads(vardlots("ask", "age=unknown", "age_group=under_18", "--format", "json").stdout)
    assert found["facts"]["age_group"] == "under_18"


def test_on_answers_for_another_day() -> None:
    words = ("ask", "region=vgr", "status=asylum_seeker", "topic=interpreter", "--format", "json", "--on")
    clauses = [
        {source["clause"] for said in json.loads(vardlots(*words, day).stdout)["answer"] for source in said["sources"]}
        for day in ("2025-11-04", "2025-11-05")
    ]
    assert "V27" not in clauses[0] and "V27" in clauses[1]


def test_the_language_follows_the_environment_and_the_option_wins() -> None:
    facts = ("ask", "status=undocumented", "topic=housing")
    assert "IMPORTANT" in vardlots(*facts, LC_ALL="en_GB.UTF-8").stdout
    assert "VIKTIGT" in vardlots(*facts, LC_ALL="sv_SE.UTF-8").stdout
    assert "IMPORTANT" in vardlots(*facts, "--lang=en", LC_ALL="sv_SE.UTF-8").stdout


def test_doctor_says_which_engine_runs_and_finds_nothing_missing() -> None:
    done = vardlots("doctor", "--lang", "en")
    assert done.returncode == 0
    assert "runs the rules" in done.stdout
    assert "2026." in done.stdout
    assert "not translated" not in done.stdout
    assert "Language sv (svenska)" in done.stdout and "Language en (English)" in done.stdout


def test_the_engine_can_be_chosen_and_the_answer_is_the_same() -> None:
    facts = ("ask", "region=rjl", "status=undocumented", "age=30", "topic=registration,medicines", "--format", "json")
    by_default, by_clips = (
        json.loads(vardlots(*facts, **environment).stdout) for environment in ({}, {"VARDLOTS_ENGINE": "clips"})
    )
    assert by_clips["knowledge"]["engine"] == "clips"
    assert by_default["answer"] == by_clips["answer"]


def test_check_accepts_the_shipped_knowledge_and_shows_mistakes(tmp_path) -> None:
    assert vardlots("check").returncode == 0
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "topics.yaml").write_text("topics: [{id: a}]", encoding="utf-8")
    done = vardlots("check", str(tmp_path), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tmp_path / 'topics.yaml'}:1:10: The key label is missing." in done.stderr.splitlines()


def test_coverage_has_no_hole_and_goes_both_ways() -> None:
    done = vardlots("coverage", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "0 holes" in done.stdout
    assert "interpreter" in done.stdout.split("V27 ")[1].split("V28 ")[0]


def test_help_is_there_for_every_command() -> None:
    for words in (
        ("--help",),
        ("ask", "--help"),
        ("chat", "--help"),
        ("check", "--help"),
        ("doctor", "--help"),
        ("coverage", "--help"),
    ):
        assert vardlots(*words).returncode == 0
    assert "användning" in vardlots("ask", "--help", "--lang", "sv").stdout


def test_without_a_terminal_chat_talks_in_plain_lines() -> None:
    done = vardlots("chat", "--lang", "en")
    assert done.returncode == 0
    assert "Question:" in done.stdout and "\x1b" not in done.stdout


def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    done = subprocess.run(
        f"{sys.executable} -m assistant coverage | head -1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=BARE,
        check=False,
    )
    assert done.stderr == "" and done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        "{vardlots} ask region=vgr >&-",
        "{vardlots} ask region=vgr >/dev/full",
        "{vardlots} doctor >&-",
        "{vardlots} coverage >/dev/full",
        "{vardlots} --plain <&-",
        "printf '\\377\\n' | {vardlots} chat --plain >/dev/null",
        "printf '1\\ne\\n0000019\\nq\\n' | {vardlots} chat --plain >/dev/null",
    ],
)
def test_broken_streams_and_settings_never_end_in_a_traceback(line: str) -> None:
    done = subprocess.run(
        ["bash", "-c", line.format(vardlots=f"{sys.executable} -m assistant")],
        capture_output=True, text=True, cwd=ROOT, env={**BARE, "PYTHONIOENCODING": "utf-8:strict"}, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert len(done.stderr.splitlines()) <= 1


def test_the_language_may_stand_before_the_command() -> None:
    assert "VIKTIGT" in vardlots("--lang", "sv", "ask", "region=vgr", LC_ALL="en_GB.UTF-8").stdout
    assert "runs the rules" in vardlots("--lang=en", "doctor", LC_ALL="sv_SE.UTF-8").stdout


def test_topics_may_be_given_one_by_one() -> None:
    found = json.loads(vardlots("ask", "topic=dental", "topic=travel", "--format", "json").stdout)
    assert found["facts"]["topic"] == ["dental", "travel"]


def test_a_day_is_a_day_of_the_calendar_and_not_a_week() -> None:
    assert vardlots("ask", "--on", "2026-W47-7").returncode == 2


APP, TALK = b"\x1b[?1049h", b"Question:"
"""What shows that the app has taken the screen, and that the plain talk has begun."""


@pytest.mark.parametrize(
    ("words", "stderr_too", "term", "expected"),
    [
        ([], True, "xterm-256color", APP),
        ([], False, "xterm-256color", TALK),
        ([], True, "dumb", TALK),
        (["--plain"], True, "xterm-256color", TALK),
    ],
)
def test_the_app_opens_only_where_all_of_it_is_a_terminal(
    words: list[str], stderr_too: bool, term: str, expected: bytes
) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", *words, "--lang", "en"],
        stdin=theirs, stdout=theirs, stderr=theirs if stderr_too else subprocess.DEVNULL,
        cwd=ROOT, env={**BARE, "TERM": term}, start_new_session=True,
    )  # fmt: skip
    seen = b""
    try:
        while APP not in seen and TALK not in seen and select.select([ours], [], [], 30)[0]:
            seen += os.read(ours, 65536)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)
    assert expected in seen
    assert {APP: TALK, TALK: APP}[expected] not in seen


def test_ask_puts_the_steps_of_the_role_first_and_refuses_one_that_is_none() -> None:
    case = ("ask", "region=vgr", "status=undocumented", "age=40", "topic=home_care", "--lang", "en")
    texts = {
        role: vardlots(*case, *(["--role", role] if role else [])) for role in ("", "reception", "nurse", "care_staff")
    }
    assert all(done.returncode == 0 for done in texts.values())
    assert texts[""].stdout == texts["reception"].stdout != texts["care_staff"].stdout == texts["nurse"].stdout
    done = vardlots(*case, "--role", "manger")
    assert (done.returncode, done.stdout) == (2, "") and "manager?" in done.stderr
