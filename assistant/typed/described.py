"""Described: an indefinite phrase that names somebody by what they are ("an asylum seeker of 44") tells it, also in a question or where somebody wonders.

Whoever asks whether "an undocumented woman" may have something takes for granted that she is; only a predicate is asked about ("is she
undocumented"), or what somebody is compared to ("like an asylum seeker").
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from assistant.typed.clauses import clauses, sentences
from assistant.typed.lexicon import PERSON
from assistant.typed.matching import Match, Read
from assistant.typed.people import names_about_patient
from assistant.typed.tokens import NUMBER

_NO_NAME = frozenset(
    {
        "asking_of_things",
        "asking_of_all",
        "being",
        "alternatives",
        "comparing",
        "negations",
        "relating",
        "she",
        "he",
        "they",
        "persons",
        PERSON,
    }
)
"""Kinds of words behind which an indefinite phrase says what somebody is, or is like, or is said of somebody else."""
_BEGINS = frozenset({"conjunctions", "contrasts", "question_words"})
_PERSONS = frozenset({"persons", "patients", "children", "young", "indefinite"})
_UNSAID = frozenset({"hedges", "hedges_after", "negations", "not_knowing", "alternatives"})
"""Kinds of words behind which nothing is told outright: "who may be an asylum seeker"."""
_WITH_A_VERB = 2
"""Words above which a phrase has its verb in it: "wants to know if a certain …"."""
_ADJECTIVES = 1
_ARTICLES = 2
"""Words before whoever a thing is asked about."""
_TO_TELL = 3
"""Words behind somebody, or behind "who", within which stands what they are: "who stays here without …"."""


def described(read: Read, facts: Container[str]) -> frozenset[int]:
    """The places of the phrases that only tell of whom something is asked or said. `facts`: those by which somebody is named."""
    over = [part for part in clauses(read.words) if any(_is_over(read, at) for at in part)]
    starts = [
        found
        for found in read.found
        if "indefinite" in read.kinds(found.start)
        and _names(read, found)
        and not any(found.start in part for part in over)  # "my colleague had an undocumented patient yesterday"
    ]
    told = (_but_a_predicate(read, found, list(_told(read, found, facts))) for found in starts)
    subjects = (at for found in read.found for at in _told_as_subject(read, found, facts))
    return frozenset(at for places in told for at in places) | frozenset(subjects) | of_patients(read, facts)


def of_patients(read: Read, facts: Container[str]) -> frozenset[int]:
    """The places of what patients are called by: that is told also where it is asked whether something of them is so."""
    called = [found for found in read.found if is_of_a_patient(read, found, facts) and _says_more(read, found)]
    return frozenset(at for found in called for at in range(found.start, found.end))


def _says_more(read: Read, called: Match) -> bool:
    """Whether a sentence says more than what a patient is called by: "undocumented patient?" asks whether one is."""
    sentence = next(part for part in sentences(read.words) if called.start in part)
    rest = [at for at in sentence if at > called.end or (at < called.start and not _is_article(read, at))]
    return bool(rest)


def is_of_a_patient(read: Read, found: Match, facts: Container[str]) -> bool:
    """Whether a phrase tells what the patient is right before the word for one: "our asylum-seeking patient", "undoc pt"; no predicate as in "is she an
    undocumented patient"."""
    behind = found.end < len(read.words) and not read.words[found.end - 1].ends and "patients" in read.kinds(found.end)
    if not behind or not names_about_patient(found, facts) or any(entry.thing for entry in found.entries):
        return False
    at = found.start - 1
    while at >= 0 and not read.words[at].ends and _is_article(read, at) and not read.kinds(at) & _NO_NAME:
        at -= 1
    if at < 0 or read.words[at].ends:
        return True
    pointed = at > 0 and "subjects" in read.kinds(at) and "asking" in read.kinds(at - 1)  # "is this an undocumented …"
    return not pointed and not read.kinds(at) & (_NO_NAME | _UNSAID | {"contrasts"})


def _told_as_subject(read: Read, whether: Match, facts: Container[str]) -> Iterator[int]:
    """The places of who a thing is asked about behind "if": "the police ask if the undocumented woman has booked" tells that she is.

    Not where what they are is what is asked: "if the undocumented one is …", "if undocumented or …".
    """
    kinds, start = read.kinds(whether.start), whether.end
    at = start
    while at < start + _ARTICLES and _is_article(read, at):
        at += 1
    named = read.at(at) if at < len(read.words) else None
    if "whether" not in kinds or "not_knowing" in kinds or named is None or not names_about_patient(named, facts):
        return
    behind = _behind_who(read, named.end)
    rest = range(behind, next((part.stop for part in clauses(read.words) if behind in part), behind))
    said = any(found.start in rest and names_about_patient(found, facts) for found in read.found)
    person = any(
        read.kinds(place) & _PERSONS or _is_age(found)
        for place in range(named.end, behind)
        if (found := read.at(place))
    )
    # "if the asylum seeker status has changed": what stands before the verb belongs to the name.
    is_so = bool(rest) and not person and (_is_verb_later(read, rest) or "asking_of_things" in read.kinds(behind))
    if rest and not said and not is_so and (person or at > start) and "alternatives" not in read.kinds(behind):
        yield from range(named.start, named.end)


