"""Things that are shown, and how they are: "the card ran out", "receipt", "forgot the card". A small grammar of nouns and states.

A state belongs to the thing that its clause or sentence named last; one that is told as what the thing is ("expired card") to the thing behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from assistant.knowledge.word_lists import (
    AFTER,
    AWAY,
    BEFORE,
    DOUBT,
    EXPIRED,
    EXPIRY,
    GROUP,
    LOOKS,
    LOST,
    MEANS,
    OPEN,
    RENEWED,
    TOLD_BEHIND,
    UNREADABLE,
    UNTIL,
    UNTIL_DAY,
    VALID,
    State,
    Thing,
)
from assistant.typed.clauses import clauses, names_fact, names_topic, sentences
from assistant.typed.days import Month
from assistant.typed.entries import LexiconEntry
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import WORD
from assistant.typed.until import COMING, MONTHS, still, told_when

_AHEAD = 3
"""Words between a state and the thing that it is told of, as "lost both her cards"."""
_BEHIND = 14
"""Words between a thing and a state that is told of it later."""
_LATELY = 5
"""Months for which a card that has "exp July" on it ran out in the July that is over."""
_BESIDE_NAME, _VERBS = (
    frozenset({"fillers", "conjunctions", "corrections"}),
    frozenset({"asking", "may_ask", "bringing"}),
)
"""Kinds of words beside a thing that is told again by its name, and of such as say something of it."""
_WHEN = frozenset({"fillers", "times", "lately"})
"""Kinds of words behind a state that tell when it was so."""
_NOT_HERE = frozenset({AWAY, LOST})
_WHAT_IS_DONE = frozenset({AWAY, RENEWED})
"""States by words for what somebody does, with a card or with something else."""
_NEGATIONS = frozenset({"negations", "negations_after"})


class Stated(NamedTuple):
    """The phrases with their things as their states make them, the places of the states that belong to one, and of each state its thing's."""

    read: Read
    states: frozenset[int]
    things: Mapping[int, int] = MappingProxyType({})


def stated(read: Read, month: Month, today: date) -> Stated:
    """Puts states and things together."""
    if not any(_state_of(found) for found in read.found) and not any(word.until for word in read.words):
        return Stated(read, frozenset())
    linker = _Linker(read, month, today)
    for sentence in _with_corrections(read):
        linker.sentence(sentence)
    found = tuple(linker.told.get(one.start, one) for one in read.found)
    return Stated(read._replace(found=found), frozenset(linker.used), linker.things)


