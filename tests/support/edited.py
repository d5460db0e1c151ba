"""A knowledge to be edited by the tests: a copy of the fixed one, with saves that change it, spoil it and mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.places import KNOWLEDGE_VARIABLE, LOCALES_VARIABLE
from tests.support.here import FIXED

FARE = "packs/vgr/travel.yaml"
CASE = ("region=vgr", "status=asylum_seeker", "age=30", "topic=travel", "proof=lma_valid")


class Edited:
    """The copy, beside its catalogues."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder / "knowledge"))
        self.locales = Path(shutil.copytree(FIXED[LOCALES_VARIABLE], folder / "locales"))
        files = [path for top in (self.folder, self.locales) for path in top.rglob("*") if path.is_file()]
        self._before = {path: path.read_bytes() for path in files}

    def restore(self) -> None:
        """Make every file what it was at first."""
        for path, content in self._before.items():
            if path.read_bytes() != content:
                path.write_bytes(content)

    def save(self, name: str, old: str, new: str) -> None:
        """Save a file with a text in place of another, as editors do: beside it, then in its place."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        beside = file.with_name(f".{file.name}.swp")
        beside.write_text(text.replace(old, new, 1), encoding="utf-8")
        beside.replace(file)

    def change_the_fare(self, old: str = "40", new: str = "30") -> None:
        """Another fare, in the rules and in the clauses that say it: a save of several files."""
        for file in sorted(self.folder.rglob("packs/*/*.yaml")):
            text = file.read_text(encoding="utf-8")
            changed = text.replace(f'amount: "{old}"', f'amount: "{new}"').replace(f"{old} kronor", f"{new} kronor")
            if changed != text:
                file.write_text(changed, encoding="utf-8")

    def spoil(self) -> None:
        """A clause that there is none of."""
        self.save(FARE, "sources: [", "sources: [X99, ")

    def mend(self) -> None:
        """Take that back."""
        self.save(FARE, "sources: [X99, ", "sources: [")

    def reword(self) -> None:
        """Another text, which no catalogue has."""
        self.save("topics.yaml", 'help: "', 'help: "Om detta: ')
