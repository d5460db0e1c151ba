"""A knowledge with changes: a copy of a folder in which texts are replaced and files added, as an editor would."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.here import BROKEN, FIXED

SOUND = BROKEN / "_sound"
FIXED_FOLDER = Path(FIXED[KNOWLEDGE_VARIABLE])


def edited(
    to: Path,
    changes: Iterable[tuple[str, str, str]] = (),
    more: Mapping[str, str] | None = None,
    of: Path = FIXED_FOLDER,
) -> Path:
    """The copy: in each file named the old text becomes the new one, wherever it stands; `more` files are added."""
    folder = Path(shutil.copytree(of, to / "knowledge"))
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    for name, text in (more or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
