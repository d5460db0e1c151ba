"""Whom a line is about: "calls about her father", "it is the mother who needs a doctor", "the patient is her son"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.knowledge.word_lists import OPEN
from assistant.typed.clauses import clauses, names_fact
from assistant.typed.lexicon import PERSON, STATE
from assistant.typed.matching import Match, Read
from assistant.typed.only_aged import only_aged
from assistant.typed.people import (
    KINS,
    OF_AGE,
    as_typed,
    children_with_ages,
    differ,
    is_child,
    is_verb,
    named_people,
    who_is,
)
from assistant.typed.tokens import CLAUSE, NUMBER

_FORWARD = 8
_BACK = 4
"""Words on either side of a person within which the line says that it is about that person."""
LESS = frozenset({"fillers", "possessives", "conjunctions", "contrasts", "alternatives", "bringing"})
"""Kinds of words that may stand between somebody and what says whom a line is about."""

_BROUGHT = frozenset({"bringing", "possessives", "relating", "mine", "staying", "accompanying", "about_whom"})
"""Kinds of words right before a child that comes along, or of which somebody tells."""
_NAMED = frozenset({PERSON, "patients", "persons"})
"""Kinds of words for somebody."""
_SOMEBODY_BRINGS = frozenset({"subjects", "persons"})
"""Kinds of words for whoever brings a child."""
_SAYS = frozenset({"accompanying", "whether"})
"""Kinds of words for what somebody says, or wonders."""
_FOR = frozenset({"for_whom", "child_of"})
"""Kinds of words before somebody for whom something is wanted."""
_BEFORE_A_CHILD = frozenset({"fillers", "possessives", "wanting", "other_words"})
"""Kinds of words between a reason and the child that is one."""


_SHORTLY = 3
"""Words behind "both" within which stands what they come for."""


class About(NamedTuple):
    """Whom a line is about: which of the people of the word lists; and whether a child is the patient, None if the line does not tell.

    `chosen`: not by the line, but by the reader, who saw what it gives.
    """

    people: frozenset[int]
    child: bool | None = None
    chosen: bool = False

    @property
    def told(self) -> bool:
        """Whether it is known who the patient is, of those whom the line names."""
        return bool(self.people) or bool(self.child)


def chosen(read: Read, text: str, patient: str) -> About:
    """Whom a line is about, as the user chose by words of it."""
    for found in (*named_people(read), *children_with_ages(read)):
        if as_typed(read, text, found) == patient:
            who = who_is(found)
            people = frozenset({who}) if who is not None else frozenset[int]()
            return About(people, who is None, chosen=True)
    return About(frozenset())


class PatientKind(NamedTuple):
    """A kind of lines that say who the patient is: one of it, and what tells of whom such a line is, None if it is none.

    `left`: it names nobody as the patient, but leaves only one; it is none where a word for a patient may be somebody else.
    """

    example: str
    whom: Callable[[Read], About | None]
    left: bool = False


def told_about(read: Read) -> About:
    """Whom a line says that it is about, by the first kind of lines that it is; of several who are all patients it names none, and it is asked."""
    named = any(read.kinds(found.start) & {"patients", "selves"} for found in read.found)
    told = (kind.whom(read) for kind in KINDS if not (named and kind.left))
    return next((about for about in told if about is not None), About(frozenset()))


def _people(which: Callable[[Read], frozenset[int]]) -> Callable[[Read], About | None]:
    """What tells which of the people of the word lists a line is about, if any."""

    def whom(read: Read) -> About | None:
        people = which(read)
        return About(people, False) if people else None

    return whom


def _all(read: Read) -> About | None:
    """Nobody, where a line names several people and says of all of them what they are here for: it is asked."""
    everybody = [found for found in read.found if "everybody" in read.kinds(found.start)]
    clause = {at: part for part in clauses(read.words) for at in part}
    coming = (
        at
        for found in everybody
        for at in (found.start - 1, *range(found.end, found.end + _SHORTLY))
        if at in clause[found.start]
    )
    wanting = any("wanting" in read.kinds(at) for at in coming)
    return About(frozenset()) if wanting and len(named_people(read)) > 1 else None


def _of_an_age(read: Read) -> About | None:
    """A child told by its age, with who it is, if its parent says so."""
    for age in children_with_ages(read):
        if _is_the_patient_by_age(read, age):
            child = _somebodys_child(read, age)
            return About(frozenset() if child is None else frozenset({child}), True)
    return None


def _child_wanted_for(read: Read) -> About | None:
    """A child of an age for whom somebody wants something."""
    return About(frozenset(), True) if any(is_child(one) for one in _wanted_for(read)) else None


def _said_to_be(read: Read) -> frozenset[int]:
    """Those of whom the line says that it is about them: before their name or behind it, again by another word, or as for whom something is wanted."""
    people = {found.start: who for found in read.found if (who := who_is(found)) is not None}
    said = (who for found in read.found if (who := people.get(found.start)) is not None and _is_patient(read, found))
    wanted = (who for one in _wanted_for(read) if (who := who_is(one)) is not None)
    return frozenset((*said, *wanted)) | _pointed_at(read) | _named_again(read)


def _alone(read: Read) -> frozenset[int]:
    """The only person who is named, told with an age or what they are."""
    people = {
        found.start: who for found in read.found if (who := who_is(found)) is not None and not _is_a_host(read, found)
    }
    alone = (_told_alone, _called_alone, _brought_alone)
    told = len(people) == 1 and any(of(read, start) for start in people for of in alone)
    return frozenset(people.values()) if told else frozenset()


def _is_a_host(read: Read, found: Match) -> bool:
    """Whether somebody is only told as whose guest another one is: "grandmother, 79, is staying with her son"."""
    at = found.start - 1
    while at > 0 and not read.words[at].ends and "possessives" in read.kinds(at):
        at -= 1
    kinds = read.kinds(at) if 0 <= at < found.start - 1 and not read.words[at].ends else frozenset[str]()
    return "staying" in kinds and "bringing" not in kinds  # "mother, 30, with her son" may have brought him


def _not_coming_along(read: Read) -> frozenset[int]:
    """The only one who does not only come along with the others."""
    people = {found.start: who for found in read.found if (who := who_is(found)) is not None}
    calling = any(_calls(read, start) for start in people)
    along = {who for start, who in people.items() if comes_along(read, start, here=not calling)}
    others = {*people.values()} - along
    return frozenset(others) if along and len(others) == 1 else frozenset()


def _child_said_to_be(read: Read) -> About | None:
    """A child of whom the line says that it is about it; who it is, if only one is told by age to be a child."""
    children = (found for found in read.found if _is_young(read, found) and not found.numbers)
    if not any(_is_told_to_be(read, found) and not is_a_reason(read, found) for found in children):
        return None
    people = _young_by_age(read)
    return About(people, not people)


def _is_the_patient_by_age(read: Read, age: Match) -> bool:
    """Whether a child told by its age is the patient: its parents tell whose it is, or bring it, or it comes along with what hurts."""
    parents = [one.start for one in read.found if "parents" in read.kinds(one.start)]
    told = any(read.kinds(one.start) & {"patients", "selves", "pointing"} for one in read.found)
    if not told and (
        _is_called_about(read, age) or (not parents and not _has_people(read) and _is_brought(read, age.start))
    ):
        return True
    if told or not parents:
        return False
    brought = age.start > 0 and _led_by_a_parent(read, age)
    child_of = _somebodys_child(read, age) is not None or _is_born_to_a_parent(read, age)
    return child_of or (brought and not _comes_well(read, age))


def _is_brought(read: Read, start: int) -> bool:
    """Whether a line begins with it that somebody brings whoever is named at a place, and tells of nobody else: "brought her son, 8 years"."""
    at = start - 1
    while at > 0 and not read.words[at].ends and "possessives" in read.kinds(at):
        at -= 1
    found = read.at(at) if at >= 0 and not read.words[at].ends and "taking_along" in read.kinds(at) else None
    if found is None or any(_is_named_too(read, one) for one in read.found):
        return False
    return not found.start or bool(read.words[found.start - 1].ends or read.kinds(found.start - 1) & _SOMEBODY_BRINGS)


def _is_named_too(read: Read, found: Match) -> bool:
    """Whether a phrase names a patient, or what only one does: then a line tells of others than whoever is brought."""
    return bool(read.kinds(found.start) & {"patients", "selves", "pointing", "wanting", "well"})


def _has_people(read: Read) -> bool:
    """Whether a line names somebody of the word lists."""
    return any(who_is(one) is not None for one in read.found)


def _is_called_about(read: Read, age: Match) -> bool:
    """Whether somebody who is named calls about the child of an age: "her stepfather calls about a girl of 15"."""
    if age.end < len(read.words) and not read.words[age.end - 1].ends and _named(read, age.end):
        return False  # "her nine-year-old son"
    at = age.start - 1
    while at > 0 and not read.words[at].ends and "about_whom" not in read.kinds(at) and read.kinds(at) & LESS:
        at -= 1
    found = read.at(at) if at > 0 and "about_whom" in read.kinds(at) and not read.words[at].ends else None
    return found is not None and found.start > 0 and _named(read, found.start - 1)


def _somebodys_child(read: Read, age: Match) -> int | None:
    """Who a line begins with by their age, if their parent is named right behind: "three-year-old child of an undocumented mother"."""
    here = age.end < len(read.words) and not read.words[age.end - 1].ends
    start = age.end + (here and STATE in read.kinds(age.end))  # "tre år gammalt barn till …"
    child = read.at(start) if here and start < len(read.words) else None
    if child is None or who_is(child) is None or child.end - child.start == 1 or not _begins_a_line(read, age.start):
        return None
    return who_is(child) if _leads_to_a_parent(read, child.end) else None


def _begins_a_line(read: Read, start: int) -> bool:
    """Whether nothing but an article stands before a place."""
    return all("indefinite" in read.kinds(at) and not read.words[at].ends for at in range(start))


def _is_born_to_a_parent(read: Read, age: Match) -> bool:
    """Whether a line begins with a child of an age, and whose it is: "newborn of an undocumented mother"."""
    at = age.end
    at += at < len(read.words) and bool(read.kinds(at) & {"children"}) and not read.words[at - 1].ends
    led = at < len(read.words) and "child_of" in read.kinds(at) and not read.words[at - 1].ends
    return led and _begins_a_line(read, age.start) and _leads_to_a_parent(read, at + 1)


def _leads_to_a_parent(read: Read, at: int) -> bool:
    """Whether a parent is named at a place, or behind what they are: "an undocumented mother"."""
    while at < len(read.words) and not read.words[at - 1].ends and _leads_to_whom(read, at):
        at += 1
    return at < len(read.words) and "parents" in read.kinds(at) and not read.words[at - 1].ends


def _led_by_a_parent(read: Read, age: Match) -> bool:
    """Whether a parent brings the child of an age: "the mother brings her 3-year-old", or "with her …, who is ill", but not "with a daughter"."""
    at = age.start - 1
    while at > 0 and not read.words[at].ends and read.kinds(at) & {"possessives", "fillers"} - {"bringing"}:
        if "bringing" in read.kinds(at):
            break
        at -= 1
    found = read.at(at)
    if found is None or read.words[at].ends or "bringing" not in read.kinds(at) or found.start == 0:
        return False
    before = read.at(found.start - 1)
    if before is None or "parents" not in read.kinds(before.start) or read.words[before.end - 1].ends:
        return False
    return _brings(read, before.start, found.start) or _hurts_behind(read, age.end)


def _hurts_behind(read: Read, at: int) -> bool:
    """Whether what hurts is told right behind somebody: "with her 3-year-old with fever", "with his kid of 5 who has a cough"."""
    if at + 1 >= len(read.words) or read.words[at - 1].ends:
        return False
    led = read.kinds(at) & {"relative", "bringing"}
    return bool(led) and ("wanting" in read.kinds(at + 1) or bool(read.complaints & {at + 1, at + 2}))


def _comes_well(read: Read, age: Match) -> bool:
    """Whether a line tells that somebody is well, or what only a patient does of whoever brings a child."""
    well = any("well" in read.kinds(one.start) for one in read.found)
    wanting = [one.start for one in read.found if "wanting" in read.kinds(one.start)]
    return well or any(at < age.start for at in wanting) or (bool(wanting) and not _hurts_behind(read, age.end))


def is_a_reason(read: Read, child: Match) -> bool:
    """Whether a child is only told as the reason for something that somebody did: "cancelled because her child is ill"."""
    for at in range(child.start - 1, max(-1, child.start - 1 - _BACK), -1):
        kinds = read.kinds(at)
        if "reasons" in kinds:
            return any(names_fact(one) or read.kinds(one.start) & _NAMED for one in read.found if one is not child)
        if read.words[at].ends or (kinds and not kinds & _BEFORE_A_CHILD):
            return False
    return False


def _is_young(read: Read, found: Match) -> bool:
    return is_child(found) or "young" in read.kinds(found.start)


def _is_told_to_be(read: Read, child: Match) -> bool:
    return named_as_patient(read, child) or "pointing" in read.kinds(child.start)


def _young_by_age(read: Read) -> frozenset[int]:
    """The only person who is told by age to be a child: "grandmother 90 and grandchild 7 … only the kid is booked"."""
    young = {who for found in read.found if (who := who_is(found)) is not None and _is_young_behind(read, found.end)}
    return frozenset(young) if len(young) == 1 else frozenset()


def _is_young_behind(read: Read, at: int) -> bool:
    """Whether the number right behind somebody is a child's age."""
    if at >= len(read.words) or read.words[at - 1].ends:
        return False
    found = read.at(at)
    return (found is not None and is_child(found)) or (
        read.words[at].kind == NUMBER and int(read.words[at].text) < OF_AGE
    )


