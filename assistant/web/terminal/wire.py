"""What the server and a session say to each other: packets of a kind, a length and what they hold, as Textual's own driver sends them."""

from __future__ import annotations

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator
from typing import Any

SHOWN, TYPED, TOLD = b"D", b"D", b"M"
"""The kinds: what is shown, what is typed, what else is told."""
LARGEST = 16 << 20
"""Bytes of a packet; a larger one is none of ours."""
_BEGINS = b"__GANGLION__\n"
"""What the driver says before anything else."""


def packet(kind: bytes, content: bytes) -> bytes:
    """A packet."""
    return kind + len(content).to_bytes(4, "big") + content


def told(what: dict[str, Any]) -> bytes:
    """A packet that tells something."""
    return packet(TOLD, json.dumps(what).encode())


async def packets(reader: StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    """What a session says, until it says no more. Raises ValueError for what is no packet."""
    try:
        while True:
            kind = await reader.readexactly(1)
            if kind == _BEGINS[:1]:
                await reader.readexactly(len(_BEGINS) - 1)
                continue
            size = int.from_bytes(await reader.readexactly(4), "big")
            if kind not in (SHOWN, TOLD) or size > LARGEST:
                raise ValueError("no packet")
            yield kind, await reader.readexactly(size)
    except (IncompleteReadError, ConnectionError):
        return
