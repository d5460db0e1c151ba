"""The learner's file: whole whenever the program ends, shared by two windows, never overwritten when it is not ours."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.i18n import SOURCE, language
from assistant.train import store as store_module
from assistant.train.problems import TrainingError
from assistant.train.progress import progress
from assistant.train.schedule import Memory, Record, reviewed
from assistant.train.store import NotANameError, TrainingStore, imported, learner_name, training_file
from tests.support.here import ROOT
from tests.support.training import NOW, one_more

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "training.sqlite3"


# -- keeping -------------------------------------------------------------------------------------------------------------


def test_what_is_saved_is_read_again(path: Path) -> None:
    store = TrainingStore(path)
    assert (store.learners(), store.records("Åsa"), store.days("Åsa"), store.export("Åsa")) == ((), {}, {}, None)
    assert not path.exists(), "looking makes no file"
    saved = store.save("Åsa", "a/b/c", "2026-11-22", one_more)
    saved = store.save("åsa", "a/b/c", "2026-11-22", one_more)
    again = TrainingStore(path)
    assert again.records("ÅSA") == {"a/b/c": saved}
    assert saved.answers == 2
    assert again.days("Åsa") == {"2026-11-22": 2}
    assert [learner.name for learner in again.learners()] == ["Åsa"]


def test_learners_are_apart_and_the_last_one_comes_first(path: Path) -> None:
    store = TrainingStore(path)
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    store.save("Kim", "a/b/c", "2026-11-22", lambda record: one_more(record)._replace(memory=later()))
    store.choose_region("Bo", "vgr")
    assert [learner.name for learner in store.learners()] == ["Kim", "Bo"]
    assert store.learner("bo").region == "vgr"
    assert store.delete("Kim") and not store.delete("Kim")
    assert [learner.name for learner in store.learners()] == ["Bo"]
    assert store.records("Kim") == {} and store.days("Kim") == {}


def later() -> Memory:
    return Memory(2, 3.5, 5.0, NOW + timedelta(days=9), NOW + timedelta(days=1))


def test_what_is_deleted_is_gone_from_the_file(path: Path) -> None:
    store = TrainingStore(path)
    store.save("Aliaset Ugglan", "a/b/c", "2026-11-22", one_more)
    assert b"Ugglan" in path.read_bytes()
    store.delete("aliaset ugglan")
    assert b"Ugglan" not in path.read_bytes() and b"ugglan" not in path.read_bytes()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_export_holds_everything_and_can_be_read(path: Path) -> None:
    store = TrainingStore(path)
    saved = store.save("Bo", "a/b/c", "2026-11-22", one_more)
    store.choose_region("Bo", "rjl")
    content = store.export("Bo")
    assert content is not None
    learner, records, days = imported(content)
    assert (learner.name, learner.region) == ("Bo", "rjl")
    assert records == {"a/b/c": saved} and days == {"2026-11-22": 1}


@pytest.mark.parametrize(
    "content",
    [None, [], {}, {"format": "other"}, {"format": "vardlots-training", "version": 2, "cards": []}]
    + [{"format": "vardlots-training", "version": 1, "learner": "Bo", "cards": cards, "days": days}
       for cards, days in (([{}], {}), ([], {"x": 1}), (["a"], {}), (3, {}), ([], []))],
)  # fmt: skip
def test_what_is_no_export_is_refused(content: object) -> None:
    with pytest.raises(ValueError):
        imported(content)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Åsa", "Åsa"),
        ("  Åsa   B ", "Åsa B"),
        ("ny2026", "ny2026"),
        ("", None),
        ("   ", None),
        ("x" * 41, None),
        ("850101-1234", None),
        ("8501011234", None),
        ("Bo 85 01 01", None),
        ("a\x07b", None),
        ("a\u202eb", None),
    ],
)
def test_a_name_or_an_alias_and_never_a_number(typed: str, name: str | None) -> None:
    if name is not None:
        assert learner_name(typed) == name
    else:
        with pytest.raises(NotANameError) as refused:
            learner_name(typed)
        assert language("sv").gettext(str(refused.value))


def test_where_the_file_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VARDLOTS_TRAINING", str(tmp_path / "mine"))
    assert training_file() == tmp_path / "mine"
    monkeypatch.delenv("VARDLOTS_TRAINING")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = training_file()
    assert path is not None and path.parts[-2:] == ("vardlots", "training.sqlite3")


# -- killed, two windows -------------------------------------------------------------------------------------------------

_WRITER = """
import sys
from pathlib import Path
from tests.support.training import one_more
from assistant.train import store as store_module
store_module.WAIT = 30.0  # two windows that do nothing but save, on a busy machine
store = store_module.TrainingStore(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    print(number + 1, flush=True)
"""


def writer(path: Path, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", _WRITER, str(path), str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=ROOT)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_at_most_the_last_answer_is_lost(path: Path, seed: int) -> None:
    process = writer(path, 100_000)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.02 + random.Random(seed).random() / 3)
    process.send_signal(signal.SIGKILL)
    printed = process.stdout.read().split()
    process.wait()
    told = int(printed[-1]) if printed else 0
    found = TrainingStore(path).records("Bo")
    kept = found["a/b/c"].answers if found else 0
    assert kept in (told, told + 1), "what was saved was kept; at most one more was being said"
    assert TrainingStore(path).days("Bo").get("2026-11-22", 0) == kept, "an answer is saved in whole or not at all"
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more).answers == kept + 1


def test_two_windows_at_once_lose_nothing(path: Path) -> None:
    windows = [writer(path, 25), writer(path, 25)]
    for window in windows:
        window.communicate(timeout=60)
        assert window.returncode == 0
    assert TrainingStore(path).records("Bo")["a/b/c"].answers == 50
    assert TrainingStore(path).days("Bo") == {"2026-11-22": 50}


def test_one_window_waits_for_the_other_and_then_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TrainingStore(path)
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    monkeypatch.setattr(store_module, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TrainingError) as refused:
        store.save("Bo", "a/b/c", "2026-11-22", one_more)
    assert "in use" in refused.value.text(SOURCE)
    assert store.records("Bo")["a/b/c"].answers == 1, "reading goes on"
    other.close()
    assert store.save("Bo", "a/b/c", "2026-11-22", one_more).answers == 2


def test_what_fails_while_saving_leaves_the_file_as_it_was(path: Path) -> None:
    store = TrainingStore(path)
    store.save("Bo", "a/b/c", "2026-11-22", one_more)

    def fails(record: Record | None) -> Record:
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        store.save("Bo", "a/b/c", "2026-11-22", fails)
    assert store.days("Bo") == {"2026-11-22": 1}


# -- files that cannot be used -------------------------------------------------------------------------------------------


def kept(record: Record, before: Record | None) -> Record:
    """The record to save, whatever was there before."""
    return record


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no file grows by a page."""
    connect = sqlite3.connect

    def connected(*words, **more):
        connection = connect(*words, **more)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {max(1, pages)}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)


