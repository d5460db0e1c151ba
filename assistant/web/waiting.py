"""Taking turns: what takes long is done in short parts, so that whoever asks meanwhile waits for a part and not for all of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

PART = 0.005
"""Seconds of work after which others come first; the piece that is being made then is finished."""
PAUSE = 0.002
"""Seconds that they have: a page takes a few rounds of the loop, and none of ours is between them."""


async def in_turn(pieces: Iterator[str], turn: asyncio.Lock) -> AsyncIterator[str]:
    """The pieces, made as they are sent. `turn`: shared by all who work so, of whom one works at a time."""
    ended = False
    while not ended:
        async with turn:
            made, until = [], time.monotonic() + PART
            while not ended and time.monotonic() < until:
                piece = next(pieces, None)
                ended = piece is None
                made.append(piece or "")
            await asyncio.sleep(PAUSE)
        yield "".join(made)
