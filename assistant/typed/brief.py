"""In brief: a clause that says of somebody only that it is not so ("his wife is registered, he isn't"), and what is so of whom it is set against.

What stands before such a clause was said of somebody else, and is denied of whom the clause is about.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from assistant.typed.clauses import clauses
from assistant.typed.matching import Match, Read
from assistant.typed.people import KINS, differ
from assistant.typed.scope import DENIED, OTHERS, SAID, Scoped, Scopes
from assistant.typed.tokens import ASKED, CLAUSE

_WHO = frozenset({"subjects", "selves"})
_NOT = frozenset({"negations", "negations_after"})
_SMALL = _WHO | _NOT | {"fillers", "asking", "conjunctions"}
_TAGS = frozenset({"tags", "asking_after", "hedges", "not_knowing"})
_SET_AGAINST = 2
"""Words behind "but" within which stands who is set against whoever was named."""


def told_in_brief(read: Read, scopes: Scopes, about_patient: Container[str]) -> Scopes:
    """The phrases of a line, with those denied that a clause only takes up, and those of others that "but the patient …" is set against."""
    parts = list(clauses(read.words))
    phrases = list(scopes.phrases)
    for before, clause in pairwise(parts):
        if read.words[before.stop - 1].ends == CLAUSE and _only_denies(read, clause):
            phrases = [_denied(read, one, before, clause) for one in phrases]
    for at in _set_against(read):
        phrases = _of_another(phrases, at, about_patient)
    return scopes._replace(phrases=tuple(phrases))


def _only_denies(read: Read, clause: range) -> bool:
    """Whether a clause is somebody and a denial, and nothing else."""
    kinds = [read.kinds(at) for at in clause]
    if read.words[clause.stop - 1].ends == ASKED or any(not of & _SMALL or of & _TAGS for of in kinds):
        return False
    return any(of & _NOT for of in kinds) and any(of & _WHO for of in kinds)


def _denied(read: Read, phrase: Scoped, before: range, clause: range) -> Scoped:
    """A phrase as denied, if it ends the clause before and was said of somebody else than the next one is about."""
    values = any(entry.fact and len(entry.values) == 1 for entry in phrase.found.entries)
    if not values or phrase.found.start not in before or phrase.found.end != before.stop:
        return phrase
    if phrase.mode == OTHERS or (phrase.mode == SAID and _about_another(read, before, clause)):
        return phrase._replace(mode=DENIED)
    return phrase


def _about_another(read: Read, before: range, clause: range) -> bool:
    """Whether a clause is about somebody who cannot be whom the one before names: "the man is registered, she isn't"."""
    named = [found for found in read.found if found.start in before and read.kinds(found.start) & KINS]
    told = [found for found in read.found if found.start in clause and read.kinds(found.start) & (_WHO | KINS)]
    return any(differ(read, one, other) for one in named for other in told)


def _set_against(read: Read) -> Iterator[int]:
    """The places of "but" before the patient: "the man has a permit but the patient herself is …"."""
    for found in read.found:
        if "contrasts" in read.kinds(found.start):
            behind = range(found.end, min(len(read.words), found.end + _SET_AGAINST))
            if any({"selves", "patients"} & read.kinds(at) and "well" not in read.kinds(at) for at in behind):
                yield found.start


def _of_another(phrases: Sequence[Scoped], at: int, about_patient: Container[str]) -> list[Scoped]:
    """The phrases with those before a place of others, that say of somebody what others behind it say of the patient."""
    behind = [one.found for one in phrases if one.found.start > at and one.mode == SAID]
    told = {fact for found in behind for fact in _facts(found, about_patient)}
    return [
        one._replace(mode=OTHERS)
        if one.found.start < at and one.mode == SAID and told & set(_facts(one.found, about_patient))
        else one
        for one in phrases
    ]


def _facts(found: Match, about_patient: Container[str]) -> list[str]:
    return [entry.fact for entry in found.entries if entry.fact in about_patient]
