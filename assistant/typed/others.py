"""What a line says of others than the patient.

Somebody else ("mother", "husband", "friend") has what is said next to the word, and in its clause; the patient has everything else. A
child that is brought along is somebody else as well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from assistant.typed.clauses import clauses, names_fact
from assistant.typed.described import is_of_a_patient
from assistant.typed.lexicon import PERSON
from assistant.typed.listed import TOGETHER, is_everybody, listed_from, staff_told
from assistant.typed.matching import Match, Read
from assistant.typed.patients import LESS, About, comes_along, is_a_reason, named_as_patient, speaks_for
from assistant.typed.people import KINS, OF_AGE, differ, is_child, is_verb, names_about_patient, who_is
from assistant.typed.tokens import CLAUSE, NUMBER

_LEADING = LESS | {"patients", "everybody", "mine", PERSON}
_SOMEBODYS = frozenset({"possessives", "bringing"})
"""Kinds of words before a child that tell that it is somebody's, or comes along."""
_SOMEBODY_ELSE = frozenset(
    {"accompanying", "well", "persons", "patients", "selves", "she", "he", "possessives", "children", PERSON}
)
"""Kinds of words that tell that somebody else may be the patient, or that a child only comes along."""
_SOMEBODY_NAMED = frozenset({"persons", "young", "children", "patients", PERSON})
"""Kinds of words for somebody whom a pronoun behind them may mean."""
_ASK = frozenset({"outsiders", "professions"})
"""Kinds of people who ask, and of whom nothing is told that names somebody anew."""
_JOINING = frozenset({"conjunctions", "contrasts"})
_NEARBY = 4
"""Words before a child within which the line says that it is about it."""
_NEXT_TO = 4
"""Words between somebody and an age that is told right behind."""


def others(read: Read, about_patient: Container[str], about: About, described: Container[int] = ()) -> frozenset[int]:
    """The places of words that are said of somebody else. `about_patient`: the facts by which somebody is named.

    `described`: those that tell of whom something is asked or said.
    """
    finder = _Finder(read, about_patient, about, described)
    for clause in clauses(read.words):
        finder.clause(clause)
    told = (*_told_by_pronoun(read, about), *_not_the_patient(read, about), *_who_is_well(read, about))
    return frozenset(finder.others) | frozenset(told)


def _who_is_well(read: Read, about: About) -> Iterator[int]:
    """The children of a line that tells of one that it is well, and that somebody has it along: "her kid 2 is with her, kid isn't sick"."""
    children = [found for found in read.found if is_child(found)]
    if about.child or not any(found.end < len(read.words) and "well" in read.kinds(found.end) for found in children):
        return
    theirs = any(found.start and read.kinds(found.start - 1) & _SOMEBODYS for found in children)
    grown = (found for found in read.found if found.start < children[0].start)
    told = any("pointing" in read.kinds(found.start) for found in read.found)
    if not theirs and not told and not any(read.kinds(found.start) & {"persons", PERSON} for found in grown):
        return
    for found in children:
        yield from range(found.start, found.end)
        if not found.numbers and not read.words[found.end - 1].ends:
            yield from _age_at(read, found.end)


def _not_the_patient(read: Read, about: About) -> Iterator[int]:
    """What is told of "she" where the patient is told to be a husband."""
    pointing = [found for found in read.found if "pointing" in read.kinds(found.start)]
    patient = next(
        (found for found in (*read.found, *pointing) if who_is(found) in about.people or found in pointing), None
    )
    for clause in clauses(read.words) if patient is not None else ():
        at = next((place for place in clause if not read.kinds(place) & {"conjunctions", "contrasts"}), clause.start)
        kinds, found = read.kinds(at), read.at(at)
        pronoun = found is not None and "subjects" in kinds and not kinds & {"persons", "patients", "they", PERSON}
        if patient is not None and found is not None and pronoun and differ(read, patient, found):
            yield from range(at, clause.stop)


