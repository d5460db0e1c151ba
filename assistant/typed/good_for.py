"""Good for: what the days, months or years that a thing is old say of it, of whoever has it, and not of anybody's age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.knowledge.model import Value
from assistant.knowledge.word_lists import EXPIRED
from assistant.typed.aged import Aged, days_told
from assistant.typed.clauses import names_fact
from assistant.typed.lexicon import SIGN
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.people import as_typed
from assistant.typed.scope import DOUBTED, SAID, Scoped
from assistant.typed.settling import Mention, Mentions
from assistant.typed.until import days_since, told_when

_LONG_AGO, _A_YEAR = 9999, 366
"""Days for a thing of which it is not told how old it is, only that it is old; and up to which it tells what its owner is."""
_MADE = 4
"""Words behind a thing within which stands when it was made."""


def told_by_thing(line: Line, phrase: Scoped, mentions: Mentions) -> Iterator[tuple[str, Mention]]:
    """What whoever has a thing that is in order is: who has the receipt for an application has applied. So has who has one of this year."""
    for entry in phrase.found.entries if phrase.mode == SAID else ():
        if entry.thing is not None and entry.thing.tells and entry.values == entry.thing.values:
            words, days = line.words(phrase), _days_since(line, phrase, entry.fact)
            days = line.how_old.get(phrase.found.start) if days is None else days
            own = [one for one in mentions.get(entry.fact, ()) if one.words == words]
            if any(one.mode == SAID for one in own) or (own and days is not None and days < _A_YEAR):
                yield from ((fact, Mention((value,), SAID, words)) for fact, value in entry.thing.tells.items())


def age_of_thing(line: Line, thing: Aged, mentions: Mentions) -> range:
    """How old a thing is says nothing of the patient's age; and of the thing, whether it is still good, if that is known.

    The words by which that is known are returned: nothing in them is strange.
    """
    assert line.of_ages is not None
    fresh = line.knowledge.words.fresh_for.get(thing.fact, {})
    named = as_typed(line.read, line.text, thing.named)
    # What is only meant most often of another thing says nothing of this one: "has a receipt of 12 days, no card yet".
    told = [one for one in mentions.get(thing.fact, ()) if not one.usual]
    own = [one for one in told if one.words == named] or told
    good = thing.days is not None and all(
        thing.days <= fresh.get(value, -1) for mention in own for value in mention.values
    )
    if not good and not _outlived(line, thing.named, thing.fact, thing.least, mentions):
        mentions[thing.fact] = [one._replace(mode=DOUBTED) for one in mentions.get(thing.fact, ())]
    ages = mentions.get(line.of_ages.id, [])
    if good and _is_said(line, thing.named):
        # So old are the documents of which it matters: it is one of these, and no receipt for what was paid.
        mentions[thing.fact] = [
            one._replace(mode=SAID, counted_as=False) if one.words == named and len(one.values) == 1 else one
            for one in mentions.get(thing.fact, ())
        ]
    words = line.text[line.read.words[thing.start].start : line.read.words[thing.end - 1].end]
    others = [one for one in ages if one.words not in words]
    # An age that stands beside it is the patient's; alone, and not right behind the thing, what is too old to be good may be told of either.
    beside = thing.days is not None and _stands_beside(line, thing)
    settled = good or (thing.days is not None and bool(others)) or beside
    mentions[line.of_ages.id] = others if settled else [one._replace(mode=DOUBTED) for one in ages]
    if not mentions[line.of_ages.id]:
        del mentions[line.of_ages.id]
    return range(thing.start, thing.end) if good or beside else range(0)


def _stands_beside(line: Line, thing: Aged) -> bool:
    """Whether it stands in the same breath right behind a thing how old that is, in days or weeks: "receipt 45 days old", "the receipt is five weeks
    old". Months and years, of which nobody knows the days, may be the patient's."""
    if thing.days != thing.least:
        return False
    between = range(thing.named.end - 1, thing.start)
    verbs = all(line.read.kinds(at) & {"asking", "fillers"} for at in between[1:])
    return bool(between) and verbs and not any(line.read.words[at].ends for at in between)


