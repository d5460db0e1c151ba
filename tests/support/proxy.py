"""A proxy before several servers: nginx with the configuration that is shipped, where there is nginx; else one in forty lines that does as that says."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.support.here import ROOT
from tests.support.served import free_port

SHIPPED = ROOT / "docs" / "serving" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def proxied(ports: Sequence[int], folder: Path) -> Iterator[int]:
    """The port of a proxy before servers at these ports, until the end of the block."""
    if NGINX is not None:
        with _nginx(NGINX, ports, folder) as port:
            yield port
    else:
        yield _small(ports)


def site_of(ports: Sequence[int], port: int, folder: Path) -> str:
    """The configuration that is shipped, for these servers, without what only a machine of its own has: names, certificates, port 80."""
    text = SHIPPED.read_text(encoding="utf-8").partition("\nserver {\n    listen 80;")[0]
    for at, server in zip((8081, 8082), ports, strict=True):
        assert f"127.0.0.1:{at} " in text
        text = text.replace(f"127.0.0.1:{at} ", f"127.0.0.1:{server} ")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};").replace("/var/log/nginx", str(folder))
    return "\n".join(line for line in text.splitlines() if "ssl_certificate" not in line)


@contextmanager
def _nginx(program: str, ports: Sequence[int], folder: Path) -> Iterator[int]:
    port = free_port()
    (folder / "site.conf").write_text(site_of(ports, port, folder), encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise TimeoutError(port)


def _small(ports: Sequence[int]) -> int:
    """The small proxy, in a thread that ends with this process."""
    loop = asyncio.new_event_loop()
    turns = count()

    async def whole(reader: asyncio.StreamReader) -> bytes:
        head = await reader.readuntil(b"\r\n\r\n")
        lengths = [int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        return head + await reader.readexactly(sum(lengths))

    async def ask(request: bytes) -> bytes:
        first = next(turns)
        for turn in range(first, first + 2 * len(ports)):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", ports[turn % len(ports)])
                writer.write(request)
                answer = await whole(reader)
                writer.close()
                return answer
            except (OSError, EOFError):
                continue  # nothing of an answer was passed on, so the next server may be asked
        return b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(await ask(await whole(reader)))
        except (OSError, EOFError):
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(met, "127.0.0.1", 0))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    port: int = server.sockets[0].getsockname()[1]
    return port