def _is_young_before(read: Read, at: int) -> bool:
    """Whether a child's age stands right before somebody: "4-årig son"."""
    found = read.at(at - 1) if at and not read.words[at - 1].ends else None
    return found is not None and is_child(found)


def _pointed_at(read: Read) -> frozenset[int]:
    """The person named last whom "it is she who is ill" may mean."""
    for found in read.found:
        if "pointing" in read.kinds(found.start):
            young = "young" in read.kinds(found.start)
            people = (one for one in read.found if one.start < found.start and who_is(one) is not None)
            grown = {"parents", "elders"}  # "the patient is the girl" is not her mother
            named = [one for one in people if not (young and read.kinds(one.start) & grown)]
            meant = [one for one in named if not differ(read, one, found)]
            return frozenset(who for one in meant[-1:] if (who := who_is(one)) is not None)
    return frozenset()


def _named_again(read: Read) -> frozenset[int]:
    """The child told by its age of whom a later clause tells more: "mother 32 with her son of 5, …, the boy has a toothache"."""
    people = (one for one in read.found if who_is(one) is not None)
    told = {one.start: one for one in people if _is_young_behind(read, one.end) or _is_young_before(read, one.start)}
    for found in read.found:
        begins = found.start > 0 and read.words[found.start - 1].ends and not found.numbers
        if begins and "young" in read.kinds(found.start) and _does_something(read, found.end):
            meant = [one for start, one in told.items() if start < found.start and not differ(read, one, found)]
            return frozenset(who for one in meant[-1:] if (who := who_is(one)) is not None)
    return frozenset()


