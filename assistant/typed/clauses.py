"""Clauses and sentences of a line, as ranges of its words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from assistant.knowledge.model import TOPIC
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import ASKED, CLAUSE, SENTENCE, Token

_SENTENCES = frozenset({SENTENCE, ASKED})
_CLAUSES = _SENTENCES | {CLAUSE}


def clauses(words: Sequence[Token]) -> Iterator[range]:
    """The clauses of a line, in its order."""
    return _parts(words, _CLAUSES)


def sentences(words: Sequence[Token]) -> Iterator[range]:
    """The sentences of a line, in its order."""
    return _parts(words, _SENTENCES)


def _parts(words: Sequence[Token], ends: Container[str]) -> Iterator[range]:
    start = 0
    for at, word in enumerate(words):
        if word.ends in ends:
            yield range(start, at + 1)
            start = at + 1
    if start < len(words):
        yield range(start, len(words))


def phrases_in(read: Read, part: range) -> list[Match]:
    """The phrases that begin in a part of the line."""
    return [found for found in read.found if part.start <= found.start < part.stop]


def names_fact(found: Match | None) -> bool:
    """Whether a phrase names a fact or an age, and no topic alone."""
    return found is not None and any((entry.fact and entry.fact != TOPIC) or entry.age for entry in found.entries)


def names_topic(found: Match | None) -> bool:
    """Whether a phrase names a topic."""
    return found is not None and any(entry.fact == TOPIC for entry in found.entries)
