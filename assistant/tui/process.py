"""The process that the app runs in: what it leaves behind (nothing), its standard error, and when garbage is collected."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name))
"""Signals at which the app gives the terminal back before it ends."""

OBJECTS = 10_000
"""New objects after which the youngest are looked through; Python's 700 are made many times with each key."""


@contextmanager
def guarded_stderr() -> Iterator[None]:
    """Keep native code from scribbling on the screen: what is written to descriptor 2 leads nowhere.

    Textual itself draws through `sys.__stderr__`, so that is moved to a copy of the descriptor first.
    """
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


def collect_seldom() -> None:
    """Look through the youngest objects more seldom: by Python's own settings a full collection comes between a key and its paint.

    Changes nothing in what is found in the end.
    """
    gc.set_threshold(OBJECTS, 10, 10)


def collect_nothing_yet() -> None:
    """Until `pass_over_what_stays`: what is made at the start stays, and the first question need not wait while it is looked through."""
    gc.disable()


def pass_over_what_stays() -> None:
    """What is there now stays for good (knowledge, rules, modules): it is not looked through again. What comes from now on is."""
    gc.freeze()
    gc.enable()