def _does_something(read: Read, at: int) -> bool:
    """Whether a verb stands at a place that does not only tell an age, or that somebody is well."""
    if at >= len(read.words) or read.words[at - 1].ends:
        return False
    found = read.at(at)
    if found is not None and "wanting" in read.kinds(at) and found.end > at + 1:
        return True  # "the boy has an earache"
    verb = at + 1 < len(read.words) and is_verb(read, at)
    return verb and not _is_of_age(read, at + 1) and "well" not in read.kinds(at) | read.kinds(at + 1)


def _told_alone(read: Read, start: int) -> bool:
    """Whether the only person named is told with an age, and the line has no other subject: "grandmother 78, undocumented"."""
    found = read.at(start)
    assert found is not None
    at = _behind_thing(read, _behind_origin(read, found.end))
    at += at < len(read.words) and not is_verb(read, at) and _leads_to_number(read, at)  # "grandfather of 83"
    if at >= len(read.words) or (start and read.kinds(start - 1) & LESS) or "outsiders" in read.kinds(start):
        return False
    behind = read.at(at)
    others = [one for one in read.found if one is not behind and not _is_of_staff(read, one)]
    subjects = any(
        entry.small in ("subjects", "accompanying", "about_whom") or is_child(one)
        for one in others
        for entry in one.entries
    )
    # "grandmother 78", and not "grandmother is 78": that tells of her beside somebody else.
    entries = behind.entries if behind is not None else ()
    number = read.words[at].kind == NUMBER or at in read.spoken
    age = number or any(entry.age and (entry.phrase[:1] == "{" or entry.age.unit == "born") for entry in entries)
    return age and not subjects


