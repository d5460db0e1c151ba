"""Counting: each request by its route and status with the time that it took; on request a line of the log each. Never by its address, nor by who asks."""

from __future__ import annotations

import time
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.logs import tell
from assistant.web.metrics import OTHER, Metrics


class Counted:
    """An application whose requests are counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Mapping[str, str], logged: bool = False) -> None:
        """`routes`: by address, the name under which requests for it are counted. `logged`: each is told in the log."""
        self._app, self._metrics, self._routes, self._logged = app, metrics, routes, logged

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def heard(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.open += 1
        try:
            await self._app(scope, receive, heard)
        finally:
            self._metrics.open -= 1
            self._ended(scope, status, time.perf_counter() - begun)

    def _ended(self, scope: Scope, status: int, seconds: float) -> None:
        route = self._routes.get(scope["path"].removeprefix(scope.get("root_path", "")), OTHER)
        self._metrics.answered(route, status, seconds)
        if self._logged:
            tell("request", route=route, status=status, ms=round(seconds * 1000, 1))