def _is_said(line: Line, found: Match) -> bool:
    return any(phrase.mode == SAID for phrase in line.scopes.phrases if phrase.found.start == found.start)


def by_when_made(line: Line, mentions: Mentions) -> None:
    """What it tells of things when they were made: that they are good no more, or that they are what was meant."""
    _from_long_ago(line, mentions)
    _made_lately(line, mentions)


def _from_long_ago(line: Line, mentions: Mentions) -> None:
    """A thing that is good for some days only, "from four months ago": whether it still is, is in doubt."""
    for fact, fresh in line.knowledge.words.fresh_for.items():
        for phrase in line.scopes.phrases:
            days = _days_since(line, phrase, fact)
            if days is not None and _outlived(line, phrase.found, fact, _least_since(line, phrase), mentions):
                continue
            for at, one in enumerate(mentions.get(fact, ()) if days is not None else ()):
                good = [value for value in one.values if value in fresh and fresh[value] < (days or 0)]
                if good and one.mode == SAID and one.words == line.words(phrase):
                    mentions[fact][at] = one._replace(mode=DOUBTED)


def _made_lately(line: Line, mentions: Mentions) -> None:
    """A thing whose name may be of another one, and that is told to be new enough: it is what goes with what the patient is told to be.

    "Asylum seeker, the receipt is of 15 November": no receipt for what was paid.
    """
    told = {
        fact: next(iter({one.values[0] for one in named}))
        for fact, named in _said(mentions).items()
        if len({one.values for one in named}) == 1 and len(named[0].values) == 1
    }
    for fact, fresh in line.knowledge.words.fresh_for.items():
        going = {value.id for value in line.knowledge.questions[fact].values if value.of and _told(value, told)}
        new = {line.words(one) for one in line.scopes.phrases if one.mode == SAID and _is_new(line, one, fact, fresh)}
        for at, one in enumerate(mentions.get(fact, ())):
            if one.mode == DOUBTED and one.words in new and len(one.values) == 1 and going.issuperset(one.values):
                mentions[fact][at] = one._replace(mode=SAID, counted_as=False)


def _said(mentions: Mentions) -> Mentions:
    """What a line says by fact, without what it denies or doubts; nothing of a fact of which anything is not said outright."""
    return {fact: named for fact, named in mentions.items() if named and all(one.mode == SAID for one in named)}


def _told(value: Value, told: Mapping[str, str]) -> bool:
    """Whether a line tells of the patient what whoever has this is."""
    return all(told.get(fact) in values for fact, values in value.of)


def _is_new(line: Line, phrase: Scoped, fact: str, fresh: Mapping[str, int]) -> bool:
    """Whether a thing of a fact is told to have been made lately, or on a day since which it is good: "receipt from last week"."""
    if not any(entry.fact == fact and entry.thing is not None for entry in phrase.found.entries):
        return False
    days = _days_since(line, phrase, fact)
    if days is None:
        return _is_made_lately(line, phrase)
    return days <= max(fresh.values())


def _is_made_lately(line: Line, phrase: Scoped) -> bool:
    """Whether right behind a thing, in its clause, stands that it is from the days that are just over."""
    for at in range(phrase.found.end, min(len(line.read.words), phrase.found.end + _MADE)):
        if line.read.words[at - 1].ends:
            return False
        if "lately" in line.read.kinds(at):
            return "origins" in line.read.kinds(at - 1)
    return False


