"""The app in the browser, seen from the server: who may open a session, what goes through it, how it ends, and what a browser keeps."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.i18n import languages
from assistant.knowledge import Knowledge
from assistant.records import replace
from assistant.settings.schema import SETTINGS
from assistant.web.desk import House
from assistant.web.site import Site
from assistant.web.terminal.nursery import Nursery, NurseryError
from assistant.web.terminal.routes import Terminal
from assistant.web.terminal.seal import Seal, own_seal
from assistant.web.terminal.session import FAILED, FULL, IDLE, KILLED, LEFT
from assistant.web.terminal.wire import SHOWN, TOLD, TYPED, packet, told
from tests.support.here import TODAY

OURS = {"origin": "http://testserver"}
SOCKET = "/terminal/socket/en?width=100&height=30"
KEY = Seal(b"a key")


class Process:
    """The other end of a session, in the place of the app."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        end.settimeout(10)

    def say(self, *said: bytes) -> None:
        self._end.sendall(b"".join(said))

    def hear(self) -> tuple[bytes, bytes]:
        """The next packet; nothing where the server has closed."""
        kind = self._end.recv(1)
        size = int.from_bytes(self._end.recv(4, socket.MSG_WAITALL), "big")
        return kind, self._end.recv(size, socket.MSG_WAITALL) if size else b""

    def end(self) -> None:
        self._end.close()


class MadeUpNursery(Nursery):
    """Hands out sockets whose other ends the test holds."""

    def __init__(self) -> None:
        self.processes: list[Process] = []
        self.problem = ""

    async def ready(self) -> None:
        if self.problem:
            raise NurseryError(self.problem)

    async def born(self) -> socket.socket:
        await self.ready()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self.processes.append(Process(theirs))
        return ours


@pytest.fixture
def nursery() -> MadeUpNursery:
    return MadeUpNursery()


@pytest.fixture(scope="module")
def site(knowledge: Knowledge) -> Site:
    return Site(House(knowledge, "sv", lambda: TODAY))


Offering = Callable[..., TestClient]


@pytest.fixture
def offered(site: Site, nursery: MadeUpNursery) -> Iterator[Offering]:
    """A site with the terminal in it."""
    clients: list[TestClient] = []

    def offers(most: int = 2, idle: float = 60) -> TestClient:
        site.beside = Terminal(nursery, lambda: KEY, "sv", most, idle).routes
        client = TestClient(site.application())
        client.__enter__()
        clients.append(client)
        return client

    yield offers
    for process in nursery.processes:
        process.end()
    for client in clients:
        client.__exit__()


def end_of(browser: Any) -> tuple[str, str]:
    """Why it ended, and its last words."""
    while True:
        kind, what = json.loads(browser.receive_text())
        if kind == "end":
            return what["why"], what["words"]


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_page_of_another_site_gets_no_session(
    offered: Offering, nursery: MadeUpNursery, origin: dict[str, str]
) -> None:
    with pytest.raises(WebSocketDisconnect), offered().websocket_connect(SOCKET, headers=origin):
        pass
    assert nursery.processes == []


def test_keys_go_in_and_the_screen_comes_out(offered: Offering, nursery: MadeUpNursery) -> None:
    with offered().websocket_connect(SOCKET, headers=OURS) as browser:
        (process,) = nursery.processes
        kind, content = process.hear()
        assert (kind, json.loads(content)) == (
            TOLD, {"type": "start", "width": 100, "height": 30, "language": "en", "settings": {}},
        )  # fmt: skip
        process.say(b"__GANGLION__\n", packet(SHOWN, "å".encode()))
        assert browser.receive_bytes() == "å".encode()
        browser.send_text(json.dumps(["stdin", "ö\udcff"]))
        assert process.hear() == (TYPED, "ö?".encode())
        browser.send_text(json.dumps(["resize", {"width": 10**9, "height": 20}]))
        assert json.loads(process.hear()[1]) == {"type": "resize", "width": 500, "height": 20}
        browser.close()
        assert json.loads(process.hear()[1]) == {"type": "quit"}, "who closes the page ends the session"
        assert process.hear() == (b"", b"")
        process.end()


@pytest.mark.parametrize(
    ("said", "why", "words"),
    [
        ([told({"type": "exit"})], LEFT, ""),
        ([], KILLED, ""),
        ([told({"type": "exit"}), told({"type": "words", "text": "KeyError, a.py:1"})], FAILED, "KeyError, a.py:1"),
        ([b"Traceback"], FAILED, "ValueError"),
        ([b"D\x00\x00\x00\x09half"], KILLED, ""),
    ],
)
def test_how_it_ended_is_said(
    offered: Offering, nursery: MadeUpNursery, said: list[bytes], why: str, words: str
) -> None:
    with offered().websocket_connect(SOCKET, headers=OURS) as browser:
        nursery.processes[0].hear()
        nursery.processes[0].say(*said)
        nursery.processes[0].end()
        assert end_of(browser) == (why, words)


