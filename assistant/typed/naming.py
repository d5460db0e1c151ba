"""Naming: how a phrase of a line names a fact: said, denied or asked, as today's or another day's, or only as what a fee is called after."""

from __future__ import annotations

from itertools import product

from assistant.knowledge.model import Question
from assistant.knowledge.word_lists import DOUBT, GROUP, AgePhrases
from assistant.typed.ages import bands, span
from assistant.typed.bound import is_bound_for, is_left, is_sent_to
from assistant.typed.clauses import names_fact, names_topic
from assistant.typed.entries import LexiconEntry
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.scope import DENIED, DOUBTED, QUESTIONED, SAID, Scoped
from assistant.typed.settling import Mention
from assistant.typed.tokens import WORD

_BEFORE_COMPARED = frozenset({"for_whom", "mine", "indefinite", "persons"})
"""Kinds of words between "as" and what somebody is treated like: "the same care as for an asylum seeker"."""
_COUNTED_AS = 4
"""Words before what somebody may count as within which "counts as" stands."""
_OBJECT = 4
"""Words on either side of "refused" within which stands what was refused."""


def age_named(line: Line, phrase: Scoped, age: AgePhrases, of_ages: Question) -> Mention:
    """How a phrase names an age."""
    ages = span(age, dict(phrase.found.numbers), of_ages, line.today)
    assert ages is not None
    counts = _asked_as(line, phrase.found) or _is_likened(line, phrase.found)
    mode = QUESTIONED if phrase.mode == SAID and counts else phrase.mode
    of_many = not ages.exact and _is_of_many(line, phrase.found)
    return Mention(bands(ages, of_ages), mode, line.words(phrase), ages, ages.exact, of_many=of_many)


def named(line: Line, phrase: Scoped, entry: LexiconEntry) -> Mention:
    """How a phrase names values of a fact that is no age and no home."""
    start = phrase.found.start
    turned = _may_be_turned(line, phrase)
    mode = DOUBTED if turned else _mode(phrase.mode, entry)
    names_fee = mode in (SAID, QUESTIONED) and _only_names_fee(line, phrase, entry)
    usual, asked_on = (entry.usual if phrase.mode == SAID else "", entry.asked_on)
    if mode == DENIED and entry.thing is not None:
        usual, asked_on = entry.thing.without, entry.thing.asked_on
    in_general = entry.how == DOUBT and len(entry.values) == 1 and entry.fact in line.around.about_patient
    return Mention(
        entry.values,
        QUESTIONED if names_fee else mode,
        line.words(phrase),
        sign=entry.sign,
        ruled_out=phrase.mode == DENIED and mode == DOUBTED,
        counted_as=names_fee or in_general or (mode == QUESTIONED and _counted_as(line, phrase.found)),
        present=mode == SAID and not entry.sign and start in line.of_today,
        past=mode in (SAID, DOUBTED) and entry.fact not in line.around.about_patient and start in line.of_before,
        not_known=mode in (QUESTIONED, DOUBTED) and start in line.scopes.not_known,
        usual=usual if not turned and not names_fee else "",
        asked_on=asked_on,
    )


def _only_names_fee(line: Line, phrase: Scoped, entry: LexiconEntry) -> bool:
    """Whether a situation right before a topic says which fee is meant, of somebody who is told to be something else.

    "In the register now, asylum fee?" makes nobody an asylum seeker; where nothing else is told of the situation, it does.
    """
    found = phrase.found
    if (
        entry.fact not in line.around.about_patient
        or len(entry.values) != 1
        or not (_stands_before_topic(line, found) or _compared(line, found))
    ):
        return False
    return any(
        _tells_otherwise(line, other, entry) for other in line.scopes.phrases if other.found.start != found.start
    )


def _compared(line: Line, found: Match) -> bool:
    """Whether a phrase only tells whom somebody is treated like: "pays the same as asylum seekers"; "who has applied" tells what she did."""
    at = found.start - 1
    while at > 0 and not line.read.words[at].ends and line.read.kinds(at) & _BEFORE_COMPARED:
        at -= 1
    kinds = line.read.kinds(at) if at >= 0 and not line.read.words[at].ends else frozenset[str]()
    return "comparing" in kinds and (found.end - found.start == 1 or "relative" not in kinds)


def _stands_before_topic(line: Line, found: Match) -> bool:
    """Whether nothing stands between a phrase of one word and a topic behind it."""
    if found.end - found.start > 1 or found.end >= len(line.read.words) or line.read.words[found.end - 1].ends:
        return False
    behind = line.read.at(found.end)
    return names_topic(behind) and not names_fact(behind)


