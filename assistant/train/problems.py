"""What can be wrong with a learner's file, said for the person who can mend it. None of it ends a training session."""

from __future__ import annotations

import sqlite3

from assistant.i18n import N_, Language


class TrainingError(Exception):
    """Progress cannot be read or saved. `text(language)` says what is wrong, where, and what to do."""

    def __init__(self, message: str, **parts: str) -> None:
        super().__init__(message.format(**parts))
        self.message, self.parts = message, parts

    def text(self, language: Language) -> str:
        """One line."""
        return language.gettext(self.message, **self.parts)

    @property
    def ends_saving_silently(self) -> bool:
        """Whether the text leaves unsaid that training goes on without saving."""
        return self.message in (NEWER, FOREIGN, DAMAGED)


NEWER = N_("{path} was written by a newer version of Vårdlots. Update Vårdlots; the file is left as it is.")
FOREIGN = N_(
    "{path} is not a training file of Vårdlots. Name another file in VARDLOTS_TRAINING; this one is left as it is."
)
DAMAGED = N_("{path} is damaged and is left as it is. Move it away to begin anew, or put a copy of it back.")
FULL = N_("The disk is full: {path} cannot be saved. Training goes on, but the progress is not saved.")
READ_ONLY = N_("{path} cannot be written. Training goes on, but the progress is not saved.")
BUSY = N_("{path} is in use by another program that does not let go. Training goes on, but the progress is not saved.")
OTHER = N_("{path} cannot be read or written ({reason}). Training goes on, but the progress is not saved.")

_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
}


def training_error(error: Exception, path: str) -> TrainingError:
    """What SQLite or the system says about a file, as one of these."""
    code = getattr(error, "sqlite_errorcode", None)
    message = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
    if message is None and isinstance(error, OSError) and error.errno == 28:
        message = FULL
    if message is None and isinstance(error, PermissionError):
        message = READ_ONLY
    if message is not None:
        return TrainingError(message, path=path)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return TrainingError(OTHER, path=path, reason=reason)
