"""Catalogues: the same as `vardlots language update` and `check`, for the checkout that this file lies in; and `compile`, as the build does.

python tools/catalogues.py update     new texts appear untranslated, changed and unused ones go
python tools/catalogues.py check      what is missing, stale, or lost a placeholder; exit code 1 if anything
python tools/catalogues.py compile    .po -> .mo (the build does it too)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.catalogues import checking, updating  # noqa: E402
from assistant.catalogues.files import CatalogueError  # noqa: E402
from assistant.i18n import SOURCE  # noqa: E402
from assistant.knowledge import load_knowledge  # noqa: E402

LOCALES, KNOWLEDGE = ROOT / "locales", ROOT / "knowledge"


def compile_all(locales: Path = LOCALES) -> list[Path]:
    """Compile every catalogue beside its source. Raises SystemExit where a translation cannot be shown."""
    try:
        return updating.compile_all(locales)
    except CatalogueError as error:
        raise SystemExit(error.text(SOURCE)) from None


def problems() -> list[str]:
    """What is wrong in the catalogues of this checkout: one line each."""
    return checking.problems(LOCALES, load_knowledge(KNOWLEDGE))


def main(words: list[str]) -> int:
    """Run one of the three commands."""
    match words:
        case ["update"]:
            list(updating.update(LOCALES, load_knowledge(KNOWLEDGE)))
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = problems()
            print("\n".join(found) or "Every text is translated.")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
