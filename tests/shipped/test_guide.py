"""The guide for editors shows what the program says: its edits are made and its commands run in a copy of the checkout."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from assistant.audit.utterances import utterance_files
from assistant.cli import COMMANDS
from tests.support.guide import GUIDE, Workshop, chapters, shows
from tests.support.here import ROOT, data

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


def test_no_line_takes_a_place_of_the_guide_s_new_region_for_another_region() -> None:
    """The chapter ends with all lines heard: a place that it gives a region of its own is no other region's there."""
    [words] = [shlex.split(step.words) for step in CHAPTERS["A new region"] if step.words.startswith("vardlots new")]
    places = [words[words.index("--label") + 1], *words[words.index("--words") + 1].split(",")]
    named = re.compile(rf"\b({'|'.join(map(re.escape, places))})\b", re.IGNORECASE)
    lines = [
        item
        for path in utterance_files(ROOT / "tests" / "utterances")
        for item in data(path.relative_to(ROOT / "tests").as_posix())
        if named.search(item["line"])
    ]
    assert lines
    assert [
        item["line"] for item in lines if "other" in ((item.get("gives") or item.get("must") or {}).get("region") or ())
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("title", CHAPTERS)
def test_the_guide_shows_what_the_program_says(title: str, tmp_path: Path) -> None:
    replay(title, tmp_path)
