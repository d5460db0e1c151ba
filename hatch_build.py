"""Build hook: checks the knowledge and the catalogues, compiles both, and puts them into the wheel.

A wheel whose knowledge has a mistake, or whose translations lost a placeholder, cannot be built.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeBuildHook(BuildHookInterface[Any]):
    """Compiles `locales/**/*.po` and `knowledge/` beside their sources, and includes them in a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises SystemExit with every problem found."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from tools.catalogues import compile_all
        finally:
            sys.path.pop(0)
        compiled = compile_all(root / "locales")
        snapshots = self._compiled_knowledge(root)
        if version == "editable":
            return
        include = build_data["force_include"]
        for path in sorted(
            (root / "knowledge").glob("[!.]*")
        ):  # what begins with a dot helps to edit it, and is no part of it
            include[str(path)] = f"assistant/_data/knowledge/{path.name}"
        for snapshot in snapshots:
            include[str(snapshot)] = f"assistant/_data/{snapshot.name}"
        for path in compiled:
            include[str(path)] = f"assistant/_data/locales/{path.relative_to(root / 'locales').as_posix()}"

    def _compiled_knowledge(self, root: Path) -> tuple[Path, Path]:
        from assistant.audit.proof import prove
        from assistant.i18n import SOURCE
        from assistant.knowledge import KnowledgeError, load_knowledge
        from assistant.knowledge.snapshot import write_snapshot
        from assistant.places import snapshot_file, word_tables_file
        from assistant.typed.lexicon import keep_words

        folder = root / "knowledge"
        try:
            knowledge = load_knowledge(folder)
            problems = tuple(prove(knowledge))
        except KnowledgeError as error:
            problems = error.problems
        if problems:
            raise SystemExit("The knowledge has mistakes:\n" + "\n".join(problem.text(SOURCE) for problem in problems))
        write_snapshot(knowledge, folder, snapshot_file())
        keep_words(knowledge, word_tables_file())
        return snapshot_file(), word_tables_file()
