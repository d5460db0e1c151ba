"""Several servers behind a proxy: any answers any request, so one that is killed, stopped or started anew loses nothing."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.support.proxy import NGINX, SHIPPED, proxied, site_of
from tests.support.served import Served, free_port, served

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
CASES = [
    {"region": region, "status": status, "topic": topic, "age": age}
    for region, status, topic, age in (
        ("vgr", "undocumented", "medicines", 40), ("rjl", "asylum_seeker", "dental", 7), ("vgr", "visitor", "visit_fee", 70),
    )
]  # fmt: skip


def requests() -> Iterator[tuple[str, str, bytes]]:
    """What is asked: answers, and pages of the same cases."""
    for facts in CASES:
        yield "/api/ask", JSON, json.dumps({"facts": facts}).encode()
        yield (
            "/",
            FORM,
            urlencode({"step": " ".join(f"{fact}={value}" for fact, value in facts.items()), "at": 0}).encode(),
        )


class Clients:
    """Some clients that ask without a pause, each on its own connection, and what became of their requests."""

    def __init__(self, port: int, number: int) -> None:
        self.outcomes: Counter[str] = Counter()
        self.answers: dict[bytes, set[bytes]] = {}
        self._port, self._ends = port, threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(at,)) for at in range(number)]

    def __enter__(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, at: int) -> None:
        made = HTTPConnection("127.0.0.1", self._port, timeout=60)
        asked = [*requests()]
        for address, kind, body in cycle(asked[at % len(asked) :] + asked[: at % len(asked)]):
            if self._ends.is_set():
                break
            try:
                made.request("POST", address, body, {"content-type": kind, "origin": f"http://127.0.0.1:{self._port}"})
                answer = made.getresponse()
                content = answer.read()
                self.outcomes[str(answer.status)] += 1
                self.answers.setdefault(body, set()).add(content)
            except (OSError, HTTPException) as error:
                self.outcomes[type(error).__name__] += 1
                made.close()
        made.close()


@contextmanager
def two(folder: Path) -> Iterator[tuple[list[Served], int]]:
    """Two servers and the port of the proxy before them."""
    with ExitStack() as stack:
        sites = [stack.enter_context(served(folder / f"log{number}.txt")) for number in (1, 2)]
        yield sites, stack.enter_context(proxied([site.port for site in sites], folder))


@pytest.mark.slow
def test_one_is_killed_under_load_and_nothing_is_lost(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (first, second), port = stack.enter_context(two(tmp_path))
        with Clients(port, 8) as clients:
            time.sleep(1)
            before = clients.outcomes.total()
            first.process.kill()
            time.sleep(1)
            after = clients.outcomes.total()
            stack.enter_context(served(tmp_path / "anew.txt", port=first.port))
            time.sleep(2.5)  # until the proxy asks it again
            second.process.send_signal(signal.SIGTERM)  # as an upgrade does it
            second.process.wait(20)
            time.sleep(1)
        assert after > before > 100
    assert {*clients.outcomes} == {"200"}, clients.outcomes
    assert clients.answers.keys() == {body for _, _, body in requests()}
    assert all(len(answers) == 1 for answers in clients.answers.values())  # whoever answers says the same
    logs = "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log"))
    assert "undocumented" not in logs and "vgr" not in logs


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed: “sudo apt install nginx-light” brings it")
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "site.conf").write_text(site_of((free_port(), free_port()), free_port(), tmp_path), encoding="utf-8")
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        [str(NGINX), "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "warn" not in done.stderr, done.stderr


def test_the_proxy_keeps_nothing_of_a_case_on_its_disk() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    largest, in_memory = (re.search(rf"{name} (\w+);", text) for name in ("max_body_size", "body_buffer_size"))
    assert largest is not None and in_memory is not None and largest[1] == in_memory[1]
    assert "proxy_max_temp_file_size 0;" in text
    assert not {*re.findall(r"\$\w+", text.partition("log_format")[2].partition(";")[0])} & {
        "$request", "$request_uri", "$args", "$request_body", "$remote_addr", "$http_referer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("vardlots@.service", ["LimitCORE=0", "ExecReload=/bin/kill -HUP $MAINPID", "serve --check"]),
        ("Containerfile", ["USER 65532:65532", "STOPSIGNAL SIGTERM", "HEALTHCHECK", "--require-hashes"]),
    ],
)
def test_what_runs_a_server_leaves_no_core_file_has_no_rights_and_names_what_there_is(
    file: str, says: list[str]
) -> None:
    text = (SHIPPED.parent / file).read_text(encoding="utf-8")
    assert [line for line in says if line not in text] == []
    for copied in re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE):
        assert [name for name in copied.split() if not (SHIPPED.parents[2] / name).exists()] == []
