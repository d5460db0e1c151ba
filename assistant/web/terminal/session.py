"""A session: what is typed in a browser goes to its process, and what that shows comes back. Nothing of it is kept, and nothing is logged."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from starlette.websockets import WebSocket, WebSocketDisconnect

from assistant.web.terminal.wire import SHOWN, TYPED, packet, packets, told

LEFT, KILLED, FAILED, IDLE, FULL, STOPPED = "left", "killed", "failed", "idle", "full", "stopped"
"""Why a session ended: it was left, its process is gone, it said an error, nobody was there, there are too many, the server stopped."""
LAST_SECONDS = 3.0
"""Seconds that a process has to end by itself."""
MOST_CELLS = 500
"""Columns and rows of the largest terminal."""
LONGEST = 64 * 1024
"""Letters that are typed or pasted at once: a line takes a few hundred of them."""
GONE = (WebSocketDisconnect, RuntimeError, ConnectionError)
"""What is raised by a browser that is not there any more."""


class Ended(NamedTuple):
    """Why a session ended, and what it said last."""

    why: str
    words: str = ""


class Beginning(NamedTuple):
    """What a session begins with."""

    width: int
    height: int
    language: str
    settings: Mapping[str, Any]


Sealed = Callable[[Mapping[str, Any]], str]
"""Makes of settings what the browser keeps."""


class TerminalSession:
    """One browser and one process."""

    def __init__(self, websocket: WebSocket, ours: socket.socket, sealed: Sealed, idle: float) -> None:
        """`idle`: seconds without a key, a click or a move after which it ends."""
        self._browser, self._ours, self._sealed, self._idle = websocket, ours, sealed, idle
        self._left = False
        self._words = ""
        self._pid = 0

    async def lived(self, begins: Beginning) -> Ended | None:
        """Live to the end, and why it came; None if the browser has gone."""
        reader, writer = await asyncio.open_connection(sock=self._ours)
        writer.write(told({"type": "start", **begins._asdict()}))
        shows = asyncio.create_task(self._shows(reader))
        hears = asyncio.create_task(self._hears(writer))
        try:
            done, _ = await asyncio.wait({shows, hears}, return_when=asyncio.FIRST_COMPLETED)
            return (shows if shows in done else hears).result()
        finally:
            for task in (shows, hears):
                task.cancel()
            await asyncio.gather(shows, hears, return_exceptions=True)
            await self._ends(reader, writer)

    # -- from the process ------------------------------------------------------------------------------------------

    async def _shows(self, reader: asyncio.StreamReader) -> Ended | None:
        try:
            async for kind, content in packets(reader):
                if kind == SHOWN:
                    await self._browser.send_bytes(content)
                else:
                    await self._is_told(json.loads(content))
        except GONE:
            return None
        if self._words:
            return Ended(FAILED, self._words)
        return Ended(LEFT if self._left else KILLED)

    async def _is_told(self, what: dict[str, Any]) -> None:
        kind = what["type"]
        if kind == "born":
            self._pid = int(what["pid"])
        elif kind == "exit":
            self._left = True
        elif kind == "words":
            self._words = str(what["text"])
        elif kind == "file":
            await self._tell("file", {name: what[name] for name in ("name", "mime", "text")})
        elif kind == "settings":
            await self._tell("settings", self._sealed(what["settings"]))

    async def _tell(self, kind: str, what: object) -> None:
        await self._browser.send_text(json.dumps([kind, what]))

    # -- from the browser ------------------------------------------------------------------------------------------

    async def _hears(self, writer: asyncio.StreamWriter) -> Ended | None:
        try:
            while True:
                async with asyncio.timeout(self._idle):
                    writer.write(_as_packet(await self._browser.receive_text()))
                    await writer.drain()
        except TimeoutError:
            return Ended(IDLE)
        except GONE:
            return None

    # -- the end ---------------------------------------------------------------------------------------------------

    async def _ends(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Let the process end; end it, if it does not. As long as its socket is open, its number is its own."""
        try:
            async with asyncio.timeout(LAST_SECONDS):
                with suppress(ConnectionError):
                    writer.write(told({"type": "quit"}))
                    if writer.can_write_eof():
                        writer.write_eof()
                while await reader.read(65536):
                    pass
        except TimeoutError:
            if self._pid:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
        except OSError:
            pass  # it has gone
        finally:
            writer.close()


def _as_packet(said: str) -> bytes:
    """What a browser says, for the process; nothing of what is not understood."""
    try:
        kind, *rest = json.loads(said)
        if kind == "stdin":
            return packet(TYPED, str(rest[0])[:LONGEST].encode(errors="replace"))
        if kind == "resize":
            return told({"type": "resize", "width": cells(rest[0]["width"]), "height": cells(rest[0]["height"])})
        if kind in ("focus", "blur"):
            return told({"type": kind})
    except (ValueError, TypeError, KeyError, IndexError):
        pass
    return b""


def cells(number: object) -> int:
    """A number of columns or rows. Raises ValueError for what is none."""
    return max(1, min(MOST_CELLS, int(str(number))))
