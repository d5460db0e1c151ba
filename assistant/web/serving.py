"""Serving: the site behind a socket, by uvicorn, until it is told to stop. What is logged is when it starts, stops and fails."""

from __future__ import annotations

import gc
import logging
import socket
import sys
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from assistant.knowledge.model import Knowledge
from assistant.web.guards import LOG
from assistant.web.patience import ImpatientProtocol
from assistant.web.site import site

MOST_CONNECTIONS = 2000
"""Connections at once; who comes then is told to come again (503)."""
RARELY = (50_000, 20, 100)
"""How seldom it is looked for garbage in circles, of which an answer leaves next to none: as often as by default it takes a seventh of the time."""
BACKLOG = 1024
"""Connections that may wait to be accepted."""
GRACE = 10
"""Seconds that requests under way have when it is told to stop."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def serve(knowledge: Knowledge, listening: socket.socket, speaks: str) -> None:
    """Serve until a signal comes."""
    _log_to_standard_error()
    run(site(knowledge, speaks), listening)


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve an application, with the limits and the silence of ours, until a signal comes."""
    _let_many_come()
    gc.collect()
    gc.freeze()  # what is made by now stays to the end: looking through it for garbage takes longer than ten answers
    gc.set_threshold(*RARELY)
    config = uvicorn.Config(
        app,
        http=ImpatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=MOST_CONNECTIONS,
        backlog=BACKLOG,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _let_many_come() -> None:
    """As many open connections as this process may ever have."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _log_to_standard_error() -> None:
    """Lines of our own and of uvicorn, each with its time; those of uvicorn that tell of requests are never made."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for logger in (LOG, logging.getLogger("uvicorn")):
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
