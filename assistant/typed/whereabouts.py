"""Whereabouts: which places of a line tell the region of the reception that asks, and which only where somebody lives.

A place stands where it stands, whoever the clause is about and whatever is asked in it. It tells nothing only where it is what is asked, or where
it is told to be another person's.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant.knowledge.model import REGION, TOPIC
from assistant.knowledge.word_lists import DOUBT
from assistant.typed.clauses import clauses, names_fact, names_topic
from assistant.typed.lexicon import Lexicon
from assistant.typed.matching import Match, Read
from assistant.typed.people import names_about_patient, who_is
from assistant.typed.scope import HOME, OTHERS, QUESTIONED, SAID, Scoped
from assistant.wordforms import folded

_BESIDE_TOWN = 3
"""Words before a town among which stands whose it is: "our clinic in"."""
_FROM, _LIVING = frozenset({"origins"}), frozenset({"living"})
_UNSETTLED = frozenset({"negations", "hedges", "contrasts", "alternatives"})
_UNSETTLED_BEHIND = frozenset({"negations_after", "hedges_after"})
"""Kinds of words right before a place, and right behind it, that deny or doubt just that."""
_SMALL = frozenset({"fillers", "links"})
_WHOSE = frozenset({"possessives", "mine", "relating"})
"""Words before a parent that tell whose: the parent of somebody who is somewhere else."""
_LEADING = 3
"""Words before a place among which stands that somebody lives there, or whose it is."""


def names_place(found: Match) -> bool:
    """Whether a phrase is a place of a region, and no doubt about one."""
    return any(entry.fact == REGION and entry.how != DOUBT for entry in found.entries)


def headed_by(read: Read, phrases: Sequence[Scoped], about_patient: Container[str]) -> Scoped | None:
    """The words that no place is, but the label of one, at the head of a line: "another region, an asylum seeker …" tells where the desk is.

    Not where the line asks about a topic that these words name too: "another region, asylum seeker, taxi" may be of a journey there.
    """
    first = min(phrases, key=lambda phrase: phrase.found.start, default=None)
    if first is None or first.found.start or first.mode != SAID or first.found.end >= len(read.words):
        return None
    label = [entry for entry in first.found.entries if entry.fact == REGION and entry.how == DOUBT]
    behind = read.at(first.found.end)
    told = behind is not None and (names_about_patient(behind, about_patient) or any(one.age for one in behind.entries))
    if not any(len(entry.values) == 1 for entry in label) or not (told or read.words[first.found.end - 1].ends):
        return None
    topics = {value for entry in first.found.entries if entry.fact == TOPIC for value in entry.values}
    others = (entry for one in phrases if one is not first for entry in one.found.entries if entry.fact == TOPIC)
    return None if any(topics.intersection(entry.values) for entry in others) else first


def mode_of_place(read: Read, lexicon: Lexicon, phrases: Sequence[Scoped], phrase: Scoped) -> str:
    """How a place is meant that stands in a question, behind a denial or a doubt, or in what is said of somebody else."""
    start = phrase.found.start
    if phrase.mode == QUESTIONED and _is_here(read, lexicon, start) and not _has_rival(read, phrases, phrase):
        return SAID
    lives = leads_from(read, start, _FROM) is not None
    if phrase.mode == QUESTIONED and lives and _tells_more(read, phrase):
        return HOME
    if lives or not _names_one_region(phrases):
        return phrase.mode
    return phrase.mode if _is_itself_told(read, lexicon, phrase) else SAID


def _is_itself_told(read: Read, lexicon: Lexicon, phrase: Scoped) -> bool:
    """Whether just this place is what is asked, denied or in doubt, or that of somebody else."""
    if phrase.mode == QUESTIONED:
        return not _tells_more(read, phrase)
    if phrase.mode == OTHERS:
        return _is_theirs(read, lexicon, phrase.found.start)
    return _is_beside(read, phrase.found)


def is_home(read: Read, here: Container[str], at: int) -> bool:
    """Whether somebody is told to live at a place, and not behind it that the reception is elsewhere: "from Borås to us".

    `here`: words of the reception, as they are written; folded, "här" would be "har".
    """
    if leads_from(read, at, _LIVING) is None:
        return False
    return not any(word.text in here for word in read.words[at + 1 :])


def lives_abroad(read: Read, *, told: bool = False) -> bool:
    """Whether somebody may live in another country, as who is from there; `told`: whether the line says so, "lives in Denmark"."""
    countries = (found.start for found in read.found if "countries" in read.kinds(found.start))
    led = [at for at in (leads_from(read, at, _LIVING) for at in countries) if at is not None]
    named = [found for found in (read.at(at) for at in led) if found is not None]
    return bool(led) and (not told or any(found.end - found.start > 1 for found in named))


def leads_from(read: Read, at: int, kinds: frozenset[str]) -> int | None:
    """The place of a word of these kinds before a place, over small words; None if none stands there."""
    for place in range(at - 1, max(-1, at - 1 - _LEADING), -1):
        if read.words[place].ends:
            return None
        here = read.kinds(place)
        if here & kinds:
            return place
        if not here & _SMALL:
            return None
    return None


def is_stationed(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether a place is told to be where whoever asks works: "we are in Borås", "jag jobbar på SÄS", "our clinic in Borås"."""
    words = read.words[max(0, at - _BESIDE_TOWN) : at]
    names = (lexicon.receptions, lexicon.stationed)
    told = any(folded(word.text) in of for of in names for word in words)
    return told and not any(word.ends for word in words)


