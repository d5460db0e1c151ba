"""The process that sessions are forked from: it has the app, the knowledge and the engine loaded, and knows nobody's case.

A session shares with it all that it does not change, so it costs a few megabytes and starts at once. It has one thread, so that forking is
safe, and one way in: a socket of the server, which sends it the socket of each session. When the server is gone, it ends.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, NoReturn

from assistant.traces import leave_none
from assistant.tui.served.wire import FROM_SERVER, LAST_SECONDS, TO_SERVER, first_told, no_more_is_said, say

if TYPE_CHECKING:
    from assistant.knowledge.model import Knowledge

_SIZE_BYTES = 8
COLOURS = {"TEXTUAL_COLOR_SYSTEM": "truecolor", "TEXTUAL_FPS": "60"}
"""What a browser shows, whatever the server's own terminal does."""


def main(handle: int) -> int:
    """Fork a session for each socket that comes, until none comes any more. What comes first is the knowledge."""
    leave_none()
    os.environ.pop("NO_COLOR", None)
    os.environ.update(COLOURS)
    control = socket.socket(fileno=handle)
    try:
        loaded = LoadedApp(pickle.loads(_received(control)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the page says it
        _answer(control, _kind_and_place(error))
        return 1
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then goes
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a session ended
    _answer(control, "")
    while True:
        mark, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not mark:
            return 0
        if os.fork() == 0:
            control.close()
            loaded.session(handles[0])
        os.close(handles[0])


def _received(control: socket.socket) -> bytes:
    """The knowledge as the server has it: the folder may hold another one by now."""
    with control.makefile("rb", buffering=0) as stream:
        size = int.from_bytes(stream.read(_SIZE_BYTES) or b"", "big")
        found = bytearray()
        while len(found) < size and (part := stream.read(size - len(found))):
            found += part
    return bytes(found)


def _answer(control: socket.socket, problem: str) -> None:
    """Ready, or why not."""
    control.sendall(json.dumps({"problem": problem}).encode() + b"\n")


def _kind_and_place(error: BaseException) -> str:
    """An error without its words, which may quote what was typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
    return f"{type(error).__name__}, {place}"


class LoadedApp:
    """Everything that sessions share."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Raises whatever an import may raise."""
        from assistant.answer import Adviser
        from assistant.tui.process import collect_seldom
        from assistant.tui.served.warming import warm

        self._adviser = Adviser(knowledge, date.today())
        collect_seldom()
        warm(self._adviser)
        gc.collect()
        gc.freeze()  # what is here is shared: a collection would write to all of it

    def session(self, handle: int) -> NoReturn:
        """Be a session, to its end."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            for target in (FROM_SERVER, TO_SERVER):
                os.dup2(handle, target)
            os.close(handle)
            self._shown()
        except EOFError:
            pass  # whoever asked for it has gone
        except BaseException as error:  # noqa: BLE001 - the page says it
            with suppress(Exception):
                say({"type": "words", "text": _kind_and_place(error)})
        finally:
            signal.alarm(LAST_SECONDS)
            with suppress(Exception):
                no_more_is_said()
            os._exit(0)

    def _shown(self) -> None:
        from assistant.i18n import language
        from assistant.tui.served.app import BrowserApp, BrowserPreferences

        say({"type": "born", "pid": os.getpid()})
        asked = first_told()

        def keep(settings: dict[str, object]) -> None:
            say({"type": "settings", "settings": settings})

        preferences = BrowserPreferences(self._adviser.knowledge, asked["settings"], keep)
        app = BrowserApp(self._adviser, language(asked["language"]), preferences)
        app.run(size=(asked["width"], asked["height"]))
        sys.stdout.flush()
        if app.last_words:
            say({"type": "words", "text": app.last_words})
