"""A user's files: where each lies, and reading, making, replacing and adding to one. Whatever is written only its owner may read.

Everything that can go wrong is an OSError, and `reason` says it in the user's words.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from assistant.i18n import N_, Language
from assistant.messages import Message
from assistant.texts import visible

CONFIG, DATA = "config", "data"
"""The two kinds of a user's files: settings, and what the user has made."""

PATIENCE = 1.0
"""Seconds to wait for another program that holds a file."""

_XDG = {CONFIG: ("XDG_CONFIG_HOME", ".config"), DATA: ("XDG_DATA_HOME", ".local/share")}
_FULL = N_("the disk is full")
_FORBIDDEN = N_("you may not read or write there")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: N_("nothing can be written there"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("there is no such file or folder"),
    errno.EISDIR: N_("this is a folder"),
    errno.EINVAL: N_("this is no file that can be read or written"),
    errno.ENXIO: N_("this is no file that can be read or written"),
    errno.ELOOP: N_("the links lead in a circle"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EEXIST: N_("there is such a file already, and it is left as it is"),
    errno.EMSGSIZE: N_("the file is too large"),
    errno.EAGAIN: N_("another program does not let go of it"),
}


def reason(error: OSError, speaks: Language) -> str:
    """Why a file could not be used, to be put into a sentence."""
    known = _REASONS.get(error.errno or 0)
    return speaks.gettext(known) if known is not None else error.strerror or type(error).__name__


class FileError(Exception):
    """A user's file cannot be used. `message` is a text of the code with `{path}`, and `{reason}` where there is an `error`."""

    def __init__(self, message: str, path: Path | None = None, error: OSError | None = None) -> None:
        super().__init__(message)
        self.message, self.path, self.error = message, path, error

    def text(self, language: Language) -> str:
        """What is wrong, where, and why, in one line."""
        parts = {"path": visible(self.path, 200)} if self.path is not None else {}
        if self.error is not None:
            parts["reason"] = reason(self.error, language)
        return Message(self.message, parts).text(language)


# -- where ---------------------------------------------------------------------------------------------------------------


def home() -> Path | None:
    """The user's home; None for a user without one, as of a service or in a container."""
    try:
        if sys.platform == "linux" and not os.environ.get("HOME", "/").startswith(
            "/"
        ):  # empty, it would be read as "/"
            import pwd

            found = Path(pwd.getpwuid(os.getuid()).pw_dir)
        else:
            found = Path.home()
    except (RuntimeError, KeyError):
        return None
    return found if found.is_absolute() else None


def own_file(variable: str, kind: str, name: str, environment: Mapping[str, str] | None = None) -> Path | None:
    """Where a file of this user lies: where the variable says, else where the platform keeps `CONFIG` or `DATA`.

    None if there is no such place, since the user has no home.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(variable, "").strip()
    if named:
        return Path(named)
    if sys.platform != "linux":
        from platformdirs import user_config_path, user_data_path

        if kind == CONFIG:
            return user_config_path("vardlots", appauthor=False, roaming=True) / name
        return user_data_path("vardlots", appauthor=False) / name
    # What platformdirs says there (a test compares), without importing it before the first screen.
    folder_variable, below = _XDG[kind]
    folder = environment.get(folder_variable, "")
    if folder.startswith("/"):
        return Path(folder) / "vardlots" / name
    base = Path(environment["HOME"]) if environment.get("HOME", "").startswith("/") else home()
    return base / below / "vardlots" / name if base is not None else None


# -- reading -------------------------------------------------------------------------------------------------------------


def read(path: Path, most: int) -> bytes | None:
    """What is in a file of at most so many bytes; None if there is none.

    Raises OSError, also for what is no file (a device, a pipe, a folder), which is never waited for, and for one that is larger.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    except ValueError:  # a path that no file can have
        raise _error(errno.EINVAL, path) from None
    with open(handle, "rb") as stream:  # noqa: PTH123 - a handle has no path
        _check_regular(stream, path)
        content = stream.read(most + 1)
    if len(content) > most:
        raise _error(errno.EMSGSIZE, path)
    return content


def _check_regular(stream: IO[bytes], path: Path) -> None:
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        raise _error(errno.EINVAL, path)


def _error(code: int, path: Path) -> OSError:
    return OSError(code, os.strerror(code), str(path))


# -- writing -------------------------------------------------------------------------------------------------------------


def write_new(path: Path, text: str) -> None:
    """Make a file. Raises OSError, also if there is one already; then nothing is left of this one."""
    try:
        stream = os.fdopen(_new(path), "wb")
    except ValueError:  # a path that no file can have
        raise _error(errno.EINVAL, path) from None
    try:
        with stream:
            _put(stream, text.encode())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _put(stream: IO[bytes], content: bytes) -> None:
    stream.write(content)
    stream.flush()
    os.fsync(stream.fileno())


def replace(path: Path, text: str) -> None:
    """Put a text in the place of a file: it is there whole or not at all, so that nobody ever reads half of it. Raises OSError."""
    import tempfile

    try:
        path = path.resolve()  # a link stays a link
    except RuntimeError:
        raise _error(errno.ELOOP, path) from None
    if path.exists() and not os.access(path, os.W_OK):
        raise _error(errno.EACCES, path)
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            _put(stream, text.encode())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def append(path: Path, line: bytes) -> None:
    """Add a line at the end of a file, whole or not at all, while nobody else does. Raises OSError; then the file is as it was."""
    make_folder(path.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except ValueError:  # a path that no file can have
        raise _error(errno.EINVAL, path) from None
    with open(handle, "r+b", buffering=0) as stream:  # noqa: PTH123 - its mode from the start
        _check_regular(stream, path)
        with alone(stream):
            _append(stream, line)


def _append(stream: IO[bytes], line: bytes) -> None:
    """Write at the end; take back what a full disk cut off."""
    before = stream.seek(0, os.SEEK_END)
    if before:
        stream.seek(before - 1)
        line = line if stream.read(1) == b"\n" else b"\n" + line  # somebody else's line was cut off
    try:
        done = 0
        while done < len(line):
            done += stream.write(line[done:])
        os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            stream.truncate(before)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into, and those above it, as far as they are not there. Raises OSError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except ValueError:  # a path that no folder can have
        raise _error(errno.EINVAL, folder) from None


def make_private(path: Path) -> None:
    """Make a file that is not there, and take everybody else's right to read one that is. Raises OSError."""
    make_folder(path.parent)
    try:
        with suppress(FileExistsError):
            os.close(_new(path))
    except ValueError:
        raise _error(errno.EINVAL, path) from None
    with suppress(OSError):  # somebody else's file, or a disk without rights
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            path.chmod(0o600)


@contextmanager
def alone(stream: IO[bytes]) -> Iterator[None]:
    """Hold a file against other processes; released when it is closed as well. Raises OSError if another one does not let go."""
    try:
        import fcntl
    except ImportError:  # Windows: its own way to hold the first byte
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        try:
            yield
        finally:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
        try:
            yield
        finally:
            fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
