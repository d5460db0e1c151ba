"""How long a connection may keep us waiting: a head that does not come, or is too long, ends it, so that nobody is kept from being answered."""

from __future__ import annotations

from asyncio import Transport
from asyncio.events import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.web.whole import WholeTransport

HEAD_SECONDS = 10.0
"""Seconds from the first byte of a connection, or of a request on it, to the end of its head."""
LONGEST_HEAD = 32 * 1024
"""Bytes of a head: our own forms send a few hundred."""


class ImpatientProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with a limit to the head of a request. (uvicorn limits the time between requests only.)"""

    _waiting: TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(WholeTransport(transport, self.loop))  # type: ignore[arg-type]
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._heard()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._between:
            if self._waiting is None:
                self._wait()
            self._head += len(data)
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._heard()
        elif self._between and self._head > LONGEST_HEAD and not self.transport.is_closing():
            self._refuse(b"431 Request Header FormFields Too Large")

    def handle_websocket_upgrade(self) -> None:
        """From now on it is another protocol's: nothing is waited for here."""
        self._heard()
        super().handle_websocket_upgrade()

    @property
    def _between(self) -> bool:
        """Whether no request is under way, so that what comes is the head of one."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._head = 0
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._refuse, b"408 Request Timeout")

    def _heard(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        self._head = 0

    def _refuse(self, status: bytes) -> None:
        self._heard()
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()
