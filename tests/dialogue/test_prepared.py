"""What is made ready while nobody waits: afterwards the first typed line loads nothing more."""

from __future__ import annotations

import subprocess
import sys

from tests.support.here import ROOT

SCRIPT = """
import sys
from datetime import date
from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.knowledge import shipped_knowledge

knowledge = shipped_knowledge()
reader, talk = LineReader(knowledge, ("sv", "en")), Conversation(Adviser(knowledge, date(2026, 11, 22)))
steps = sum(1 for _ in reader.prepared())
before = set(sys.modules)
reader.read("undocumentd seven year old", talk)
print(steps, *sorted(set(sys.modules) - before))
"""


def test_after_it_the_first_line_loads_nothing() -> None:
    """In steps: while one is taken, no key is answered."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT)
    steps, *loaded = done.stdout.split()
    assert int(steps) >= 3
    assert [name for name in loaded if name.startswith(("assistant.typed", "rapidfuzz", "Stemmer"))] == []
