"""Knowledge as a folder, or as it was at a revision of the checkout that it lies in. Git reads what is there; nothing is fetched."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.i18n import N_
from assistant.knowledge import Knowledge, load_knowledge, shipped_knowledge
from assistant.messages import ToldError
from assistant.places import knowledge_folder

_LONGEST = 30
"""Seconds that git may take."""


class RevisionError(ToldError):
    """A word that is neither a folder nor a revision that can be read."""


def knowledge_at(word: str) -> Knowledge:
    """The knowledge that a word means: a folder, or a revision. Raises RevisionError and KnowledgeError."""
    if Path(word).is_dir():
        return load_knowledge(Path(word))
    with _folder_at(word) as folder:
        return load_knowledge(folder)


def knowledge_now() -> Knowledge:
    """The knowledge in use. Raises KnowledgeError."""
    return shipped_knowledge()


@contextmanager
def _folder_at(revision: str) -> Iterator[Path]:
    """The folder of the knowledge in use as it was at a revision, for a while."""
    folder = knowledge_folder().resolve()
    if not folder.is_dir():
        raise RevisionError(N_("There is no folder {word}."), word=str(folder))
    commit = (
        _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        .decode()
        .strip()
    )
    archive = _git(folder, revision, "archive", "--format=tar", commit, "--", ".")
    with TemporaryDirectory(prefix="vardlots-") as place:
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(place, filter="data")
        yield Path(place)


def _git(folder: Path, revision: str, *words: str) -> bytes:
    """What git says in a folder. Raises RevisionError."""
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, timeout=_LONGEST, check=False, env=environment
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise RevisionError(N_("“{word}” is no folder, and git cannot be run here."), word=revision) from None
    if done.returncode:
        message = N_("“{word}” is no folder, and no revision at which {folder} was there.")
        raise RevisionError(message, word=revision, folder=str(folder))
    return done.stdout