def _outlived(line: Line, found: Match, fact: str, least: int, mentions: Mentions) -> bool:
    """Puts what is left to show in place of a thing that is surely too old: a receipt of five weeks is not the one that is good for 30 days.

    Beside another document that is told it says nothing more. False if it may still be good, or several things are left.
    """
    over = {value for value, days in line.knowledge.words.fresh_for.get(fact, {}).items() if days < least}
    things = [entry.thing for entry in found.entries if entry.thing is not None and entry.thing.fact == fact]
    left = {value for thing in things for value in thing.states.get(EXPIRED, ())} - over
    named = [one for one in mentions.get(fact, ()) if over & set(one.values)]
    if len(left) != 1 or not named:
        return False
    usual = next(iter(left))
    others = [one for one in mentions[fact] if one not in named]
    told = any(one.mode == SAID for one in others)
    late = [
        one._replace(values=(usual,), mode=DOUBTED, usual=usual, sign="")
        for one in named
        if one.mode in (SAID, DOUBTED)
    ]
    mentions[fact] = others if told else [*others, *late, *(one for one in named if one.mode not in (SAID, DOUBTED))]
    return True


def outlived(line: Line, mentions: Mentions) -> frozenset[str]:
    """The words of things that are surely too old: no sign that one of them is shown."""
    late = {one.words for fact in line.knowledge.words.fresh_for for one in mentions.get(fact, ()) if _is_late(one)}
    things = [one for one in line.scopes.phrases if any(entry.thing is not None for entry in one.found.entries)]
    return frozenset(words for words in map(line.words, things) if words in late)


def _is_late(one: Mention) -> bool:
    return one.mode == DOUBTED and one.values == (one.usual,)


def _least_since(line: Line, phrase: Scoped) -> int:
    """At least how many days ago a thing is told to have been made: "from August", "issued six weeks ago"."""
    for at in range(phrase.found.end, min(len(line.read.words), phrase.found.end + _MADE)):
        if days := days_told(line.read, line.lexicon, at):
            return days
        if "origins" in line.read.kinds(at) or _is_dated(line, phrase, at):
            start = _start_of_when(line, at)
            if start < len(line.read.words) and (days := days_told(line.read, line.lexicon, start)):
                return days
            when, _ = told_when(line.read, start, line.lexicon.months.get)
            return (days_since(when, line.today, least=True) or 0) if when is not None else 0
    return 0


def _days_since(line: Line, phrase: Scoped, fact: str) -> int | None:
    """At most how many days ago a thing is told to have been made, behind "from" or as a span; None if it is not told, or to be so lately."""
    if not any(entry.fact == fact for entry in phrase.found.entries):
        return None
    for at in range(phrase.found.end, min(len(line.read.words), phrase.found.end + _MADE)):
        found = line.read.at(at)
        if "lately" in line.read.kinds(at) or "lately" in _kinds_behind(line, at):
            return None
        if "origins" in line.read.kinds(at) or _is_dated(line, phrase, at):
            when, _ = told_when(line.read, _start_of_when(line, at), line.lexicon.months.get)
            days = days_since(when, line.today) if when is not None else None
            return _LONG_AGO if days is None else days
        if found is not None and _is_span(found):
            return _LONG_AGO
        if found is not None and names_fact(found):
            return None
    return None


def _is_dated(line: Line, phrase: Scoped, at: int) -> bool:
    """Whether a day that is over stands right behind a thing: the one on which it was made ("receipt 2026-10-05")."""
    day, before = line.read.words[at].until, line.read.words[at - 1]
    return at == phrase.found.end and not before.ends and day is not None and day <= line.today


def _start_of_when(line: Line, at: int) -> int:
    """Where it stands when something was made: behind "from", or at a day itself."""
    found = line.read.at(at)
    return at if line.read.words[at].until is not None else found.end if found else at + 1


def _kinds_behind(line: Line, at: int) -> frozenset[str]:
    return line.read.kinds(at + 1) if at + 1 < len(line.read.words) else frozenset()


def _is_span(found: Match) -> bool:
    return any(entry.small == SIGN and entry.phrase[:1] == "{" for entry in found.entries)
