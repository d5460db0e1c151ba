"""Whoever sends what is wrong, or nothing, beside whoever asks for pages: `python -m benchmarks.unruly` tells how much slower these become.

All in one run: slices of a second without and with the others by turns; of a slice the median of a page, of all pairs of slices the median.
Budget: a tenth.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.synchronize import Event

from benchmarks.serving import ask_on, loads, ours, post, started

SILENT = 1000
"""Connections that send nothing."""
DROPS = 100
"""Connections that send a byte of a head now and then."""
A_SECOND = 20
"""Wrong requests a second, of each kind by turns."""
PAIRS = 5
BUDGET = 1.1

_LONG = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n"
WRONG = (
    _LONG + b"content-length: 10485760\r\n\r\n" + b"a" * 10_485_760,
    _LONG + b"transfer-encoding: chunked\r\n\r\n" + b"10000\r\n" + b"a" * 65536 + b"\r\n10000\r\n" + b"a" * 65536,
    post("/api/ask", "application/json", b"[" * 60_000),
    post("/", "application/x-www-form-urlencoded", b"&".join([b"step=x"] * 5_000)),
    post("/", "text/plain", b"\xff" * 1000),
    b"\x00\xff GET / \r\n\r\n",
)


def unruly(port: int, begins: Event, begun: Event) -> None:
    """Do all of that while `begins` is set; `begun` is set as soon as it is under way."""
    wrong = itertools.cycle(WRONG)
    while begins.wait():
        waiting = [socket.create_connection(("127.0.0.1", port), 20) for _ in range(SILENT + DROPS)]
        begun.set()
        while begins.is_set():
            _send(port, next(wrong))
            for each in waiting[:DROPS:10]:
                with suppress(OSError):
                    each.send(b"G")
            time.sleep(1 / A_SECOND)
        for each in waiting:
            each.close()
        begun.clear()


def _send(port: int, request: bytes) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as made:
        made.settimeout(1)
        made.sendall(request)
        made.recv(1000)


def slowed(port: int) -> Iterator[float]:
    """How many times as long a page takes beside all that as without it: of each pair of slices."""
    context = multiprocessing.get_context("spawn")
    begins, begun = context.Event(), context.Event()
    other = context.Process(target=unruly, args=(port, begins, begun), daemon=True)
    other.start()
    _pages(port)
    try:
        for _ in range(PAIRS):
            alone = _pages(port)
            begins.set()
            begun.wait(20)
            beside = _pages(port)
            begins.clear()
            yield beside / alone
            time.sleep(0.3)  # those who waited are gone
    finally:
        other.terminate()


def _pages(port: int) -> float:
    """The median of the pages that one client gets in a second."""
    took: list[float] = []
    asyncio.run(ask_on(port, next(loads()).requests, time.perf_counter() + 1, took))
    return statistics.median(took)


def main() -> None:
    """Measure and print."""
    _, port = started(ours)
    found = list(slowed(port))
    print("a page beside wrong requests and silent connections, against alone:", *(f"{each:.2f} x" for each in found))
    median = statistics.median(found)
    print(f"median {median:.2f} x, budget {BUDGET:.2f} x: {'kept' if median <= BUDGET else 'MISSED'}")
    sys.exit(median > BUDGET)


if __name__ == "__main__":
    main()
