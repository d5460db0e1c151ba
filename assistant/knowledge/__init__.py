"""The knowledge: YAML files read into checked, frozen objects, every mistake reported with its place.

What reads YAML is imported only when YAML is read: the app opens from a snapshot.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import KnowledgeError, Problem
from assistant.knowledge.snapshot import read_snapshot
from assistant.places import knowledge_folder, snapshot_file

__all__ = ["Knowledge", "KnowledgeError", "Problem", "load_knowledge", "shipped_knowledge"]


def load_knowledge(folder: Path) -> Knowledge:
    """The knowledge in a folder. Raises KnowledgeError with every problem found."""
    from assistant.knowledge.read.load import load_knowledge

    return load_knowledge(folder)


@lru_cache(maxsize=1)
def shipped_knowledge() -> Knowledge:
    """The knowledge that came with this program, read once. Raises KnowledgeError if it is damaged."""
    folder = knowledge_folder()
    return read_snapshot(snapshot_file(), folder) or load_knowledge(folder)
