"""Scope: which phrases of a line are said, which denied, asked about, in doubt, or said of others, by the small words around them.

A denial reaches the next phrase of its clause, over fillers alone; where anything else stands between, that phrase is in doubt. Double
denials are doubts too.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.typed.clauses import clauses, names_fact, names_topic
from assistant.typed.lexicon import PERSON, SIGN, STATE
from assistant.typed.matching import Match, Read
from assistant.typed.patients import About
from assistant.typed.tokens import CLAUSE, HIDDEN, NUMBER, Token

SAID, DENIED, DOUBTED = "said", "denied", "doubted"
QUESTIONED, OTHERS, HOME = "asked", "others", "home"
"""Asked about; said of somebody else than the patient; where the patient comes from."""

_DOUBTS = frozenset({"hedges", "hedges_after", "not_knowing"})
"""Kinds of words by which something is not settled."""

_REASONS = frozenset({"reasons", "conjunctions", "relative", "contrasts"})
"""Kinds of words behind which a sentence of its own begins."""

_NO_OBJECT = frozenset(
    {"fillers", "links", "times", "present", "subjects", "askers", "she", "he", "they", "patients", "conjunctions"}
    | {"asking", "asking_of_things", "asking_of_all", "may_ask", "being", "question_words", "possessives", "selves"}
)
"""Kinds of words behind a denial that may still be of what stands before it: "undocumented he is not"."""

_LONG_FILLER = 5
"""Letters of a filler that is no article: what "from" leads to ends there."""

_LONG_UNIT = 3
"""Letters of a word behind a number that is no unit: what is shorter and not listed, as "st", may count something."""

_BEFORE_DENIAL = 2
"""Words before a denial among which stands of whom it is."""

_ITS_NUMBER = 3
"""Words behind "number" within which a number is its own."""


class Scoped(NamedTuple):
    """A phrase, or a number that stands alone (`found` without entries), with what is said of it; `start` and `end` in the line."""

    found: Match
    mode: str
    start: int
    end: int


class Scopes(NamedTuple):
    """The phrases of a line in its order, its signs that are said or in doubt, and the places of its words that are not understood.

    `not_known`: the places of the phrases of which it is said that nobody knows, which is more than a doubt.
    """

    phrases: tuple[Scoped, ...]
    signs: tuple[Match, ...]
    doubted: tuple[Match, ...]
    strange: tuple[int, ...]
    not_known: frozenset[int] = frozenset()


class Around(NamedTuple):
    """What is known of the places of a line before its phrases are gone through.

    `asked`: only asked about; `others`: said of somebody else; `states`: of a thing that the line names; `whom`: who is the patient.
    `about_patient`: the facts that the words of a denial of origin ("comes from") put in doubt. `described`: only tells of whom something is asked.
    """

    asked: Container[int]
    others: Container[int]
    states: Container[int]
    whom: About
    about_patient: Container[str]
    described: Container[int] = ()


NOWHERE = Around((), (), (), About(frozenset()), ())
"""Of a line that is read for what it names alone."""


def scopes(read: Read, around: Around) -> Scopes:
    """What is said of each phrase of a line."""
    scanner = _Scanner(read, around)
    by_start = {found.start: found for found in read.found}
    at = 0
    while at < len(read.words):
        found = by_start.get(at)
        if found is None:
            scanner.unmatched(at)
        else:
            scanner.phrase(found)
        at = found.end if found else at + 1
        if read.words[at - 1].ends:
            scanner.boundary(at)
    scanner.boundary(len(read.words))
    phrases, signs, doubted = tuple(scanner.phrases), tuple(scanner.signs), tuple(scanner.doubted)
    return Scopes(phrases, signs, doubted, tuple(scanner.strange), frozenset(scanner.not_known))


@dataclass
class _Scanner:
    """Goes through the phrases of one line from left to right."""

    read: Read
    around: Around
    phrases: list[Scoped] = field(default_factory=list)
    signs: list[Match] = field(default_factory=list)
    doubted: list[Match] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)
    not_known: set[int] = field(default_factory=set)
    _denials: int = 0
    _denied_from: int = 0
    _denial_leads: bool = False  # it stands first in its clause, and may take back what was said before: ", no, …"
    _denial_behind: bool = False  # only fillers stood between the last phrase and the denial
    _hedged: bool = False
    _not_knowing: bool = False
    _doubting: tuple[bool, bool] = (False, False)  # whether anything was hedged, or not known, in this clause
    _in_doubt: set[str] = field(default_factory=set)  # "or" after a doubted phrase of these facts
    _hedge_behind: bool = False  # nothing stood between the last phrase and the hedge
    _origin: bool = False  # "from": what follows is where somebody comes from
    _goes_on: bool = False  # "or" after a denied phrase
    _contrast: bool = False  # "utan" after a denied phrase: "but", or "without"
    _blocked: bool = False
    _near: bool = False  # only fillers since the last phrase
    _next: bool = False  # nothing since the last phrase
    _filled: bool = False  # anything but a denial or a hedge in this clause
    _inside: bool = False  # a phrase in this clause

    def unmatched(self, at: int) -> None:
        """A word that is no listed phrase."""
        word = self.read.words[at]
        if word.modifier:
            return
        self._filled = True
        if word.kind == NUMBER or at in self.read.spoken:
            self._content(Match(at, at + 1, (), (), 1, 0, 0))
            return
        if word.until is not None:
            self._next = self._origin = False  # a day says when, and is what "from" stood before
            return
        if word.kind != HIDDEN:
            self.strange.append(at)
        self._interrupt()

    def phrase(self, found: Match) -> None:
        """A listed phrase."""
        kinds = {entry.small for entry in found.entries}
        self._filled = self._filled or not kinds & {"negations", *_DOUBTS}
        self._begins_anew(found, kinds)
        self._not_knowing = self._not_knowing or "not_knowing" in kinds
        self._doubting = (self._doubting[0] or "hedges" in kinds, self._doubting[1] or "not_knowing" in kinds)
        if "" in kinds:
            self._content(found)
            self._origin = "origins" in kinds
        elif STATE in kinds and found.start in self.around.states:
            self._quiet(found, kinds)  # "never got the card": of the card, and no denial of what is told beside it
        elif "negations_after" in kinds and self._begins_a_reason(found):
            self._negation(found, kinds | {"negations"})
        elif "negations_after" in kinds and (self._near or "fillers" not in kinds):
            self._denied_behind(found, kinds)
        elif "negations" in kinds or "contrasts" in kinds:
            self._negation(found, kinds)
        elif "alternatives" in kinds:
            self._goes_on = self._near and self.phrases[-1].mode == DENIED
            # "don't know if asylum seeker or in hiding": nobody knows either, and what is in doubt stays so.
            self._not_knowing = self._near and self.phrases[-1].found.start in self.not_known
            last = self.phrases[-1] if self._near and self.phrases[-1].mode == DOUBTED else None
            self._in_doubt = _facts(last.found) if last is not None else set()
        elif kinds & _DOUBTS:
            self.signs += [found] if SIGN in kinds else []
            self._hedge(kinds)
        elif "origins" in kinds:
            self._origin, self._next = True, False
        else:
            self._quiet(found, kinds)

    def _begins_a_reason(self, found: Match) -> bool:
        """Whether a denial behind "because" is of what follows: "was sent back because he is not registered"."""
        reason = found.start > 0 and bool(self.read.kinds(found.start - 1) & _REASONS)
        behind = found.end < len(self.read.words) and not self.read.words[found.end - 1].ends
        return reason and behind and names_fact(self.read.at(found.end))

    def _begins_anew(self, found: Match, kinds: set[str]) -> None:
        """Who was named before a denial, and is named again behind it, begins a clause without a comma: "pt isn't pt is a tourist"."""
        if not self._denials or not kinds & {"subjects", "patients"}:
            return
        words, named = self.read.words, self.read.words[found.start].text
        before = range(max(0, self._denied_from - _BEFORE_DENIAL), self._denied_from)
        denied = self.read.at(self._denied_from)
        between = range(denied.end if denied else found.start, found.start)
        if any("subjects" not in self.read.kinds(at) for at in between):
            return  # "he does not say that he is …"
        if any(words[at].text == named and not words[at].ends for at in before):
            self._reset()

    def _quiet(self, found: Match, kinds: set[str]) -> None:
        """What neither says, denies nor doubts."""
        if SIGN in kinds:
            if not self._denials and found.start not in self.around.asked:
                (self.doubted if self._hedged else self.signs).append(found)
            self._next = False
            if "ailments" in kinds:  # as strange as if it were no sign: "2 broken ribs" tells no age
                self._strange(found)
        elif "conjunctions" in kinds:
            if self._blocked:
                self._reset()
            self._next = False
        elif kinds == {"other_words"} or not self._is_understood(found, kinds):
            self._strange(found)
        else:
            self._next = False
            # "undocumented, pt no number": a denial of what follows takes nothing back.
            self._denial_behind = self._denial_behind and kinds <= _NO_OBJECT
            self._hedge_behind = self._hedge_behind and "question_words" not in kinds  # "…, don't know what to charge"
            # "from the appointment, undocumented": only what stands right behind "from" is where somebody comes from.
            # Of "from Syria in Borås" the country is where.
            self._origin = (
                self._origin
                and "countries" not in kinds
                and max(len(word.text) for word in self._words_of(found)) < _LONG_FILLER
            )

    def _strange(self, found: Match) -> None:
        self.strange += range(found.start, found.end)
        self._interrupt()

    def _words_of(self, found: Match) -> Sequence[Token]:
        return self.read.words[found.start : found.end]

    def _is_understood(self, found: Match, kinds: set[str]) -> bool:
        """Whether a small word has done what it is for: a state has its thing, somebody is the patient."""
        if kinds & {"fillers", "times"}:
            return True
        if STATE in kinds:
            return found.start in self.around.states
        if PERSON in kinds:
            return self.around.whom.told
        return "numbered" not in kinds and "other_words" not in kinds

    def boundary(self, at: int) -> None:
        """The end of a clause before a place: what was denied or doubted in it is settled. What consists of a doubt alone is about what stood before."""
        doubting, self._doubting = self._doubting, (False, False)
        if (self._hedged or self._not_knowing) and not self._filled and self.phrases:
            self._doubt_last()  # "undocumented, I think, 24": the status is doubted, the age is not
        if self._filled or self.phrases:
            self._dangling()
            self._reset()
        self._filled = self._inside = self._next = False
        if any(doubting) and self._lists_on(at):  # "nobody knows if he lives here, is visiting or is seeking asylum"
            self._doubting = self._hedged, self._not_knowing = doubting

    def _lists_on(self, at: int) -> bool:
        """Whether a clause only goes on with what may be: it begins with a verb, and "or" stands in it."""
        if at >= len(self.read.words) or self.read.words[at - 1].ends != CLAUSE or "asking" not in self.read.kinds(at):
            return False
        clause = next(part for part in clauses(self.read.words) if at in part)
        return any("alternatives" in self.read.kinds(place) for place in clause)

    def _content(self, found: Match) -> None:
        start, end = self.read.words[found.start].start, self.read.words[found.end - 1].end
        mode = self._mode(found)
        if mode == DENIED and self._denials:
            start = self.read.words[self._denied_from].start
        self.phrases.append(Scoped(found, mode, start, end))
        if self._not_knowing and mode in (QUESTIONED, DOUBTED):
            self.not_known.add(found.start)
        self._reset()
        self._near = self._next = self._inside = True

    def _mode(self, found: Match) -> str:
        if found.start in self.around.others:
            return OTHERS
        if found.start in self.around.asked:
            return QUESTIONED
        if self._denial_leads and self.phrases and _facts(found) & _facts(self.phrases[-1].found):
            return DOUBTED
        described = found.start in self.around.described
        if described and not (self._denials and not self._blocked):
            return SAID
        if self._in_doubt & _facts(found):
            return DOUBTED
        if self._hedged or self._denials > 1 or (self._denials and (self._blocked or self._goes_over_a_comma(found))):
            return DOUBTED
        if self._denials or self._goes_on:
            return DENIED
        if self._contrast and not _facts(found) & _facts(self.phrases[-1].found):
            return DOUBTED
        if self._origin and names_fact(found):
            in_doubt = any(fact in self.around.about_patient for fact in _facts(found))
            return DOUBTED if in_doubt or self._is_hospital(found) else HOME
        return SAID

    def _is_hospital(self, found: Match) -> bool:
        """Whether a phrase is a place where nobody lives: whoever comes from there may have been a patient of this region."""
        return "hospitals" in self.read.kinds(found.start)

    def _goes_over_a_comma(self, found: Match) -> bool:
        """Whether a phrase is put together over a comma: in "not registered, no card" the denial is of its first word alone."""
        return any(word.ends for word in self.read.words[found.start : found.end - 1])

    def _negation(self, found: Match, kinds: set[str]) -> None:
        after_denied = self._near and self.phrases[-1].mode == DENIED and not self._denials
        if "negations" not in kinds:
            self._dangling()
            self._reset()
        elif "contrasts" in kinds and after_denied:
            self._contrast = True
        else:
            if not self._denials:
                self._denied_from, self._denial_behind = found.start, self._near and self._inside
                self._blocked = self._blocked and not self._is_led_by_verb(found)
                # "26, no 62 years": what is "no" before a number may take back the one before.
                self._denial_leads = self._denial_leads or (
                    not self._inside and "numbered" in kinds and self._is_number(found.end)
                )
            self._denials += 1
        self._next = False

    def _is_led_by_verb(self, found: Match) -> bool:
        """Whether "is" stands before a denial, or in it: then what stands before both is not between it and what is denied."""
        at = found.start - 1
        led = at >= 0 and not self.read.words[at].ends and "asking_of_things" in self.read.kinds(at)
        return led or "asking" in self.read.kinds(found.start) or found.end - found.start > 1  # "isn't", "is not"

    def _is_number(self, at: int) -> bool:
        return at < len(self.read.words) and self.read.words[at].kind == NUMBER

    def _denied_behind(self, found: Match, kinds: set[str]) -> None:
        if not self._inside and not self.read.words[found.end - 1].ends:
            self._denial_leads = True
            self._negation(found, kinds | {"negations"})  # "asylum seeker, she is not registered"
            return
        if self._near and not self._denials and self.phrases[-1].mode == SAID:
            end = self.read.words[found.end - 1].end
            self.phrases[-1] = self.phrases[-1]._replace(mode=DENIED, end=end)
            self._next = False
            return
        if self._near:
            self._doubt_last()
        self._denials += 2

    def _hedge(self, kinds: set[str]) -> None:
        if "hedges_after" in kinds and self._next:
            self._doubt_last()
        if kinds & {"hedges", "not_knowing"}:
            self._hedge_behind = self._hedge_behind or self._next
            self._hedged = self._hedged or "hedges" in kinds
        self._next = False

    def _dangling(self) -> None:
        doubted = self._hedged or self._not_knowing
        behind = (self._denials and self._denial_behind) or (doubted and self._hedge_behind)
        if behind and not self._blocked and self.phrases:
            self._doubt_last()

    def _doubt_last(self) -> None:
        last = self.phrases[-1]
        if self._not_knowing and last.mode in (SAID, QUESTIONED):
            self.not_known.add(last.found.start)
        if last.mode in (SAID, DENIED):
            self.phrases[-1] = last._replace(mode=DOUBTED)

    def _interrupt(self) -> None:
        self._blocked = True
        self._near = self._next = self._goes_on = self._contrast = self._origin = False

    def _reset(self) -> None:
        self._denials = 0
        self._denial_leads = self._denial_behind = self._hedged = self._hedge_behind = self._origin = False
        self._goes_on = self._contrast = self._blocked = self._not_knowing = False
        self._in_doubt = set()


def _facts(found: Match) -> set[str]:
    """The facts that a phrase names; ages, and numbers that stand alone, as one."""
    ages = not found.entries or any(entry.age is not None for entry in found.entries)
    return {entry.fact for entry in found.entries if entry.fact} | ({NUMBER} if ages else set())


def stands_alone(read: Read, scopes: Scopes, phrase: Scoped, about_patient: Container[str] = ()) -> bool:
    """Whether a number stands among words that are understood: next to a strange word, a number or dots it may count anything."""
    at = phrase.found.start
    beside: Sequence[int] = [
        near for near in (at - 1, at + 1) if 0 <= near < len(read.words) and not read.words[min(near, at)].ends
    ]
    bare = {other.found.start for other in scopes.phrases if not other.found.entries}
    if at - 1 in beside and (at - 1 in read.numbered or _is_code(read, at)):
        return False  # "ward 32", "J08"
    if (at + 1 in beside and at + 1 in read.counted) or is_amount(read, at):
        return False  # "20 weeks pregnant"
    if any(place in read.numbered for place in _before_in_clause(read, at)) and _parted(scopes, at):
        return False  # "number ends in 22"
    if _has_two_digits(read.words[at]) and (at + 1 in read.complaints or _is_of_a_situation(read, at, about_patient)):
        beside = [near for near in beside if near < at]  # "26 broken arm", "asylum seeker 23 twisted knee"
    return not any(near in scopes.strange or near in bare or read.words[near].kind == HIDDEN for near in beside)


def _before_in_clause(read: Read, at: int) -> range:
    """The places right before a number in its clause, of which one may stand for what it is the number of."""
    start = at
    while start > max(0, at - _ITS_NUMBER) and not read.words[start - 1].ends:
        start -= 1
    return range(start, at)


def _is_of_a_situation(read: Read, at: int, about_patient: Container[str]) -> bool:
    """Whether a number stands right behind what somebody is, and before one word that it does not count: "undocumented 58 leaving the ward"."""
    before, behind = read.at(at - 1), read.words[at + 1 : at + 2]
    named = at > 0 and before is not None and any(entry.fact in about_patient for entry in before.entries)
    return named and at + 1 not in read.several and not any(len(word.text) < _LONG_UNIT for word in behind)


def is_amount(read: Read, at: int) -> bool:
    """Whether a number is one of money, also of two that are told together: "is it this much or that much"."""
    words = read.words
    if at > 1 and not words[at - 1].ends and "alternatives" in read.kinds(at - 1):
        before = read.at(at - 2)
        if "owing" in read.kinds(at - 2) or (names_topic(before) and not names_fact(before)):
            return True  # "free or 50", "the usual fee or 50"
    if at + 2 < len(words) and not words[at].ends and "alternatives" in read.kinds(at + 1):
        at += 2
    return at + 1 in read.counted and "owing" in read.kinds(at + 1)


def _has_two_digits(word: Token) -> bool:
    """Whether a number is one of two digits, or written out: below ten it may count anything, above it may be measured."""
    return word.kind != NUMBER or (len(word.text) == 2 and word.text[0] != "0")


def _parted(scopes: Scopes, at: int) -> bool:
    """Whether a strange word stands shortly before a number, which may then be that of a word before it."""
    return any(place in scopes.strange for place in range(at - _ITS_NUMBER + 1, at))


def _is_code(read: Read, at: int) -> bool:
    """Whether a number stands right behind a single letter, as in the name of a form or a clause."""
    before = read.words[at - 1]
    return len(before.text) == 1 and before.text.isalpha() and before.end == read.words[at].start
