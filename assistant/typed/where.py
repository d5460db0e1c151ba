"""Where: which places of a line are the patient's, in which they live or to which somebody or something goes. None is the region of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assistant.knowledge.model import REGION
from assistant.knowledge.word_lists import DOUBT
from assistant.typed.bound import is_headed_for
from assistant.typed.clauses import names_topic
from assistant.typed.entries import LexiconEntry
from assistant.typed.journeys import is_goal
from assistant.typed.line import Line
from assistant.typed.model import Unclear
from assistant.typed.naming import only_goes_there
from assistant.typed.scope import DOUBTED, HOME, Scoped
from assistant.typed.settling import Mention
from assistant.typed.whereabouts import is_home, is_stationed

_PASSED, _LIVED_IN, _HEADED_FOR = "passed", "lived in", "headed for"
"""How a place is the patient's: somebody only goes there, lives there, or is sent there."""


class Where(NamedTuple):
    """The places of a line that are the patient's.

    `home`: the words for where they live; `goals`: for where they are sent; `regions`: by region, the words that name it as one of these;
    `here`: whether the line tells where the desk itself is.
    """

    home: tuple[str, ...]
    goals: tuple[str, ...]
    regions: Mapping[str, str]
    here: bool

    def usually_of(self, line: Line, named: Iterable[Mention]) -> Iterator[Unclear]:
        """The region of the patient's place, where the line names no other one (`named`): the desk is most often there too."""
        asks = any(names_topic(found) for found in line.read.found)
        if not any(one.mode != DOUBTED for one in named) and len(self.regions) == 1:
            for region, words in self.regions.items():
                if asks or region in line.knowledge.regions:
                    yield Unclear(REGION, (region,), words, region)


def where_of(line: Line, phrases: Iterable[Scoped]) -> Where:
    """The patient's places among the phrases of a line that tell something."""
    home: list[str] = []
    goals: list[str] = []
    regions: dict[str, str] = {}
    here = False
    for phrase in phrases:
        at, words = phrase.found.start, line.words(phrase)
        for entry in phrase.found.entries:
            if entry.fact != REGION:
                continue
            how = _how(line, phrase, entry)
            here = here or (not how and is_stationed(line.read, line.lexicon, at))
            home += [words] if how == _LIVED_IN else []
            goals += [words] if how == _HEADED_FOR else []
            tells = how == _HEADED_FOR or (how == _LIVED_IN and is_home(line.read, line.lexicon.here, at))
            if tells and len(entry.values) == 1:
                regions.setdefault(str(entry.values[0]), words)
    return Where(tuple(home), tuple(goals), regions, here)


def is_of_patient(line: Line, phrase: Scoped, entry: LexiconEntry) -> bool:
    """Whether a place is where the patient lives, or where somebody or something goes: it is no region of the desk."""
    return bool(_how(line, phrase, entry))


def _how(line: Line, phrase: Scoped, entry: LexiconEntry) -> str:
    """How a place is the patient's; empty if it is not."""
    at = phrase.found.start
    if only_goes_there(line, at, entry.values) or is_goal(line, at):
        return _PASSED
    if entry.how == DOUBT:
        return ""
    if phrase.mode == HOME:
        return _LIVED_IN
    return _HEADED_FOR if is_headed_for(line.read, line.lexicon, at) else ""