def _called_alone(read: Read, start: int) -> bool:
    """Whether the only person named is told to be something right before, and nobody else is: "information about an undocumented mother"."""
    found, before = read.at(start), read.at(start - 1) if start else None
    if found is None or not names_fact(before) or read.words[start - 1].ends or comes_along(read, start):
        return False
    aged = any(entry.age is not None for one in read.found for entry in one.entries)
    numbers = any(word.kind == NUMBER for word in read.words)
    others = (read.kinds(one.start) for one in read.found if one.start != start)
    somebody = any(kinds & (_NAMED | KINS | _BROUGHT | {"children", "young", "selves"}) for kinds in others)
    return "parents" in read.kinds(start) and not aged and not numbers and not somebody


def _brought_alone(read: Read, start: int) -> bool:
    """Whether the only person named is a child, told by age before or behind, whom somebody brings who is not told of."""
    found = read.at(start)
    assert found is not None
    behind = _behind_age(read, found.end)
    young = behind > found.end and _is_young_at(read, found.end)
    before = read.at(start - 1) if start else None
    if before is not None and _is_young_before(read, start):
        return _is_brought(read, before.start)
    return young and _is_brought(read, start)


def _is_young_at(read: Read, at: int) -> bool:
    """Whether the number at a place, or behind "of", is a child's age, in a clause of its own too."""
    at += _leads_to_number(read, at)
    found = read.at(at)
    told = found is not None and is_child(found)
    return told or (read.words[at].kind == NUMBER and int(read.words[at].text) < OF_AGE)


