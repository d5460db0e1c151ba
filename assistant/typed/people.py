"""Whose facts they are: what a line says of others than the patient.

Somebody else ("mother", "husband", "friend") has what is said next to the word, and in its clause; the patient has everything else. A
line may say that it is about somebody: "calls about her father", "it is the mother who needs a doctor". A child that is brought along
is somebody else as well.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.knowledge.word_lists import OPEN
from assistant.typed.clauses import clauses, names_fact
from assistant.typed.entries import LexiconEntry
from assistant.typed.lexicon import PERSON
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import CLAUSE, NUMBER

_FORWARD = 8
_BACK = 4
"""Words on either side of a person within which the line says that it is about that person."""
_KINS = frozenset({"she", "he", "they"})
"""Kinds of words for whom a pronoun may mean, and of the pronouns."""
_LESS = frozenset({"fillers", "possessives", "conjunctions", "contrasts", "alternatives", "bringing"})
_OF_AGE = 18
_LEADING = _LESS | {"patients", "everybody", "mine", PERSON}
_ARTICLES = 1
_OF_LIST = frozenset({PERSON, "children", "fillers", "conjunctions", "possessives", "asking"})
"""Kinds of words in a list of people of whom something is said."""
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


def told_about(read: Read) -> About:
    """Whom a line says that it is about."""
    people = patients(read)
    child = any(is_child(found) and not found.numbers and _named_as_patient(read, found) for found in read.found)
    return About(people, True if child and not people else False if people else None)


def patients(read: Read) -> frozenset[int]:
    """Which of the people of the word lists the line is about: those it says so of, or whoever comes with somebody who calls."""
    people = {found.start: who for found in read.found if (who := who_is(found)) is not None}
    told = frozenset(
        who for found in read.found if (who := people.get(found.start)) is not None and _is_patient(read, found)
    ) | _pointed_at(read)
    if told or any({entry.small for entry in found.entries} & {"patients", "selves"} for found in read.found):
        return told
    if len(people) == 1 and _told_alone(read, next(iter(people))):
        return frozenset(people.values())
    along = {who for start, who in people.items() if _comes_along(read, start)}
    others = {*people.values()} - along
    return frozenset(others) if along and len(others) == 1 else told


def _pointed_at(read: Read) -> frozenset[int]:
    """The person named last whom "it is she who is ill" may mean."""
    for found in read.found:
        if "pointing" in read.kinds(found.start):
            named = [one for one in read.found if one.start < found.start and who_is(one) is not None]
            meant = [one for one in named if not _differ(read, one, found)]
            return frozenset(who for one in meant[-1:] if (who := who_is(one)) is not None)
    return frozenset()


def _differ(read: Read, one: Match, other: Match) -> bool:
    """Whether two words cannot mean the same person: "she" is no husband, and no parents."""
    kins = read.kinds(one.start) & _KINS, read.kinds(other.start) & _KINS
    return bool(kins[0] and kins[1]) and not kins[0] & kins[1]


def _told_alone(read: Read, start: int) -> bool:
    """Whether the only person named is told with an age, and the line has no other subject: "grandmother 78, undocumented"."""
    found = read.at(start)
    assert found is not None
    at = _behind_origin(read, found.end)
    if at >= len(read.words) or (start and read.kinds(start - 1) & _LESS) or "outsiders" in read.kinds(start):
        return False
    behind = read.at(at)
    others = [one for one in read.found if one is not behind]
    subjects = any(
        entry.small in ("subjects", "accompanying", "about_whom") or is_child(one)
        for one in others
        for entry in one.entries
    )
    # "grandmother 78", and not "grandmother is 78": that tells of her beside somebody else.
    entries = behind.entries if behind is not None else ()
    age = read.words[at].kind == NUMBER or any(entry.age and entry.phrase[:1] == "{" for entry in entries)
    return age and not subjects


def _behind_origin(read: Read, at: int) -> int:
    """The place behind where somebody comes from, if a line goes on with that: "from Ukraine"."""
    found = read.at(at) if at < len(read.words) else None
    if found is None or read.words[at - 1].ends:
        return at
    origin = read.kinds(at) & {"origins", "countries"} or any(
        entry.fact and entry.how == OPEN for entry in found.entries
    )
    return found.end if origin else at


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
    if found.end < len(read.words) and not read.words[found.end - 1].ends and PERSON in read.kinds(found.end):
        return False  # "my friend's mother"
    for at in range(found.start - 1, max(-1, found.start - 1 - _BACK), -1):
        kinds = read.kinds(at)
        if kinds & ({"about_whom"} if "outsiders" in read.kinds(found.start) else {"about_whom", "mine"}):
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
    elif at < len(read.words) and read.words[at].kind == NUMBER and not read.words[at - 1].ends:
        at += 1
    if at >= len(read.words) or read.words[at - 1].ends:
        return False
    if _is_verb(read, at) and at + 1 < len(read.words) and not read.words[at].ends:
        return "patients" in read.kinds(at + 1)  # "the daughter, 13, is the patient"
    return "wanting" in read.kinds(at) or (at > found.end and "patients" in read.kinds(at))


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
        listed = self._listed(clause)
        everybody = next((at for at in clause if self._is_everybody(at, clause)), listed)
        if listed in clause:
            for child in self.read.found:  # which of them is the patient is not told: "mother and child are …"
                if clause.start <= child.start < listed and is_child(child):
                    self._other(child)
        staff = self._staff(clause)
        at, fresh = clause.start, True
        while at < clause.stop:
            found = self.read.at(at)
            if at == everybody:
                self._now = self._before = None
                break
            if staff is not None and found is not None and at == staff:
                self._now = found
            if found is None or found.start != at:
                number = self.read.words[at].kind == NUMBER
                if number and (self._now is not None or self._behind_somebody(at)):
                    self.others.add(at)
                    self._told = True
                fresh, at = False, at + 1
                continue
            self._phrase(found, fresh)
            kinds = {entry.small for entry in found.entries}
            leads = bool(kinds & _LEADING) or names_fact(found)  # "the patient's husband"
            fresh = bool(kinds & {"conjunctions", "contrasts"}) or (fresh and leads)
            at = found.end
        self._end(clause)

    def _end(self, clause: range) -> None:
        """Whom what follows a clause may be about."""
        kinds = self.read.kinds(self._now.start) if self._now is not None else frozenset()
        if "relating" in kinds or ("professions" in kinds and not self._told):
            self._now = None
        elif self._now is not None and self._told:
            self._before, self._now = self._now, None
        elif self.read.words[clause.stop - 1].ends != CLAUSE:
            self._now = None  # only over a comma is what follows said of somebody who was named alone

    def _is_everybody(self, at: int, clause: range) -> bool:
        """Whether a word says that what follows is said of all of them, the patient too: "all of them undocumented"."""
        found = self.read.at(at)
        if found is None or "everybody" not in self.read.kinds(at) or found.start != at:
            return False
        here = range(found.end, clause.stop)
        with_child = any("children" in self.read.kinds(place) for place in here)
        if found.end in clause and who_is_at(self.read, found.end) is not None and not with_child:
            return False  # "both parents": of them alone
        behind = [one for one in self.read.found if one.start > at]
        told = next((one.start for one in behind if names_about_patient(one, self.about_patient)), clause.stop)
        return not any(who_is(one) is not None or is_child(one) for one in behind if one.start > told)

    def _listed(self, clause: range) -> int:
        """Where a fact begins that is said of several people of whom one is a child: "mother, father and two children are …"; else the end."""
        at, people, children, joined = clause.start, 0, 0, False
        while at in clause:
            kinds, found = self.read.kinds(at), self.read.at(at)
            if found is not None and names_about_patient(found, self.about_patient):
                before = self.read.at(clause.start - 1) if clause.start else None
                people += before is not None and who_is(before) is not None
                later = [one for one in self.read.found if one.start > at]
                alone = not any(who_is(one) is not None or is_child(one) for one in later)
                return at if joined and alone and children and people + children > 1 else clause.stop
            people += PERSON in kinds and found is not None and found.start == at
            children += "children" in kinds and found is not None and found.start == at
            joined = joined or "conjunctions" in kinds
            if not kinds & _OF_LIST and self.read.words[at].kind != NUMBER:
                return clause.stop
            at = found.end if found is not None else at + 1
        return clause.stop

    def _staff(self, clause: range) -> int | None:
        """The place of somebody of the staff of whom a clause says something: "the doctor is a resident"."""
        at = clause.start
        while at in clause and self.read.kinds(at) & {"fillers", "possessives", "mine"} and not self._profession(at):
            at += 1
        found = self.read.at(at) if at in clause and self._profession(at) else None
        place = found.end if found is not None else clause.stop
        if place in clause and "selves" in self.read.kinds(place):
            rest = [one for one in self.read.found if place < one.start < clause.stop]
            return at if any(names_about_patient(one, self.about_patient) for one in rest) else None
        while place in clause and not _is_verb(self.read, place):  # "the doctor at the health centre is …"
            here = self.read.at(place)
            told = here is not None and (names_about_patient(here, self.about_patient) or who_is(here) is not None)
            if here is None or told or not (self.read.kinds(place) & {"fillers"} or names_anything(here)):
                return None
            place = here.end
        return (
            at if any(self._told_behind(behind, clause) for behind in range(place + 1, place + 2 + _ARTICLES)) else None
        )

    def _told_behind(self, at: int, clause: range) -> bool:
        """Whether a fact or an age begins at a place, right behind a verb or with an article between, not "for" somebody."""
        if at not in clause or "for_whom" in self.read.kinds(at - 1):
            return False
        found = self.read.at(at)
        told = found is not None and found.start == at and names_fact(found)
        between = _is_verb(self.read, at - 1) or "fillers" in self.read.kinds(at - 1)
        return between and (told or self.read.words[at].kind == NUMBER)

    def _profession(self, at: int) -> bool:
        return "professions" in self.read.kinds(at)

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
        if self._now is None and self._before is None:
            self._now = self._meant_by(clause)
        elif self._now is None and self._before is not None:
            possessed = self._before.start > 0 and "possessives" in self.read.kinds(self._before.start - 1)
            kinds = self.read.kinds(clause.start)
            named = bool(kinds & {"persons", "patients"})  # "the woman" is not the neighbour of the sentence before
            here = self.read.at(clause.start)
            other = here is not None and _differ(self.read, self._before, here)
            if ("subjects" in kinds and not named and not possessed and not other) or self._goes_on(clause):
                self._now = self._before
            self._before = None
        self._told = False

    def _phrase(self, found: Match, fresh: bool) -> None:
        kinds = {entry.small for entry in found.entries}
        if self._of_somebody_named(found):
            self._now, self._told = found, True
            self._other(found)
            return
        if "subjects" in kinds and self._now is not None and _differ(self.read, self._now, found):
            self._now = None  # "her husband is a citizen but she is …"
        if who_is(found) is not None:
            self._person(found, fresh)
        elif self._names_somebody(found):
            self._attribute(found)
        elif "relating" in kinds:
            self._now, self._told = found, True  # "married to an asylum seeker"
        elif not self._goes_with_somebody(found, kinds):
            self._told_here(found, kinds, fresh)

    def _goes_with_somebody(self, found: Match, kinds: set[str]) -> bool:
        """Whether a phrase only tells which person it is: "the neighbour who calls is …", "the interpreter herself is …"."""
        if "accompanying" in kinds:
            return self._told_of_whom(found)
        return (
            "selves" in kinds and self._now is not None and self._now.end == found.start and who_is(self._now) is None
        )

    def _meant_by(self, clause: range) -> Match | None:
        """Somebody whom a pronoun at the start of a clause means that cannot mean the patient: "the woman with her husband, he …"."""
        pronoun = self.read.at(clause.start)
        if (
            pronoun is None
            or "subjects" not in self.read.kinds(clause.start)
            or not self.read.kinds(clause.start) & _KINS
        ):
            return None
        before = [one for one in self.read.found if one.start < clause.start]
        patient = [
            one for one in before if self.read.kinds(one.start) & {"persons", "subjects"} and who_is(one) is None
        ]
        people = [one for one in before if who_is(one) is not None and who_is(one) not in self.about.people]
        meant = [one for one in people if self.read.kinds(one.start) & self.read.kinds(clause.start) & _KINS]
        return meant[-1] if meant and patient and _differ(self.read, patient[-1], pronoun) else None

    def _told_here(self, found: Match, kinds: set[str], fresh: bool) -> None:
        if kinds & {"patients", "selves", "accompanying", "about_whom"} or self._brings(found, kinds):
            self._now = self._before = None
        elif "contrasts" in kinds and self._told:
            self._now = None
        elif is_child(found):
            if not self._of_person(found):
                self._child(found, fresh)
        elif names_fact(found) and (self._now is not None or self._is_apposed(found)):
            self._other(found)
            self._told = True

    def _brings(self, found: Match, kinds: set[str]) -> bool:
        """Whether somebody who is no relative brings whom the line is about: "a volunteer with an undocumented family"."""
        now = self._now
        return "bringing" in kinds and now is not None and "outsiders" in self.read.kinds(now.start)

    def _names_somebody(self, found: Match) -> bool:
        """Whether a phrase that names a topic begins with somebody else than the patient: "a relative calls"."""
        return any(entry.who >= 0 and entry.small != PERSON and entry.age is None for entry in found.entries)

    def _told_of_whom(self, found: Match) -> bool:
        """Whether "who calls" only tells which person it is, of whom something is said: "the neighbour who calls is a citizen"."""
        if self._now is None or found.start != self._now.end + 1 or found.end >= len(self.read.words):
            return False
        return not self.read.words[found.end - 1].ends and _is_verb(self.read, found.end)

    def _person(self, found: Match, fresh: bool) -> None:
        if who_is(found) in self.about.people:
            self._now = None
            return
        if "children" in self.read.kinds(found.start) and not self._is_owned(found):
            return  # "undocumented siblings": whichever of them is the patient
        self._attribute(found)
        if (fresh or self._is_explained(found)) and not self._is_absent(found):
            self._now, self._told = found, False

    def _is_owned(self, found: Match) -> bool:
        return found.start > 0 and bool(self.read.kinds(found.start - 1) & {"possessives", "mine", "patients"})

    def _is_explained(self, found: Match) -> bool:
        """Whether the line goes on with what somebody is: "with her brother who is a citizen"."""
        at = found.end
        if at + 1 >= len(self.read.words) or self.read.words[at - 1].ends or self.read.words[at].ends:
            return False
        return "relative" in self.read.kinds(at) and _is_verb(self.read, at + 1)

    def _attribute(self, found: Match) -> None:
        """What stands right before somebody is said of them: "an undocumented friend"; but not the age of a newborn in days."""
        before = self.read.at(found.start - 1) if found.start else None
        of_child = before is not None and any(entry.age and entry.age.unit != "years" for entry in before.entries)
        if before is not None and names_fact(before) and not of_child and not self._is_told(before):
            self._other(before)

    def _of_somebody_named(self, found: Match) -> bool:
        """Whether an age is that of somebody else, "a daughter of 20", where the line tells elsewhere who the patient is."""
        who = next((entry.who for entry in found.entries if entry.age is not None and entry.who >= 0), -1)
        if who < 0 or who in self.about.people or _named_as_patient(self.read, found):
            return False
        return any(self.read.kinds(one.start) & {"patients", "selves"} for one in self.read.found)

    def _is_told(self, fact: Match) -> bool:
        """Whether a fact before somebody is no attribute: a clause ends there, or it is said of several right before it ("the family")."""
        at = fact.start - 1
        subject = at >= 0 and not self.read.words[at].ends and {"subjects", "they"} <= self.read.kinds(at)
        return bool(self.read.words[fact.end - 1].ends) or subject

    def _is_absent(self, found: Match) -> bool:
        """Whether somebody is only told not to be there: "without her parents"."""
        at = found.start - 1
        while at > 0 and not self.read.words[at].ends and self.read.kinds(at) & {"possessives", "fillers"}:
            if "negations" in self.read.kinds(at):
                break
            at -= 1
        return at >= 0 and not self.read.words[at].ends and "negations" in self.read.kinds(at)

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
                several = "children" in self.read.kinds(found.start) and not self._is_owned(found)
                return who_is(found) not in self.about.people and not several and not self._is_absent(found)
            if "child_of" in self.read.kinds(place) and self._child_later(at):
                return False  # "the mother of a three-year-old calls, the child is …"
            if self.read.words[place].ends and not self._apposed(place, at):
                return False
            if not self.read.kinds(place) & {"fillers", "asking", "question_words"}:
                return False
        return False

    def _child_later(self, at: int) -> bool:
        """Whether a later clause begins with a child, of whom the line tells."""
        begun = [clause.start for clause in clauses(self.read.words) if clause.start > at]
        places = [
            found
            for start in begun
            for found in (self.read.at(start), self.read.at(min(start + 1, len(self.read.words) - 1)))
        ]
        return any(found is not None and is_child(found) and not found.numbers for found in places)

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


def who_is_at(read: Read, at: int) -> int | None:
    """Which of the people of the word lists the phrase at a place names."""
    found = read.at(at)
    return who_is(found) if found is not None else None


def names_anything(found: Match | None) -> bool:
    """Whether a phrase names a topic, or a fact, and no age."""
    return found is not None and any(entry.fact for entry in found.entries)


def names_about_patient(found: Match, facts: Container[str]) -> bool:
    """Whether a phrase names one of the facts by which somebody is named."""
    return any(entry.fact in facts for entry in found.entries)


def is_child(found: Match) -> bool:
    """Whether a phrase tells an age below that of an adult."""
    return any(entry.age is not None and _below(entry, dict(found.numbers)) for entry in found.entries)


def _below(entry: LexiconEntry, numbers: dict[str, int]) -> bool:
    assert entry.age is not None
    if entry.age.unit != "years":
        return entry.age.unit != "born"
    return numbers.get(entry.age.high.name, 0 if not entry.age.high.name else _OF_AGE) + entry.age.high.offset < _OF_AGE
