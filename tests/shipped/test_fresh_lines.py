"""Fresh lines: what people type, written by somebody who does not see the word lists. How much is understood; test_utterances hears each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.audit.utterances import Utterance, misses, utterance
from assistant.knowledge.read.nodes import Mistakes, read_file
from assistant.typed import Listener
from assistant.typed.acute import Acute
from tests.support.here import ROOT, data
from tests.support.share import Share
from tests.support.shipped import shipped

KNOWLEDGE = shipped()
FRESH = sorted(path.name for path in (ROOT / "tests" / "utterances" / "fresh").glob("*.yaml"))
LINES = [(name[-7:-5], said) for name in FRESH for said in data(f"utterances/fresh/{name}")]
HELD_MISSES = {miss["line"]: miss["reason"] for miss in data("utterances/held/misses.yaml")}
"""The lines that were held back and are not understood, each with its reason: there may only be fewer."""
MISSES = {miss["line"]: miss["reason"] for miss in data("utterances/misses.yaml")}
UNDERSTOOD = 0.97
"""The share of the lines that is understood at least."""


def test_what_is_not_understood_is_little_and_each_line_has_its_reason() -> None:
    lost = MISSES.keys() & {said["line"] for _, said in LINES}
    assert lost == MISSES.keys() and all(MISSES.values())
    assert 1 - len(lost) / len(LINES) >= UNDERSTOOD


def test_there_are_enough_lines_and_half_of_them_are_not_as_the_book_writes() -> None:
    assert len(LINES) >= 300
    assert {code for code, _ in LINES} == {"sv", "en"}
    assert 2 * sum(said["noise"] for _, said in LINES) >= len(LINES)


def held_back() -> Iterator[Utterance]:
    """The lines that are measured only; what cannot be read of them is a mistake."""
    mistakes = Mistakes()
    for path in sorted((ROOT / "tests" / "utterances" / "held").glob("*-held-back-*.yaml")):
        item = read_file(path, path.name, mistakes)
        yield from (said for entry in item.items() if (said := utterance(entry, KNOWLEDGE, path))) if item else ()
    assert mistakes.problems == []


@pytest.mark.long
def test_lines_that_were_held_back_are_understood_no_worse_than_they_were(users_world: None, share: Share) -> None:
    orders = {"sv": ("sv", "en"), "en": ("en", "sv")}
    ears = {code: (Listener(KNOWLEDGE, order), Acute(KNOWLEDGE, order)) for code, order in orders.items()}
    every = list(held_back())
    taken = share.of(every, lambda said: said.place.file, lambda said: said.line in HELD_MISSES, one_in=8)
    found = {said.line: misses(said, KNOWLEDGE, *ears[said.code]) for said in taken}
    assert [line for line, (wrong, _) in found.items() if wrong] == []
    assert {line for line, (_, missed) in found.items() if missed} == HELD_MISSES.keys() & found.keys()
    assert HELD_MISSES.keys() <= {said.line for said in every} and all(HELD_MISSES.values())
