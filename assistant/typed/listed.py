"""What a clause says of several people at once, or of the staff: "mother and child are …", "all of them …", "the doctor is …"."""

from __future__ import annotations

from collections.abc import Container

from assistant.typed.clauses import names_fact
from assistant.typed.lexicon import PERSON
from assistant.typed.matching import Match, Read
from assistant.typed.people import is_child, is_verb, names_about_patient, names_anything, who_is, who_is_at
from assistant.typed.tokens import NUMBER

TOGETHER = -1
"""That what is said of a list of people stands in the next clause: "mother and child, both undocumented"."""
_ARTICLES = 1
_TO_ASK = 2
"""Words before somebody within which it is asked about them: "does the kid pay", "for the child"."""
_ASKED_FOR = frozenset({"asking_of_all", "may_ask", "for_whom"})
_ON_WHOM = frozenset({"for_whom", "fillers"})
"""Kinds of words that may stand between what is shown and a word for all who have it."""
_OF_LIST = frozenset({PERSON, "children", "fillers", "conjunctions", "possessives", "asking"})
"""Kinds of words in a list of people of whom something is said."""


def listed_from(read: Read, clause: range, about_patient: Container[str]) -> int:
    """Where a fact begins that is said of several people of whom one is a child: "mother, father and two children are …"; else the end."""
    at, people, children, joined, said = clause.start, 0, 0, False, False
    while at in clause:
        kinds, found = read.kinds(at), read.at(at)
        if found is not None and names_about_patient(found, about_patient):
            before = read.at(clause.start - 1) if clause.start else None
            people += before is not None and who_is(before) is not None
            later = [one for one in read.found if one.start > at]
            alone = not any(who_is(one) is not None or is_child(one) for one in later)
            return at if joined and alone and children and people + children > 1 else clause.stop
        if said and (PERSON in kinds or "children" in kinds):
            return clause.stop  # "the child is 5 and the mother is …"
        said = said or "asking" in kinds
        people += PERSON in kinds and found is not None and found.start == at
        children += "children" in kinds and found is not None and found.start == at
        joined = joined or "conjunctions" in kinds
        if not kinds & _OF_LIST and read.words[at].kind != NUMBER:
            return clause.stop
        at = found.end if found is not None else at + 1
    all_of_them = clause.stop < len(read.words) and "everybody" in read.kinds(clause.stop)
    return TOGETHER if joined and people and children and all_of_them else clause.stop


def is_everybody(read: Read, at: int, clause: range, about_patient: Container[str]) -> bool:
    """Whether a word says that what follows is said of all of them, the patient too: "all of them undocumented"."""
    found = read.at(at)
    named = found is not None and (names_about_patient(found, about_patient) or _is_shown(found))
    if found is not None and named and found.end in clause:
        return found.start == at and _ends_with_everybody(read, found.end, clause, about_patient)
    if found is None or "everybody" not in read.kinds(at) or found.start != at:
        return False
    here = range(found.end, clause.stop)
    with_child = any("children" in read.kinds(place) for place in here)
    if found.end in clause and who_is_at(read, found.end) is not None and not with_child:
        return False  # "both parents": of them alone
    behind = [one for one in read.found if one.start > at]
    told = next((one.start for one in behind if names_about_patient(one, about_patient)), clause.stop)
    later = (one for one in behind if one.start > told and (who_is(one) is not None or is_child(one)))
    # "both undocumented, but only the grandmother is booked" says what both are.
    return all(_is_who_it_is_for(read, one.start, one.end) for one in later)


def _is_shown(found: Match) -> bool:
    """Whether a phrase names what is shown: a card."""
    return any(entry.thing is not None for entry in found.entries)


def _ends_with_everybody(read: Read, at: int, clause: range, about_patient: Container[str]) -> bool:
    """Whether a word right behind a fact says that it is said of all of them: "child 8, mother 32, asylum seekers both", "cards for all three"."""
    at += bool(read.kinds(at) & _ON_WHOM) and at + 1 in clause and not read.words[at - 1].ends
    behind = read.at(at + 1) if at + 1 in clause else None
    named = behind is not None and (names_about_patient(behind, about_patient) or who_is(behind) is not None)
    return "everybody" in read.kinds(at) and not read.words[at - 1].ends and not named


def _is_who_it_is_for(read: Read, start: int, end: int) -> bool:
    """Whether somebody who is named again is asked about, or does what only a patient does: "does the kid pay", "the boy needs a doctor"."""
    if end < len(read.words) and "wanting" in read.kinds(end):
        return True
    for at in range(start - 1, max(-1, start - 1 - _TO_ASK), -1):
        if read.kinds(at) & _ASKED_FOR:
            return True
        if read.words[at].ends or not read.kinds(at) & {"fillers", "possessives"}:
            return False
    return False


def staff_told(read: Read, clause: range, about_patient: Container[str]) -> int | None:
    """The place of somebody of the staff of whom a clause says something: "the doctor is a resident"."""
    at = clause.start
    while at in clause and read.kinds(at) & {"fillers", "possessives", "mine"} and not _profession(read, at):
        at += 1
    found = read.at(at) if at in clause and _profession(read, at) else None
    place = found.end if found is not None else clause.stop
    if place in clause and "selves" in read.kinds(place):
        rest = [one for one in read.found if place < one.start < clause.stop]
        return at if any(names_about_patient(one, about_patient) for one in rest) else None
    while place in clause and not is_verb(read, place):  # "the doctor at the health centre is …"
        here = read.at(place)
        told = here is not None and (names_about_patient(here, about_patient) or who_is(here) is not None)
        if here is None or told or not (read.kinds(place) & {"fillers"} or names_anything(here)):
            return None
        place = here.end
    return at if any(_told_behind(read, behind, clause) for behind in range(place + 1, place + 2 + _ARTICLES)) else None


def _told_behind(read: Read, at: int, clause: range) -> bool:
    """Whether a fact or an age begins at a place, right behind a verb or with an article between, not "for" somebody."""
    if at not in clause or "for_whom" in read.kinds(at - 1):
        return False
    found = read.at(at)
    told = found is not None and found.start == at and names_fact(found)
    between = is_verb(read, at - 1) or "fillers" in read.kinds(at - 1)
    return between and (told or read.words[at].kind == NUMBER)


def _profession(read: Read, at: int) -> bool:
    return "professions" in read.kinds(at)
