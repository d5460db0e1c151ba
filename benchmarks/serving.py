"""Serving: `python -m benchmarks.serving` asks the page and the JSON over HTTP beside a bare Starlette echo, all in one run on one machine.

For each server and each number of clients: requests a second, the median and the slowest of a hundred in milliseconds, and requests for a
second of the server's own processor time, which is what one core can do however busy the machine is. Then the memory that is each server's
own, and what a workplace, a region and a country need by that (docs/serving.md says how it is reckoned).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from math import ceil
from multiprocessing.process import BaseProcess
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.types import ASGIApp

from assistant.knowledge import shipped_knowledge
from benchmarks.answering import cases

CLIENTS = (1, 8, 64)
STEPS = (
    "region=vgr",
    "region=vgr status=undocumented",
    "region=vgr status=undocumented topic=medicines",
    "region=vgr status=undocumented topic=medicines age=43",
    "region=rjl status=asylum_seeker proof=lma_expired topic=registration",
    "region=vgr status=asylum_seeker topic=visit_fee age=30",
)
LINES = ("papperslös 7 år behöver tolk", "undocumented, 16, dentist", "asylsökande utgånget lma-kort recept")


class Load(NamedTuple):
    """What is asked: a name, the requests that are sent by turns, and the budgets at 8 clients (median and 99 % in ms, requests a core); 0 for none."""

    name: str
    requests: tuple[bytes, ...]
    median: float = 0
    slow: float = 0
    per_core: float = 0


class Measured(NamedTuple):
    """What came of so many clients."""

    rate: float
    median: float
    slow: float
    per_core: float


def post(address: str, kind: str, body: bytes) -> bytes:
    """A request as it is sent."""
    head = f"POST {address} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def loads() -> Iterator[Load]:
    """All that is asked, the bare echo first."""
    form = "application/x-www-form-urlencoded"
    pages = [urlencode({"step": step, "at": "0", "do": ""}).encode() for step in STEPS]
    lines = [urlencode({"step": "region=vgr", "at": "0", "do": "line", "line": line}).encode() for line in LINES]
    finds = [urlencode({"step": step, "at": "0", "open": "topic:medicines"}).encode() for step in STEPS[:3]]
    asked = [{**case.answers, "topic": [*case.topics]} for case in cases(shipped_knowledge(), 100)]
    yield Load("a page of the case", tuple(post("/", form, body) for body in pages), median=15, slow=40)
    yield Load("a line of words", tuple(post("/", form, body) for body in lines), median=15, slow=40)
    yield Load("a table looked up", tuple(post("/find", form, body) for body in finds), median=15, slow=40)
    yield Load(
        "/api/ask",
        tuple(post("/api/ask", "application/json", json.dumps({"facts": facts}).encode()) for facts in asked),
        per_core=600,
    )


# -- servers -------------------------------------------------------------------------------------------------------------


def _serve(app: Callable[[], ASGIApp], port: int) -> None:
    """Serve in this process, as `vardlots serve` does."""
    from assistant.web import serving

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    serving.run(app(), serving.listen("127.0.0.1", port))


def ours() -> ASGIApp:
    from assistant.web.site import site

    return site(shipped_knowledge(), "sv")


def _bare() -> ASGIApp:
    """Starlette that gives back what it is sent, with nothing around it."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    async def echo(request: Request) -> Response:
        return Response(await request.body())

    return Starlette(routes=[Route("/{path:path}", echo, methods=["POST"])])


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port: int = made.getsockname()[1]
        return port


def started(app: Callable[[], ASGIApp]) -> tuple[BaseProcess, int]:
    """A server in a process of its own, once it listens."""
    port = _free_port()
    # Begun anew, as a server is, so that all of its memory is its own.
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(app, port), daemon=True)
    process.start()
    for _ in range(300):
        time.sleep(0.1)
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return process, port
    raise SystemExit("a server does not listen")


def _processor_seconds(pid: int) -> float:
    """The processor time that a process has had."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stream:  # noqa: PTH123 - no file
        fields = stream.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _private_megabytes(process: BaseProcess) -> float:
    """The memory that is a process's own, not shared with the one that it was begun from."""
    with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as stream:  # noqa: PTH123 - no file
        return sum(int(line.split()[1]) for line in stream if line.startswith("Private_")) / 1024


# -- clients -------------------------------------------------------------------------------------------------------------


