"""The knowledge: YAML files read into checked, frozen objects, every mistake reported with its place.

What reads YAML is imported only when YAML is read: the app opens from a snapshot.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant import places
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import KnowledgeError, Problem
from assistant.knowledge.snapshot import read_snapshot
from assistant.records import replace

__all__ = [
    "Knowledge",
    "KnowledgeError",
    "Problem",
    "knowledge_in",
    "load_knowledge",
    "shipped_knowledge",
    "with_local",
]


def load_knowledge(folder: Path) -> Knowledge:
    """The knowledge in a folder. Raises KnowledgeError with every problem found."""
    from assistant.knowledge.read.load import load_knowledge

    return load_knowledge(folder)


def knowledge_in(folder: Path) -> Knowledge:
    """The knowledge in a folder, which knows its folder if that is not the one that came along. Raises KnowledgeError."""
    knowledge = load_knowledge(folder)
    return knowledge if places.came_along(folder) else replace(knowledge, folder=str(folder))


@lru_cache(maxsize=1)
def shipped_knowledge() -> Knowledge:
    """The knowledge in use, read once: the one that came along unless another is named, which then knows its folder.

    A folder whose files are those that came along, letter by letter, is no other. Raises KnowledgeError if it has mistakes.
    """
    folder = places.knowledge_folder()
    # Looked at first: what is no knowledge may be a whole disk, and is not walked through.
    shipped = read_snapshot(places.snapshot_file(), folder) if (folder / places.HEAD).is_file() else None
    knowledge = shipped or knowledge_in(folder)
    file = places.local_file()
    return knowledge if file is None else with_local(knowledge, file)


def with_local(knowledge: Knowledge, file: Path) -> Knowledge:
    """This knowledge with the local additions in a file, or with what is wrong in them."""
    from assistant.knowledge.read.local import read_local

    return replace(knowledge, local=read_local(file, knowledge))