def _is_of_staff(read: Read, found: Match) -> bool:
    """Whether a phrase only tells what somebody of the staff says: "the dentist says that she …"."""
    clause = next(part for part in clauses(read.words) if found.start in part)
    first = next((at for at in clause if "fillers" not in read.kinds(at)), clause.start)
    staff = read.at(first)
    says = staff.end if staff is not None else first + 1
    if (
        says not in clause
        or not read.kinds(says) & _SAYS
        or (staff is not None and "professions" not in read.kinds(first))
    ):
        return False
    return found.start == says or ("subjects" in read.kinds(found.start) and not read.kinds(found.start) & _NAMED)


def _behind_origin(read: Read, at: int) -> int:
    """The place behind where somebody comes from, if a line goes on with that: "from Ukraine"."""
    found = read.at(at) if at < len(read.words) else None
    if found is None or read.words[at - 1].ends:
        return at
    origin = read.kinds(at) & {"origins", "countries"} or any(
        entry.fact and entry.how == OPEN for entry in found.entries
    )
    return found.end if origin else at


def _behind_thing(read: Read, at: int) -> int:
    """The place behind what somebody is told to have, if a line goes on with that: "mum with UT card, 29"."""
    led = at + 1 < len(read.words) and not read.words[at - 1].ends and "bringing" in read.kinds(at)
    before = read.at(at) if led else None
    found = read.at(before.end) if before is not None and before.end < len(read.words) else None
    thing = found is not None and (names_fact(found) or any(entry.thing is not None for entry in found.entries))
    return found.end if found is not None and thing else at


def _calls(read: Read, start: int) -> bool:
    """Whether what is said of somebody next is that they call, or ask: but not that they are here."""
    found = read.at(start)
    kinds = read.kinds(found.end) if found is not None and not read.words[found.end - 1].ends else frozenset[str]()
    return "accompanying" in kinds and "present" not in kinds


def comes_along(read: Read, start: int, *, here: bool = True) -> bool:
    """Whether what is said of somebody next, or behind their age, is that they call, translate or come along. `here`: or that they are here."""
    found = read.at(start)
    assert found is not None
    at = found.end
    while at < min(len(read.words), found.end + _BACK) and not read.words[at - 1].ends and _is_of_age(read, at):
        at += 1
    behind = _behind_age(read, found.end) if read.words[found.end - 1].ends == CLAUSE else at  # "the father, 45, …"
    parted = behind == at and bool(read.words[at - 1].ends)
    if behind >= len(read.words) or parted:
        return False
    kinds = read.kinds(behind)
    along = "accompanying" in kinds and (here or "present" not in kinds)
    return along or speaks_for(read, behind) or _brings(read, start, behind)