def test_a_full_disk_is_said_and_nothing_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TrainingStore(path)
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    with monkeypatch.context() as context:
        full_disk(context)
        with pytest.raises(TrainingError) as refused:
            for number in range(2000):
                record = one_more(None)._replace(card=f"card {number} {'x' * 400}")
                store.save("Bo", record.card, "2026-11-22", partial(kept, record))
        assert "disk is full" in refused.value.text(SOURCE)
        assert str(path) in refused.value.text(language("sv"))
    assert "a/b/c" in store.records("Bo")
    assert sum(store.days("Bo").values()) == len(store.records("Bo"))


def refused_by(path: Path, call: str) -> str:
    store = TrainingStore(path)
    before = path.read_bytes()
    with pytest.raises(TrainingError) as refused:
        if call == "save":
            store.save("Bo", "a/b/c", "2026-11-22", one_more)
        else:
            getattr(store, call)(*(() if call == "learners" else ("Bo",)))
    assert path.read_bytes() == before, "the file is left as it is"
    return refused.value.text(SOURCE)


CALLS = ["save", "records", "days", "learners", "learner", "export", "delete"]


@pytest.mark.parametrize("call", CALLS)
def test_a_damaged_file_is_said_and_left_alone(path: Path, call: str) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database at all" * 100)
    assert "damaged" in refused_by(path, call)


@pytest.mark.parametrize("call", CALLS)
def test_a_file_of_a_newer_version_is_left_alone(path: Path, call: str) -> None:
    TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer version" in refused_by(path, call)


@pytest.mark.parametrize("call", CALLS)
def test_somebody_else_s_database_is_left_alone(path: Path, call: str) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    assert "not a training file" in refused_by(path, call)


