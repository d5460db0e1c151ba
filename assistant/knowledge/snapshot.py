"""The snapshot: shipped knowledge as it is after reading and checking, so that the app opens without reading YAML again.

It is made when the package is built and lies inside the package, so it is trusted as the code is. It is used only for the very
files it was made from and the very code that made it (a fingerprint of both); otherwise the YAML is read.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from assistant.knowledge.model import Knowledge

_FINGERPRINT_SIZE = hashlib.sha256().digest_size


def fingerprint(folder: Path) -> bytes:
    """Of the files in a folder of knowledge and of the code that reads them."""
    found = hashlib.sha256()
    for base, pattern in ((folder, "**/*.yaml"), (Path(__file__).parent, "**/*.py")):
        for path in sorted(base.glob(pattern)):
            content = path.read_bytes()
            found.update(f"{path.relative_to(base).as_posix()}\0{len(content)}\0".encode())
            found.update(content)
    return found.digest()


def write_snapshot(knowledge: Knowledge, folder: Path, path: Path) -> None:
    """Write the snapshot of the knowledge that was read from a folder."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(fingerprint(folder) + pickle.dumps(knowledge, protocol=5))


def read_snapshot(path: Path, folder: Path) -> Knowledge | None:
    """The knowledge in a snapshot; None if there is none, or it is not of these files and this code."""
    try:
        content = path.read_bytes()
        if content[:_FINGERPRINT_SIZE] != fingerprint(folder):
            return None
        knowledge = pickle.loads(content[_FINGERPRINT_SIZE:])
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return knowledge if isinstance(knowledge, Knowledge) else None
