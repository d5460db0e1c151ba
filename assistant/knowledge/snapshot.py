"""The snapshot: shipped knowledge as it is after reading and checking, so that the app opens without reading YAML again.

It is made when the package is built and lies inside the package, so it is trusted as the code is. It is used only whole, for the
very files it was made from and the very code that made it (a fingerprint of all three); otherwise the YAML is read.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from assistant.files import read
from assistant.knowledge.model import Knowledge

_LARGEST_FILE = 1 << 22
_FINGERPRINT_SIZE = hashlib.sha256().digest_size


def fingerprint(folder: Path, content: bytes) -> bytes:
    """Of the content of a snapshot, of the files in a folder of knowledge and of the code that reads them."""
    found = hashlib.sha256(hashlib.sha256(content).digest())
    for base, pattern in ((folder, "**/*.yaml"), (Path(__file__).parent, "**/*.py")):
        for path in sorted(base.glob(pattern)):
            source = read(path, _LARGEST_FILE) or b""
            found.update(f"{path.relative_to(base).as_posix()}\0{len(source)}\0".encode())
            found.update(source)
    return found.digest()


def write_snapshot(knowledge: Knowledge, folder: Path, path: Path) -> None:
    """Write the snapshot of the knowledge that was read from a folder."""
    path.parent.mkdir(exist_ok=True)
    content = pickle.dumps(knowledge, protocol=5)
    path.write_bytes(fingerprint(folder, content) + content)


def read_snapshot(path: Path, folder: Path) -> Knowledge | None:
    """The knowledge in a snapshot; None if there is none, it is damaged, or not of these files and this code."""
    try:
        written = path.read_bytes()
        head, content = written[:_FINGERPRINT_SIZE], written[_FINGERPRINT_SIZE:]
        # A damaged copy is not even unpickled: it could be changed knowledge, or take all memory.
        if head != fingerprint(folder, content):
            return None
        knowledge = pickle.loads(content)
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return knowledge if isinstance(knowledge, Knowledge) else None
