"""Editing: a folder of knowledge while somebody changes it: watched, checked on each save, with the last good state at hand."""

from assistant.editing.bench import Bench, BenchTold, Effects, Finding
from assistant.editing.watch import Watch

__all__ = ["Bench", "BenchTold", "Effects", "Finding", "Watch"]
