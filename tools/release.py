"""Keeps what the knowledge says now as the version released last, so that `vardlots impact --release` and a test can tell what has changed since.

python tools/release.py                 of the knowledge of this checkout, into knowledge/.released.jsonl
python tools/release.py FOLDER          of another folder, into that folder
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.audit.impact.released import FILE, kept  # noqa: E402
from assistant.audit.impact.sides import KnowledgeSide  # noqa: E402
from assistant.audit.impact.version import files_print  # noqa: E402
from assistant.knowledge import load_knowledge  # noqa: E402


def main(words: list[str]) -> int:
    """Write the file; says which version it is of."""
    folder = Path(words[0]) if words else ROOT / "knowledge"
    knowledge = load_knowledge(folder)
    (folder / FILE).write_text(kept(KnowledgeSide(knowledge), files_print(folder)), encoding="utf-8")
    print(f"{folder / FILE}: {knowledge.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
