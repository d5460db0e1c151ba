"""What a process could leave of a case behind without being told to: core files, and what Textual writes for its developers."""

from __future__ import annotations

import os
from contextlib import suppress

OF_TEXTUAL = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG")
OF_TEXTUAL_BEGINNING = (
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_DEVTOOLS",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_PRESS",
    "TEXTUAL_DRIVER",
)


def leave_none() -> None:
    """From now on: no core file, and none of Textual's logs, screenshots and consoles. Before Textual is imported."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in [*os.environ]:
        if name in OF_TEXTUAL or name.startswith(OF_TEXTUAL_BEGINNING):
            del os.environ[name]