@dataclass
class _Linker:
    """Finds the thing of each state of one line."""

    read: Read
    month: Month
    today: date
    told: dict[int, Match] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    things: dict[int, int] = field(default_factory=dict)

    def sentence(self, sentence: range) -> None:
        """The things of one sentence, as its states make them."""
        inside = [found for found in self.read.found if found.start in sentence]
        things = [found for found in inside if thing_of(found) is not None]
        states: dict[int, list[str]] = {}
        for found in inside:
            state = _state_of(found)
            thing = self._thing(found, state, things) if state is not None else None
            if state is None or thing is None:
                continue
            if not self._tells_of(found, state, thing, told_before=bool(states.get(thing.start))):
                continue
            told = self._state(found, thing, state.state)
            if state.state == UNTIL_DAY and (told == UNTIL or not self._right_behind(found, thing)):
                continue  # "a card to her" tells no day
            self._take(found, state, thing)
            if any("corrections" in self.read.kinds(at) for at in range(thing.end, found.start)):
                states.pop(thing.start, None)
            states.setdefault(thing.start, []).append(told)
        self._told_again(things, states)
        self._dated(things, states)
        for thing in things:
            if thing.start in states:
                another = self._is_another(thing)
                self.told[thing.start] = _told(thing, states[thing.start], signs=not another)

    def _tells_of(self, found: Match, state: State, thing: Match, *, told_before: bool) -> bool:
        """Whether a state is told of a thing. `told_before`: another one was already."""
        if not self._may_tell_of(found, thing) or (told_before and self._asks_of_what_follows(found)):
            return False
        return state.state not in _WHAT_IS_DONE or not self._is_done_to_another(found, thing)

    def _take(self, found: Match, state: State, thing: Match) -> None:
        """A state as told of a thing: its words say nothing else."""
        if names_fact(found):  # "the card never came": nobody missed a visit
            told = (next(entry for entry in found.entries if entry.state is state),)
            self.told[found.start] = found._replace(entries=told)
        self.used.update(range(found.start, found.end))
        self.things[found.start] = thing.start
        if state.state in _NOT_HERE:
            self._place(max(found.end, thing.end))

    def _is_another(self, thing: Match) -> bool:
        """Whether a word before a thing may tell that it is another one than meant: "an insurance card", "a visa card"."""
        at = thing.start - 1
        if at < 0 or self.read.words[at].ends or self.read.words[at].kind != WORD:
            return False
        before = self.read.at(at)
        return before is None or thing_of(before) is not None

    def _dated(self, things: list[Match], states: dict[int, list[str]]) -> None:
        """A card with a day to come right behind it is good until then: "lma 2027-06-30"."""
        for thing in things:
            behind = self.read.words[thing.end] if thing.end < len(self.read.words) else None
            day = behind.until if behind is not None and not self.read.words[thing.end - 1].ends else None
            entry = next(entry for entry in thing.entries if entry.thing is not None)
            if day is not None and day >= self.today and entry.how == GROUP and thing.start not in states:
                states[thing.start] = [VALID]

    def _told_again(self, things: list[Match], states: dict[int, list[str]]) -> None:
        """A thing that is named by its kind, with a state, and then by name alone is one thing: "the card ran out, the LMA card that is"."""
        kind = [one for one in things if one.start in states and not _values(one)]
        named = [one for one in things if _values(one)]
        if len(kind) == 1 and len(named) == 1 and states.get(named[0].start) == [RENEWED]:
            # "the card ran out, she gets a new LMA card"
            states[named[0].start], states[kind[0].start] = states[kind[0].start], []
        if len(kind) == 1 and len(named) == 1 and named[0].start not in states:
            here, last = named[0], named[0].end - 1
            clause = next(part for part in clauses(self.read.words) if here.start in part)
            rest = [at for at in clause if at not in range(here.start, here.end)]
            alone = all(self.read.kinds(at) & _BESIDE_NAME and not self._says_more(at) for at in rest)
            if kind[0].end <= here.start and last in clause and kind[0].start not in clause and alone:
                states[here.start], states[kind[0].start] = states[kind[0].start], []

    def _says_more(self, at: int) -> bool:
        """Whether a verb beside a thing that is told again says something of it: "has an LMA card", and not "it is an LMA card"."""
        kinds = self.read.kinds(at)
        return bool(kinds & _VERBS) and not ("asking_of_things" in kinds and "subjects" in self.read.kinds(at - 1))

    def _thing(self, found: Match, state: State, things: list[Match]) -> Match | None:
        """The thing that a state is told of."""
        ahead = next((one for one in things if found.end <= one.start <= found.end + _AHEAD), None)
        behind = next((one for one in reversed(things) if one.end <= found.start <= one.end + _BEHIND), None)
        if ahead is not None and (state.side == AFTER or not self._leads_to(found, ahead)):
            ahead = None
        if behind is not None and (state.side == BEFORE or self._other_subject(behind, found)):
            behind = None
        if ahead is not None and behind is not None:
            return ahead if found.end == ahead.start or self._anew(behind, found, ahead) else behind
        return ahead or behind or self._told_later(found, state.side, things)

    def _told_later(self, found: Match, side: str, things: list[Match]) -> Match | None:
        """The only thing of a sentence that begins with a state, named alone in the next clause: "ran out yesterday, the LMA card that is"."""
        if side == BEFORE or len(things) != 1 or not _values(things[0]):
            return None
        thing, parts = things[0], list(clauses(self.read.words))
        first = next(part for part in parts if found.start in part)
        here = parts[parts.index(first) + 1 :][:1]
        if found.start != first.start or not here or thing.start not in here[0] or thing.end - 1 not in here[0]:
            return None
        said = [at for at in first if at >= found.end]
        rest = [at for at in here[0] if at not in range(thing.start, thing.end)]
        alone = all(self.read.kinds(at) & _BESIDE_NAME and not self._says_more(at) for at in rest)
        return thing if alone and all(self.read.kinds(at) & _WHEN for at in said) else None

    def _anew(self, behind: Match, found: Match, ahead: Match) -> bool:
        """Whether a state is told of what it leads to by an article, and not of what was named in a clause before: "a receipt, he never got the card"."""
        between = [self.read.kinds(at) for at in range(found.end, ahead.start)]
        if any(not kinds & {"fillers", "possessives"} or "conjunctions" in kinds for kinds in between):
            return False
        parting = {"conjunctions", "contrasts", "subjects"}
        return any(
            self.read.words[at - 1].ends or self.read.kinds(at) & parting for at in range(behind.end, found.start + 1)
        )

    def _may_tell_of(self, found: Match, thing: Match) -> bool:
        """Whether a state that is a fact by itself too tells of a thing: right behind it, or if both say the same ("the QR code says …")."""
        if not names_fact(found) or self._right_behind(found, thing):
            return True
        named = thing_of(thing)
        return _values(thing) and named is not None and any(entry.fact == named.fact for entry in found.entries)

    def _asks_of_what_follows(self, found: Match) -> bool:
        """Whether a state is a verb before something else: "the card ran out, is the prescription valid", where the verb stands first."""
        following = None if self.read.words[found.end - 1].ends else self._next_content(found.end)
        asks = "asking_of_things" in self.read.kinds(found.start)
        return asks and following is not None and names_topic(following) and thing_of(following) is None

    def _is_done_to_another(self, found: Match, thing: Match) -> bool:
        """Whether something else is renewed or ordered: what follows ("has a card and needs to renew her prescription"), or what a clause before names
        ("stoma bags, has a card, order where").
        """
        at = found.end
        while at < len(self.read.words) and not self.read.words[at - 1].ends:
            here = self.read.at(at)
            if here is not None and names_topic(here):
                return thing_of(here) is None
            if not self.read.kinds(at) & {"fillers", "possessives"}:
                break
            at += 1
        apart = any(word.ends for word in self.read.words[thing.end - 1 : found.start]) and thing.end <= found.start
        before = (one for one in self.read.found if one.end <= thing.start)
        return apart and any(names_topic(one) and thing_of(one) is None and not names_fact(one) for one in before)

    def _next_content(self, at: int) -> Match | None:
        """The phrase at a place, or behind one small word there."""
        for place in range(at, min(at + 2, len(self.read.words))):
            if names_topic(self.read.at(place)):
                return self.read.at(place)
        return None

    def _right_behind(self, found: Match, thing: Match) -> bool:
        """Whether a state stands behind its thing, and nothing between."""
        return thing.end == found.start and not self.read.words[found.start - 1].ends

    def _leads_to(self, found: Match, thing: Match) -> bool:
        """Whether only small words stand between a state and the thing behind it, in one clause."""
        between = range(found.end, thing.start)
        return not self.read.words[found.end - 1].ends and all(
            self.read.kinds(at) - {""} and not self.read.words[at].ends for at in between
        )

    def _other_subject(self, thing: Match, found: Match) -> bool:
        """Whether something else was named since the thing, of which the state may be told."""
        return any(
            thing.end <= one.start < found.start and names_topic(one) and thing_of(one) is None
            for one in self.read.found
        )

    def _state(self, found: Match, thing: Match, state: str) -> str:
        """The state that is told; what is denied between the thing and it is not known."""
        if any(_NEGATIONS & self.read.kinds(at) for at in range(thing.end, found.start)):
            return ""
        return self._until(found, state == EXPIRY) if state in TOLD_BEHIND else state

    def _place(self, behind: int) -> None:
        """Where a thing was lost says nothing else: "the card was stolen on the tram"."""
        at = behind
        while at < min(len(self.read.words), behind + _AHEAD) and not self.read.words[at - 1].ends:
            found = self.read.at(at)
            if at > behind and found is not None and names_fact(found) and thing_of(found) is None:
                first = found.entries[0]
                self.told[found.start] = found._replace(
                    entries=(LexiconEntry(first.code, first.phrase, small="fillers"),)
                )
            if "fillers" not in self.read.kinds(at) or names_fact(found):
                return
            at += 1

    def _until(self, found: Match, expiry: bool) -> str:
        """Whether what holds until a day, a month or a year still does; `UNTIL` if the line does not tell until when."""
        when, places = told_when(self.read, found.end, self.month)
        self.used.update(places)
        if when is None:
            return UNTIL
        if when == COMING:
            return VALID
        if expiry and when.year is None and when.either is None and when.month is not None:
            # "exp July": run out, if that was lately; else it is not told whether it ran out or will.
            months = (self.today.month - when.month) % MONTHS
            lately = 0 < months <= _LATELY or (not months and when.day is not None and when.day < self.today.day)
            return EXPIRED if lately else UNTIL if when.day is None else still(when, self.today) or UNTIL
        return still(when, self.today) or UNTIL


