"""The addresses of the terminal: the page, its files, and the socket through which a browser and its session speak."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from assistant.i18n import N_, Language, language, languages
from assistant.web.fields import RequestError
from assistant.web.for_good import kept_for_good
from assistant.web.guards import is_foreign
from assistant.web.logs import place_of, tell
from assistant.web.terminal.nursery import Nursery, NurseryError, can_fork
from assistant.web.terminal.page import NO_FORK, UNABLE, WORDS, policy, terminal_files, terminal_page
from assistant.web.terminal.seal import COOKIE, Seal
from assistant.web.terminal.session import FAILED, FULL, GONE, Beginning, Ended, TerminalSession, cells

MOST = 20
"""Sessions at once, if nothing else is said: half a gigabyte."""
IDLE_SECONDS = 30 * 60.0
"""Seconds without a key, a click or a move after which a session ends. The case is cleared long before, by the user's own setting."""
NEEDED = ("textual_serve", "websockets")
"""What of the extra `serve` only the terminal needs."""
NONE_OFFERED = N_("The app is not offered here.")


LONGEST_TYPED = 256 * 1024
"""Bytes that a browser sends at once: what is pasted, as JSON."""


def missing_packages() -> list[str]:
    """What is not installed of what the terminal needs."""
    return [name for name in NEEDED if find_spec(name) is None]


def can_be_shown() -> bool:
    """Whether the app can be shown in a browser by this machine."""
    return can_fork() and not missing_packages()


class Terminal:
    """The app in the browser, for so many at once."""

    def __init__(
        self, nursery: Nursery, seal: Callable[[], Seal], speaks: str, most: int = MOST, idle: float = IDLE_SECONDS
    ) -> None:
        """`seal`: made when it is first needed. `speaks`: the language of whoever names none."""
        self._nursery, self._speaks = nursery, speaks
        self._seal = cache(seal)
        self._most, self._idle = most, idle
        self._living = 0
        self._starting: asyncio.Task[None] | None = None

    @property
    def routes(self) -> list[BaseRoute]:
        """What can be asked for."""
        return [
            Route("/terminal", self.page, methods=["GET"]),
            WebSocketRoute("/terminal/socket/{lang}", self.socket),
            *(
                Route(file.address, kept_for_good(file.content, file.type), methods=["GET"])
                for file in terminal_files().values()
            ),
        ]

    @property
    def living(self) -> int:
        """How many sessions there are."""
        return self._living

    # -- the page --------------------------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """The page with the terminal in it. Raises RequestError where there can be none."""
        self._check()
        if self._starting is None or self._starting.done():
            self._starting = asyncio.create_task(self._get_ready())
        nonce = secrets.token_urlsafe(16)
        root = str(request.scope.get("root_path", "")).rstrip("/")
        text = terminal_page(self._language_in(request), root, nonce)
        headers = {"content-security-policy": policy(request.headers.get("host", ""), nonce)}
        return Response(text, headers=headers, media_type="text/html")

    async def _get_ready(self) -> None:
        """While the page is loaded; what goes wrong is said when the session is asked for."""
        with suppress(NurseryError):
            await self._nursery.ready()

    def _check(self) -> None:
        if not self._most:
            raise RequestError(404, NONE_OFFERED)
        if not can_fork():
            raise RequestError(501, NO_FORK)
        if missing := missing_packages():
            raise RequestError(501, UNABLE, names=", ".join(missing))
        if self._living >= self._most:
            raise RequestError(503, WORDS[FULL])

    def _language_in(self, asked: HTTPConnection) -> Language:
        """The language of the address, of the browser's settings, or that the browser accepts."""
        accepted = [part.partition(";")[0].strip()[:2] for part in asked.headers.get("accept-language", "").split(",")]
        wished = [asked.query_params.get("lang", ""), self._settings_in(asked).get("language"), *accepted]
        return language(next((code for code in wished if code in languages()), self._speaks))

    def _settings_in(self, asked: HTTPConnection) -> dict[str, object]:
        return self._seal().opened(asked.cookies.get(COOKIE, ""))

    # -- the socket ------------------------------------------------------------------------------------------------

    async def socket(self, websocket: WebSocket) -> None:
        """One session, from a page of our own only. Nothing that goes wrong in it is told to anybody but by its kind."""
        if not _is_own(websocket.headers) or not self._most:
            await websocket.close()
            return
        await websocket.accept()
        try:
            ended = await self._session(websocket)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing of it is shown
            tell("fault in a session", logging.ERROR, fault=place_of(error))
            ended = Ended(FAILED, type(error).__name__)
        if ended is not None:
            with suppress(*GONE):
                await websocket.send_text(json.dumps(["end", ended._asdict()]))
                await websocket.close()

    async def _session(self, websocket: WebSocket) -> Ended | None:
        if self._living >= self._most:
            return Ended(FULL)
        self._living += 1
        try:
            ours = await self._nursery.born()
            session = TerminalSession(websocket, ours, self._seal().sealed, self._idle)
            return await session.lived(self._beginning(websocket))
        except NurseryError as error:
            tell("the app in the browser cannot start", logging.ERROR, fault=str(error))
            return Ended(FAILED, str(error))
        finally:
            self._living -= 1

    def _beginning(self, websocket: WebSocket) -> Beginning:
        wanted = websocket.path_params["lang"]
        speaks = wanted if wanted in languages() else self._speaks
        sizes = (websocket.query_params.get("width"), websocket.query_params.get("height"))
        try:
            width, height = (cells(size) for size in sizes)
        except ValueError:
            width, height = 80, 24
        return Beginning(width, height, speaks, self._settings_in(websocket))


def _is_own(headers: Headers) -> bool:
    """Whether a page of ours opens this: every browser says from which page it comes."""
    return "origin" in headers and not is_foreign(headers)
