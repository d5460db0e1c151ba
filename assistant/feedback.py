"""Feedback: "this answer is wrong or out of date", kept as a line in a file for the knowledge editor. Never the case, never a number.

An entry holds the day, the rules that were shown, the version of the knowledge, the language and the user's words. Digits that
could be a personal number, an LMA number or a telephone number are masked before anything is written.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assistant import files
from assistant.i18n import N_, Language
from assistant.knowledge.model import Knowledge
from assistant.masking import mask

PATH_VARIABLE = "VARDLOTS_FEEDBACK"
"""The environment variable that names the file of the entries."""

LONGEST = 2000
"""Characters of the user's words that are kept."""

LARGEST = 16 << 20
"""Bytes of a file of entries; a larger one is something else."""

ADVICE = N_(
    "Write what is wrong and where you read it. Nothing about a patient: numbers are covered, names and e-mail addresses are not."
)
"""What a face says above the field."""

_KEYS = {"day": str, "rules": list, "knowledge": str, "language": str, "words": str}


class Entry(NamedTuple):
    """One entry: the day it was made, ids of rules, the version of the knowledge, the language's code, the user's words."""

    day: date
    rules: tuple[str, ...]
    knowledge: str
    language: str
    words: str


class Entries(NamedTuple):
    """What a file holds: its entries in order, and the numbers of the lines (from 1) that are none."""

    entries: tuple[Entry, ...]
    damaged: tuple[int, ...]


class FeedbackError(files.FileError):
    """An entry was not kept, or the file cannot be read."""


def entry(words: str, rules: Iterable[str], knowledge: Knowledge, language: Language, on: date) -> Entry:
    """An entry on these rules in the user's words, with numbers masked that may be a person's.

    Raises ValueError if there are neither words nor rules, and for a rule that there is not.
    """
    # ⁸ and 𝟖 become 8; joiners and marks that nobody sees go, so that they cannot part a number.
    plain = "".join(char for char in unicodedata.normalize("NFKC", words) if unicodedata.category(char) != "Cf")
    plain = " ".join("".join(char if char.isprintable() else " " for char in plain).split())
    kept = mask(plain, _own_numbers(knowledge))[:LONGEST]
    ids = tuple(dict.fromkeys(rules))
    unknown = [id for id in ids if id not in knowledge.rules]
    if unknown or not (kept or ids):
        raise ValueError(f"no such rule: {unknown}" if unknown else "an entry without words and without rules")
    return Entry(on, ids, knowledge.version, language.code, kept)


def _own_numbers(knowledge: Knowledge) -> frozenset[str]:
    """The digits of the telephone and fax numbers of the knowledge: that one is wrong is worth a report."""
    numbers = (number for contact in knowledge.contacts.values() for number in (contact.phone, contact.fax) if number)
    return frozenset("".join(char for char in number if char.isdecimal()) for number in numbers)


def feedback_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The file of the entries: `VARDLOTS_FEEDBACK`, else `vardlots/feedback.jsonl` where the platform keeps a user's data.

    None for a user without a home.
    """
    return files.own_file(PATH_VARIABLE, files.DATA, "feedback.jsonl", environment)


def as_line(new: Entry) -> str:
    """An entry as it stands in a file."""
    content = {
        "day": new.day.isoformat(),
        "rules": list(new.rules),
        "knowledge": new.knowledge,
        "language": new.language,
        "words": new.words,
    }
    return json.dumps(content) + "\n"  # ASCII: no letter can break a line


def write_entry(new: Entry, path: Path | None) -> None:
    """Add an entry to the file as one line, whole or not at all, also while another process adds one.

    Raises FeedbackError if it cannot be written; then the file is as it was.
    """
    if path is None:
        raise FeedbackError(
            N_("Your words were not kept: you have no home folder. Name a file in VARDLOTS_FEEDBACK."), None
        )
    try:
        files.append(path, as_line(new).encode())
    except OSError as error:
        raise FeedbackError(N_("Your words were not kept: {path}: {reason}."), path, error) from None


def read_entries(path: Path) -> Entries:
    """The entries in a file; none if there is no file. Raises FeedbackError if it cannot be read."""
    try:
        content = files.read(path, LARGEST) or b""
    except OSError as error:
        raise FeedbackError(N_("The entries cannot be read: {path}: {reason}."), path, error) from None
    entries, damaged = [], []
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                entries.append(_entry(line))
            except (ValueError, RecursionError):
                damaged.append(number)
    return Entries(tuple(entries), tuple(damaged))


def _entry(line: bytes) -> Entry:
    """The entry in a line. Raises ValueError if it is none."""
    content = json.loads(line.decode())
    if not isinstance(content, dict) or any(not isinstance(content.get(key), kind) for key, kind in _KEYS.items()):
        raise ValueError(line)
    if not all(isinstance(rule, str) for rule in content["rules"]):
        raise ValueError(line)
    return Entry(
        day=date.fromisoformat(content["day"]),
        rules=tuple(content["rules"]),
        knowledge=content["knowledge"],
        language=content["language"],
        words=content["words"],
    )
