"""Printing now: text handed to the printing command of the machine, where it has one."""

from __future__ import annotations

import shutil
import subprocess

COMMANDS = ("lp", "lpr")
"""The commands that print what they are given (CUPS, and the older one)."""
LONGEST = 20
"""Seconds that a command may take to accept a text."""


class PrintError(Exception):
    """The text could not be handed over; the message is what the command said."""


def printer() -> str | None:
    """The command that prints; None where there is none (save a page and print it from the browser then)."""
    return next((found for found in map(shutil.which, COMMANDS) if found), None)


def print_text(text: str, command: str) -> None:
    """Hand a text to the printing command. It is not written to any file of ours. Raises PrintError if it is not accepted."""
    try:
        done = subprocess.run([command], input=text.encode(), capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintError(getattr(error, "strerror", None) or type(error).__name__) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise PrintError(said[-1] if said else str(done.returncode))
