"""The version of a knowledge against the one released last: what readers see changed is a version of its own, since receipts name it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from assistant.knowledge.model import Knowledge
from assistant.places import RELEASED

_NUMBERS = re.compile(r"\d+")


def files_print(folder: Path) -> str:
    """A fingerprint of all files of a folder of knowledge: as long as it is the same, nothing that is said can be otherwise."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def is_later(version: str, other: str) -> bool:
    """Whether a version comes after another one, by its numbers, the first of which counts most."""
    return [int(part) for part in _NUMBERS.findall(version)] > [int(part) for part in _NUMBERS.findall(other)]


def released_version(folder: Path) -> str:
    """The version released last that is kept in a folder; empty where none is, or nobody can read it."""
    return _head(folder).get("version", "")


def is_unraised(knowledge: Knowledge, folder: Path) -> bool:
    """Whether a knowledge in a folder says something otherwise than the version released last, and its version is no later one."""
    head = _head(folder)
    if not head or is_later(knowledge.version, head["version"]) or head.get("files") == files_print(folder):
        return False
    # To compare takes a second, and half of that to import: only where the version is the same and a file is not.
    from assistant.audit.impact.compare import impact
    from assistant.audit.impact.frame import NothingInCommonError
    from assistant.audit.impact.released import ReleasedError, read_released
    from assistant.audit.impact.sides import KnowledgeSide

    try:
        return impact(read_released(folder), KnowledgeSide(knowledge)).has_effect
    except (NothingInCommonError, ReleasedError):
        return False  # `vardlots impact --release` tells why


def _head(folder: Path) -> dict[str, str]:
    try:
        with (folder / RELEASED).open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
        return head if isinstance(head, dict) and isinstance(head.get("version"), str) else {}
    except (OSError, ValueError, StopIteration):
        return {}
