"""Feedback: what is kept of "this answer is wrong", that no number of a person ever is, and that no entry is lost or cut."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic

import platformdirs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.feedback import (
    LONGEST,
    Entry,
    FeedbackError,
    entry,
    feedback_path,
    read_entries,
    write_entry,
)
from assistant.i18n import Language, language
from assistant.knowledge import shipped_knowledge
from tests.support.here import BARE, ROOT, TODAY
from tests.support.running import Done, said

KNOWLEDGE = shipped_knowledge()
RULE = next(iter(KNOWLEDGE.rules))


def made(words: str = "The fee has changed", rules: tuple[str, ...] = (RULE,)) -> Entry:
    return entry(words, rules, KNOWLEDGE, language("en"), TODAY)


def command(*words: str, path: Path) -> Done:
    return said("feedback", "--lang", "en", *words, environment={**BARE, "VARDLOTS_FEEDBACK": str(path)})


# -- what is kept --------------------------------------------------------------------------------------------------------


def test_an_entry_holds_the_day_the_rules_the_version_the_language_and_the_words_and_nothing_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "feedback.jsonl"
    write_entry(made(), path)
    assert json.loads(path.read_text()) == {
        "day": "2026-11-22",
        "rules": [RULE],
        "knowledge": KNOWLEDGE.version,
        "language": "en",
        "words": "The fee has changed",
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("she has 850709-9805", "she has ••••••-••••"),
        ("LMA 12-345678", "LMA ••-••••••"),
        ("85\u200b07\u200b09", "••••••"),
        ("850\n709", "••• •••"),
        ("⁸⁵⁰⁷⁰⁹", "••••••"),
        ("８５０７０９", "••••••"),
        ("𝟖𝟓𝟎𝟕𝟎𝟗", "••••••"),
        ("the fee is 50, not 100", "the fee is 50, not 100"),
        ("since 2025 it is 60 kr", "since 2025 it is 60 kr"),
        ("\x1b[31mred\u202e\r\nline", "[31mred line"),
    ],
)
def test_numbers_that_could_be_a_persons_are_masked_however_they_are_coded(typed: str, kept: str) -> None:
    assert made(typed).words == kept


separators = st.sampled_from(["", "-", "+", " ", ".", "/", "\u00a0", " - ", "–", "—", "−", "‑", ":", "\u200b", "\n"])


born = st.dates(date(1900, 1, 1), date(2026, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
lasts = st.from_regex(r"\A[0-9]{4}\Z")


@given(st.text("abc å.", max_size=30), born, st.sampled_from([0, 2]), lasts, st.data())
def test_no_number_of_a_person_survives(around: str, day: str, cut: int, last: str, data: st.DataObject) -> None:
    number = "".join(f"{digit}{data.draw(separators)}" for digit in (day + last)[cut:])
    assume(not re.fullmatch(r"\d{10}\D+\d\d\D*", number))  # the number of somebody born in 2001 or later, and an age
    kept = made(f"{around} {number} {around}").words
    assert kept.isprintable() and len(kept) <= LONGEST
    assert made(kept).words == kept
    assert not re.search(r"\d", kept)


def test_a_telephone_number_of_the_knowledge_is_kept_in_a_report() -> None:
    phone = next(contact.phone for contact in KNOWLEDGE.contacts.values() if contact.phone)
    assert made(f"nobody answers at {phone}").words == f"nobody answers at {phone}"


def test_long_words_are_cut() -> None:
    assert len(made("no " * 5000).words) == LONGEST


def test_an_entry_is_about_something_that_there_is() -> None:
    with pytest.raises(ValueError, match="without words"):
        made(" \n", ())
    with pytest.raises(ValueError, match=r"no\.such\.rule"):
        made("x", ("no.such.rule",))
    assert made("", (RULE, RULE)).rules == (RULE,)


# -- the file ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.text(max_size=80), st.sampled_from(list(KNOWLEDGE.rules))), min_size=1, max_size=5))
def test_what_is_written_is_read_again_in_order(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("feedback") / "a" / "feedback.jsonl"
    entries = tuple(made(words, (rule,)) for words, rule in given_)
    for each in entries:
        write_entry(each, path)
    assert read_entries(path) == (entries, ())


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data" / "feedback.jsonl"
    write_entry(made(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    code = (
        "import sys; from pathlib import Path; from datetime import date; from assistant.feedback import *\n"
        "for number in range(40):\n"
        "    write_entry(Entry(date(2026, 11, 22), (), '1', 'sv', f'{sys.argv[2]}.{number} ' + 'x' * 1500), Path(sys.argv[1]))"
    )
    run = [sys.executable, "-c", code, str(path)]
    with ThreadPoolExecutor(4) as pool:
        assert (
            list(pool.map(lambda name: subprocess.run([*run, name], cwd=ROOT, check=False).returncode, "abcd"))
            == [0] * 4
        )
    found = read_entries(path)
    assert not found.damaged
    written = [each.words.split()[0] for each in found.entries]
    assert sorted(written) == sorted(f"{name}.{number}" for name in "abcd" for number in range(40))


def test_nobody_writes_while_another_does(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    with path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waiting = Thread(target=write_entry, args=(made(), path))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive() and path.read_bytes() == b""
        fcntl.flock(other, fcntl.LOCK_UN)
    waiting.join()
    assert len(read_entries(path).entries) == 1


def test_a_full_disk_says_so(each_language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FeedbackError) as refused:
        write_entry(made(), tmp_path / "feedback.jsonl")
    assert {"en": "the disk is full", "sv": "disken är full"}[each_language.code] in refused.value.text(each_language)
    assert (tmp_path / "feedback.jsonl").read_bytes() == b""


@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero", "/dev/null", "pipe", "folder"])
def test_what_is_no_file_is_neither_read_nor_written_and_never_waited_for(device: str, tmp_path: Path) -> None:
    path = tmp_path / device if "/" not in device else Path(device)
    if device == "pipe":
        os.mkfifo(path)
    elif device == "folder":
        path.mkdir()
    with pytest.raises(FeedbackError):
        write_entry(made(), path)
    with pytest.raises(FeedbackError):
        read_entries(path)


def test_a_program_that_does_not_let_go_of_the_file_is_not_waited_for_long(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    with path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        begun = monotonic()
        with pytest.raises(FeedbackError) as refused:
            write_entry(made(), path)
        assert monotonic() - begun < 5
    assert "another program does not let go" in refused.value.text(language("en"))


def test_without_a_home_nothing_is_kept_and_that_is_said() -> None:
    with pytest.raises(FeedbackError) as refused:
        write_entry(made(), None)
    assert "no home folder" in refused.value.text(language("en"))


def test_a_line_that_is_cut_off_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "feedback.jsonl"
    write_entry(made("first"), path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FeedbackError):
        write_entry(made("second"), path)
    assert path.read_bytes() == before


def test_after_a_line_that_somebody_left_unfinished_the_next_entry_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_bytes(b'{"day": "2026-1')
    write_entry(made("whole"), path)
    found = read_entries(path)
    assert [each.words for each in found.entries] == ["whole"] and found.damaged == (1,)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, each_language: Language) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackError) as refused:
        write_entry(made(), tmp_path / "file" / "feedback.jsonl")
    assert str(tmp_path) in refused.value.text(each_language)


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.jsonl"
    path.write_bytes(content)
    found = read_entries(path)
    assert len(found.entries) + len(found.damaged) == sum(bool(line.strip()) for line in content.split(b"\n"))


@pytest.mark.parametrize(
    "line",
    ["[]", "1", "{}", "[" * 9999, '{"day": "2026-11-22", "rules": [1], "knowledge": "1", "language": "sv", "words": ""}',
     '{"day": "never", "rules": [], "knowledge": "1", "language": "sv", "words": ""}'],
)  # fmt: skip
def test_a_line_that_is_no_entry_is_named_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "feedback.jsonl"
    write_entry(made("one"), path)
    with path.open("a") as stream:
        stream.write(f"{line}\n")
    write_entry(made("two"), path)
    found = read_entries(path)
    assert [each.words for each in found.entries] == ["one", "two"] and found.damaged == (2,)


def test_the_file_lies_where_the_platform_keeps_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VARDLOTS_FEEDBACK", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert feedback_path() == platformdirs.user_data_path("vardlots", appauthor=False) / "feedback.jsonl"
    assert feedback_path({"VARDLOTS_FEEDBACK": "/x.jsonl"}) == Path("/x.jsonl")


# -- the command ---------------------------------------------------------------------------------------------------------


def test_the_command_lists_the_entries_with_where_each_rule_stands(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    write_entry(made("The fee has changed"), path)
    write_entry(Entry(date(2026, 1, 2), ("rule.of.old",), "0.9", "sv", "\x1b]0;title\x07"), path)
    done = command(path=path)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(path) in done.stdout and "The fee has changed" in done.stdout
    assert re.search(rf"{re.escape(RULE)}: \S*{re.escape(str(KNOWLEDGE.rules[RULE].place))}", done.stdout)
    assert "rule.of.old: no such rule now" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_command_without_entries_says_where_they_would_be(tmp_path: Path) -> None:
    done = command(path=tmp_path / "none.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / "none.jsonl") in done.stdout and not (tmp_path / "none.jsonl").exists()


def test_the_command_names_damaged_lines_and_unreadable_files(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_text("nonsense\n")
    done = command(path=path)
    assert done.returncode == 1 and f"{path}:1" in done.stderr and "Traceback" not in done.stderr
    done = command(str(tmp_path), path=path)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
