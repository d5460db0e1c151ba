"""Garbage in the process of the tests: what the program does about its own, for as long as one test runs.

A command, a server or the app that runs in this process sets how seldom garbage is looked for, and sets apart what is there for good. Here it is
not there for good: what was set apart with it would never be let go of, and what is looked through is all that every test has made.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_FREEZE, _UNFREEZE, _COLLECT = gc.freeze, gc.unfreeze, gc.collect


def set_apart_what_is_read() -> None:
    """What the tests were read into stays to the end: looking through it, again and again, took a sixth of the whole suite."""
    _FREEZE()
    gc.set_threshold(2_000, 20, 100)  # young objects as many as the processor holds near; the rest seldom
    gc.enable()
    gc.freeze = gc.unfreeze = _as_it_was
    gc.collect = _nothing_found


def _as_it_was() -> None:
    """Nothing is set apart, and nothing joined again."""


def _nothing_found(generation: int = 2) -> int:
    """A program looks through what it has made itself; here, and in each process that parts from here, it would be all that tests have made."""
    return 0


def look_for_garbage() -> None:
    """Look through all that is here, for a test of what is let go of."""
    _COLLECT()


@contextmanager
def as_in_a_program() -> Iterator[None]:
    """The real ones, for a test of them alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", _FREEZE)
        patch.setattr(gc, "unfreeze", _UNFREEZE)
        patch.setattr(gc, "collect", _COLLECT)
        yield


@contextmanager
def looked_for_as_before() -> Iterator[None]:
    """What is changed within is for that time: how seldom garbage is looked for, and whether at all."""
    threshold, enabled = gc.get_threshold(), gc.isenabled()
    yield
    gc.set_threshold(*threshold)
    (gc.enable if enabled else gc.disable)()