def _told_by_pronoun(read: Read, about: About) -> Iterator[int]:
    """The ages of somebody named whom a pronoun means, where the line tells the patient's by that word: "my friend, he is 25, patient 52".

    So it is of whoever comes along: "her brother translates, but he is only 13".
    """
    told = any("patients" in read.kinds(found.start) and _age_behind(read, found.end) for found in read.found)
    for found in read.found:
        if not read.kinds(found.start) & KINS or "subjects" not in read.kinds(found.start) or who_is(found) is not None:
            continue
        named = [one for one in read.found if one.start < found.start and who_is(one) is not None]
        of_others = named and who_is(named[-1]) not in about.people and not differ(read, named[-1], found)
        if of_others and (told or _goes_on_about(read, named[-1], found)):
            yield from _age_behind(read, found.end)


def _goes_on_about(read: Read, person: Match, pronoun: Match) -> bool:
    """Whether a pronoun goes on, in the same sentence, about somebody who comes along: "her brother translates, but he is only 13"."""
    between = (word.ends for word in read.words[person.start : pronoun.start])
    others = (one for one in read.found if person.end <= one.start <= pronoun.start)
    alone = not any(read.kinds(one.start) & _SOMEBODY_NAMED or is_child(one) for one in others)
    return (
        alone and not any(ends not in ("", CLAUSE) for ends in between) and comes_along(read, person.start, here=False)
    )


def _age_behind(read: Read, at: int) -> range:
    """The places of an age that stands at a place, or behind one verb."""
    at += at < len(read.words) and is_verb(read, at)
    while at < len(read.words) and not read.words[at - 1].ends and read.at(at) and read.kinds(at) == {"fillers"}:
        at += 1  # "is only 13"
    return range(0) if at >= len(read.words) or read.words[at - 1].ends else _age_at(read, at)


def _age_at(read: Read, at: int) -> range:
    """The places of an age that stands at a place."""
    if at >= len(read.words):
        return range(0)
    found = read.at(at)
    if found is not None and any(entry.age is not None for entry in found.entries):
        return range(found.start, found.end)
    return range(at, at + 1) if read.words[at].kind == NUMBER else range(0)


