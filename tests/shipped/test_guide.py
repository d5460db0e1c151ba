"""The guide for editors shows what the program says: its edits are made and its commands run in a copy of the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import COMMANDS
from tests.support.guide import GUIDE, Workshop, chapters, shows

CHAPTERS = chapters(GUIDE.read_text(encoding="utf-8"))
FIRST = 4
"""Steps of the first chapter that are soon done: an edit that is refused, and what makes it good."""


def replay(title: str, folder: Path, most: int | None = None) -> None:
    workshop = Workshop(folder, history=most is None)
    for step in CHAPTERS[title][:most]:
        came = workshop.do(step)
        assert step.what != "run" or shows(step.block, came), "\n".join([step.words, *came])


def test_every_command_of_the_guide_is_one_and_each_chapter_goes_to_the_release() -> None:
    runs = {title: [step.words.split()[1] for step in steps if step.what == "run"] for title, steps in CHAPTERS.items()}
    assert {command for of in runs.values() for command in of} <= COMMANDS.keys()
    for title in ("A fee changed", "A new edition", "A new region", "A new language"):
        assert {"test", "impact"} & set(runs[title]) and ({"check", "language"} & set(runs[title])), title


def test_the_guide_begins_as_the_program_does(tmp_path: Path) -> None:
    replay("A fee changed", tmp_path, FIRST)


@pytest.mark.slow
@pytest.mark.parametrize("title", CHAPTERS)
def test_the_guide_shows_what_the_program_says(title: str, tmp_path: Path) -> None:
    replay(title, tmp_path)