def _with_corrections(read: Read) -> Iterator[range]:
    """The sentences of a line; one that takes back what was said belongs to the one before: "valid card. No wait, expired"."""
    start = None
    for sentence in sentences(read.words):
        if start is not None and "corrections" not in read.kinds(sentence.start):
            yield range(start, sentence.start)
            start = None
        start = sentence.start if start is None else start
    if start is not None:
        yield range(start, len(read.words))


def thing_of(found: Match) -> Thing | None:
    """The thing that a phrase names."""
    return next((entry.thing for entry in found.entries if entry.thing is not None), None)


def _values(found: Match) -> bool:
    thing = thing_of(found)
    return thing is not None and bool(thing.values)


def _state_of(found: Match) -> State | None:
    return next((entry.state for entry in found.entries if entry.state is not None), None)


def _told(found: Match, states: list[str], *, signs: bool) -> Match:
    """A thing with what its states make of it; `signs`: what it is a sign of in them, too."""
    entries = tuple(
        _entry(entry, entry.thing, states, signs=signs) for entry in found.entries if entry.thing is not None
    )
    return found._replace(entries=entries)


def _entry(entry: LexiconEntry, thing: Thing, states: list[str], *, signs: bool) -> LexiconEntry:
    if UNREADABLE in states:
        states = [UNREADABLE]  # "valid? can't be read"
    telling = [state for state in states if state not in (RENEWED, UNTIL, LOOKS)]
    telling = telling or [VALID for state in states if state == LOOKS]
    telling = telling or [state for state in states if state != RENEWED] or states
    lost = LOST in telling and set(telling) <= _NOT_HERE
    telling = [AWAY if state == LOST else state for state in telling]
    values = tuple(dict.fromkeys(value for state in telling for value in thing.states.get(state, thing.values)))
    how, sign = _how(thing, set(telling), values), thing.sign if values else ""
    if signs and len(telling) == 1:
        sign = thing.signs.get(telling[0], sign)
    usual, asked_on = (thing.without, thing.asked_on) if lost else ("", ())
    fact = thing.fact if values else ""
    return entry._replace(fact=fact, values=values, how=how, sign=sign, usual=usual, asked_on=asked_on)


def _how(thing: Thing, states: set[str], values: tuple[str, ...]) -> str:
    """How a thing in these states names its values: what is not at hand leaves open what is shown instead."""
    if states <= {AWAY, RENEWED}:
        return OPEN
    return MEANS if len(values) == 1 and states <= thing.states.keys() else DOUBT
