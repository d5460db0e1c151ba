"""What can be wrong with a learner's file, said for the person who can mend it. None of it ends a training session."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from assistant import files
from assistant.i18n import N_


class TrainingError(files.FileError):
    """Progress cannot be read or saved: what is wrong, where, and what to do. Whether anything goes on, who goes on says."""

    @property
    def may_pass(self) -> bool:
        """Whether the file is ours and sound, so that it may be tried again later."""
        return self.message not in (NEWER, FOREIGN, DAMAGED, HOMELESS, IN_A_BROWSER)


NEWER = N_("{path} was written by a newer version of Vårdlots. Update Vårdlots; the file is left as it is.")
FOREIGN = N_(
    "{path} is not a training file of Vårdlots. Name another file in VARDLOTS_TRAINING; this one is left as it is."
)
DAMAGED = N_("{path} is damaged and is left as it is. Move it away to begin anew, or put a copy of it back.")
FULL = N_("The disk is full: {path} cannot be saved.")
READ_ONLY = N_("{path} cannot be written.")
BUSY = N_("{path} is in use by another program that does not let go.")
OTHER = N_("{path} cannot be read or written: {reason}.")
HOMELESS = N_("You have no home folder, so no progress is kept. Name a file in VARDLOTS_TRAINING.")
IN_A_BROWSER = N_("In a browser no progress is kept.")
GOES_ON = N_("Training goes on, but the progress is not saved.")

_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_TOOBIG: DAMAGED,
    sqlite3.SQLITE_MISMATCH: DAMAGED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
}
_BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
}


def training_error(error: Exception, path: Path) -> TrainingError:
    """What SQLite or the system says about a file, as one of these."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int) and (code & 0xFF) in _BY_CODE:
        return TrainingError(_BY_CODE[code & 0xFF], path)
    if isinstance(error, OSError):
        return TrainingError(_BY_NUMBER.get(error.errno or 0, OTHER), path, error)
    return TrainingError(OTHER if isinstance(code, int) else DAMAGED, path, OSError(0, str(error)))
