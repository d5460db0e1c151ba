"""Lacks: whether a denial before a topic tells that somebody has none of what they need, which asks about it, or that it is not needed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.model import TOPIC
from assistant.knowledge.word_lists import HAVING_NONE, NONE_LEFT, NONE_OF, NOT_WANTED
from assistant.typed.clauses import clauses
from assistant.typed.lexicons import lexicons
from assistant.typed.line import Line, facts_of
from assistant.typed.matching import may_name
from assistant.typed.scope import DENIED, Scoped


def lacked(line: Line, *, asks_otherwise: bool) -> Iterator[tuple[str, str]]:
    """The topics of what is told to be lacking, each with its words; where a bare "no wheelchair" stands beside another topic it asks nothing.

    A card that somebody has not with them is what they cannot show, and no question on cards.
    """
    for phrase in line.scopes.phrases:
        if any(entry.thing is not None for entry in phrase.found.entries):
            continue
        if phrase.mode == DENIED and not facts_of(phrase) and _is_lacking(line, phrase, asks_otherwise=asks_otherwise):
            named = (entry for entry in phrase.found.entries if entry.fact == TOPIC)
            yield from ((topic, line.words(phrase)) for entry in named for topic in entry.values)


def _is_lacking(line: Line, phrase: Scoped, *, asks_otherwise: bool) -> bool:
    clause = next(part for part in clauses(line.read.words) if phrase.found.start in part)
    before, behind = range(clause.start, phrase.found.start), range(phrase.found.end, clause.stop)
    if _stands(line, NOT_WANTED, before) or _stands(line, NOT_WANTED, behind):
        return False
    if _stands(line, HAVING_NONE, before):
        return True
    return _stands(line, NONE_OF, before) and (not asks_otherwise or _stands(line, NONE_LEFT, behind))


def _stands(line: Line, kind: str, part: range) -> bool:
    """Whether a phrase of a kind stands in a part of the line."""
    return may_name((kind,), line.read.words[part.start : part.stop], lexicons(line.knowledge).with_lacks, itself=True)