def test_values_that_cannot_be_are_damage(path: Path) -> None:
    TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE cards SET due = 'yesterday'")
    connection.close()
    assert "damaged" in refused_by(path, "records")


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainingError) as refused:
        TrainingStore(tmp_path / "file" / "training.sqlite3").save("Bo", "a/b/c", "2026-11-22", one_more)
    assert str(tmp_path) in refused.value.text(SOURCE)


def test_a_file_begun_but_never_written_is_new(path: Path) -> None:
    """A window killed before its first answer was saved leaves an empty file."""
    path.parent.mkdir()
    path.write_bytes(b"")
    store = TrainingStore(path)
    assert store.records("Bo") == {}
    assert store.save("Bo", "a/b/c", "2026-11-22", one_more).answers == 1


@pytest.mark.parametrize("call", CALLS)
def test_a_locked_file_is_not_waited_for_long_and_is_said(path: Path, call: str) -> None:
    TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        assert "does not let go" in refused_by(path, call)
        assert time.monotonic() - begun < 5
    assert store_module.WAIT <= 1


NOT_OURS = [
    None, -1, 0, 2**62, 2**63 - 1, 0.0, -1.5, float("inf"), float("-inf"), b"\xff\x00", "", "yesterday", "2026-11-22",
    "2026-11-22T10:00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-23:59", "x" * 2_000_000, "\x1b]0;x\x07",
]  # fmt: skip
COLUMNS = [
    ("learners", "name"), ("learners", "region"),
    *(("cards", column) for column in ("card", "topic", "state", "stability", "difficulty", "due", "last", "first_side",
                                       "second_side", "print", "answers", "wrong")),
    ("days", "day"), ("days", "answers"),
]  # fmt: skip


@given(st.sampled_from(COLUMNS), st.sampled_from(NOT_OURS))
@settings(max_examples=150)
def test_whatever_a_file_holds_it_is_ours_or_said_to_be_damaged(
    tmp_path_factory: pytest.TempPathFactory, column: tuple[str, str], value: object
) -> None:
    path = tmp_path_factory.mktemp("spoilt") / "training.sqlite3"
    store = TrainingStore(path)
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute(f"UPDATE {column[0]} SET {column[1]} = ?", (value,))
        except sqlite3.IntegrityError:
            return
    for call in ("learners", "learner", "records", "days"):
        try:
            getattr(store, call)(*(() if call == "learners" else ("Bo",)))
        except TrainingError as problem:
            assert "damaged" in problem.text(SOURCE)
    try:
        records, days = store.records("Bo"), store.days("Bo")
    except TrainingError:
        return
    progress((), records, days, NOW, NOW.date())
    for record in records.values():
        reviewed(record.memory, True, NOW)


JSON = st.recursive(
    st.one_of(
        st.sampled_from([*NOT_OURS[:1], *NOT_OURS[2:9], *NOT_OURS[10:]]),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@given(st.sampled_from(["learner", "region", "days", "cards", "due", "last", "answers", "stability", "state"]), JSON)
@settings(max_examples=150)
def test_whatever_an_exported_file_holds_it_is_ours_or_none(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    store = TrainingStore(tmp_path_factory.mktemp("exported") / "training.sqlite3")
    store.save("Bo", "a/b/c", "2026-11-22", one_more)
    content = store.export("Bo")
    assert content is not None
    (content if key in content else content["cards"][0])[key] = value
    try:
        work = imported(content)
    except ValueError:
        return
    progress((), work.records, work.days, NOW, NOW.date())
    assert work.learner.name.isprintable()


@pytest.mark.parametrize("kind", ["pipe", "/dev/zero", "/dev/full"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    path = Path(kind) if "/" in kind else tmp_path / kind
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(TrainingError) as refused:
        TrainingStore(path).records("Bo")
    assert "not a training file" in refused.value.text(SOURCE)
    with pytest.raises(TrainingError) as refused:
        TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    assert "not a training file" in refused.value.text(SOURCE)


def test_only_its_owner_may_read_the_file_also_one_made_before(path: Path) -> None:
    TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    TrainingStore(path).save("Bo", "a/b/c", "2026-11-22", one_more)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_home_there_is_no_file_and_that_is_said() -> None:
    with pytest.raises(TrainingError) as refused:
        TrainingStore(None).records("Bo")
    assert "no home folder" in refused.value.text(SOURCE)


@pytest.mark.parametrize("word", ["quit", "exit", "avsluta", "Avsluta"])
def test_a_word_that_ends_the_program_is_no_name(word: str) -> None:
    with pytest.raises(NotANameError):
        learner_name(word)
