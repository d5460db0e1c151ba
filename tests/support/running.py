"""The real command as a process of its own: for what only a process shows. The rest runs in this one, see `said`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

from tests.support.here import BARE, ROOT


def vardlots(*words: str, environment: Mapping[str, str] = BARE, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `vardlots` with these words, with nothing of the machine's environment."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=dict(environment),
        input=typed,
        check=False,
        timeout=60,
    )
