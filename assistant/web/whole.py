"""Whole answers: the head of an answer leaves together with its body, so that who dies between the two leaves none to be read as the beginning of one."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Transport
from typing import Any

_BEGINS, _ENDS = b"HTTP/1.1 ", b"\r\n\r\n"


class WholeTransport:
    """A transport that holds a head back until what comes next is written, or nothing comes at once. One call of the system less, too."""

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        self._transport, self._loop, self._head = transport, loop, b""

    def write(self, data: bytes) -> None:
        """Write; a head waits for its body. uvicorn writes the two one after the other, and an answer of ours is one body."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(_BEGINS) and data.endswith(_ENDS):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Close, after all of it is written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        head, self._head = self._head, b""
        if head:
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        """Whatever else a transport can do."""
        return getattr(self._transport, name)
