"""A line that changes when files, or the Python that runs this, change: `python tools/stamp.py WORD PATH...` (files, or folders).

start.sh keeps it beside what it installed, so that nothing is installed again while nothing has changed.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

_MADE = {".mo", ".pyc", ".snapshot"}
"""What is made from the other files."""


def files(path: Path) -> Iterator[Path]:
    """The files at a path in a fixed order, without those that are made from others."""
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    yield from (file for file in found if file.suffix not in _MADE and file.is_file())


def stamp(word: str, paths: list[Path]) -> str:
    """The line for these paths."""
    seen = hashlib.sha256(f"{word}\0{sys.version_info[:2]}\0{sys.prefix}\0".encode())
    for path in paths:
        for file in files(path):
            seen.update(f"{file.as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return f"{word}: {seen.hexdigest()}"


if __name__ == "__main__":
    print(stamp(sys.argv[1], [Path(word) for word in sys.argv[2:]]))
