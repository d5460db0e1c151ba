"""Whose facts they are: what a line says of others than the patient.

Somebody else ("mother", "husband", "friend") has what is said next to the word, and in its clause; the patient has everything else. A
line may say that it is about somebody: "calls about her father", "it is the mother who needs a doctor". A child that is brought along
is somebody else as well.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.typed.clauses import clauses, names_fact
from assistant.typed.lexicon import PERSON, LexiconEntry
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import CLAUSE, NUMBER

_FORWARD = 8
_BACK = 4
"""Words on either side of a person within which the line says that it is about that person."""
_LESS = frozenset({"fillers", "possessives", "conjunctions", "contrasts", "alternatives", "bringing"})
_OF_AGE = 18
_NEXT_TO = 4
"""Words between somebody and an age that is told right behind."""


class About(NamedTuple):
    """Whom a line is about: which of the people of the word lists; and whether a child is the patient, None if the line does not tell."""

    people: frozenset[int]
    child: bool | None = None

    @property
    def told(self) -> bool:
        """Whether it is known who the patient is, of those whom the line names."""
        return bool(self.people) or bool(self.child)


def others(read: Read, about_patient: Container[str], about: About) -> frozenset[int]:
    """The places of words that are said of somebody else. `about_patient`: the facts by which somebody is named."""
    if not any(who_is(found) is not None or is_child(found) for found in read.found):
        return frozenset()
    finder = _Finder(read, about_patient, about)
    for clause in clauses(read.words):
        finder.clause(clause)
    return frozenset(finder.others)


def chosen(read: Read, text: str, patient: str) -> About:
    """Whom a line is about, as the user chose by words of it."""
    for found in (*named_people(read), *_children(read)):
        if as_typed(read, text, found) == patient:
            who = who_is(found)
            return About(frozenset(), True) if who is None else About(frozenset({who}), False)
    return About(frozenset())


def named_people(read: Read) -> tuple[Match, ...]:
    """The phrases that name people: somebody of the word lists, or a child."""
    return tuple(found for found in read.found if who_is(found) is not None or (is_child(found) and not found.numbers))


def brought(read: Read, others: Container[int]) -> tuple[Match, ...]:
    """The phrases that name a child by its age, of whom the line does not tell that it is the patient: "with a 3-year-old"."""
    return tuple(found for found in _children(read) if found.start in others)


def _children(read: Read) -> tuple[Match, ...]:
    return tuple(found for found in read.found if is_child(found) and found.numbers)


def as_typed(read: Read, text: str, found: Match) -> str:
    """A phrase as it was typed."""
    return text[read.words[found.start].start : read.words[found.end - 1].end]


def patients(read: Read) -> frozenset[int]:
    """Which of the people of the word lists the line is about: those it says so of, or whoever comes with somebody who calls."""
    people = {found.start: who for found in read.found if (who := who_is(found)) is not None}
    told = frozenset(
        who for found in read.found if (who := people.get(found.start)) is not None and _is_patient(read, found)
    )
    if told or any({entry.small for entry in found.entries} & {"patients", "selves"} for found in read.found):
        return told
    if len(people) == 1 and _told_alone(read, next(iter(people))):
        return frozenset(people.values())
    along = {who for start, who in people.items() if _comes_along(read, start)}
    others = {*people.values()} - along
    return frozenset(others) if along and len(others) == 1 else told


def _told_alone(read: Read, start: int) -> bool:
    """Whether the only person named is told with an age, and the line has no other subject: "grandmother 78, undocumented"."""
    found = read.at(start)
    assert found is not None
    if found.end >= len(read.words) or (start and read.kinds(start - 1) & _LESS):
        return False
    behind = read.at(found.end)
    others = [one for one in read.found if one is not behind]
    subjects = any(
        entry.small in ("subjects", "accompanying") or is_child(one) for one in others for entry in one.entries
    )
    # "grandmother 78", and not "grandmother is 78": that tells of her beside somebody else.
    entries = behind.entries if behind is not None else ()
    age = read.words[found.end].kind == NUMBER or any(entry.age and entry.phrase[:1] == "{" for entry in entries)
    return age and not subjects


def _comes_along(read: Read, start: int) -> bool:
    """Whether what is said of somebody next is that they call, translate or come along."""
    found = read.at(start)
    assert found is not None
    return (
        found.end < len(read.words) and not read.words[found.end - 1].ends and "accompanying" in read.kinds(found.end)
    )


def who_is(found: Match) -> int | None:
    """Which of the people of the word lists a phrase names."""
    return next((entry.who for entry in found.entries if entry.small == PERSON), None)


def _is_patient(read: Read, found: Match) -> bool:
    """Whether the line says of somebody that it is about this person."""
    if _named_as_patient(read, found):
        return True
    for at in range(found.start - 1, max(-1, found.start - 1 - _BACK), -1):
        kinds = read.kinds(at)
        if kinds & {"about_whom", "mine"}:
            return True
        if not kinds & _LESS:
            break
    for at in range(found.end, min(len(read.words), found.end + _FORWARD)):
        kinds, here = read.kinds(at), read.at(at)
        if "wanting" in kinds and (at == found.end or not read.words[at - 1].ends):
            return True  # "the mother, who is the patient, …"
        if read.words[at - 1].ends or "accompanying" in kinds or PERSON in kinds:
            return False
        if here is None and not kinds and read.words[at].kind != NUMBER:
            return False
    return False


def _named_as_patient(read: Read, found: Match) -> bool:
    """Whether the line says that somebody is the patient: "the patient is her son", "his kid of 7 is the patient"."""
    at = found.start - 1
    while at > 0 and not read.words[at].ends and read.kinds(at) & {"possessives", "fillers"} and not _is_verb(read, at):
        at -= 1
    if at > 0 and not read.words[at].ends and _is_verb(read, at) and "patients" in read.kinds(at - 1):
        return not read.words[at - 1].ends
    at = found.end
    behind = read.at(at) if at < len(read.words) and not read.words[at - 1].ends else None
    if behind is not None and any(entry.age is not None for entry in behind.entries):
        at = behind.end
    return at < len(read.words) and not read.words[at - 1].ends and "wanting" in read.kinds(at)


def _is_verb(read: Read, at: int) -> bool:
    return "asking" in read.kinds(at)


@dataclass
class _Finder:
    """Goes through the clauses of one line."""

    read: Read
    about_patient: Container[str]
    about: About
    others: set[int] = field(default_factory=set)
    _now: Match | None = None  # the person whose clause it is, if it is not the patient
    _before: Match | None = None  # the person of the clause before, whom "she" may mean
    _told: bool = False  # whether anything has been said of that person

    def clause(self, clause: range) -> None:
        """One clause: what is said in it, and of whom."""
        self._begin(clause)
        at, fresh = clause.start, True
        while at < clause.stop:
            found = self.read.at(at)
            if found is None or found.start != at:
                number = self.read.words[at].kind == NUMBER
                if number and (self._now is not None or self._behind_somebody(at)):
                    self.others.add(at)
                    self._told = True
                fresh, at = False, at + 1
                continue
            self._phrase(found, fresh)
            kinds = {entry.small for entry in found.entries}
            leads = bool(kinds & (_LESS | {"patients"})) or names_fact(found)  # "the patient's husband"
            fresh = bool(kinds & {"conjunctions", "contrasts"}) or (fresh and leads)
            at = found.end
        if self._now is not None and self._told:
            self._before, self._now = self._now, None
        elif self.read.words[clause.stop - 1].ends != CLAUSE:
            self._now = None  # only over a comma is what follows said of somebody who was named alone

    def _goes_on(self, clause: range) -> bool:
        """Whether a clause goes on about somebody of whom only the age was told: "the aunt, 60, is registered"."""
        before = clause.start - 1
        found = self.read.at(before)
        age = found is not None and any(entry.age is not None for entry in found.entries)
        if not age and self.read.words[before].kind != NUMBER:
            return False
        start = found.start if found is not None else before
        assert self._before is not None
        return start == self._before.end and (_is_verb(self.read, clause.start) or self._says(clause))

    def _says(self, clause: range) -> bool:
        """Whether a clause begins with a phrase that says something, of several words as "is registered"."""
        found = self.read.at(clause.start)
        return names_fact(found) and found is not None and found.end - found.start > 1

    def _begin(self, clause: range) -> None:
        """Who a clause is about before its words tell: "she" may be the person named last."""
        if self._now is None and self._before is not None:
            possessed = self._before.start > 0 and "possessives" in self.read.kinds(self._before.start - 1)
            kinds = self.read.kinds(clause.start)
            named = bool(kinds & {"persons", "patients"})  # "the woman" is not the neighbour of the sentence before
            if ("subjects" in kinds and not named and not possessed) or self._goes_on(clause):
                self._now = self._before
            self._before = None
        self._told = False

    def _phrase(self, found: Match, fresh: bool) -> None:
        kinds = {entry.small for entry in found.entries}
        if who_is(found) is not None:
            self._person(found, fresh)
        elif "accompanying" in kinds and self._told_of_whom(found):
            pass
        elif kinds & {"patients", "selves", "accompanying", "about_whom"}:
            self._now = self._before = None
        elif "contrasts" in kinds and self._told:
            self._now = None
        elif is_child(found):
            if not self._of_person(found):
                self._child(found, fresh)
        elif names_fact(found) and (self._now is not None or self._is_apposed(found)):
            self._other(found)
            self._told = True

    def _told_of_whom(self, found: Match) -> bool:
        """Whether "who calls" only tells which person it is, of whom something is said: "the neighbour who calls is a citizen"."""
        if self._now is None or found.start != self._now.end + 1 or found.end >= len(self.read.words):
            return False
        return not self.read.words[found.end - 1].ends and _is_verb(self.read, found.end)

    def _person(self, found: Match, fresh: bool) -> None:
        if who_is(found) in self.about.people:
            self._now = None
            return
        before = self.read.at(found.start - 1) if found.start else None
        if before is not None and names_fact(before) and not self.read.words[found.start - 1].ends:
            self._other(before)
        if fresh:
            self._now, self._told = found, False

    def _of_person(self, found: Match) -> bool:
        """Whether an age stands right behind somebody else than the patient: "the daughter, 9 years, interprets"."""
        if not all(entry.age is None or entry.age.span or entry.age.unit == "years" for entry in found.entries):
            return False
        if self.about.child or not found.numbers or not self._behind_somebody(found.start):
            return False
        self._other(found)
        self._told = True
        return True

    def _behind_somebody(self, at: int) -> bool:
        """Whether only fillers stand between a place and somebody else than the patient before it: "her daughter who is 41"."""
        for place in range(at - 1, max(-1, at - 1 - _NEXT_TO), -1):
            found = self.read.at(place)
            if found is not None and self._now is not None and found.start == self._now.start:
                return True
            if found is not None and who_is(found) is not None:
                return who_is(found) not in self.about.people
            if self.read.words[place].ends and not self._apposed(place, at):
                return False
            if not self.read.kinds(place) & {"fillers", "asking", "question_words"}:
                return False
        return False

    def _is_apposed(self, found: Match) -> bool:
        age = bool(found.numbers) and any(entry.age is not None for entry in found.entries)
        return age and self._apposed(found.start - 1, found.start) and self._behind_somebody(found.start)

    def _apposed(self, place: int, at: int) -> bool:
        """Whether the age of an adult at a place stands between two commas, the first right before it: "a cousin of mine, aged 62, …"."""
        found = self.read.at(at)
        if found is None or place != at - 1 or is_child(found) or found.end >= len(self.read.words):
            return False
        return self.read.words[place].ends == CLAUSE == self.read.words[found.end - 1].ends

    def _child(self, found: Match, fresh: bool) -> None:
        """A child is the patient, unless somebody who was named brings it."""
        if self.about.child is False and not found.numbers:
            self._other(found)
            self._now, self._told = found, True
            return
        beside = self.read.kinds(found.start - 1) if found.start else frozenset()
        brought = bool(beside & {"bringing", "possessives"}) and not self.about.child and not self._about(found)
        owned = bool(found.numbers) and "possessives" in beside
        if brought and (owned or self._somebody_before(found)):
            self._other(found)
            following = self.read.at(found.end) if found.end < len(self.read.words) else None
            if following is not None and is_child(following):
                self._other(following)
        elif fresh or self.about.child:
            self._now = None

    def _about(self, found: Match) -> bool:
        if _named_as_patient(self.read, found):
            return True
        return any("about_whom" in self.read.kinds(at) for at in range(max(0, found.start - _BACK), found.start))

    def _somebody_before(self, found: Match) -> bool:
        """Whether somebody is named before: by a situation, by a word for a person."""
        return any(
            entry.fact in self.about_patient or entry.small in (PERSON, "patients", "persons")
            for other in self.read.found
            if other.start < found.start
            for entry in other.entries
        )

    def _other(self, found: Match) -> None:
        self.others.update(range(found.start, found.end))


def is_child(found: Match) -> bool:
    """Whether a phrase tells an age below that of an adult."""
    return any(entry.age is not None and _below(entry, dict(found.numbers)) for entry in found.entries)


def _below(entry: LexiconEntry, numbers: dict[str, int]) -> bool:
    assert entry.age is not None
    if entry.age.unit != "years":
        return entry.age.unit != "born"
    return numbers.get(entry.age.high.name, 0 if not entry.age.high.name else _OF_AGE) + entry.age.high.offset < _OF_AGE
