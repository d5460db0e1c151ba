"""The snapshot of the knowledge is taken only whole, for the files it was made from; any other is passed over, and the YAML is read."""

from __future__ import annotations

import pickle
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.dated import as_of
from assistant.knowledge.snapshot import read_snapshot, write_snapshot
from tests.support.here import ROOT, TODAY

SOUND = ROOT / "tests" / "broken" / "_sound"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "knowledge"))


@pytest.fixture
def snapshot(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "snapshots" / "knowledge"
    write_snapshot(load_knowledge(folder), folder, path)
    return path


def test_a_whole_snapshot_is_the_knowledge(folder: Path, snapshot: Path) -> None:
    found = read_snapshot(snapshot, folder)
    assert isinstance(found, Knowledge) and found == load_knowledge(folder)


def test_equal_parts_are_one(folder: Path, snapshot: Path) -> None:
    found = read_snapshot(snapshot, folder)
    assert found is not None
    sources = [rule.sources for rule in found.rules.values()]
    assert len(set(sources)) == len(set(map(id, sources))) < len(sources)


def test_its_words_are_read_by_whoever_asks_for_them(folder: Path, snapshot: Path) -> None:
    """Cases are answered without; a copy of the knowledge for a day has them packed as well, and so has another snapshot of it."""
    found, words = read_snapshot(snapshot, folder), load_knowledge(folder).words
    assert found is not None
    adviser = Adviser(found, TODAY)
    for topic in found.topics:
        adviser.answer(Case(topics=(topic,)))
    assert vars(as_of(found, TODAY).words).keys() == {"packed"}
    again = pickle.loads(pickle.dumps(found.words))
    assert vars(again).keys() == {"packed"}
    with ThreadPoolExecutor(4) as several:
        read = list(several.map(lambda _: again.meanings, range(4)))
    assert {id(each) for each in read} == {id(again.meanings)}
    assert again == found.words == words
    assert vars(again).keys() == vars(words).keys() and "packed" not in vars(again)
    assert pickle.loads(pickle.dumps(words)) == words
    with pytest.raises(AttributeError, match="other"):
        again.other  # noqa: B018 - it has no such field


def test_no_damaged_copy_is_taken(folder: Path, snapshot: Path) -> None:
    whole = snapshot.read_bytes()
    chance = random.Random(20261127)
    for _ in range(100):
        damaged = bytearray(whole)
        at = chance.randrange(len(damaged))
        damaged[at] ^= 1 << chance.randrange(8)
        snapshot.write_bytes(damaged)
        assert read_snapshot(snapshot, folder) is None, at
    for length in (0, 1, 31, 32, 33, len(whole) // 2, len(whole) - 1):
        snapshot.write_bytes(whole[:length])
        assert read_snapshot(snapshot, folder) is None, length
    snapshot.write_bytes(whole + b"\0")
    assert read_snapshot(snapshot, folder) is None


def test_a_snapshot_of_other_files_is_not_taken(folder: Path, snapshot: Path) -> None:
    topics = folder / "topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert read_snapshot(snapshot, folder) is None


def test_where_there_is_none_nothing_is_taken(folder: Path, tmp_path: Path) -> None:
    assert read_snapshot(tmp_path / "none", folder) is None
    assert read_snapshot(tmp_path, folder) is None
