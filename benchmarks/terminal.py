"""The app in the browser: the memory that a session has of its own, against a served hello app, and how soon it shows its first question.

    python -m benchmarks.terminal [SESSIONS]

The hello app is started as textual-serve starts one: a process of its own, with Textual's driver for browsers. The sessions come from the nursery
of the server, and are looked at in their first question and after a case was typed and answered. Budget: 1.3 x the hello app, in the same run.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

from assistant.knowledge import shipped_knowledge
from assistant.web.terminal.nursery import Nursery
from assistant.web.terminal.wire import SHOWN, TYPED, packet, packets, told
from benchmarks.first_paint import HELLO
from benchmarks.processes import private_memory

BUDGET = 1.3
AS_SERVED = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TEXTUAL_COLOR_SYSTEM": "truecolor"}
CASE = ("1", "papperslös 43 år medicin", "\r")
QUIET = 2.0
"""Seconds without anything new to be shown after which all is there."""


class Held(NamedTuple):
    """A session: seconds to its first picture, and MiB of its own in the first question and after a case."""

    seconds: float
    first: float
    after: float


async def _measured(nursery: Nursery) -> Held:
    reader, writer = await asyncio.open_connection(sock=await nursery.born())
    begun = time.perf_counter()
    writer.write(told({"type": "start", "width": 140, "height": 45, "language": "sv", "settings": {}}))
    said = packets(reader)
    _, content = await anext(said)
    pid = int(json.loads(content)["pid"])
    while (await anext(said))[0] != SHOWN:
        pass
    seconds = time.perf_counter() - begun

    async def shown() -> None:
        async for _ in said:
            pass

    reading = asyncio.create_task(shown())
    await asyncio.sleep(QUIET)
    first = private_memory(pid)
    for typed in CASE:
        for key in typed:
            writer.write(packet(TYPED, key.encode()))
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.7)
    await asyncio.sleep(QUIET)
    after = private_memory(pid)
    writer.close()
    await reading
    return Held(seconds, first, after)


async def _sessions(number: int) -> list[Held]:
    nursery = Nursery(shipped_knowledge)
    await nursery.ready()
    try:
        return list(await asyncio.gather(*(_measured(nursery) for _ in range(number))))
    finally:
        nursery.end()


def _hello() -> float:
    """What a served hello app holds of its own."""
    environment = {**os.environ, **AS_SERVED}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HELLO], stdin=pipe, stdout=pipe, env=environment) as process:
        assert process.stdout is not None
        shown = b""
        while b"hello there" not in shown:
            shown += os.read(process.stdout.fileno(), 65536)
        time.sleep(QUIET)
        held = private_memory(process.pid)
        process.kill()
    return held


def main() -> None:
    """Print the medians, each beside the hello app."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    hello = statistics.median(_hello() for _ in range(3))
    held = asyncio.run(_sessions(number))
    print(f"served hello app    {hello:6.1f} MiB of its own")
    for name, sizes in (("first question", [one.first for one in held]), ("after a case", [one.after for one in held])):
        ratio = statistics.median(sizes) / hello
        verdict = "kept" if ratio <= BUDGET else "MISSED"
        print(f"{name:<20}{statistics.median(sizes):6.1f} MiB, {ratio:.2f} x (budget {BUDGET} x: {verdict})")
    print(f"first picture after {statistics.median(one.seconds for one in held) * 1000:.0f} ms, {number} at once")


if __name__ == "__main__":
    main()