def test_a_start_that_fails_is_said(offered: Offering, nursery: MadeUpNursery) -> None:
    client = offered()
    nursery.problem = "ModuleNotFoundError, app.py:1"
    with client.websocket_connect(SOCKET, headers=OURS) as browser:
        assert end_of(browser) == (FAILED, "ModuleNotFoundError, app.py:1")


def test_where_nobody_is_it_ends(offered: Offering, nursery: MadeUpNursery) -> None:
    with offered(idle=0.1).websocket_connect(SOCKET, headers=OURS) as browser:
        nursery.processes[0].hear()
        threading.Timer(0.3, nursery.processes[0].end).start()
        assert end_of(browser) == (IDLE, "")


def test_one_too_many_is_told_so_and_the_place_of_who_leaves_is_free(offered: Offering, nursery: MadeUpNursery) -> None:
    client = offered(most=1)
    with client.websocket_connect(SOCKET, headers=OURS):
        with client.websocket_connect(SOCKET, headers=OURS) as second:
            assert end_of(second) == (FULL, "")
        page = client.get("/terminal?lang=en")
        assert page.status_code == 503 and "no room" in page.text and 'href="/?lang=en"' in page.text
        nursery.processes[0].end()
    assert client.get("/terminal").status_code == 200


def test_two_sessions_share_nothing(offered: Offering, nursery: MadeUpNursery) -> None:
    client = offered()
    with (
        client.websocket_connect(SOCKET, headers=OURS) as first,
        client.websocket_connect(SOCKET, headers=OURS) as second,
    ):
        for process, word in zip(nursery.processes, (b"one", b"two"), strict=True):
            process.hear()
            process.say(packet(SHOWN, word))
        assert (first.receive_bytes(), second.receive_bytes()) == (b"one", b"two")
        first.send_text('["stdin", "1"]')
        second.send_text('["stdin", "2"]')
        assert [process.hear() for process in nursery.processes] == [(TYPED, b"1"), (TYPED, b"2")]
        for process in nursery.processes:
            process.end()


ANY_JSON = st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists)


def test_whatever_a_browser_says_the_next_key_comes_through(offered: Offering, nursery: MadeUpNursery) -> None:
    with offered().websocket_connect(SOCKET, headers=OURS) as browser:
        process = nursery.processes[0]

        @settings(max_examples=50)
        @given(ANY_JSON)
        def is_passed_over(said: Any) -> None:
            for one in (
                said,
                {"stdin": said},
                ["stdin", said],
                ["resize", said],
                ["resize", {"width": said, "height": 1}],
            ):
                browser.send_text(json.dumps(one))
            browser.send_text('["stdin", "the next key"]')
            while process.hear() != (TYPED, b"the next key"):
                pass

        is_passed_over()
        browser.send_text("no JSON")
        process.end()


# -- files and settings ----------------------------------------------------------------------------------------------------


def test_a_file_and_settings_go_to_the_browser(offered: Offering, nursery: MadeUpNursery) -> None:
    client = offered()
    with client.websocket_connect(SOCKET, headers=OURS) as browser:
        process = nursery.processes[0]
        process.say(told({"type": "file", "name": "a.txt", "mime": "text/plain", "text": "å", "path": "/home/x"}))
        assert json.loads(browser.receive_text()) == ["file", {"name": "a.txt", "mime": "text/plain", "text": "å"}]
        process.say(told({"type": "settings", "settings": {"region": "vgr", "language": "en", "age": 7}}))
        kind, cookie = json.loads(browser.receive_text())
        process.end()
    assert kind == "settings" and KEY.opened(cookie) == {"region": "vgr", "language": "en"}
    with client.websocket_connect(SOCKET, headers=OURS | {"cookie": f"vardlots={cookie}"}):
        assert json.loads(nursery.processes[1].hear()[1])["settings"] == {"region": "vgr", "language": "en"}
        nursery.processes[1].end()
    page = client.get("/terminal", headers={"cookie": f"vardlots={cookie}"})
    assert '<html lang="en">' in page.text


@pytest.mark.parametrize("changed", ["", ".", "x", "{cookie}x", "x{cookie}", "e30=.{signature}", "å.å"])
def test_a_cookie_that_is_not_ours_is_nothing(changed: str) -> None:
    cookie = KEY.sealed({"region": "vgr"})
    assert KEY.opened(cookie) == {"region": "vgr"}
    assert KEY.opened(changed.format(cookie=cookie, signature=cookie.partition(".")[2])) == {}
    assert Seal(b"another key").opened(cookie) == {}


