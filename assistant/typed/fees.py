"""A fee that stands apart in a line: "fee and interpreter". Beside what goes with a visit it is the visit's, not the interpreter's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.typed.clauses import clauses
from assistant.typed.matching import Read

_JOINING = frozenset("&+/")
"""Signs that join what is listed, as "and" does."""


class NamedTopic(NamedTuple):
    """A phrase of a line, by what it asks about. `money`: the topics that it names only by words for what something costs.

    `topics`: the others. `visit`: it tells of a visit, which is asked about under these. `is_fee`: it is a fee in one word.
    """

    start: int
    words: str
    money: tuple[str, ...]
    topics: tuple[str, ...]
    visit: tuple[str, ...]
    is_fee: bool


def listed(read: Read, text: str) -> Iterator[range]:
    """The clauses of a line, parted at "and", and at signs that join, too: the parts of a list."""
    for clause in clauses(read.words):
        start = clause.start
        for at in clause:
            if at > start and ("conjunctions" in read.kinds(at) or _is_joined(read, text, at)):
                yield range(start, at)
                start = at
        yield range(start, clause.stop)


def _is_joined(read: Read, text: str, at: int) -> bool:
    return not _JOINING.isdisjoint(text[read.words[at - 1].end : read.words[at].end])


def fees_apart(parts: Sequence[Sequence[NamedTopic]], *, visit_told: bool) -> Iterator[tuple[str, str]]:
    """The topics of money that stand in a part of their own, each with its words. `visit_told`: only those of a visit that stands in one too.

    A fee in one word may stand anywhere; a question of what something costs before any other topic, of which it may else be asked: anywhere too,
    where of that topic it is asked who pays in a part of its own ("doctor and interpreter, what does it cost, and who pays the interpreter").
    """
    paid_for = any(one.money for part in parts if asked_in(part) for one in part)
    first = min((one.start for part in parts for one in part if one.topics), default=-1)
    visits = {topic for part in parts if not asked_in(part) for one in part for topic in one.visit}
    for part in parts:
        for one in part if not asked_in(part) else ():
            if one.is_fee or one.start < first or ((paid_for or visit_told) and visits):
                yield from ((topic, one.words) for topic in one.money if not visit_told or topic in visits)


def asked_in(part: Sequence[NamedTopic]) -> set[str]:
    """What a part asks about that is no money, nor the visit whose fee it may be."""
    visit = {topic for one in part for topic in one.visit}
    return {topic for one in part for topic in one.topics if topic not in visit}
