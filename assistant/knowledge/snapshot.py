"""The snapshot: shipped knowledge as it is after reading and checking, so that the app opens without reading YAML again.

It is made when the package is built and lies inside the package, so it is trusted as the code is. It is used only whole, for the
very files it was made from and the very code that made it (a fingerprint of all three); otherwise the YAML is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.knowledge.model import Knowledge
from assistant.records import replace

try:  # the same function without the rest of hashlib (OpenSSL), which takes as long to import as all files take to read
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b
try:  # likewise: the module around it takes a hundredth of an answer to import
    from _pickle import UnpicklingError, dumps, loads
except ImportError:
    from pickle import UnpicklingError, dumps, loads

_LARGEST_FILE = 1 << 22
_FINGERPRINT_SIZE = 32
_DEEPEST = 3
"""Folders within each other; nothing that is read lies deeper, and a folder that somebody names may be anything."""


def fingerprint(folder: Path, content: bytes) -> bytes:
    """Of the content of a snapshot, of the files in a folder of knowledge and of the code that reads them."""
    found = blake2b(blake2b(content, digest_size=_FINGERPRINT_SIZE).digest(), digest_size=_FINGERPRINT_SIZE)
    for base, ending in ((folder, ".yaml"), (Path(__file__).parent, ".py")):
        for name in sorted(_files(str(base), ending)):
            with open(f"{base}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a hundred paths would take as long as the files
                source = file.read(_LARGEST_FILE)
            found.update(f"{name}\0{len(source)}\0".encode())
            found.update(source)
    return found.digest()


def _files(folder: str, ending: str, within: str = "", deep: int = _DEEPEST) -> Iterator[str]:
    """The files in a folder and those below it that end so, by their names from it on, with "/" between them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from _files(entry.path, ending, f"{within}{entry.name}/", deep - 1)
            elif entry.name.endswith(ending) and entry.is_file():
                yield within + entry.name


def write_snapshot(knowledge: Knowledge, folder: Path, path: Path) -> None:
    """Write the snapshot of the knowledge that was read from a folder."""
    path.parent.mkdir(exist_ok=True)
    content = dumps(_with_equal_parts_once(knowledge), protocol=5)
    path.write_bytes(fingerprint(folder, content) + content)


def _with_equal_parts_once(knowledge: Knowledge) -> Knowledge:
    """The same knowledge, in which parts that are equal are one object: it is read in less time, and held in less memory."""
    once: dict[tuple[object, ...], Any] = {}

    def same(part: Any) -> Any:
        kind = type(part)
        if kind is str:
            return once.setdefault((str, part), part)
        if kind is frozenset:
            inside = sorted(map(same, part), key=id)
            return once.setdefault((kind, *map(id, inside)), frozenset(inside))
        if isinstance(part, tuple):
            inside = [same(each) for each in part]
            return once.setdefault((kind, *map(id, inside)), tuple.__new__(kind, inside))
        # Tables and all else may be equal and yet differ, in their order or their digits.
        return {same(key): same(value) for key, value in part.items()} if kind is dict else part

    return replace(knowledge, **{name: same(value) for name, value in vars(knowledge).items()})


def read_snapshot(path: Path, folder: Path) -> Knowledge | None:
    """The knowledge in a snapshot; None if there is none, it is damaged, or not of these files and this code."""
    try:
        written = path.read_bytes()
        head, content = written[:_FINGERPRINT_SIZE], written[_FINGERPRINT_SIZE:]
        # A damaged copy is not even unpickled: it could be changed knowledge, or take all memory.
        if head != fingerprint(folder, content):
            return None
        knowledge = loads(content)
    except (OSError, UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return knowledge if isinstance(knowledge, Knowledge) else None
