"""What the tests of broken knowledge share: a broken file taken apart, and laid over the sound knowledge."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from tests.support.here import BROKEN


class Broken(NamedTuple):
    """A broken file: which of the sound knowledge it takes the place of, the errors that it gives, and what stands in it."""

    name: str
    gives: list[str]
    body: str


def taken_apart(path: Path) -> Broken:
    """Its first lines say `# in: ` and `# gives: `; a comment of its own begins otherwise."""
    text = path.read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    gives = [line.removeprefix("# gives: ") for line in head if line.startswith("# gives: ")]
    return Broken(head[0].removeprefix("# in: "), gives, text.split("\n", len(head))[-1])


def lay_over(broken: Broken, folder: Path) -> None:
    """Put it into a folder that holds the sound knowledge but for it."""
    shutil.copytree(BROKEN / "_sound", folder, dirs_exist_ok=True)
    target = folder / broken.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(broken.body, encoding="utf-8")
