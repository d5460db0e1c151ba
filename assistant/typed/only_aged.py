"""The only one with an age: of whom a line is about where it tells one person's age, and of everybody else only that they call, or whose they are.

"The daughter calls, dad 82 is here"; "the parents hide, their son is 10". Where somebody else may be the patient as well ("she is here with her son of
9"), nothing is told by an age.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.typed.clauses import clauses, names_fact
from assistant.typed.matching import Match, Read
from assistant.typed.people import OF_AGE, differ, is_child, is_verb, who_is
from assistant.typed.tokens import NUMBER

_BESIDE = frozenset({"patients", "selves", "pointing", "persons", "children", "each_of_them", "everybody", "young"})
"""Kinds of words for others than the people of the word lists, of whom a line may be as well."""
_BEFORE_AN_AGE = frozenset({"fillers", "asking", "relative"})
_ANOTHERS = frozenset({"bringing", "child_of", "possessives", "about_whom", "negations"})
"""Kinds of words between somebody and their age ("of", "is", "who is"); and those of them behind which another's is told: "dad with a kid of 6"."""
_LED = frozenset({"bringing", "relating", "staying", "negations"})
"""Kinds of words before somebody who only comes along, is only lived with, or is not there."""
_PRONOUNS = frozenset({"she", "he"})
_NEAR = 3
"""Words between somebody and their age, or what they do."""


class _Aged(NamedTuple):
    """Somebody of the word lists, and the words that name them and tell their age: `start` to `end`, exclusive."""

    who: int
    start: int
    end: int


def only_aged(read: Read) -> frozenset[int]:
    """Which of the people of the word lists is the only one with an age, if the line leaves nobody else to be the patient."""
    ages = list(_ages(read))
    if len(ages) != 1:
        return frozenset()
    people = [one for one in read.found if who_is(one) is not None]
    aged = next((one for one in _with_age(read, people, ages[0])), None)
    if aged is None or "outsiders" in read.kinds(aged.start) or _comes_along(read, aged, people):
        return frozenset()
    others = [one for one in people if who_is(one) != aged.who]
    grown = _is_grown(read, ages[0])
    only_told = not others and any(is_verb(read, at) for at in range(aged.start, ages[0].start))
    if only_told and (grown or not any(names_fact(one) for one in read.found if one.start < aged.start)):
        return frozenset()  # "the mother is 40": that is told of her beside somebody else
    if _is_led(read, aged, others) or _somebody_else(read, aged, people):
        return frozenset()
    beside = {"outsiders"} if grown else {"outsiders", "parents"}
    return frozenset({aged.who}) if all(_is_only_beside(read, one, beside) for one in others) else frozenset()


def _is_grown(read: Read, age: range) -> bool:
    """Whether an age is that of an adult, whose parents may be the patients as well."""
    found = read.at(age.start)
    return not is_child(found) if found is not None else int(read.words[age.start].text) >= OF_AGE


def _ages(read: Read) -> Iterator[range]:
    """The words of a line that tell ages, or may: a number that counts something else tells none."""
    for at in range(len(read.words)):
        found = read.at(at)
        if found is not None and found.start == at and any(entry.age is not None for entry in found.entries):
            if found.numbers:
                yield range(found.start, found.end)
        elif found is None and read.words[at].kind == NUMBER and _may_be_age(read, at):
            yield range(at, at + 1)


def _may_be_age(read: Read, at: int) -> bool:
    counted = at + 1 in read.counted and not read.words[at].ends
    numbered = at > 0 and at - 1 in read.numbered and not read.words[at - 1].ends
    return len(read.words[at].text) <= len("100") and not counted and not numbered


