"""Keeping the schemas of a folder of knowledge: what is out of date in them, and which files do not name theirs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.audit.scenarios import beside, files_of
from assistant.audit.schema.files import SCENARIOS, kind_of, schemas
from assistant.knowledge.model import Knowledge

SCHEMAS = ".schema"
"""Where the schemas lie in a folder of knowledge. Nothing there is read as knowledge."""

_NAMES_IT = "# yaml-language-server: $schema="


class KeptSchema(NamedTuple):
    """What there is to write: schemas that are not there or not as they should be, and files with a first line that names theirs."""

    schemas: tuple[tuple[Path, str], ...]
    files: tuple[tuple[Path, str], ...]

    def write(self) -> None:
        """Write all of it."""
        for path, text in (*self.schemas, *self.files):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def kept(knowledge: Knowledge, folder: Path) -> KeptSchema:
    """What is out of date in the schemas of a folder that holds this knowledge."""
    wanted = {folder / SCHEMAS / f"{kind}.json": written(schema) for kind, schema in schemas(knowledge).items()}
    out_of_date = ((path, text) for path, text in wanted.items() if not path.is_file() or read(path) != text)
    return KeptSchema(tuple(out_of_date), unnamed(folder).files)


def unnamed(folder: Path) -> KeptSchema:
    """The files of a folder whose first line does not name their schema; whatever else is wrong with them."""
    return KeptSchema((), tuple(_without_a_name(folder)))


def written(schema: object) -> str:
    """A schema as it is written: an id a line, so that two people who add one each are in nobody's way."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> str:
    """The text of a file of the knowledge, with the line ends that it has."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _without_a_name(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files whose first line does not name the schema of their kind, as they should be."""
    for path, kind in _of_a_kind(folder):
        schema = os.path.relpath(folder / SCHEMAS / f"{kind}.json", path.parent).replace(os.sep, "/")
        line = f"{_NAMES_IT}{schema}\n"
        text = read(path)
        if not text.startswith(line):
            yield path, line + (text.split("\n", 1)[1] if text.startswith(_NAMES_IT) else text)


def _of_a_kind(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a knowledge, and the scenarios beside it, with their kinds."""
    for path in sorted(folder.rglob("*.yaml")):
        kind = kind_of(path.relative_to(folder).as_posix())
        if kind is not None:
            yield path, kind
    yield from ((path, SCENARIOS) for path in files_of([beside(folder)]) if path.is_file())
