"""A learner's progress in a file: SQLite, one transaction an answer, so that it is whole whenever the program ends.

Only the learner's name or alias and their answers to made-up cases are kept, never anything about a patient. The journal is SQLite's
own rollback journal with full synchronisation: home folders often lie on a network, where the write-ahead log is not safe.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from assistant import files
from assistant.i18n import N_, language, languages
from assistant.texts import folded
from assistant.train.problems import DAMAGED, FOREIGN, HOMELESS, NEWER, TrainingError, training_error
from assistant.train.schedule import Record
from assistant.train.sound import Learner, Work, days_of, learner_of, record_of

VARIABLE = "VARDLOTS_TRAINING"
"""Names the file, instead of the one in the user's data folder."""

APPLICATION = 0x564C5452  # "VLTR", in the file's head
VERSION = 1
"""The version of the tables."""

WAIT = 0.5
"""Seconds to wait for another window to finish its transaction: nobody shall sit before a screen that stands still."""

T = TypeVar("T")
LONGEST_NAME = 40
_TABLES = """
CREATE TABLE learners (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, region TEXT, created TEXT NOT NULL
);
CREATE TABLE cards (
    learner INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE, card TEXT NOT NULL, topic TEXT NOT NULL,
    state INTEGER NOT NULL, stability REAL NOT NULL, difficulty REAL NOT NULL, due TEXT NOT NULL, last TEXT NOT NULL,
    first_side INTEGER, second_side INTEGER, print TEXT NOT NULL, answers INTEGER NOT NULL, wrong INTEGER NOT NULL,
    PRIMARY KEY (learner, card)
);
CREATE TABLE days (
    learner INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE, day TEXT NOT NULL, answers INTEGER NOT NULL,
    PRIMARY KEY (learner, day)
);
"""
_CARD = "card, topic, state, stability, difficulty, due, last, first_side, second_side, print, answers, wrong"


class NotANameError(ValueError):
    """Not a name for a learner. The message, marked for translation, says why."""


def learner_name(typed: str) -> str:
    """The name or alias in what was typed. Raises NotANameError where it is none, a command, or like a personal number."""
    name = " ".join(typed.split())
    if not name:
        raise NotANameError(N_("Give a name or an alias."))
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NotANameError(N_("A name or an alias has at most 40 letters."))
    if len(name) < 2:
        raise NotANameError(N_("A single letter is no name: it may be meant as a command. Use at least two letters."))
    if len(re.sub(r"\D", "", name)) >= 6:
        raise NotANameError(N_("This looks like a number of a person. Use a name or an alias."))
    if folded(name) in _commands():
        raise NotANameError(N_("This word ends the program wherever it is typed. Use another name or an alias."))
    return name


@lru_cache(maxsize=1)
def _commands() -> frozenset[str]:
    """The words that end a session, in every language: nobody is called so."""
    said = (language(code).gettext(N_("quit")) for code in languages())
    return frozenset({"quit", "exit", *(folded(word) for word in said)})


def training_file() -> Path | None:
    """The file of this user: `VARDLOTS_TRAINING`, else training.sqlite3 in the platform's folder for user data.

    None for a user without a home.
    """
    return files.own_file(VARIABLE, files.DATA, "training.sqlite3")


