"""Renewal: on a signal the knowledge is read and proved in another process, and taken if all holds; else the old one stays. Requests are answered meanwhile."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from assistant import i18n, places
from assistant.answer import REFUSALS
from assistant.knowledge.model import Knowledge
from assistant.knowledge.snapshot import read_snapshot
from assistant.web.desk import House
from assistant.web.forgetting import forget_what_was
from assistant.web.logs import place_of, tell
from assistant.web.metrics import Metrics
from assistant.web.site import Site

PATIENCE = 900.0
"""Seconds that a proof may take; the shipped knowledge takes ten."""
MOST_TOLD = 20
"""Mistakes that are logged, each with its place."""
_MISTAKE = re.compile(r"(.+?:\d+:\d+): (.+)")
"""A line of `prove` that tells a mistake: its place, and what is wrong there."""
_BEHIND = 10
"""How far the proof stands back behind requests, as `nice` counts."""


class NotRenewedError(Exception):
    """The knowledge was not taken; `why` is told in the log, and what its proof said of it, line by line."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self._lines = why, [line.strip() for line in said.splitlines() if line.strip()]

    def told(self) -> Iterator[dict[str, str]]:
        """Each mistake as its place and what is wrong there. Where none has a place, what was said last: why no proof came about."""
        found = [known for known in map(_MISTAKE.fullmatch, self._lines) if known]
        yield from ({"place": known[1], "mistake": known[2]} for known in found[:MOST_TOLD])
        if more := len(found[MOST_TOLD:]):
            yield {"more": str(more)}
        if self._lines and not found:
            yield {"said": self._lines[-1]}


class Renewal:
    """Renews the knowledge of a site, one time after the other."""

    def __init__(self, site: Site, metrics: Metrics, command: tuple[str, ...] | None = None) -> None:
        """`command`: how this program is called, if not as itself."""
        self._site, self._command = site, command or _ourselves()
        self._counts = {"done": 0, "refused": 0}
        self._under_way: asyncio.Task[None] | None = None
        self._once_more = False
        self._since = time.time()
        metrics.watch_labelled("vardlots_renewals_total", "Signals to renew the knowledge.", self._told, counts=True)
        metrics.watch_labelled("vardlots_knowledge_info", "The knowledge that answers.", self._named)
        metrics.watch("vardlots_knowledge_since_seconds", "Since when it answers, since 1970.", lambda: self._since)

    def _told(self) -> Mapping[tuple[tuple[str, str], ...], float]:
        return {(("result", result),): number for result, number in self._counts.items()}

    def _named(self) -> Mapping[tuple[tuple[str, str], ...], float]:
        return {(("version", self._site.house.knowledge.version),): 1}

    def begin(self) -> None:
        """Renew now; once more after that, if it is asked for meanwhile."""
        if self._under_way is not None and not self._under_way.done():
            self._once_more = True
            return
        self._under_way = asyncio.get_running_loop().create_task(self._renewed())

    async def _renewed(self) -> None:
        await self.renew()
        while self._once_more:
            self._once_more = False
            await self.renew()

    async def renew(self) -> None:
        """Renew once, and tell what came of it."""
        old, begun = self._site.house.knowledge.version, time.monotonic()
        tell("knowledge is read and proved anew", knowledge=old)
        try:
            house = await self._proved()
        except NotRenewedError as error:
            self._counts["refused"] += 1
            for parts in error.told():
                tell("knowledge has a mistake" if "place" in parts else "its proof tells", logging.ERROR, **parts)
            tell("knowledge is not taken, the old one stays", logging.ERROR, knowledge=old, why=error.why)
            return
        self._site.use(house)
        self._counts["done"] += 1
        self._since = time.time()
        seconds = round(time.monotonic() - begun, 1)
        tell("knowledge is renewed", knowledge=house.knowledge.version, before=old, seconds=seconds)
        forget_what_was()

    async def _proved(self) -> House:
        """A house on the knowledge of now, all of it proved and ready to answer. Raises NotRenewedError."""
        with tempfile.TemporaryDirectory(prefix="vardlots-") as folder:
            snapshot = Path(folder) / "knowledge.snapshot"
            await self._prove(snapshot)
            knowledge = read_snapshot(snapshot, places.knowledge_folder())
        if knowledge is None:
            raise NotRenewedError("it, or the program, was changed while it was proved")
        return await self._prepared(knowledge)

    async def _prove(self, snapshot: Path) -> None:
        """Prove the knowledge in a process of its own, which leaves a snapshot of just what it proved."""
        process = await asyncio.create_subprocess_exec(
            *self._command, "prove", "--lang", "en", "--snapshot", str(snapshot),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        with suppress(OSError, AttributeError):  # not on every system
            os.setpriority(os.PRIO_PROCESS, process.pid, _BEHIND)
        try:
            async with asyncio.timeout(PATIENCE):
                _, said = await process.communicate()
        except TimeoutError:
            raise NotRenewedError("its proof takes too long") from None
        finally:
            if process.returncode is None:
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)  # and those that share its work
                await process.wait()
        if process.returncode:
            raise NotRenewedError("it does not hold", said.decode(errors="replace"))

    async def _prepared(self, knowledge: Knowledge) -> House:
        """A house that answers its first request as fast as the others; made in short steps, between which requests are answered."""
        i18n.read_again()
        if any(i18n.language(code).damage for code in i18n.languages()):
            raise NotRenewedError("a catalogue cannot be read")
        try:
            house = self._site.house.on(knowledge)
            for _ in house.prepared():
                await asyncio.sleep(0)
        except (*REFUSALS, OSError, ValueError, KeyError) as error:
            raise NotRenewedError(place_of(error)) from None
        return house


def _ourselves() -> tuple[str, ...]:
    """This program, as a command: what is one file is called by its name."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "assistant")