def _is_here(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether a place is told to be that of the reception: "may we at our clinic in Borås …"."""
    words = read.words[max(0, at - _BESIDE_TOWN) : at]
    return not any(word.ends for word in words) and any(folded(word.text) in lexicon.receptions for word in words)


def _has_rival(read: Read, phrases: Sequence[Scoped], phrase: Scoped) -> bool:
    """Whether the line names a place of another region too, and not as somebody's home: then a question settles none of the two."""
    values = {entry.values for entry in phrase.found.entries if entry.fact == REGION}
    return any(
        entry.fact == REGION and entry.values not in values and leads_from(read, other.found.start, _FROM) is None
        for other in phrases
        for entry in other.found.entries
    )


def _names_one_region(phrases: Sequence[Scoped]) -> bool:
    """Whether whatever places the line names lie in the same region, and none is "another region"."""
    named = [entry for phrase in phrases for entry in phrase.found.entries if entry.fact == REGION]
    return len({entry.values for entry in named}) == 1 and all(entry.how != DOUBT for entry in named)


def _tells_more(read: Read, phrase: Scoped) -> bool:
    """Whether the clause of a place asks for more than that: "is she in Borås" does not, "does she get dental care in Borås" does."""
    clause = next(part for part in clauses(read.words) if phrase.found.start in part)
    inside = [found for found in read.found if found.start in clause]
    if any((names_topic(found) or names_fact(found)) and not _names_region(found) for found in inside):
        return True
    compares = not any("whether" in read.kinds(at) for at in clause)  # "does it differ in Borås"
    told = {"other_words"} | ({"knowing"} if compares else set())
    return any(read.at(at) is None or read.kinds(at) & told for at in clause)


def _names_region(found: Match) -> bool:
    return any(entry.fact == REGION for entry in found.entries)


def _is_beside(read: Read, found: Match) -> bool:
    """Whether a place is itself what is denied or in doubt: "not Borås", "perhaps in Borås"; not in "no longer manages at home in Borås"."""
    if leads_from(read, found.start, _UNSETTLED) is not None:
        return True
    behind = found.end < len(read.words) and bool(read.kinds(found.end) & _UNSETTLED_BEHIND)
    return behind and not read.words[found.end - 1].ends


def _is_theirs(read: Read, lexicon: Lexicon, at: int) -> bool:
    """Whether a place is told right behind another person with whom the patient is not: "her brother in Malmö", not "with her brother in Malmö".

    A parent who is nobody's in particular comes with the child, or is the patient: "mum in Borås, a newborn".
    """
    for place in range(at - 1, max(-1, at - 1 - _LEADING), -1):
        if read.words[place].ends:
            return False
        if folded(read.words[place].text) in lexicon.towards:
            return False  # "came with their parents to Borås"
        found = read.at(place)
        if found is not None and who_is(found) is not None:
            before = range(max(0, found.start - _LEADING), found.start)
            own = "parents" in read.kinds(place) and not any(read.kinds(at) & _WHOSE for at in before)
            return not own and not any("staying" in read.kinds(at) for at in before)
        if not read.kinds(place) & _SMALL:
            return False
    return False