async def ask_on(port: int, requests: Sequence[bytes], until: float, took: list[float]) -> None:
    """One client on one connection: the next request as soon as the answer is there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in cycle(requests):
        begun = time.perf_counter()
        if begun > until:
            break
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode())
        length = next(int(line[16:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length: "))
        await reader.readexactly(length)
        took.append(time.perf_counter() - begun)
    writer.close()


async def _measure(port: int, pid: int, load: Load, clients: int, seconds: float) -> Measured:
    took: list[float] = []
    processor, begun = _processor_seconds(pid), time.perf_counter()
    until = begun + seconds
    turned = (
        load.requests[at % len(load.requests) :] + load.requests[: at % len(load.requests)] for at in range(clients)
    )
    await asyncio.gather(*(ask_on(port, requests, until, took) for requests in turned))
    passed, busy = time.perf_counter() - begun, _processor_seconds(pid) - processor
    took.sort()
    return Measured(
        len(took) / passed, took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000, len(took) / max(busy, 0.01)
    )


# -- what a workplace needs ----------------------------------------------------------------------------------------------

USERS, CASES_A_DAY, REQUESTS_A_CASE = 0.1, 3, 30
"""Of all employees those who ask on a working day; how many cases each; pages, and what is understood while a line is typed, for one."""
BUSIEST_HOUR, PEAK = 0.2, 4
"""What part of a day's requests come in its busiest hour, and how many times its mean its busiest seconds are."""
FULLEST = 0.5
"""How busy a core may be at the peak, so that nobody waits in a queue."""


def needed(employees: int, per_core: float) -> tuple[float, float]:
    """Requests a second at the peak, and the cores that they keep busy."""
    peak = employees * USERS * CASES_A_DAY * REQUESTS_A_CASE * BUSIEST_HOUR / 3600 * PEAK
    return peak, peak / per_core / FULLEST


def _tell_needed(per_core: float, megabytes: float) -> None:
    print(
        f"\n{'employees':>12}{'a second':>10}{'cores':>7}{'processes':>11}{'MB':>7}   (the dearest load: {per_core:.0f} a core)"
    )
    for employees in (5_000, 50_000, 1_000_000):
        peak, cores = needed(employees, per_core)
        processes = max(2, ceil(cores) + 1)  # one may be gone, and the others do
        print(f"{employees:>12,}{peak:>10.0f}{cores:>7.1f}{processes:>11}{processes * megabytes:>7.0f}")


# -- all of it -----------------------------------------------------------------------------------------------------------


class Run:
    """One run over both servers: the table as it grows, what was missed, what was dearest."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.missed: list[str] = []
        self.per_core: list[float] = []

    def load(self, load: Load, process: BaseProcess, port: int) -> None:
        """Measure one load at each number of clients."""
        assert process.pid is not None
        asyncio.run(_measure(port, process.pid, load, 4, 1.0))  # warm
        for clients in CLIENTS:
            found = asyncio.run(_measure(port, process.pid, load, clients, self._seconds))
            print(
                f"{load.name:<24}{clients:>8}{found.rate:>10.0f}{found.median:>11.2f}{found.slow:>9.2f}{found.per_core:>19.0f}"
            )
            if clients == 8:
                self._budgets(load, found)

    def _budgets(self, load: Load, found: Measured) -> None:
        if load.median:
            self.per_core.append(found.per_core)
        if load.median and found.median > load.median:
            self.missed.append(f"{load.name}: median {found.median:.1f} ms, budget {load.median:.0f}")
        if load.slow and found.slow > load.slow:
            self.missed.append(f"{load.name}: 99 % {found.slow:.1f} ms, budget {load.slow:.0f}")
        if load.per_core and found.per_core < load.per_core:
            self.missed.append(f"{load.name}: {found.per_core:.0f} a core and second, budget {load.per_core:.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    run = Run(parser.parse_args().seconds)
    first = next(loads())
    print(f"{'':<24}{'clients':>8}{'a second':>10}{'median ms':>11}{'99 % ms':>9}{'a core and second':>19}")
    servers = [started(_bare), started(ours)]
    before = [_private_megabytes(process) for process, _ in servers]
    run.load(Load("bare Starlette echo", first.requests), *servers[0])
    for load in loads():
        run.load(load, *servers[1])
    after = [_private_megabytes(process) for process, _ in servers]
    for name, at_first, at_last in zip(("bare Starlette echo", "vardlots serve"), before, after, strict=True):
        print(f"{name:<24}{at_first:>8.0f} MB of its own once it listens, {at_last:.0f} after all of it")
    _tell_needed(min(run.per_core), after[1])
    for process, _ in servers:
        process.terminate()
    print("\n".join(f"MISSED  {line}" for line in run.missed) or "kept: every budget")
    sys.exit(bool(run.missed))


if __name__ == "__main__":
    main()