@dataclass
class _Finder:
    """Goes through the clauses of one line."""

    read: Read
    about_patient: Container[str]
    about: About
    described: Container[int]
    others: set[int] = field(default_factory=set)
    _now: Match | None = None  # the person whose clause it is, if it is not the patient
    _before: Match | None = None  # the person of the clause before, whom "she" may mean
    _told: bool = False  # whether anything has been said of that person
    _speaker: Match | None = None  # who says, or calls, and may go on about themselves

    def clause(self, clause: range) -> None:
        """One clause: what is said in it, and of whom."""
        self._begin(clause)
        listed = listed_from(self.read, clause, self.about_patient)
        everybody = next((at for at in clause if is_everybody(self.read, at, clause, self.about_patient)), listed)
        if listed == TOGETHER or listed in clause:
            self._children_of_list(range(clause.start, listed if listed in clause else clause.stop))
        staff = staff_told(self.read, clause, self.about_patient)
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

    def _children_of_list(self, people: range) -> None:
        """Which of them is the patient is not told: "mother and child are …"."""
        for child in self.read.found:
            if child.start in people and is_child(child):
                self._other(child)

    def _end(self, clause: range) -> None:
        """Whom what follows a clause may be about."""
        kinds = self.read.kinds(self._now.start) if self._now is not None else frozenset()
        if "relating" in kinds or ("professions" in kinds and not self._told):
            self._now = None
        elif self._now is not None and self._told:
            self._before, self._now = self._now, None
        elif self.read.words[clause.stop - 1].ends != CLAUSE or self._came_with_a_child(clause):
            self._now = None  # only over a comma is what follows said of somebody who was named alone

    def _came_with_a_child(self, clause: range) -> bool:
        """Whether a clause tells of a child by its age, and ends with who came with it: "boy 9 with his dad, referred to the clinic"."""
        if self._now is None or self._now.end != clause.stop or "bringing" not in self.read.kinds(self._now.start - 1):
            return False
        return any(is_child(one) and one.numbers for one in self.read.found if one.start in clause)

    def _goes_on(self, clause: range) -> bool:
        """Whether a clause goes on about somebody of whom only the age was told: "the aunt, 60, is registered"."""
        before = clause.start - 1
        found = self.read.at(before)
        age = found is not None and any(entry.age is not None for entry in found.entries)
        if not age and self.read.words[before].kind != NUMBER:
            return False
        start = found.start if found is not None else before
        assert self._before is not None
        return start == self._before.end and (is_verb(self.read, clause.start) or self._says(clause))

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
            other = here is not None and differ(self.read, self._before, here)
            if ("subjects" in kinds and not named and not possessed and not other) or self._goes_on(clause):
                self._now = self._before
            self._before = None
        self._told = False

    def _phrase(self, found: Match, fresh: bool) -> None:
        kinds = {entry.small for entry in found.entries}
        if found.start in self.described and self._now is not None and self.read.kinds(self._now.start) & _ASK:
            self._now = None  # "my boss has a woman of 52 in front of her"
        if self._of_somebody_named(found):
            self._now, self._told = found, True
            self._other(found)
            return
        if "subjects" in kinds and self._now is not None and differ(self.read, self._now, found):
            self._now = None  # "her husband is a citizen but she is …"
        if who_is(found) is not None:
            self._person(found, fresh)
        elif self._names_somebody(found):
            self._attribute(found)
        elif kinds & {"persons", "accompanying"} and self._comes_with_patient(found):
            self._now, self._told = found, False
        elif "relating" in kinds:
            self._now, self._told = found, True  # "married to an asylum seeker"
        elif not self._goes_with_somebody(found, kinds):
            self._told_here(found, kinds, fresh)

    def _comes_with_patient(self, found: Match) -> bool:
        """Whether of a person who is not the patient it is told that they interpret, or call: "the woman interpreting is …; the patient is …".

        The word for them may be that alone: "the caller is …, the patient is …".
        """
        if "persons" not in self.read.kinds(found.start):
            return self._is_told_and_then_the_patient(found.end)
        at = found.end + ("relative" in self.read.kinds(found.end) if found.end < len(self.read.words) else 0)
        along = at < len(self.read.words) and not self.read.words[at - 1].ends and "accompanying" in self.read.kinds(at)
        return along and any("patients" in self.read.kinds(one.start) for one in self.read.found if one.start > at)

    def _is_told_and_then_the_patient(self, at: int) -> bool:
        """Whether a verb stands at a place, and a later clause begins with the patient."""
        verb = at < len(self.read.words) and not self.read.words[at - 1].ends and is_verb(self.read, at)
        later = (clause for clause in clauses(self.read.words) if clause.start > at)
        begun = (place for clause in later for place in clause if not self.read.kinds(place) & _JOINING)
        return verb and "patients" in self.read.kinds(next(begun, 0))

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
            or not self.read.kinds(clause.start) & KINS
        ):
            return None
        before = [one for one in self.read.found if one.start < clause.start]
        patient = [
            one for one in before if self.read.kinds(one.start) & {"persons", "subjects"} and who_is(one) is None
        ]
        people = [one for one in before if who_is(one) is not None and who_is(one) not in self.about.people]
        meant = [one for one in people if self.read.kinds(one.start) & self.read.kinds(clause.start) & KINS]
        told = (patient and differ(self.read, patient[-1], pronoun)) or self._is_told_beside(pronoun)
        told = told or (bool(meant) and self._is_a_parents_age(meant[-1], pronoun))
        return meant[-1] if meant and told else None

    def _is_a_parents_age(self, parent: Match, pronoun: Match) -> bool:
        """Whether an adult's age is told behind a pronoun that means a parent, of a child whose age is told: "boy of 12; his father calls, he is 41"."""
        child = any(is_child(one) and one.numbers for one in self.read.found if one.start < pronoun.start)
        age = _age_behind(self.read, pronoun.end)
        grown = [at for at in age if self.read.words[at].kind == NUMBER and int(self.read.words[at].text) >= OF_AGE]
        return child and bool(grown) and "parents" in self.read.kinds(parent.start)

    def _is_told_beside(self, pronoun: Match) -> bool:
        """Whether another clause begins with a pronoun for somebody else: "the brother helps her; he is …, she is …"."""
        begun = [found for clause in clauses(self.read.words) if (found := self.read.at(clause.start)) is not None]
        for one in begun:
            kinds = self.read.kinds(one.start)
            if "patients" in kinds and one.start > pronoun.start:
                return True  # "the sister came along; she is …, the patient is …"
            other = "subjects" in kinds and who_is(one) is None and not kinds & {"persons", "patients", "they"}
            if other and differ(self.read, one, pronoun):
                return True
        return False

    def _told_here(self, found: Match, kinds: set[str], fresh: bool) -> None:
        if "selves" in kinds and self._is_of_somebody(found, kinds):
            self._now, self._told = self._now or self._speaker, True
        elif is_of_a_patient(self.read, found, self.about_patient):
            self._now = self._before = None
        elif kinds & {"patients", "selves", "accompanying", "about_whom"} or self._brings(found, kinds):
            self._speaker = self._now or self._speaker if "accompanying" in kinds else None
            self._now = self._before = None
        elif "contrasts" in kinds and self._told:
            self._now = None
        elif self._is_of_theirs(found):
            self._other(found)
        elif is_child(found):
            self._child_here(found, fresh)
        elif names_fact(found) and (self._now is not None or self._is_apposed(found)):
            self._other(found)
            self._told = True

    def _child_here(self, found: Match, fresh: bool) -> None:
        """A child that is the patient, or a reason for what somebody did, or told by its age behind somebody; else whoever it is."""
        if self._of_patient(found):
            self._now = self._before = None
        elif not self.about.child and is_a_reason(self.read, found):
            self._other(found)
            self._now, self._told = found, True
        elif not self._of_person(found):
            self._child(found, fresh)

    def _is_of_theirs(self, found: Match) -> bool:
        """Whether an age is that of whoever a word before it in the clause leads to: "has two kids aged 5 and 9", "nanny for a child of 4"."""
        relating = self._now is not None and "relating" in self.read.kinds(self._now.start)
        return relating and any(entry.age is not None for entry in found.entries)

    def _is_of_somebody(self, found: Match, kinds: set[str]) -> bool:
        """Whether "himself" is somebody else, who was named or says so: "the uncle says that he himself is …", "the aunt is herself …"."""
        who = self._now or self._speaker
        if who is None or self._told or found.start == 0 or differ(self.read, who, found):
            return False
        before = self.read.kinds(found.start - 1)
        if self.read.words[found.start - 1].ends or before & {"patients", "persons"}:
            return False
        behind = self.read.at(found.end) if found.end < len(self.read.words) else None
        return bool(kinds & KINS or before & {"subjects", "relative"}) or (
            is_verb(self.read, found.start - 1) and names_fact(behind)
        )

    def _brings(self, found: Match, kinds: set[str]) -> bool:
        """Whether somebody who is no relative brings whom the line is about: "a volunteer with an undocumented family"."""
        now = self._now
        return "bringing" in kinds and now is not None and "outsiders" in self.read.kinds(now.start)

    def _names_somebody(self, found: Match) -> bool:
        """Whether a phrase that names a topic begins with somebody else than the patient: "a relative calls"."""
        return any(entry.who >= 0 and entry.small != PERSON and entry.age is None for entry in found.entries)

    def _told_of_whom(self, found: Match) -> bool:
        """Whether "who calls" only tells which person it is, of whom something is said: "the neighbour who calls is a citizen"."""
        if self._now is None or found.end >= len(self.read.words):
            return False
        if found.start - self._now.end not in (0, 1):
            return False
        return not self.read.words[found.end - 1].ends and is_verb(self.read, found.end)

    def _person(self, found: Match, fresh: bool) -> None:
        if who_is(found) in self.about.people:
            self._now = None
            return
        if "children" in self.read.kinds(found.start) and not self._is_owned(found):
            return  # "undocumented siblings": whichever of them is the patient
        self._attribute(found)
        if self._is_only_lived_with(found):
            self._now = None  # "she lives with a cousin, in hiding"
        subject = fresh and not self._is_brought_outsider(found)
        if (subject or self._is_explained(found)) and not self._is_absent(found):
            self._now, self._told = found, False

    def _is_only_lived_with(self, found: Match) -> bool:
        """Whether somebody is only whom the patient lives with: what a clause goes on with is not told of "a cousin" in "lives with a cousin"."""
        now = self._now
        return now is not None and {"relating", "staying"} <= self.read.kinds(now.start) and now.end == found.start

    def _is_brought_outsider(self, found: Match) -> bool:
        """Whether somebody is no relative, and only comes along: what a clause goes on with is not told of "her guardian" in "with her guardian"."""
        at = found.start - 1 - self._is_owned(found)
        brought = at >= 0 and not self.read.words[at].ends and "bringing" in self.read.kinds(at)
        return brought and "outsiders" in self.read.kinds(found.start)

    def _is_owned(self, found: Match) -> bool:
        return found.start > 0 and bool(self.read.kinds(found.start - 1) & {"possessives", "mine", "patients"})

    def _is_explained(self, found: Match) -> bool:
        """Whether the line goes on with what somebody is: "with her brother who is a citizen"."""
        at = found.end
        if at + 1 >= len(self.read.words) or self.read.words[at - 1].ends or self.read.words[at].ends:
            return False
        told = is_verb(self.read, at + 1) or names_fact(self.read.at(at + 1))
        return "relative" in self.read.kinds(at) and told

    def _attribute(self, found: Match) -> None:
        """What stands right before somebody is said of them: "an undocumented friend"; but not the age of a newborn in days."""
        before = self.read.at(found.start - 1) if found.start else None
        of_child = before is not None and (
            any(entry.age and entry.age.unit != "years" for entry in before.entries)
            or self._is_of_their_child(before, found)
        )
        if before is not None and names_fact(before) and not of_child and not self._is_told(before):
            self._other(before)

    def _is_of_their_child(self, age: Match, found: Match) -> bool:
        """Whether a child's age stands before a parent whose own is told behind: "kid 7 mum 33"."""
        parent = is_child(age) and age.numbers and "parents" in self.read.kinds(found.start)
        return bool(parent) and bool(_age_behind(self.read, found.end))

    def _of_somebody_named(self, found: Match) -> bool:
        """Whether an age is that of somebody else, "a daughter of 20", where the line tells elsewhere who the patient is."""
        who = next((entry.who for entry in found.entries if entry.age is not None and entry.who >= 0), -1)
        if who < 0 or who in self.about.people or named_as_patient(self.read, found):
            return False
        told = any(self.read.kinds(one.start) & {"patients", "selves"} for one in self.read.found)
        told = told or bool(self.about.people)  # "the son of 20 is registered, but it is his mother who is the patient"
        return told or comes_along(self.read, found.start)  # "may her daughter of 14 interpret"

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
        if "contrasts" in self.read.kinds(at) and any("negations" in self.read.kinds(place) for place in range(at)):
            return False  # "it was not she utan her sister"
        return at >= 0 and not self.read.words[at].ends and "negations" in self.read.kinds(at)

    def _of_patient(self, found: Match) -> bool:
        """Whether an age stands right before the patient, or names them: "her nine-year-old daughter, who is ill", "a son of 3"."""
        if any(entry.age is not None and entry.who in self.about.people for entry in found.entries):
            return True
        behind = self.read.at(found.end) if found.end < len(self.read.words) else None
        parted = self.read.words[found.end - 1].ends
        return bool(found.numbers) and behind is not None and not parted and who_is(behind) in self.about.people

    def _of_person(self, found: Match) -> bool:
        """Whether an age stands right behind somebody else than the patient: "the daughter, 9 years, interprets"."""
        if not all(entry.age is None or entry.age.span or entry.age.unit == "years" for entry in found.entries):
            return False
        if self.about.child or not found.numbers or not self._behind_somebody(found.start):
            return False
        if self.read.words[found.start - 1].ends and any(entry.age and entry.age.only for entry in found.entries):
            return False  # "she is with her mother, girl 12"
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
            if not self.read.kinds(place) & {"fillers", "asking", "question_words"} and not self._ends_with(found, at):
                return False
        return False

    def _ends_with(self, along: Match | None, at: int) -> bool:
        """Whether a clause ends with a number right behind what whoever comes along does: "father along as support 44"."""
        alone = at + 1 == len(self.read.words) or bool(self.read.words[at].ends)
        return along is not None and along.end >= at and alone and "accompanying" in self.read.kinds(along.start)

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
        if found.numbers and self._is_too_young(found):
            self._other(found)
            return
        if (self.about.child is False and not found.numbers) or self._speaks(found):
            self._other(found)
            self._now, self._told = found, True
            return
        beside = self.read.kinds(found.start - 1) if found.start else frozenset()
        along = bool(beside & {"bringing", "possessives"}) and not self._begins_line(found)
        brought = along and not self.about.child and not self._about(found)
        theirs = "possessives" in beside and found.start == 1 and self._told_more(found)
        owned = bool(found.numbers) and "possessives" in beside
        if brought and (owned or theirs or self._somebody_before(found)):
            self._other(found)
            if theirs:
                self._now, self._told = found, True
            following = self.read.at(found.end) if found.end < len(self.read.words) else None
            if following is not None and is_child(following):
                self._other(following)
        elif fresh or self.about.child:
            self._now = None

    def _begins_line(self, child: Match) -> bool:
        """Whether a line begins with somebody's child, says something of it, and names nobody else: "her two-year-old has a stiff neck"."""
        if not child.numbers or child.start != 1 or child.end >= len(self.read.words) or self.read.words[0].ends:
            return False
        if self.read.words[child.end - 1].ends or not is_verb(self.read, child.end):
            return False
        rest = (self.read.kinds(one.start) for one in self.read.found if one.start > child.start)
        return not any(kinds & _SOMEBODY_ELSE for kinds in rest)

    def _is_too_young(self, child: Match) -> bool:
        """Whether the patient is told to be a parent, and an age that of children who are named: "twins aged 3 at home, mother needs a coil"."""
        if child.start == 0 or "children" not in self.read.kinds(child.start - 1):
            return False
        people = (one for one in self.read.found if who_is(one) in self.about.people and who_is(one) is not None)
        parents = [one for one in people if "parents" in self.read.kinds(one.start)]
        return bool(parents) and all(child.start - one.end not in range(_NEXT_TO) for one in parents)

    def _speaks(self, child: Match) -> bool:
        """Whether a child speaks for somebody else: "boy 14 interprets for his mother"."""
        behind = child.end < len(self.read.words) and not self.read.words[child.end - 1].ends
        return behind and speaks_for(self.read, child.end)

    def _told_more(self, child: Match) -> bool:
        """Whether of a child a situation is told and no age: "her child is registered" tells nothing of her, and she may be the patient."""
        told = [one for one in self.read.found if one.start > child.start]
        aged = any(entry.age is not None for one in told for entry in one.entries)
        return not aged and any(names_about_patient(one, self.about_patient) for one in told)

    def _about(self, found: Match) -> bool:
        if named_as_patient(self.read, found):
            return True
        return any("about_whom" in self.read.kinds(at) for at in range(max(0, found.start - _NEARBY), found.start))

    def _somebody_before(self, found: Match) -> bool:
        """Whether somebody is named before: by a situation, by a word for a person."""
        return any(
            entry.fact in self.about_patient or entry.small in (PERSON, "patients", "persons")
            for other in self.read.found
            if other.start < found.start and "outsiders" not in self.read.kinds(other.start)
            for entry in other.entries
        )

    def _other(self, found: Match) -> None:
        self.others.update(range(found.start, found.end))
