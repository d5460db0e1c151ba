"""The head of an answer leaves together with its body."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from assistant.web.whole import WholeTransport

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


class Written:
    """A transport that remembers what it was given, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.write = self.pieces.append

    def close(self) -> None:
        self.pieces.append(b"closed")

    def is_closing(self) -> bool:
        return False


@pytest.fixture
async def written() -> tuple[Written, WholeTransport]:
    inner = Written()
    return inner, WholeTransport(cast(Any, inner), asyncio.get_running_loop())


async def test_a_head_waits_for_its_body_and_nothing_else_waits(written: tuple[Written, WholeTransport]) -> None:
    inner, whole = written
    for part in (HEAD, b"ok", HEAD, b"", b"more"):
        whole.write(part)
    assert inner.pieces == [HEAD + b"ok", HEAD, b"more"]
    assert whole.is_closing() is False


async def test_a_head_without_a_body_does_not_wait_for_long(written: tuple[Written, WholeTransport]) -> None:
    inner, whole = written
    whole.write(HEAD)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert inner.pieces == [HEAD]


async def test_what_is_held_is_written_before_it_is_closed(written: tuple[Written, WholeTransport]) -> None:
    inner, whole = written
    whole.write(HEAD)
    whole.close()
    assert inner.pieces == [HEAD, b"closed"]