class TrainingStore:
    """Reads and saves progress. Every method raises TrainingError where the file cannot be used; none overwrites such a file."""

    def __init__(self, path: Path | None, without: str = HOMELESS) -> None:
        """`path`: None for who trains without a file, as a user without a home; `without` says why."""
        self._path, self._without = path, without

    @property
    def path(self) -> Path:
        """The file. Raises TrainingError if there is no place for one."""
        if self._path is None:
            raise TrainingError(self._without)
        return self._path

    # -- the file --------------------------------------------------------------------------------------------------

    @contextmanager
    def _open(self, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection; when writing, within one transaction that no other window can come into."""
        connection: sqlite3.Connection | None = None
        path = self.path
        try:
            if writing:
                files.make_private(path)
            if not path.is_file():
                raise TrainingError(FOREIGN, path)
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if writing:
                connection.execute("BEGIN IMMEDIATE")
            self._prepare(connection, writing)
            yield connection
            if writing:
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError, OverflowError, UnicodeError) as error:
            raise training_error(error, path) from error
        finally:
            if connection is not None:
                connection.close()  # what was not committed is undone

    def _prepare(self, connection: sqlite3.Connection, writing: bool) -> None:
        """Make the tables in a new file; refuse a file that is not ours or is newer."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application == 0 and tables == 0:
            if writing:
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
        elif application != APPLICATION:
            raise TrainingError(FOREIGN, self.path)
        elif version > VERSION:
            raise TrainingError(NEWER, self.path)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection for reading; None where nothing has been saved yet."""
        path = self.path
        try:
            there = path.stat().st_size > 0 or not path.is_file()
        except FileNotFoundError:
            there = False
        except (OSError, ValueError) as error:
            raise training_error(error, path) from error
        if not there:
            yield None
            return
        with self._open() as connection:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield connection if tables else None

    # -- learners --------------------------------------------------------------------------------------------------

    def learners(self) -> tuple[Learner, ...]:
        """Everybody who trains with this file; who answered last comes first."""
        with self._reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT name, region FROM learners LEFT JOIN cards ON learner = id GROUP BY id ORDER BY max(last) DESC, name"
            )
            return tuple(self._sound(learner_of, row) for row in rows)

    def learner(self, name: str) -> Learner:
        """The learner with this name, in capital letters or not; a new one is saved with the first answer."""
        with self._reading() as connection:
            row = (
                connection
                and connection.execute("SELECT name, region FROM learners WHERE key = ?", (name.casefold(),)).fetchone()
            )
            return self._sound(learner_of, row) if row else Learner(name, None)

    def named(self, typed: str) -> Learner:
        """The learner with this name; somebody new needs what is a name (NotANameError). Who is there already keeps theirs."""
        name = " ".join(typed.split())
        known = {learner.name.casefold(): learner for learner in self.learners()}
        return known.get(name.casefold()) or Learner(learner_name(typed), None)

    def choose_region(self, name: str, region: str | None) -> None:
        """Remember the region that a learner works in."""
        with self._open(writing=True) as connection:
            connection.execute("UPDATE learners SET region = ? WHERE id = ?", (region, self._id(connection, name)))

    @staticmethod
    def _id(connection: sqlite3.Connection, name: str) -> int:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(
            "INSERT INTO learners (name, key, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (name, name.casefold(), now),
        )
        row = connection.execute("SELECT id FROM learners WHERE key = ?", (name.casefold(),)).fetchone()
        return int(row[0])

    # -- progress --------------------------------------------------------------------------------------------------

    def records(self, name: str) -> dict[str, Record]:
        """What is known of a learner's work, by contrast."""
        with self._reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute(
                f"SELECT {_CARD} FROM cards JOIN learners ON learner = id WHERE key = ? ORDER BY card",
                (name.casefold(),),
            )
            return {record.card: record for record in (self._sound(record_of, row) for row in rows)}

    def days(self, name: str) -> dict[str, int]:
        """The days on which a learner trained (as 2026-11-22), with the number of answers."""
        with self._reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute(
                "SELECT day, days.answers FROM days JOIN learners ON learner = id WHERE key = ? ORDER BY day",
                (name.casefold(),),
            )
            return self._sound(days_of, rows.fetchall())

    def save(self, name: str, card: str, day: str, change: Callable[[Record | None], Record]) -> Record:
        """Save one answer: `change` makes the new record of the card from the one in the file, which another window may have written.

        `day` is the learner's own calendar day. All or nothing, even if the program is killed at any moment.
        """
        with self._open(writing=True) as connection:
            learner = self._id(connection, name)
            row = connection.execute(
                f"SELECT {_CARD} FROM cards WHERE learner = ? AND card = ?", (learner, card)
            ).fetchone()
            record = change(self._sound(record_of, row) if row else None)
            memory = record.memory
            connection.execute(
                f"INSERT OR REPLACE INTO cards (learner, {_CARD}) VALUES (?{', ?' * 12})",
                (
                    learner, record.card, record.topic, memory.state, memory.stability, memory.difficulty,
                    memory.due.isoformat(), memory.last.isoformat(), *record.sides, record.print, record.answers, record.wrong,
                ),
            )  # fmt: skip
            connection.execute(
                "INSERT INTO days (learner, day, answers) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET answers = answers + 1",
                (learner, day),
            )
        return record

    def _sound(self, read: Callable[[Any], T], row: object) -> T:
        """What a row of the file says. Raises TrainingError where it cannot be."""
        try:
            return read(row)
        except ValueError as error:
            raise TrainingError(DAMAGED, self.path) from error

    # -- the learner's own data ------------------------------------------------------------------------------------

    def export(self, name: str) -> dict[str, Any] | None:
        """Everything that is saved about a learner, ready for JSON; None if nothing is."""
        with self._reading() as connection:
            if connection is None:
                return None
            learner = connection.execute(
                "SELECT id, name, region, created FROM learners WHERE key = ?", (name.casefold(),)
            ).fetchone()
            if learner is None:
                return None
            id, saved_name, region, created = learner
            cards = connection.execute(f"SELECT {_CARD} FROM cards WHERE learner = ? ORDER BY card", (id,)).fetchall()
            days = connection.execute("SELECT day, answers FROM days WHERE learner = ? ORDER BY day", (id,)).fetchall()
        return {
            "format": FORMAT,
            "version": VERSION,
            "learner": saved_name,
            "region": region,
            "created": created,
            "days": dict(days),
            "cards": [dict(zip(_CARD.split(", "), row, strict=True)) for row in cards],
        }

    def delete(self, name: str) -> bool:
        """Delete everything about a learner, overwritten in the file; whether there was anything."""
        with self._reading() as connection:
            if connection is None:
                return False
        with self._open(writing=True) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            found = connection.execute("DELETE FROM learners WHERE key = ?", (name.casefold(),))
            return found.rowcount > 0


FORMAT = "vardlots-training"
"""How an exported file names itself."""


def imported(content: object) -> Work:
    """What an exported file says. Raises ValueError where it is none, or is newer than this program."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("not an exported file")
    if not isinstance(content.get("version"), int) or content["version"] > VERSION:
        raise ValueError("newer")
    try:
        cards = [record_of([card[key] for key in _CARD.split(", ")]) for card in content["cards"]]
        learner = learner_of((content["learner"], content.get("region")))
        return Work(learner, {card.card: card for card in cards}, days_of(content["days"].items()))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("damaged") from error
