"""A server of the page as a process of its own, and a real browser to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.here import BARE, ROOT

AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""The rules of accessibility, if tools/test.sh could install them (npm)."""


class Served(NamedTuple):
    """A server that listens, and its log."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(
    log: Path,
    command: Sequence[str] = ("-m", "assistant"),
    more: Sequence[str] = (),
    environment: Mapping[str, str] = BARE,
    port: int = 0,
) -> Iterator[Served]:
    """A server until the end of the block. `more`: words after the others; `port`: where, if not anywhere."""
    port = port or free_port()
    words = [sys.executable, *command, "serve", "--port", str(port), "--lang", "en", *more]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            words, cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=stream, stderr=stream
        )
    try:
        wait_for(port)
        yield Served(process, port, log)
    finally:
        process.kill()
        process.wait()


def wait_for(port: int) -> None:
    """Wait until something answers there."""
    for _ in range(600):
        with suppress(OSError), socket.socket() as tried:  # on a busy machine it may listen long before it answers
            tried.settimeout(5)
            if not tried.connect_ex(("127.0.0.1", port)):
                tried.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                if tried.recv(20):
                    return
        time.sleep(0.1)
    raise TimeoutError(port)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port: int = made.getsockname()[1]
        return port


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser. Skips the test where there is none."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: “sh tools/test.sh” installs it"
    )
    named = os.environ.get("VARDLOTS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with api.sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=named, args=["--no-sandbox"])
        except api.Error:
            pytest.skip(
                "no Chromium: “sudo apt install chromium” or “.venv/bin/playwright install chromium” brings one"
            )
        yield browser
        browser.close()


def accessibility() -> str:
    """The rules of accessibility as a script. Skips the test where they are not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: “npm install --prefix .venv/axe axe-core@4” brings it")
    return AXE.read_text(encoding="utf-8")
