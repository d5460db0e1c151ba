"""Idle: what stands in a line and is used for nothing, where the line tells nothing but who the patient is: it may be the very matter.

Nothing that is typed vanishes without a word: it is used, or offered, or told as not understood. What says nothing by itself (`fillers`, `ordinary`) is
told only of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.model import REGION, TOPIC
from assistant.typed.lexicon import SIGN
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.settling import Mentions
from assistant.wordforms import folded


def idle(line: Line, mentions: Mentions) -> Iterator[range]:
    """The places of each word or phrase that may be the matter of a line, and is used for nothing."""
    alone = (fact for fact, how in line.knowledge.words.topic_too.items() if how == "alone")
    if not mentions.keys() <= {REGION, *alone, line.of_ages.id if line.of_ages else ""}:
        return
    for at, word in enumerate(line.read.words):
        found = line.read.at(at)
        if found is None:
            if folded(word.text) in line.lexicon.matters:
                yield range(at, at + 1)
        elif at == found.start and (_is_matter(line, found) or _signs_nothing(line, found, mentions)):
            yield range(at, found.end)


def _is_matter(line: Line, found: Match) -> bool:
    """Whether a phrase is one that may be the matter, and names nothing."""
    names = {folded(entry.phrase) for entry in found.entries}
    if found.end == found.start + 1:
        names.add(folded(line.read.words[found.start].text))
    return all(entry.small for entry in found.entries) and not names.isdisjoint(line.lexicon.matters)


def _signs_nothing(line: Line, found: Match, mentions: Mentions) -> bool:
    """Whether a phrase is a sign of facts that the line does not name, and so of nothing."""
    if any(entry.small != SIGN or entry.fact for entry in found.entries):
        return False
    signs = {entry.sign for entry in found.entries}
    facts = {fact for fact, rules in line.lexicon.together.items() if rules.name(signs)}
    return bool(facts) and not facts & {*mentions, TOPIC}