def _is_verb_later(read: Read, rest: range) -> bool:
    """Whether a verb stands in this part of a line behind a word that is none."""
    verbs = [at for at in rest if read.kinds(at) & {"asking", "may_ask"}]
    return bool(verbs) and verbs[0] > rest.start


def _is_article(read: Read, at: int) -> bool:
    """Whether a word before a name is no more than "the"."""
    kinds = read.kinds(at) if at < len(read.words) else frozenset[str]()
    return "fillers" in kinds and not kinds & {"she", "he", "they", "patients", "persons", "negations", "hedges"}


def _behind_who(read: Read, at: int) -> int:
    """The place behind words for a person and ages, over commas around an age."""
    while at < len(read.words):
        found = read.at(at)
        person = found is not None and (read.kinds(at) & _PERSONS or _is_age(found))
        if read.words[at].kind != NUMBER and not person:
            return at
        at = found.end if found is not None else at + 1
    return at


def _is_over(read: Read, at: int) -> bool:
    """Whether a word tells of a day that is over; "today" is not."""
    return "lately" in read.kinds(at) and "present" not in read.kinds(at)


def _but_a_predicate(read: Read, start: Match, told: list[int]) -> list[int]:
    """The places without what ends the clause, where "is" leads it: that is what is asked, "is a man who is 58 undocumented?"."""
    before, last = start.start - 1, told[-1] if told else 0
    leads = before >= 0 and not read.words[before].ends and bool(read.kinds(before) & {"being", "asking_of_things"})
    if not leads or (last + 1 < len(read.words) and not read.words[last].ends):
        return told
    asked = next(found for found in read.found if found.start <= last < found.end)
    return [at for at in told if not asked.start <= at < asked.end]


def _names(read: Read, found: Match) -> bool:
    """Whether what stands before an indefinite phrase leaves it to name somebody, and makes no predicate of it."""
    before = start = found.start - 1
    if before < 0 or read.words[before].ends or found.end - found.start > _WITH_A_VERB:
        return True
    kinds = read.kinds(before)
    while start > 0 and not read.words[start - 1].ends and read.kinds(start - 1) & _BEGINS:
        start -= 1
    if kinds & {"conjunctions", "contrasts"} and start > 0 and not read.words[start - 1].ends:
        return False  # "the interpreter is 33 and an asylum seeker"
    begins = start == 0 or bool(read.words[start - 1].ends)
    if begins and kinds & {"asking", "asking_of_all", "may_ask"}:
        return True  # "does an asylum seeker pay"
    if "hedges" in kinds and "whether" not in kinds:
        return False  # "says she is an asylum seeker"
    # "is it true that someone without a permit …": "that" leads to a sentence of its own.
    subject = "subjects" in kinds and not kinds & {"askers", "relative"}
    return not subject and not kinds & _NO_NAME


def _told(read: Read, start: Match, facts: Container[str]) -> Iterator[int]:
    """The places of what the phrase that begins here tells of somebody, as far as nothing else stands between."""
    at, strange = start.end, 0
    while at < len(read.words) and not read.words[at - 1].ends:
        found = read.at(at)
        if found is not None and (names_about_patient(found, facts) or _is_age(found)):
            yield from range(found.start, found.end)
            at, strange = found.end, 0
        elif read.words[at].kind == NUMBER:
            yield at
            at += 1
        elif read.kinds(at) & _PERSONS and found is not None:
            at = found.end
        elif found is None and strange < _ADJECTIVES:
            at, strange = at + 1, strange + 1
        elif (behind := _leads_on(read, at, facts)) is not None:
            at = behind
        else:
            return


def _leads_on(read: Read, at: int, facts: Container[str]) -> int | None:
    """The place of what somebody is told to be behind "of", "in", or "who is"; None if nothing such stands there."""
    relative = "relative" in read.kinds(at)
    reach, unsaid = (_TO_TELL, _UNSAID) if relative else (1, _UNSAID | {"asking"})
    for place in range(at + 1, min(len(read.words), at + 1 + reach)):
        found = read.at(place)
        leads = read.kinds(at) & {"fillers", "relative"} and not read.kinds(place - 1) & unsaid
        if read.words[place - 1].ends or not leads:
            return None
        if read.words[place].kind == NUMBER or (
            found is not None and (names_about_patient(found, facts) or _is_age(found))
        ):
            return place
    return None


def _is_age(found: Match) -> bool:
    return any(entry.age is not None for entry in found.entries)