def test_a_cookie_holds_settings_and_nothing_else() -> None:
    all_of_it = {of.id: of.default or of.id for of in SETTINGS}
    assert KEY.opened(KEY.sealed({**all_of_it, "age": 7, "status": "undocumented", "line": "x"})) == all_of_it


def test_servers_that_share_a_key_know_each_others_cookies(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "new" / "serve.key"
    monkeypatch.setenv("VARDLOTS_SERVE_KEY", str(key))
    cookie = own_seal().sealed({"region": "vgr"})
    assert own_seal().opened(cookie) == {"region": "vgr"}
    assert key.stat().st_mode & 0o77 == 0
    monkeypatch.setenv("VARDLOTS_SERVE_KEY", str(tmp_path))  # a folder: no key can be kept
    assert own_seal().opened(own_seal().sealed({})) == {} and own_seal().sealed({}) != own_seal().sealed({})


# -- the page --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", languages())
def test_the_page_has_a_language_a_title_and_asks_nobody_else(offered: Offering, code: str) -> None:
    client = offered()
    page = client.get(f"/terminal?lang={code}")
    assert f'<html lang="{code}">' in page.text and re.search(r"<title>[^<]+ · Vårdlots</title>", page.text)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert re.findall(r"(?:https?|wss?)://[^\s;]+", policy) == ["ws://testserver", "wss://testserver"]
    nonce = re.findall(r"'nonce-([^']+)'", policy)
    assert f'nonce="{nonce[0]}"' in page.text
    assert nonce != re.findall(r"'nonce-([^']+)'", client.get("/terminal").headers["content-security-policy"])
    addresses = re.findall(r'(?:href|src|data-terminal)="(/static[^"]+)"', page.text)
    assert len(addresses) == 5
    for address in addresses:
        got = client.get(address)
        assert got.status_code == 200 and "immutable" in got.headers["cache-control"]
        if address.endswith(".css"):
            for font in re.findall(r'url\("([^"]+)"\)', got.text):
                assert client.get(f"/static/terminal/{font}").headers["content-type"] == "font/ttf"
    assert "http" not in re.sub(r'xmlns="[^"]+"', "", page.text)


def test_the_page_leads_to_it_where_it_is_offered_and_no_case_is_open(knowledge: Knowledge) -> None:
    for offers in (True, False):
        house = House(knowledge, "sv", lambda: TODAY, offers)
        client = TestClient(Site(house.on(knowledge)).application())
        assert ('href="/terminal?lang=en"' in client.get("/?lang=en").text) is offers
        case = client.post("/", data={"speak": "en", "step": "region=vgr status=undocumented"})
        assert case.status_code == 200 and "/terminal" not in case.text


def test_a_strange_host_is_not_in_the_policy(offered: Offering) -> None:
    policy = offered().get("/terminal", headers={"host": "x; script-src *"}).headers["content-security-policy"]
    assert "script-src *" not in policy and "ws:" not in policy


def test_where_it_is_not_offered_or_cannot_be_it_is_said(offered: Offering, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(most=0).get("/terminal").status_code == 404
    with pytest.raises(WebSocketDisconnect), offered(most=0).websocket_connect(SOCKET, headers=OURS):
        pass
    monkeypatch.setattr("assistant.web.terminal.routes.find_spec", lambda name: None)
    missing = offered().get("/terminal?lang=en")
    assert missing.status_code == 501 and "textual_serve, websockets" in missing.text


# -- the nursery -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(sys.executable, "-S", "-c", "raise SystemExit(1)"), ("no such program",)])
async def test_a_nursery_that_cannot_start_says_so_each_time(knowledge: Knowledge, command: tuple[str, ...]) -> None:
    nursery = Nursery(lambda: knowledge, command)
    for _ in range(2):
        with pytest.raises(NurseryError, match="Error"):
            await nursery.born()


READY = """
import socket, sys
with open(sys.argv[1], "a") as begun:
    begun.write("x")
control = socket.socket(fileno=int(sys.argv[2]))
left = int.from_bytes(control.recv(8), "big")
while left:
    left -= len(control.recv(left))
control.sendall(b'{"problem": ""}\\n')
control.recv(1)
"""


async def test_one_nursery_serves_until_the_knowledge_is_renewed(knowledge: Knowledge, tmp_path: Path) -> None:
    known = [knowledge]
    begun = tmp_path / "begun"
    nursery = Nursery(lambda: known[-1], (sys.executable, "-S", "-c", READY, str(begun)))
    for number, renewed in ((1, knowledge), (1, knowledge), (2, replace(knowledge, version="0"))):
        known.append(renewed)
        await nursery.ready()
        assert begun.read_text(encoding="utf-8") == "x" * number
    nursery.end()