def _brings(read: Read, start: int, at: int) -> bool:
    """Whether a parent is told by a verb to bring somebody: "the father (38) brings his daughter", but not "the mother with a daughter"."""
    kinds, found = read.kinds(at), read.at(at)
    verb = found is not None and found.end - found.start == 1 and len(read.words[at].text) > 1
    return verb and "parents" in read.kinds(start) and "bringing" in kinds and "fillers" not in kinds


def speaks_for(read: Read, at: int) -> bool:
    """Whether whoever stands before a place is told there to speak for somebody who is named: "interprets for her mother"."""
    found = read.at(at)
    if found is None or "about_whom" not in read.kinds(at):
        return False
    behind = found.end
    while behind < len(read.words) and _leads_to_whom(read, behind):
        behind += 1
    return behind < len(read.words) and (_named(read, behind) or bool(read.kinds(found.end) & KINS))


def _leads_to_whom(read: Read, at: int) -> bool:
    """Whether a word may stand between "for" and somebody: "her undocumented mother"."""
    small = read.kinds(at) & {"possessives", "fillers"} or names_fact(read.at(at))
    return bool(small) and not _named(read, at)


def _named(read: Read, at: int) -> bool:
    return bool(read.kinds(at) & _NAMED)


def _is_of_age(read: Read, at: int) -> bool:
    """Whether a word tells an age, or stands before one: "of 12"."""
    found = read.at(at)
    told = found is not None and any(entry.age is not None for entry in found.entries)
    return told or read.words[at].kind == NUMBER or _leads_to_number(read, at)


def _leads_to_number(read: Read, at: int) -> bool:
    """Whether a word such as "of" stands before a number."""
    kinds, behind = read.kinds(at), at + 1
    before = "fillers" in kinds and "bringing" not in kinds
    return before and behind < len(read.words) and read.words[behind].kind == NUMBER


def _is_patient(read: Read, found: Match) -> bool:
    """Whether the line says of somebody that it is about this person."""
    if named_as_patient(read, found):
        return True
    if _belongs(read, found):
        return False
    before = _is_told_before(read, found)
    if before is not None:
        return before
    for at in range(found.end, min(len(read.words), found.end + _FORWARD)):
        kinds, here = read.kinds(at), read.at(at)
        if "wanting" in kinds and (at == found.end or not read.words[at - 1].ends):
            return _for_whom_else(read, at) is None  # "the mother, who is the patient, …"
        ill_child = here is not None and is_child(here) and _who_is_ill(read, here.end)
        if ill_child or read.words[at - 1].ends or kinds & {"accompanying", PERSON}:
            return False
        if here is None and not kinds and read.words[at].kind != NUMBER:
            return False
    return False


def _words_before(read: Read, found: Match) -> Iterator[tuple[int, frozenset[str]]]:
    """The words before somebody among which one may say that something is for them: their places and kinds, the nearest first."""
    return ((at, read.kinds(at)) for at in range(found.start - 1, max(-1, found.start - 1 - _BACK), -1))


def _for_whom_else(read: Read, wanting: int) -> Match | None:
    """The one of their family, or the child of an age, for whom somebody is told to want something: "needs nappies for her disabled son"."""
    ends = next((at for at in range(wanting, len(read.words)) if read.words[at].ends), len(read.words))
    behind = [one for one in read.found if wanting < one.start <= ends]
    told = [one for one in behind if any(at > wanting and kinds & _FOR for at, kinds in _words_before(read, one))]
    family = (one for one in told if read.kinds(one.start) & KINS and _named(read, one.start))
    return next(family, None) or next((one for one in told if is_child(one)), None)


def _wanted_for(read: Read) -> list[Match]:
    """For whom somebody who is named wants something: of their family, or a child of an age."""
    people = [one for one in read.found if who_is(one) is not None]
    behind = (_behind_age(read, _behind_thing(read, one.end)) for one in people)
    found = (_for_whom_else(read, at) for at in behind if at < len(read.words) and "wanting" in read.kinds(at))
    return [one for one in found if one is not None]


