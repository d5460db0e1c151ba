"""The snapshot: shipped knowledge as it is after reading and checking, so that the app opens without reading YAML again.

It is made when the package is built and lies inside the package, so it is trusted as the code is. It is used only whole, for the
very files it was made from and the very code that made it (a fingerprint of all three); otherwise the YAML is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.knowledge.late import Late
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


def files_print(folder: Path) -> bytes:
    """A fingerprint of the files in a folder of knowledge and of the code that reads them."""
    own = Path(__file__).parent
    return print_of((folder, sorted(_files(str(folder), ".yaml"))), (own, sorted(_files(str(own), ".py"))))


def print_of(*files: tuple[Path, Iterable[str]], and_of: str = "") -> bytes:
    """A fingerprint of files, by the folders in which they lie and their names from there on; and of a text."""
    found = blake2b(and_of.encode(), digest_size=_FINGERPRINT_SIZE)
    for base, names in files:
        for name in names:
            with open(f"{base}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a hundred paths would take as long as the files
                # Room is made for what is asked for: the largest, for each, takes four times as long as to read them all.
                source = file.read(min(os.fstat(file.fileno()).st_size, _LARGEST_FILE))
            found.update(f"{name}\0{len(source)}\0".encode())
            found.update(source)
    return found.digest()


def _seal(content: bytes | memoryview, made_of: bytes) -> bytes:
    """What stands before a content that was made of something with this fingerprint."""
    seal = blake2b(made_of, digest_size=_FINGERPRINT_SIZE)
    seal.update(content)
    return seal.digest()


def write_sealed(path: Path, made: object, made_of: bytes) -> None:
    """Write a thing, and that it was made of something with this fingerprint."""
    path.parent.mkdir(exist_ok=True)
    content = dumps(made, protocol=5)
    path.write_bytes(_seal(content, made_of) + content)


def read_sealed(path: Path, made_of: Callable[[], bytes]) -> Any:
    """The thing in a file; None if there is no such file, it is damaged, or what was written was made of something else.

    `made_of`: the fingerprint of what it should be made of, asked for only where there is a file.
    """
    try:
        written = memoryview(path.read_bytes())
        head, content = written[:_FINGERPRINT_SIZE], written[_FINGERPRINT_SIZE:]
        # A damaged copy is not even unpickled: it could be changed knowledge, or take all memory.
        return loads(content) if head == _seal(content, made_of()) else None
    except (OSError, UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None


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
    write_sealed(path, _with_equal_parts_once(knowledge), files_print(folder))


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
        if isinstance(part, Late):
            return replace(part, **{name: same(value) for name, value in vars(part).items()})
        # Tables and all else may be equal and yet differ, in their order or their digits.
        return {same(key): same(value) for key, value in part.items()} if kind is dict else part

    return replace(knowledge, **{name: same(value) for name, value in vars(knowledge).items()})


def read_snapshot(path: Path, folder: Path) -> Knowledge | None:
    """The knowledge in a snapshot; None if there is none, it is damaged, or not of these files and this code."""
    knowledge = read_sealed(path, lambda: files_print(folder))
    return knowledge if isinstance(knowledge, Knowledge) else None
