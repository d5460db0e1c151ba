"""What a session says to the server besides what is shown: packets as those of Textual's own driver for browsers."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

FROM_SERVER, TO_SERVER = 0, 1
"""Where a session hears and speaks: its standard input and output, as Textual's driver expects them."""
LAST_SECONDS = 5
"""Seconds that a session has to end once nobody hears it any more; then its process is ended, whatever it does."""
_HEAD = 5
"""Bytes before what a packet holds: its kind, and its length."""


def say(told: dict[str, Any]) -> None:
    """Tell the server something."""
    content = json.dumps(told).encode()
    left = b"M" + len(content).to_bytes(4, "big") + content
    while left:
        left = left[os.write(TO_SERVER, left) :]


def first_told() -> dict[str, Any]:
    """The first thing that the server tells. Raises EOFError where it is gone."""
    head = _exactly(_HEAD)
    found: dict[str, Any] = json.loads(_exactly(int.from_bytes(head[1:], "big")))
    return found


def no_more_is_said() -> None:
    """Wait until the server has heard all of it: it hears nothing more once it has spoken to who is gone."""
    with socket.socket(fileno=os.dup(TO_SERVER)) as end:
        end.shutdown(socket.SHUT_WR)
        while os.read(FROM_SERVER, 65536):
            pass


def _exactly(size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = os.read(FROM_SERVER, size - len(found))
        if not part:
            raise EOFError
        found += part
    return found