def _is_told_before(read: Read, found: Match) -> bool | None:
    """Whether the words before somebody say that it is about this person: "seeks care for his daughter"; None if they say nothing of it."""
    about = {"about_whom"} if "outsiders" in read.kinds(found.start) else {"about_whom", "mine"}
    told = False
    for at, kinds in _words_before(read, found):
        if told and "accompanying" in kinds:
            return False  # who goes with "his undocumented friend" may be the patient as well
        if kinds & about:
            return True
        names = names_fact(read.at(at))  # "interprets for his undocumented son"
        told = told or names
        if not names and not kinds & LESS and not _is_of_age(read, at):  # "seeks care for his six-year-old daughter"
            break
    return None


def _belongs(read: Read, found: Match) -> bool:
    """Whether somebody is told as another's, or another as theirs: "my friend's mother", "a newborn whose mother …"."""
    if found.start and {"relative", "possessives"} <= read.kinds(found.start - 1):
        return True
    return found.end < len(read.words) and not read.words[found.end - 1].ends and PERSON in read.kinds(found.end)


def _behind_age(read: Read, at: int) -> int:
    """The place behind an age that stands at a place, or behind "of", in the clause before it or in one of its own; else that place."""
    led = at < len(read.words) and not is_verb(read, at) and _leads_to_number(read, at)  # "his mother of 54 is …"
    number = at + led
    found = read.at(number) if number < len(read.words) else None
    if found is not None and found.start == number and any(entry.age is not None for entry in found.entries):
        end = found.end
    else:
        end = number + 1 if number < len(read.words) and read.words[number].kind == NUMBER else at
    parted = end > at and bool(read.words[at - 1].ends)
    return at if parted and read.words[end - 1].ends != CLAUSE else end


def _who_is_ill(read: Read, at: int) -> bool:
    """Whether a clause at a place tells what only a patient does: "with a two-year-old who has been vomiting"."""
    return at + 1 < len(read.words) and "relative" in read.kinds(at) and "wanting" in read.kinds(at + 1)


def _leads_to_name(read: Read, at: int) -> bool:
    """Whether a word may stand between "is" and somebody: "the patient is his nine-year-old son"."""
    found = read.at(at)
    age = found is not None and any(entry.age is not None for entry in found.entries)
    return not is_verb(read, at) and bool(age or read.kinds(at) & {"possessives", "fillers"})


def named_as_patient(read: Read, found: Match) -> bool:
    """Whether the line says that somebody is the patient: "the patient is her son", "his kid of 7 is the patient"."""
    at = found.start - 1
    while at > 0 and not read.words[at].ends and _leads_to_name(read, at):
        at -= 1
    if at > 0 and not read.words[at].ends and is_verb(read, at) and "patients" in read.kinds(at - 1):
        return not read.words[at - 1].ends
    young = is_child(found) and found.numbers and found.end < len(read.words) and not read.words[found.end - 1].ends
    if young and read.kinds(found.end) & {"subjects", "young"} and _who_is_ill(read, found.end + 1):
        return True  # "a three-year-old boy who has a cough"
    at = _behind_age(read, found.end)
    apposed = (
        at > found.end and read.words[found.end - 1].ends == read.words[at - 1].ends == CLAUSE
    )  # "the son, 6, is the patient"
    if at >= len(read.words) or (read.words[at - 1].ends and not apposed):
        return False
    if _who_is_ill(read, at):
        return True
    if is_verb(read, at) and at + 1 < len(read.words) and not read.words[at].ends:
        return "patients" in read.kinds(at + 1)  # "the daughter, 13, is the patient"
    return "wanting" in read.kinds(at) or (at > found.end and "patients" in read.kinds(at))


KINDS = (
    PatientKind("mor och dotter båda papperslösa behöver tolk", _all),
    PatientKind("three-year-old child of an undocumented mother", _of_an_age),
    PatientKind("father, 40, needs nappies for his 2-year-old", _child_wanted_for),
    PatientKind("seeks care for her undocumented mother", _people(_said_to_be)),
    PatientKind("grandmother 78, undocumented", _people(_alone), left=True),
    PatientKind("her mother is undocumented, her brother translates", _people(_not_coming_along), left=True),
    PatientKind("son 17 does not want dad to read it", _people(only_aged), left=True),
    PatientKind("grandmother 90 and grandchild 7, only the kid is booked", _child_said_to_be),
)
"""In order: the first that a line is of tells."""
