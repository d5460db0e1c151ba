"""Guards around everything that is served: limits and time for what is sent, headers for what is answered, and faults that tell nothing of a case.

No request is logged. A fault is logged by its kind and the place in the code, never by its message: that may hold what was typed.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.i18n import N_
from assistant.web.fields import RequestError
from assistant.web.logs import place_of, tell

PATIENCE = 10.0
"""Seconds that each part of a body may take to come, and in all three times as many."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""With every answer, unless it says otherwise itself. `no-store`: an answer about a patient is kept by no browser and no proxy."""


async def body_of(scope: Scope, receive: Receive, longest: int) -> bytes:
    """The body of a request. Raises RequestError where it is too long, or comes too slowly; no more than `longest` is ever held."""
    said = Headers(scope=scope).get("content-length", "")
    if said.isdigit() and int(said[:19]) > longest:
        raise _too_long(longest)
    try:
        async with asyncio.timeout(3 * PATIENCE):
            return await _gathered(receive, longest)
    except TimeoutError:
        raise RequestError(408, N_("What was sent came too slowly.")) from None


async def _gathered(receive: Receive, longest: int) -> bytes:
    parts, size = [], 0
    while True:
        async with asyncio.timeout(PATIENCE):
            message = await receive()
        if message["type"] != "http.request":
            raise RequestError(400, N_("What was sent ended too early."))
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > longest:
            raise _too_long(longest)
        if not message.get("more_body", False):
            return b"".join(parts)


def _too_long(longest: int) -> RequestError:
    return RequestError(413, N_("What was sent is longer than {most} bytes."), most=str(longest))


def is_foreign(headers: Headers) -> bool:
    """Whether another site's page sent this: its origin is not the host that is asked."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host", "")


class Guarded:
    """An application whose answers have the headers of all, and whose faults are told to nobody but by their kind."""

    def __init__(self, app: ASGIApp, failed: ASGIApp) -> None:
        """`failed` answers in the place of what failed."""
        self._app, self._failed = app, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if message["status"] in (400, 408, 413):
                    headers["connection"] = "close"  # what is left of the body is not read
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing of it is shown
            tell("fault", logging.ERROR, fault=place_of(error))
            if not begun:
                await self._failed(scope, receive, with_headers)
