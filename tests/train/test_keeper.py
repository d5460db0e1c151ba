"""Keeping answers: what could not be saved is saved later, and what is not ours is never written to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.knowledge import shipped_knowledge
from assistant.train.contrasts import Contrasts
from assistant.train.keeper import Keeper
from assistant.train.problems import FULL, HOMELESS
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore
from tests.support.here import TODAY
from tests.support.training import NOW

CONTRASTS = Contrasts(Adviser(shipped_knowledge(), TODAY), "vgr").of("interpreter")


def full_disk(patch: pytest.MonkeyPatch) -> None:
    """From now on no file grows by a page."""
    connect = sqlite3.connect

    def connected(*words, **more):
        connection = connect(*words, **more)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    patch.setattr(sqlite3, "connect", connected)


def test_after_a_full_disk_all_is_saved_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TrainingStore(tmp_path / "training.sqlite3")
    keeper = Keeper(store, Learner("Bo", "vgr"))
    first, second = CONTRASTS[0].sides()
    other = CONTRASTS[1].sides()[0]
    with monkeypatch.context() as patch:
        full_disk(patch)
        problem = keeper.keep(first, True, NOW, TODAY)
        assert problem is not None and problem.message == FULL and not keeper.saving
        assert keeper.keep(second, False, NOW, TODAY) is None, "said once"
    assert not store.records("Bo") and keeper.days == {"2026-11-22": 2}
    remembered = dict(keeper.records)
    assert keeper.keep(other, True, NOW, TODAY) is None and keeper.saving
    assert store.records("Bo") == keeper.records
    assert {card: store.records("Bo")[card] for card in remembered} == remembered
    assert store.days("Bo") == keeper.days == {"2026-11-22": 3}


def test_a_damaged_file_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "training.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    keeper = Keeper(TrainingStore(path), Learner("Bo", "vgr"))
    before = path.read_bytes()
    assert keeper.load() is not None
    for item in (*CONTRASTS[0].sides(), *CONTRASTS[0].sides()):
        assert keeper.keep(item, True, NOW, TODAY) is None
    assert path.read_bytes() == before
    assert keeper.records[CONTRASTS[0].id].answers == 4, "for as long as the session lasts it is remembered"


def test_without_a_home_a_session_goes_on() -> None:
    keeper = Keeper(TrainingStore(None), Learner("Bo", "vgr"))
    problem = keeper.load()
    assert problem is not None and problem.message == HOMELESS
    assert keeper.keep(CONTRASTS[0].sides()[0], True, NOW, TODAY) is None
    assert keeper.days == {"2026-11-22": 1}
