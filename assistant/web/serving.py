"""Serving: the site behind a socket, by uvicorn, until it is told to stop. What is logged is when it starts, stops and fails."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import sys
import time
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from assistant.knowledge.model import Knowledge
from assistant.web.configuration import Configuration
from assistant.web.counting import Counted
from assistant.web.desk import House
from assistant.web.logs import log_to_standard_error, tell
from assistant.web.metrics import Metrics
from assistant.web.patience import ImpatientProtocol
from assistant.web.renewal import Renewal
from assistant.web.site import Site, prepared
from assistant.web.terminal.nursery import Nursery
from assistant.web.terminal.routes import LONGEST_TYPED, Terminal, can_be_shown
from assistant.web.terminal.seal import own_seal
from assistant.web.warming import keep_warm

AS_USUAL = Configuration()
RARELY = (50_000, 20, 100)
"""How seldom it is looked for garbage in circles, of which an answer leaves next to none: as often as by default it takes a seventh of the time."""
BACKLOG = 1024
"""Connections that may wait to be accepted."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def serve(knowledge: Knowledge, listening: socket.socket, speaks: str, how: Configuration = AS_USUAL) -> None:
    """Serve until a signal comes. Whatever is made before that may raise what an answer may raise."""
    log_to_standard_error(how.log)
    metrics = Metrics()
    site = prepared(
        House(knowledge, speaks, offers_app=how.terminals > 0 and can_be_shown()), metrics if how.metrics else None
    )
    terminal = Terminal(
        Nursery(lambda: site.house.knowledge), own_seal, speaks, how.terminals, 60.0 * how.terminal_idle_minutes
    )
    site.beside = terminal.routes
    renewal = Renewal(site, metrics)
    app = Counted(site.application(), metrics, site.counted_as(), how.log_requests)
    server = StoppingServer(configured(app, how), site, renewal, how.drain_seconds)
    metrics.watch("vardlots_connections", "Connections that are open.", lambda: len(server.server_state.connections))
    metrics.watch("vardlots_terminals", "Sessions of the app in the browser.", lambda: terminal.living)
    metrics.watch("vardlots_connections_most", "Connections that may be open.", lambda: how.connections)
    tell("serving", knowledge=knowledge.version, port=listening.getsockname()[1], local=len(knowledge.local.all))
    _run(server, listening)


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve an application, with the limits and the silence of ours, until a signal comes."""
    _run(uvicorn.Server(configured(app, AS_USUAL)), listening)


def configured(app: ASGIApp, how: Configuration) -> uvicorn.Config:
    """How uvicorn serves it."""
    return uvicorn.Config(
        app,
        http=ImpatientProtocol,
        ws="websockets-sansio" if can_be_shown() else "none",
        ws_max_size=LONGEST_TYPED,
        lifespan="off",
        loop="asyncio",  # uvloop, where it happens to be, accepts one connection a turn: under load who comes new waits for seconds
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        root_path=how.root_path,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=how.grace_seconds,
        limit_concurrency=how.connections,
        backlog=BACKLOG,
    )


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    _let_many_come()
    gc.collect()
    gc.freeze()  # what is made by now stays to the end: looking through it for garbage takes longer than ten answers
    gc.set_threshold(*RARELY)
    server.run(sockets=[listening])


class StoppingServer(uvicorn.Server):
    """A server that renews its knowledge on SIGHUP, and that says it is no longer ready before it stops."""

    def __init__(self, config: uvicorn.Config, site: Site, renewal: Renewal, drain: float) -> None:
        super().__init__(config)
        self._site, self._renewal, self._drain = site, renewal, drain
        self._until: float | None = None
        self._warming: asyncio.Task[None] | None = None  # held, since the loop itself would let go of it

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and to heed SIGHUP: not at a terminal, which sends it when it is closed."""
        await super().startup(sockets)
        self._warming = asyncio.create_task(keep_warm(self._site, lambda: bool(self.server_state.tasks)))
        if hasattr(signal, "SIGHUP") and not (sys.stderr.isatty() or sys.stdin.isatty()):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._renewal.begin)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop: after the time in which others learn of it, at the second signal at once."""
        super().handle_exit(sig, frame)
        if self._drain and self._until is None:
            self.should_exit = False
            self._until = time.monotonic() + self._drain
        self._site.stopping = True

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop now."""
        if self._until is not None and time.monotonic() >= self._until:
            self.should_exit = True
        return await super().on_tick(counter)


def _let_many_come() -> None:
    """As many open connections as this process may ever have."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
