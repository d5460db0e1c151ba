"""A knowledge as an editor changes it: a copy of the fixed one, or of the small sound one, and edits of its files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.support.here import BROKEN, ROOT

FIXED_KNOWLEDGE = ROOT / "tests" / "fixed" / "knowledge"
SOUND = BROKEN / "_sound"


class _Plain(yaml.SafeDumper):
    """Writes everything out, where it is the same object too."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written_out(read: object) -> str:
    """What was read from YAML, as YAML again."""
    return str(yaml.dump(read, Dumper=_Plain, allow_unicode=True, sort_keys=False))


class Copy:
    """A copy of a knowledge to edit."""

    def __init__(self, of: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(of, folder))

    def edited(self, file: str, pattern: str, by: str) -> Copy:
        """Replace what fits a pattern (lines are told apart); it must fit somewhere."""
        path = self.folder / file
        text, times = re.subn(pattern, by, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert times, f"nothing in {file} fits {pattern}"
        path.write_text(text, encoding="utf-8")
        return self

    def rule(self, file: str, id: str) -> str:
        """The lines of a rule of a file."""
        found = re.search(
            rf"^  - id: {re.escape(id)}\n(?:    .*\n)+", (self.folder / file).read_text(encoding="utf-8"), re.MULTILINE
        )
        assert found is not None, f"{file} has no rule {id}"
        return found.group()

    def put(self, file: str, old: str, new: str) -> Copy:
        """Put these lines in place of others."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def added(self, file: str, text: str) -> Copy:
        """Add to a file, or write it."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")
        return self
