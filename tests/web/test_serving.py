"""The command `vardlots serve` as a process of its own: what a socket sees, how it ends, and what it leaves in its log."""

from __future__ import annotations

import json
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import pytest

from benchmarks.unruly import BUDGET, slowed
from tests.support.here import BARE, ROOT
from tests.support.running import said
from tests.support.served import Served, free_port, served, wait_for


def asked(site: Served, sent: bytes, patience: float = 20) -> bytes:
    """What comes back for these bytes, until the server closes or nothing more comes."""
    with socket.create_connection(("127.0.0.1", site.port), patience) as made:
        made.sendall(sent)
        return received(made)


def received(made: socket.socket) -> bytes:
    parts = []
    while part := made.recv(65536):
        parts.append(part)
    return b"".join(parts)


def posted(address: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = f"POST {address} HTTP/1.1\r\nhost: x\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n{more}\r\n"
    return head.encode() + body


FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of this test file; it has little patience, so that nobody waits."""
    little = "from assistant.web import patience; patience.HEAD_SECONDS = 1.0; from assistant.cli import main; raise SystemExit(main())"
    with served(tmp_path_factory.mktemp("served") / "log.txt", ("-c", little)) as found:
        yield found


def test_it_answers(site: Served) -> None:
    answer = asked(site, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200") and b"</html>" in answer
    assert b"\r\nserver:" not in answer.lower()


def test_the_client_of_the_contract_asks(site: Served) -> None:
    _, _, rest = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8").partition("```python\n")
    names: dict[str, Any] = {}
    exec(rest.partition("```")[0], names)
    facts = {"region": "vgr", "status": "undocumented", "age": 7, "topic": ["medicines"]}
    found = names["ask"](site.address, facts, lang="en", next_question=True)
    assert found["language"] == "en" and found["facts"]["age"] == 7 and "next_question" in found
    with pytest.raises(HTTPError) as refused:
        names["ask"](site.address, {"age": 1000})
    assert refused.value.code == 400 and json.load(refused.value)["error"]


def test_a_head_that_does_not_end_is_ended(site: Served) -> None:
    for begun in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nhost: x\r\nx: "):
        since = time.monotonic()
        answer = asked(site, begun)
        assert answer.startswith(b"HTTP/1.1 408")
        assert time.monotonic() - since < 10


def test_a_second_head_on_a_connection_is_not_waited_for_either(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), 20) as made:
        made.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
        assert made.recv(65536).startswith(b"HTTP/1.1 200")
        made.sendall(b"GET / HT")
        assert b"HTTP/1.1 408" in received(made)


def test_drops_of_a_head_do_not_keep_a_connection(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), 20) as made:
        since, answer = time.monotonic(), b""
        try:
            for _ in range(100):
                made.sendall(b"x")
                time.sleep(0.1)
        except OSError:
            answer = b"closed"
        else:
            answer = received(made)
        assert answer and time.monotonic() - since < 11


def test_a_head_without_end_is_too_long(site: Served) -> None:
    answer = asked(site, b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"a" * 60_000)
    assert answer.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\n\r\n", b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nhost: x\r\n\r\n", b"GET / HTTP/1.1\r\nhost: x\r\nx: a\x00b\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(site: Served, sent: bytes) -> None:
    answer = asked(site, sent)
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")) or answer == b"", answer[:80]


def test_ten_megabytes_are_refused_and_the_next_one_is_answered(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), 20) as made:
        made.sendall(f"POST / HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\ncontent-length: 10485760\r\n\r\n".encode())
        try:
            for _ in range(160):
                made.sendall(b"a" * 65536)
        except OSError:
            pass  # it is not even read
        try:
            answer = received(made)
        except OSError:
            answer = b""
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413")
    assert asked(site, b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_idle_connections_do_not_keep_others_from_being_answered(site: Served) -> None:
    idle = [socket.create_connection(("127.0.0.1", site.port), 20) for _ in range(300)]
    try:
        since = time.monotonic()
        assert asked(site, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
        assert time.monotonic() - since < 5
    finally:
        for each in idle:
            each.close()


@pytest.mark.slow
def test_whoever_sends_what_is_wrong_slows_the_others_by_no_more_than_a_tenth(site: Served) -> None:
    """A thousand silent connections, a hundred that send drops, and bodies of 10 MB and the like, twenty a second.

    Where the machine is busy with other tests a series tells of those: a server that is slowed is so in each of three.
    """
    series = [list(slowed(site.port))]
    while statistics.median(series[-1]) > BUDGET and len(series) < 3:
        series.append(list(slowed(site.port)))
    assert statistics.median(series[-1]) <= BUDGET, series


def test_it_ends_when_it_is_told_to() -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
        cwd=ROOT,
        env=dict(BARE),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said_first = process.stderr.readline()
    assert str(port) in said_first
    wait_for(port)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) in (0, -signal.SIGTERM)
    assert "Traceback" not in process.stderr.read()


def test_an_address_that_is_taken_is_said(site: Served) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--port", str(site.port)],
        cwd=ROOT, env=dict(BARE), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "address already in use" in done.stderr.lower() and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8080x", "²"])
def test_a_port_that_is_none(port: str) -> None:
    done = said("serve", "--port", port, "--lang", "en")
    assert done.returncode == 2 and "65535" in done.stderr


def test_what_is_missing_is_said_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.serve.find_spec", lambda name: None if name == "uvicorn" else object())
    done = said("serve", "--lang", "en")
    assert done.returncode == 1 and "uvicorn" in done.stderr and "vardlots[serve]" in done.stderr
    monkeypatch.setattr("assistant.cli.serve.is_one_file", lambda: True)
    assert "one file" in said("serve", "--lang", "en").stderr


def test_nothing_that_serves_is_loaded_by_another_command() -> None:
    ours = "('starlette', 'uvicorn', 'jinja2', 'assistant.web')"
    code = "import sys; from assistant.cli import main; main(['ask', 'region=vgr']); "
    code += f"print([name for name in sys.modules if name.startswith({ours})])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=dict(BARE), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