def _tells_otherwise(line: Line, phrase: Scoped, entry: LexiconEntry) -> bool:
    """Whether a phrase tells that another situation than this one may be, or something that goes with others only."""
    for other in phrase.found.entries if phrase.mode in (SAID, DOUBTED) else ():
        question = line.knowledge.questions.get(other.fact)
        if other.fact == entry.fact and other.values != entry.values:
            return True
        if question is None or question.number is not None or other.fact == entry.fact:
            continue
        told = {entry.fact: entry.values[0]}
        if any(value.id in other.values and not value.goes_with(told) for value in question.values):
            return True
    return False


def _is_of_many(line: Line, found: Match) -> bool:
    """Whether an age is told without a number of several people, or as one of two: "the other kids", "adult or child fee"."""
    pairs = ((found.end, found.end + 1), (found.start - 1, found.start - 2))
    either = any(_is_of_group(line, at) for by, at in pairs if "alternatives" in line.read.kinds(by))
    return not found.numbers and (found.start in line.read.several or either)


def _is_of_group(line: Line, at: int) -> bool:
    """Whether an age without a number stands at a place: "adult", "child"."""
    found = line.read.at(at)
    return found is not None and not found.numbers and any(entry.age is not None for entry in found.entries)


def _counted_as(line: Line, found: Match) -> bool:
    """Whether it is asked what somebody counts as: "does she count as undocumented"."""
    for at in range(found.start - 1, max(-1, found.start - 1 - _COUNTED_AS), -1):
        if line.read.words[at].ends:
            return False
        if {"asking_of_all", "being"} <= line.read.kinds(at):
            return True
    return False


def _is_likened(line: Line, found: Match) -> bool:
    """Whether an age is only what somebody counts as: "19-year-olds count as children"."""
    led = found.start and not line.read.words[found.start - 1].ends and "comparing" in line.read.kinds(found.start - 1)
    return bool(led) and not found.numbers and _counted_as(line, found)


def _asked_as(line: Line, found: Match) -> bool:
    """Whether it is asked in the midst of a clause what somebody counts as: "19, does she count as a child with you"."""
    for at in range(found.start - 1, max(-1, found.start - 1 - _COUNTED_AS), -1):
        if line.read.words[at].ends:
            return False
        if "asking_of_all" in line.read.kinds(at):
            return "subjects" in line.read.kinds(at + 1)
    return False


def only_goes_there(line: Line, at: int, regions: tuple[str | int, ...]) -> bool:
    """Whether a place is no reception: somebody travels there, or moved away from there, or is sent to a region of which nothing is known here."""
    if is_bound_for(line.read, at) or is_left(line.read, line.lexicon, at):
        return True
    return not any(region in line.knowledge.regions for region in regions) and is_sent_to(line.read, line.lexicon, at)


def _may_be_turned(line: Line, phrase: Scoped) -> bool:
    """Whether a slip beside a phrase may turn what it means: "granetd asylum" is no application."""
    found, words = phrase.found, line.read.words
    if phrase.mode != SAID:
        return False
    before = words[found.start - 1] if found.start and not words[found.start - 1].ends else None
    behind = words[found.end] if found.end < len(words) and not words[found.start].ends else None
    if found.end - found.start == 1 and any(
        other is not None and other.kind == WORD and line.lexicon.turns(words[found.start].text, other.text)
        for other in (before, behind)
    ):
        return True
    parts = [(*line.lexicon.without_the_next(word.text),) or (word.text,) for word in words[found.start : found.end]]
    read = [*product(*parts)]
    return any(
        line.lexicon.turning.may_turn(entry, line.typed, found.start, read) for entry in found.entries if entry.fact
    )


def of_a_topic(line: Line, found: Match) -> bool:
    """Whether what was refused is named beside it: "refused her the prescription" is no refusal of asylum."""
    for step, first in ((1, found.end), (-1, found.start - 1)):
        for at in range(first, first + step * _OBJECT, step):
            if not 0 <= at < len(line.read.words) or line.read.words[at - (step > 0)].ends:
                break
            if names_topic(line.read.at(at)):
                return True
            if "links" not in line.read.kinds(at):
                break
    return False


def _mode(mode: str, entry: LexiconEntry) -> str:
    """How a phrase names its values: "no refugee" rules out none of what a refugee may be."""
    if mode == DENIED:
        return DENIED if len(entry.values) == 1 or entry.how == GROUP else DOUBTED
    return DOUBTED if mode == SAID and entry.how == DOUBT else mode
