"""The site: which address gives what. Cases come by POST alone, and no address, no log and no memory of the server holds any of one."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer import REFUSALS, refusal
from assistant.cases.case import BadInputError, Case, ContradictionError
from assistant.dialogue.line_outline import chips
from assistant.dialogue.readings import Told, Unread
from assistant.i18n import N_, languages
from assistant.knowledge.model import REGION, Knowledge
from assistant.messages import ToldError
from assistant.web import api, pages
from assistant.web.acting import Acted, act, desk_of, first_turn, turn_of
from assistant.web.desk import House, PageDesk
from assistant.web.fields import LONGEST_FORM, FormFields, RequestError, fields_of
from assistant.web.for_good import kept_for_good
from assistant.web.guards import POLICY, Guarded, body_of, is_foreign
from assistant.web.line import as_typed
from assistant.web.looking_up import looked_up
from assistant.web.metrics import METRICS_TYPE, Metrics
from assistant.web.openapi import document
from assistant.web.reopening import LONGEST_WITH_A_RECEIPT, reopened
from assistant.web.taking_along import taken
from assistant.web.turn import FIND
from assistant.web.waiting import in_turn

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Site:
    """Answers requests with one knowledge. All of it runs in one thread: an answer takes less time than handing it over to another."""

    def __init__(self, house: House, metrics: Metrics | None = None) -> None:
        """`metrics`: what is told at /metrics; without, nothing is there."""
        self.metrics, self.stopping = metrics, False
        self.beside: Sequence[BaseRoute] = ()  # what else is served: the app in the browser
        self._turn = asyncio.Lock()
        self.use(house)

    def use(self, house: House) -> None:
        """Answer by this house from the next request on. No request sees two: each takes it once, and answers without a pause."""
        self.house = house
        self._api = api.encoded(document(house.knowledge)).encode()

    def application(self) -> ASGIApp:
        """What a server serves."""
        told = dict.fromkeys((HTTPException, RequestError, BadInputError, *REFUSALS, Exception), self.refused)
        return Guarded(Starlette(routes=[*self.routes, *self.beside], exception_handlers=told), self.failed)

    @property
    def routes(self) -> list[Route]:
        """What can be asked for."""
        files = [
            Route(address, kept_for_good(file.content, file.type), methods=["GET"])
            for address, file in pages.files().items()
        ]
        return [
            Route("/", self.case, methods=["GET", "POST"]),
            Route("/find", self.lookup, methods=["GET", "POST"]),
            Route("/take", self.take, methods=["POST"]),
            Route("/line", self.heard, methods=["POST"]),
            Route("/receipt", self.opened, methods=["POST"]),
            Route("/api/ask", self.ask, methods=["POST"]),
            Route("/api/batch", self.batch, methods=["POST"]),
            Route("/api/openapi.json", self.openapi, methods=["GET"]),
            Route("/health", self.health, methods=["GET"]),
            Route("/ready", self.ready, methods=["GET"]),
            *([Route("/metrics", self.measured, methods=["GET"])] if self.metrics is not None else []),
            *files,
        ]

    def counted_as(self) -> dict[str, str]:
        """Under which name requests for an address are counted: the files under one."""
        paths = [route.path for route in (*self.routes, *self.beside) if isinstance(route, Route)]
        return {path: "file" if path.startswith(pages.STATIC) else path for path in paths}

    # -- pages -----------------------------------------------------------------------------------------------------

    async def case(self, request: Request) -> Response:
        """The page that everybody begins with, and what a button or the line of a page does.

        An address may name a language, a region and a role: how a desk works, never a patient.
        """
        if request.method == "POST":
            return self._shown(request, act(await _fields(request), self.house))
        desk, region = self._desk_in(request), request.query_params.get("region", "")
        turn = first_turn(desk, region if region in desk.knowledge.values_of(REGION) else None)
        return _page(pages.case_page(turn, desk, _root(request)))

    def _shown(self, request: Request, acted: Acted) -> Response:
        turn, desk, away = acted
        desk.reader.forget()  # what was typed is not kept
        if away is None:
            return _page(pages.case_page(turn, desk, _root(request)))
        if away.where == FIND:
            found = looked_up(turn, desk, FormFields(()), away.words)
            return _page(pages.find_page(turn, desk, _root(request), found))
        return _page(pages.take_page(turn, desk, _root(request)))

    async def lookup(self, request: Request) -> Response:
        """What is looked up; the case waits in the form."""
        fields = await _fields(request) if request.method == "POST" else FormFields(())
        desk = desk_of(fields, self.house) if request.method == "POST" else self._desk_in(request)
        if speaks := fields.first("speak"):
            desk = self.house.desk(speaks, desk.role)
        turn = turn_of(fields, desk)
        found = looked_up(turn, desk, fields)
        desk.reader.forget()
        return _page(pages.find_page(turn, desk, _root(request), found))

    async def take(self, request: Request) -> Response:
        """What can be taken along; with a `form`, that itself: a page to print, or a file."""
        fields = await _fields(request)
        desk = desk_of(fields, self.house)
        turn, form = turn_of(fields, desk), fields.first("form")
        if not form:
            return _page(pages.take_page(turn, desk, _root(request)))
        made = taken(turn.talk.answer, desk, form, datetime.now())
        headers = {"content-disposition": f'attachment; filename="{made.name}"'} if made.name else {}
        if not made.name:
            headers["content-security-policy"] = _policy_for(made.text)
        return Response(made.text, media_type=made.type, headers=headers)

    async def opened(self, request: Request) -> Response:
        """The case of a receipt that was saved, to go on with; with what is wrong in it, the page that asks for it."""
        fields = await _fields(request, LONGEST_WITH_A_RECEIPT)
        desk = desk_of(fields, self.house)
        return _page(pages.case_page(reopened(fields.first("receipt"), desk), desk, _root(request)))

    async def heard(self, request: Request) -> Response:
        """What is understood of a line so far, for a page with a script."""
        fields = await _fields(request)
        desk = desk_of(fields, self.house)
        turn = turn_of(fields, desk)
        reading = desk.reader.read(as_typed(fields.first("line")), turn.talk, turn.waiting)
        understood = reading.understood if isinstance(reading, Told | Unread) else None
        found = chips(understood, desk.wording) if understood is not None else ()
        desk.reader.forget()
        return _page(pages.heard_part(found, desk))

    # -- JSON ------------------------------------------------------------------------------------------------------

    async def ask(self, request: Request) -> Response:
        """One case, one answer."""
        return _json(api.ask(*await _data(request, api.LONGEST_CASE), self.house))

    async def batch(self, request: Request) -> Response:
        """Many cases, answered in turn with what others ask; who reads them slowly makes none of them wait in memory."""
        pieces = api.batch(*await _data(request, api.LONGEST_BATCH), self.house)
        return StreamingResponse(in_turn(pieces, self._turn), media_type=api.JSON_TYPE)

    async def openapi(self, request: Request) -> Response:
        """The description of the JSON."""
        return Response(self._api, media_type=api.JSON_TYPE)

    async def health(self, request: Request) -> Response:
        """That the process runs."""
        return _json({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """Whether a case is answered, and by what. Who is about to stop is ready for nobody new."""
        if self.stopping:
            return _json({"status": "stopping"}, 503)
        try:
            answer = self.house.adviser.answer(Case(), general=True)
        except REFUSALS as error:
            return _json({"status": "refused", "error": refusal(error, self._desk_in(request).wording.language)}, 503)
        version, engine = self.house.knowledge.version, answer.conclusions.engine
        return _json({"status": "ready", "knowledge": version, "engine": engine})

    async def measured(self, request: Request) -> Response:
        """What is counted, for Prometheus."""
        return Response(self.metrics.text() if self.metrics is not None else "", media_type=METRICS_TYPE)

    # -- what went wrong -------------------------------------------------------------------------------------------

    async def refused(self, request: Request, error: Exception) -> Response:
        """What is at fault in a request, or that there is no answer, in the language of whoever asked."""
        desk = self._desk_in(request)
        speaks, status, headers = desk.wording.language, 400, None
        if isinstance(error, HTTPException):
            status, headers = error.status_code, error.headers
            told = speaks.gettext(_OF_STATUS.get(status, _OF_STATUS[400]))
        elif isinstance(error, ToldError):
            at_fault = 409 if isinstance(error, ContradictionError) else 400
            status, told = getattr(error, "status", at_fault), error.text(speaks)
        elif isinstance(error, REFUSALS):
            status, told = 500, refusal(error, speaks)
        else:
            status, told = 500, speaks.gettext(_OF_STATUS[500])
        if request.url.path.startswith("/api/"):
            return _json({"error": told}, status, headers)
        return _page(pages.error_page(told, desk, _root(request)), status, headers)

    async def failed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """That the program is at fault, and nothing else: where even that could not be shown on a page."""
        text = self.house.desk(self.house.speaks).wording.language.gettext(_OF_STATUS[500])
        await _json({"error": text}, 500)(scope, receive, send)

    def _desk_in(self, request: Request) -> PageDesk:
        """The desk that an address or a browser asks for: its language, and the role in the address."""
        wanted = request.query_params.get("lang", "")
        if wanted not in languages():
            wanted = _accepted(request.headers.get("accept-language", "")) or self.house.speaks
        role = request.query_params.get("role", "")
        return self.house.desk(wanted, role if role in self.house.knowledge.roles else "")


_OF_STATUS = {
    400: N_("What was sent is not understood."),
    404: N_("There is nothing at this address."),
    405: N_("This address takes no such request."),
    500: N_("A fault in the program ended it. Nothing was stored. Please report what you did."),
}


def site(knowledge: Knowledge, speaks: str, today: Callable[[], date] = date.today) -> ASGIApp:
    """The application that answers with this knowledge; `speaks`: the language of whoever names none."""
    return prepared(House(knowledge, speaks, today)).application()


def prepared(house: House, metrics: Metrics | None = None) -> Site:
    """A site that answers its first request as fast as the others."""
    pages.prepare()
    for _ in house.prepared():
        pass
    return Site(house, metrics)


async def _fields(request: Request, longest: int = LONGEST_FORM) -> FormFields:
    """The fields of a form of our own, of at most so many bytes. Raises RequestError."""
    _not_foreign(request)
    body = await body_of(request.scope, request.receive, longest)
    return fields_of(request.headers.get("content-type", ""), body)


async def _data(request: Request, longest: int) -> tuple[str, bytes]:
    """The type and the bytes of what was sent, at most so many. Raises RequestError."""
    _not_foreign(request)
    body = await body_of(request.scope, request.receive, longest)
    return request.headers.get("content-type", ""), body


def _not_foreign(request: Request) -> None:
    if is_foreign(request.headers):
        raise RequestError(403, N_("A page of another site sent this. It is not answered."))


def _accepted(header: str) -> str:
    """The first language that a browser accepts and that there is; empty if there is none."""
    for part in header[:200].split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        if code in languages():
            return code
    return ""


def _root(request: Request) -> str:
    """What stands before every address, where the site lies below another one."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def _policy_for(page: str) -> str:
    """The policy of a page that comes with its own style, as one that is saved: that style and no other, and no script."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in _STYLE.findall(page)
    )
    return POLICY.replace("style-src 'self'; script-src 'self'", f"style-src {hashes}; script-src 'none'")


def _page(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(text, status, headers, media_type="text/html")


def _json(value: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(api.encoded(value), status, headers, media_type=api.JSON_TYPE)
