"""Garbage collection at a pace that suits an app: by Python's own settings a full one comes between a key and its paint."""

from __future__ import annotations

import gc

OBJECTS = 10_000
"""New objects after which the youngest are looked through; Python's 700 are made many times with each key."""


def collect_seldom() -> None:
    """From now on, look through the youngest objects more seldom. Changes nothing in what is found in the end."""
    gc.set_threshold(OBJECTS, 10, 10)


def pass_over_what_stays() -> None:
    """What is there now stays for good (knowledge, rules, modules): it is not looked through again."""
    gc.freeze()
