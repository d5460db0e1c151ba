"""Where and when the tests are: the checkout, the day, and the knowledge that stands still in `tests/fixed`.

Every test but those in `tests/shipped` runs on that knowledge, also in the commands that it starts, so that what the shipped
knowledge says may change without any of them.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.places import KNOWLEDGE_VARIABLE, LOCALES_VARIABLE

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 22)
"""The day on which the tests ask, so that no test changes its mind as time goes by."""
BROKEN = ROOT / "tests" / "broken"
"""Each file with what it gives; `_sound` is the small sound knowledge that they are laid over."""
FIXED = {
    KNOWLEDGE_VARIABLE: str(ROOT / "tests" / "fixed" / "knowledge"),
    LOCALES_VARIABLE: str(ROOT / "tests" / "fixed" / "locales"),
}
BARE = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **FIXED}
"""The environment of a command of the tests: nothing of the machine's, and the fixed knowledge."""


def data(path: str) -> Any:
    """What a file of the tests' data says: cases, utterances, queries."""
    return read_data(ROOT / "tests" / path)


def read_data(path: Path) -> Any:
    """The same of a file named whole; by the parser in C where there is one, since every worker reads all of it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