def _with_age(read: Read, people: list[Match], age: range) -> Iterator[_Aged]:
    """Whoever has an age: behind whose name it stands, over a comma too; or who is named with it, "a son of 3"."""
    found = read.at(age.start)
    entries = found.entries if found is not None else ()
    if found is not None and not any(entry.age and _is_plain(entry.phrase, entry.who) for entry in entries):
        return  # "says that he is nine"
    yield from (_Aged(entry.who, age.start, age.stop) for entry in entries if entry.age is not None and entry.who >= 0)
    for one in people:
        if one.start == age.stop and not read.words[age.stop - 1].ends and _is_grown(read, age):
            who = who_is(one)
            assert who is not None
            yield _Aged(who, age.start, one.end)  # "88-year-old grandmother"; "7 years mother" tells of a child
        if age.start in range(one.end, one.end + _NEAR) and all(
            _leads_to_age(read, at, one.end) for at in range(one.end, age.start)
        ):
            who = who_is(one)
            assert who is not None
            yield _Aged(who, one.start, age.stop)


def _is_plain(phrase: str, who: int) -> bool:
    """Whether an age is told by a number first, or by who has it."""
    return phrase[:1] == "{" or who >= 0


def _leads_to_age(read: Read, at: int, behind: int) -> bool:
    kinds = read.kinds(at)
    parted = at > behind and read.words[at - 1].ends
    return bool(kinds & _BEFORE_AN_AGE) and not kinds & _ANOTHERS and not parted


def _comes_along(read: Read, aged: _Aged, people: list[Match]) -> bool:
    """Whether it is told of whoever has an age that they call, translate or come along, here or where they are named again; "is here" tells none of it."""
    for start, end in [(aged.start, aged.end), *((one.start, one.end) for one in people if who_is(one) == aged.who)]:
        behind = next((one.start for one in people if one.start > start), len(read.words))
        kinds = (read.kinds(at) for at in range(end, behind))
        if any(of & {"accompanying", "about_whom"} and "present" not in of for of in kinds):
            return True
    return False


def _is_led(read: Read, aged: _Aged, others: list[Match]) -> bool:
    """Whether somebody is only told to come with whoever a line is about, or to be of somebody whom it does not name."""
    at = aged.start - 1
    while at >= 0 and not read.words[at].ends:
        kinds = read.kinds(at)
        listed = "conjunctions" in kinds and at > 0 and any(one.end == at for one in others)  # "father and daughter 9"
        if kinds & _LED or listed or ("possessives" in kinds and not others):
            return True
        if not kinds & {"fillers", "possessives"}:
            return False
        at -= 1
    return False


def _somebody_else(read: Read, aged: _Aged, people: list[Match]) -> bool:
    """Whether a line names somebody whom it may be about as well: a patient, a woman, a newborn, or "she" who is nobody of those named."""
    for found in read.found:
        if who_is(found) is not None or aged.start <= found.start < aged.end:
            continue
        kinds = read.kinds(found.start)
        for_whom = kinds & {"for_whom", "about_whom"} and names_fact(
            read.at(found.end)
        )  # "phones for an asylum seeker"
        if kinds & _BESIDE or is_child(found) or for_whom:
            return True
        named = [one for one in people if one.start < found.start] or [
            one for one in read.found if one.start == aged.start < found.start
        ]
        if kinds & _PRONOUNS and "subjects" in kinds and all(differ(read, one, found) for one in named):
            return True
    return False


def _is_only_beside(read: Read, other: Match, kinds_of: set[str]) -> bool:
    """Whether somebody else is only told to call, to bring, or to be whose the one is whose age is told; and not what only a patient does or has."""
    clause = next(part for part in clauses(read.words) if other.start in part)
    people = (
        one.start for one in read.found if one.start in clause and one.start > other.start and who_is(one) is not None
    )
    behind = [read.kinds(at) for at in range(other.end, next(people, clause.stop))]
    if behind and "wanting" in behind[0]:
        return False
    calls = any("accompanying" in kinds for kinds in behind)
    return calls or (bool(read.kinds(other.start) & kinds_of) and not _has_something(read, other.end))


def _has_something(read: Read, at: int) -> bool:
    """Whether it is told of somebody what they are or have that is no fact: "mum has diabetes"."""
    verb = at + 1 < len(read.words) and not read.words[at - 1].ends and is_verb(read, at)
    return verb and not names_fact(read.at(at + 1))
