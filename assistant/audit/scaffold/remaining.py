"""What is left to do after a scaffold: texts to be written, what `check` will say then, and the topics on which nothing is known."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.audit.examining import examined
from assistant.audit.holes import holes
from assistant.audit.schema import SCHEMAS, kept, unnamed
from assistant.knowledge import Knowledge, Problem
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import TO_BE_WRITTEN


class Remaining(NamedTuple):
    """Places of texts that are still to be written; what is wrong besides; the knowledge as it will be, if it can be read."""

    texts: tuple[Place, ...]
    problems: tuple[Problem, ...]
    knowledge: Knowledge | None

    def not_known(self, fact: str, name: str) -> dict[str, list[str]]:
        """By topic, for which answers to a question (or, of an answer, in which regions) nothing is known of what is new."""
        if self.knowledge is None:
            return {}
        found: dict[str, list[str]] = {}
        for hole in holes(self.knowledge, Adviser(self.knowledge, self.knowledge.date).space, fact):
            if hole.unknown == hole.cases and name in (hole.region, hole.value, hole.topic):
                found.setdefault(hole.topic, []).append(hole.region if hole.value == name else hole.value)
        return found


def remaining(folder: Path) -> Remaining:
    """What is left to do in a folder of knowledge, looked at in a copy in which every text is written."""
    places: list[Place] = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copytree(folder, Path(name) / "knowledge", ignore=shutil.ignore_patterns(SCHEMAS)))
        for path in sorted(copy.rglob("*.yaml")):
            places += _filled_in(path, path.relative_to(copy).as_posix())
        knowledge, problems = examined(copy)
    return Remaining(tuple(places), problems, knowledge)


def _filled_in(path: Path, file: str) -> list[Place]:
    """The places of texts that are still to be written in a file; it is filled in."""
    text = path.read_text(encoding="utf-8")
    if f'"{TO_BE_WRITTEN}"' not in text:
        return []
    places, lines = [], text.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("#") and f'"{TO_BE_WRITTEN}"' in line:
            places.append(Place(file, number, line.index(f'"{TO_BE_WRITTEN}"') + 1))
            lines[number - 1] = line.replace(f'"{TO_BE_WRITTEN}"', f'"{_filling(number)}"')
    path.write_text("".join(lines), encoding="utf-8")
    return places


def _filling(number: int) -> str:
    """What stands for a text that is still to be written, so that all else can be looked at: no two are the same, and none is a word."""
    return "zz" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def name_schemas(folder: Path) -> None:
    """Let each new file name its schema, where the folder has schemas."""
    if (folder / SCHEMAS).is_dir():
        unnamed(folder).write()


def renew_schemas(folder: Path, found: Remaining) -> None:
    """Let editors know what is new, where the folder has schemas."""
    if found.knowledge is not None and (folder / SCHEMAS).is_dir():
        kept(found.knowledge, folder).write()
