"""The nursery seen from the server: the process that sessions are forked from, started when the first one is wanted, and anew if it is gone."""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date

from assistant.knowledge.model import Knowledge

COMMAND = (sys.executable, "-m", "assistant.tui.served")
"""What starts it. Only by its name: the page does not know the app."""
PATIENCE = 60.0
"""Seconds that it has to get ready."""


class NurseryError(Exception):
    """No session can be had. Its text says why, if anything is known."""


def can_fork() -> bool:
    """Whether this machine knows how to fork a process and hand it a socket."""
    return hasattr(socket, "send_fds") and sys.platform != "win32"


class Nursery:
    """Where sessions come from."""

    def __init__(self, knowledge: Callable[[], Knowledge], command: Sequence[str] = COMMAND) -> None:
        """`knowledge`: the one that answers now. Sessions that begin after it was renewed, or on another day, come from a new process."""
        self._command, self._knowledge = command, knowledge
        self._knows: tuple[Knowledge, date] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._starting = asyncio.Lock()

    async def ready(self) -> None:
        """Start it, if it does not run. Raises NurseryError."""
        async with self._starting:
            knows = self._knowledge(), date.today()
            if self._process is not None and self._process.poll() is None and self._knows == knows:
                return
            self.end()
            self._control, theirs = socket.socketpair()
            self._control.setblocking(False)
            with theirs:
                self._process = self._started(theirs)
            self._knows = knows
            problem = await self._problem(self._control, pickle.dumps(knows[0]))
            if problem:
                self.end()
                raise NurseryError(problem)

    def _started(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        """The process. It hears nothing of what is typed at the server, writes nothing, and lives in no group of the server's."""
        try:
            return subprocess.Popen(
                [*self._command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise NurseryError(type(error).__name__) from None

    async def _problem(self, control: socket.socket, knowledge: bytes) -> str:
        """What it answers to the knowledge when it is ready: nothing, or what is wrong."""
        answer, loop = b"", asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                await loop.sock_sendall(control, len(knowledge).to_bytes(8, "big") + knowledge)
                while not answer.endswith(b"\n"):
                    part = await loop.sock_recv(control, 65536)
                    if not part:
                        return "EOFError"
                    answer += part
        except (TimeoutError, OSError) as error:
            return type(error).__name__
        return str(json.loads(answer)["problem"])

    async def born(self) -> socket.socket:
        """The socket of a new session. Raises NurseryError."""
        await self.ready()
        assert self._control is not None
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"s"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                self.end()
                raise NurseryError(type(error).__name__) from None
        ours.setblocking(False)
        return ours

    def end(self) -> None:
        """End it. The sessions that there are go on."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = self._knows = None
