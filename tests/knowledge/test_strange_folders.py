"""A folder of knowledge that holds pipes, devices, strange names or floods gives plain mistakes, soon, and nothing that a terminal obeys."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from assistant.i18n import SOURCE, language
from assistant.knowledge import KnowledgeError, load_knowledge
from tests.support.here import BROKEN

PATIENCE = 10.0
"""Seconds of the processor; without the bounds these took 16 and 31 on a quiet one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BROKEN / "_sound", tmp_path / "knowledge"))


def told(folder: Path, code: str = "en") -> list[str]:
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(folder)
    return [problem.text(language(code)) for problem in raised.value.problems]


@pytest.mark.parametrize("name", ["packs/national/more.yaml", "topics.yaml", "words/more.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "circle"])
def test_what_is_no_file_is_a_mistake_and_is_not_waited_for(folder: Path, name: str, kind: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "device" else path)
    mistakes = [line for line in told(folder) if line.startswith(f"{name}:1:1: ")]
    assert len(mistakes) == 1
    assert ("cannot be read" if kind in ("circle", "folder") else "no file") in mistakes[0]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_name_of_a_file_or_folder_commands_a_terminal(folder: Path, code: str) -> None:
    nasty = "\x1b]52;c;aGk=\x07\u202e"
    (folder / f"{nasty}.txt").write_text("a: b", encoding="utf-8")
    (folder / "packs" / nasty).mkdir()
    lines = told(folder, code)
    (folder / "packs" / "national" / f"{nasty}\n.yaml").write_text(f'"{chr(0x202E)}x": [', encoding="utf-8")
    unread = told(folder, code)
    assert len(lines) >= 2
    assert len(unread) == 1
    assert all(line.isprintable() for line in (*lines, *unread))


def test_very_many_unknown_sources_are_told_soon(folder: Path) -> None:
    ids = ", ".join(f"X{number}" for number in range(60_000))
    text = f"rules:\n  - {{id: flood, say: note, topic: medicines, text: Text., sources: [{ids}]}}\n"
    (folder / "packs" / "national" / "flood.yaml").write_text(text, encoding="utf-8")
    start = time.process_time()
    lines = told(folder)
    assert time.process_time() - start < PATIENCE
    assert len(lines) >= 60_000 and "X59999" in "".join(lines)


@pytest.mark.parametrize("distinct", [True, False])
def test_very_many_combinations_are_told_soon(folder: Path, distinct: bool) -> None:
    """Six hundred rules of 243 combinations each, of different facts or of the same."""
    facts = [f"extra{number}" if distinct else "extra0" for number in range(5)]
    for order, fact in enumerate(dict.fromkeys(facts)):
        values = ", ".join(f"{{id: v{value}, label: Värde}}" for value in range(4 * 5))
        text = f"{{id: {fact}, order: {order + 50}, label: Fråga, short: Fråga, values: [{values}], unknown: {{label: Vet inte}}}}"
        (folder / "questions" / f"{fact}.yaml").write_text(text, encoding="utf-8")
    choices = ", ".join("{any: [" + ", ".join(f"{{{fact}: v{value}}}" for value in range(3)) + "]}" for fact in facts)
    rules = [
        f"  - {{id: flood{number}, when: {{all: [{choices}]}}, say: note, topic: medicines, text: Text., sources: [A1]}}"
        for number in range(600)
    ]
    for part in range(2):
        text = "\n".join(["rules:", *rules[part * 300 : (part + 1) * 300], ""])
        (folder / "packs" / "national" / f"flood{part}.yaml").write_text(text, encoding="utf-8")
    start = time.process_time()
    try:
        load_knowledge(folder)
    except KnowledgeError as error:
        assert any("combinations" in problem.text(SOURCE) for problem in error.problems) or not distinct
    assert time.process_time() - start < PATIENCE
