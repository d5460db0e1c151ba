"""Keeps native code from scribbling on the screen: while the app runs, file descriptor 2 leads nowhere.

Textual itself draws through `sys.__stderr__`, so that is moved to a copy of the descriptor first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


@contextmanager
def guarded_stderr() -> Iterator[None]:
    """Send what is written to descriptor 2 to nowhere; Python's own standard error, and so the app, stays on the terminal."""
    try:
        copy = os.dup(_STDERR)
    except OSError:  # no standard error at all, as under some launchers: nothing to guard
        yield
        return
    before, before_original = sys.stderr, sys.__stderr__
    drawing = os.fdopen(
        copy, "w", encoding=getattr(before, "encoding", None) or "utf-8", errors="backslashreplace", buffering=1
    )
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        sys.stderr = sys.__stderr__ = drawing  # type: ignore[misc]
        yield
    finally:
        drawing.flush()
        os.dup2(copy, _STDERR)
        sys.stderr, sys.__stderr__ = before, before_original  # type: ignore[misc]
        os.close(nowhere)
        drawing.close()
