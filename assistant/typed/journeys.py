"""Journeys: whether somebody travels to a place that is not in the region of the reception: a town of another region, one abroad, or one not known.

A vehicle alone tells no journey within the region: "a taxi to the hospital in Halmstad". Where somebody lives, or comes from, is where no journey goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from assistant.knowledge.model import REGION
from assistant.knowledge.word_lists import DOUBT
from assistant.typed.bound import is_bound_for, stands_behind_to
from assistant.typed.line import Line, facts_of
from assistant.typed.scope import DENIED, DOUBTED, QUESTIONED, SAID, Scoped
from assistant.typed.settling import Mentions
from assistant.typed.together import ELSEWHERE
from assistant.typed.whereabouts import leads_from

_NO_GOAL = frozenset({"origins"})
_TELLING = (SAID, QUESTIONED, DOUBTED)


def elsewhere(line: Line, mentions: Mentions) -> dict[str, int]:
    """The sign that a journey goes to another region than the one that is told, or to none that is known here; with the place of that word."""
    vehicles = {
        value: fact
        for fact, rules in line.lexicon.together.items()
        if fact in mentions
        for value in rules.beside(ELSEWHERE)
    }
    if not any(
        one.mode != DENIED and value in one.values for value, fact in vehicles.items() for one in mentions[fact]
    ):
        return {}
    here = {value for one in mentions.get(REGION, ()) if one.mode in _TELLING for value in one.values}
    at = next(chain(_places(line, here), _second(line, here)), None)
    return {} if at is None else {ELSEWHERE: at}


def is_goal(line: Line, at: int) -> bool:
    """Whether a place is where a journey goes from another one, which the line names: "at Borås, taxi to Ryhov" is asked in Borås."""
    if not _goes_to(line, at) or not any(
        fact in _of_journeys(line) for one in line.scopes.phrases for fact in facts_of(one)
    ):
        return False
    goal = {region for phrase in line.scopes.phrases if phrase.found.start == at for region in _regions(phrase)}
    return any(
        phrase.mode == SAID and goal.isdisjoint(_regions(phrase)) and not _goes_to(line, phrase.found.start)
        for phrase in line.scopes.phrases
        if _regions(phrase)
    )


def _of_journeys(line: Line) -> list[str]:
    """The facts of which it says something that a journey goes elsewhere."""
    return [fact for fact, rules in line.lexicon.together.items() if rules.name((ELSEWHERE,))]


def _places(line: Line, here: set[str]) -> Iterator[int]:
    """The places that a journey goes to, outside the regions of the reception."""
    for phrase in line.scopes.phrases:
        regions, at = _regions(phrase), phrase.found.start
        # A place here may be where the desk is, where no other one is told; who travels there is heard to be nowhere yet.
        unknown = here or is_bound_for(line.read, at) or not any(region in line.knowledge.regions for region in regions)
        if regions and unknown and here.isdisjoint(regions) and phrase.mode != DENIED and _goes_to(line, at):
            yield at
    for found in line.read.found:
        at = found.start
        if "countries" in line.read.kinds(at) and _goes_to(line, at) and "indefinite" not in line.read.kinds(at - 1):
            yield at
    if not line.text.isupper():  # where all letters are capitals none tells a name
        yield from (at for at in line.scopes.strange if line.word(at)[0].isupper() and _goes_to(line, at))


def _second(line: Line, here: set[str]) -> Iterator[int]:
    """A place of another region beside the first one, wherever it stands: "vgr, hospital in Halmstad by taxi"."""
    named = [phrase for phrase in line.scopes.phrases if phrase.mode in _TELLING and _regions(phrase) & here]
    yield from (one.found.start for one in named if _regions(one).isdisjoint(_regions(named[0])))


def _regions(phrase: Scoped) -> set[str]:
    named = (entry.values for entry in phrase.found.entries if entry.fact == REGION and entry.how != DOUBT)
    return {str(value) for values in named for value in values}


def _goes_to(line: Line, at: int) -> bool:
    """Whether "to" stands before a place in its clause, nobody is told to live there, and it is not where the reception is: "to our clinic in"."""
    if leads_from(line.read, at, _NO_GOAL) is not None:
        return False
    return is_bound_for(line.read, at) or stands_behind_to(line.read, line.lexicon, at)
