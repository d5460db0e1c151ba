"""Editing: a folder of knowledge while somebody changes it: watched, checked on each save, with the last good state at hand."""

from assistant.editing.bench import Bench, Effects, Finding, Told
from assistant.editing.watch import Watch

__all__ = ["Bench", "Effects", "Finding", "Told", "Watch"]
