"""Fresh lines: what people type, written by somebody who does not see the word lists. How much is understood; test_utterances hears each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from assistant.knowledge.model import TOPIC
from assistant.typed import Listener
from tests.support.hearing import agrees, facts
from tests.support.here import ROOT, TODAY, data
from tests.support.shipped import shipped

KNOWLEDGE = shipped()
FRESH = sorted(path.name for path in (ROOT / "tests" / "utterances" / "fresh").glob("*.yaml"))
LINES = [(name[-7:-5], said) for name in FRESH for said in data(f"utterances/fresh/{name}")]
HELD = sorted(path.name for path in (ROOT / "tests" / "utterances" / "held").glob("*.yaml"))
HELD_LINES = [(name[-7:-5], said) for name in HELD for said in data(f"utterances/held/{name}")]
HELD_UNDERSTOOD = 0.85
HELD_WRONG: set[str] = set()
"""How the lines stand that were held back and are still to be mended: it may only get better."""
MISSES = {miss["line"]: miss["reason"] for miss in data("utterances/misses.yaml")}
UNDERSTOOD = 0.97
"""The share of the lines that is understood at least."""


@pytest.fixture(scope="module")
def listeners(users_world: None) -> Mapping[str, Listener]:
    """One for each language shown."""
    return {"sv": Listener(KNOWLEDGE, ("sv", "en")), "en": Listener(KNOWLEDGE, ("en", "sv"))}


def heard(listener: Listener, line: str) -> dict[str, Any]:
    """What was heard; with an age its band as well."""
    understood = listener.hear(line, TODAY)
    return facts(KNOWLEDGE, understood) | {one.fact: one.value for one in understood.heard if one.number is not None}


def wrong(said: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    """What was concluded that must not be, or otherwise than it is."""
    for fact, values in said.get("must_not", {}).items():
        named = got.get(fact, ()) if fact == TOPIC else (got.get(fact),)
        yield from (f"{fact}={value}" for value in values if value in named)
    for fact, value in said["must"].items():
        if fact != TOPIC and fact in got and not agrees(KNOWLEDGE, fact, value, got[fact]):
            yield f"{fact}={got[fact]}"


def missed(said: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """The facts and topics that must be understood and are not."""
    topics = [topic for topic in said["must"].get(TOPIC, ()) if topic not in got.get(TOPIC, ())]
    return topics + [
        fact
        for fact, value in said["must"].items()
        if fact != TOPIC and not agrees(KNOWLEDGE, fact, value, got.get(fact))
    ]


def test_what_is_not_understood_is_little_and_each_line_has_its_reason() -> None:
    lost = MISSES.keys() & {said["line"] for _, said in LINES}
    assert lost == MISSES.keys() and all(MISSES.values())
    assert 1 - len(lost) / len(LINES) >= UNDERSTOOD


def test_there_are_enough_lines_and_half_of_them_are_not_as_the_book_writes() -> None:
    assert len(LINES) >= 300
    assert {code for code, _ in LINES} == {"sv", "en"}
    assert 2 * sum(said["noise"] for _, said in LINES) >= len(LINES)


def test_lines_that_were_held_back_are_understood_no_worse_than_they_were(listeners: Mapping[str, Listener]) -> None:
    got = {said["line"]: heard(listeners[code], said["line"]) for code, said in HELD_LINES}
    lost = [said["line"] for _, said in HELD_LINES if missed(said, got[said["line"]])]
    assert {said["line"] for _, said in HELD_LINES if list(wrong(said, got[said["line"]]))} == HELD_WRONG
    assert 1 - len(lost) / len(HELD_LINES) >= HELD_UNDERSTOOD
