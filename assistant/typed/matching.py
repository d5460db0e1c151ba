"""Matching: which listed phrases stand in a line. The longest wins, then the one typed most nearly; a word is used once."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.knowledge.model import TOPIC
from assistant.knowledge.word_lists import ACUTE, NOT_ACUTE
from assistant.typed.entries import LexiconEntry
from assistant.typed.lexicon import MISTYPED, PERSON, SIGN, STATE, Lexicon
from assistant.typed.tokens import CLAUSE, DECIMAL, HIDDEN, NUMBER, RUNS_ON, WORD, Token
from assistant.typed.tokens import SIGN as MARK
from assistant.typed.tree import TrieNode
from assistant.wordforms import distance, folded

Numbers = tuple[tuple[str, int], ...]
"""The numbers of a phrase by placeholder."""

_Step = tuple[str, TrieNode, int, int | None, int]
"""A word that fits: the key taken, the place in the tree behind it, the word of the line after it, the number it holds, what it costs."""

_Classes = Sequence[tuple[str, TrieNode]]
"""Classes of which a phrase begins with a word, each with the place after it."""
_MayBe = tuple[str, int, _Classes]
"""A listed word that a typed one may be: what it costs, and the classes of which a phrase begins with it."""

_NO_WORDS = frozenset({NUMBER, DECIMAL, MARK})
JOINED = 1
"""What it costs that a listed word is typed in two."""
_SHORTEST_HALF = 2
_MOST_SKIPPED = 2
_AS_LISTED = frozenset({PERSON, "fillers"})
"""Kinds of small words of whose phrases nothing may stand in between."""
_LEAST_SPOKEN, _LEAST_SPOKEN_OF = 10, 2
"""The least number that tells how somebody is, as "it is ten" tells the time, and "she is seven"."""
_SHORTEST_COMPOUND = 8
_SOMEBODY = ("she", "he", "persons", "patients", "children")
"""Kinds of words for whoever has an age: "she is seven"."""
_LIKE_FACTS = ("", "fillers", "states", "signs", "people", "wanting", "may_ask", "accompanying")
_BESIDE_FACTS = frozenset(
    {
        "origins",
        "living",
        "being",
        "owing",
        "wanting",
        "professions",
        "children",
        "accompanying",
        "about_whom",
        "calling",
        "knowing",
        "whether",
        "hospitals",
        STATE,
    }
)
"""Kinds of small words that a phrase may be though it means something too: "resident in" a town is where somebody comes from."""
_ASKS = ("knowing", "accompanying")
"""Kinds of small words by which somebody asks something, beside those for saying."""
_VERBS = ("asking", "asking_of_all", "may_ask")
"""Kinds of small words that are verbs with which a question may begin."""
_ANOTHER, _LONG = 1, 8
"""Letters by which a listed word may differ from another one and be the same in another form; and of a word that is not near to others by chance."""
_SHORTEST_OF_FACT, _SHORTEST_OF_TOPIC, _SHORTEST_TWICE = 6, 5, 11
"""Letters of a word that alone names a fact (or is a filler), or a topic, from which one typing mistake is forgiven; and two."""


class Match(NamedTuple):
    """A phrase at the words `start` to `end` (exclusive) of a line; `numbers` by placeholder. No entries: the number stands alone."""

    start: int
    end: int
    entries: tuple[LexiconEntry, ...]
    numbers: Numbers
    used: int
    cost: int
    skipped: int


class _Found(NamedTuple):
    """The words of a line and the phrases in it, in its order.

    `doubtful`: places where two meanings are equally near. `numbered`: places of words that a number belongs to, as "ward". `spoken`: those of
    numbers that are written out and tell how somebody is, as "she is ninety". `counted`: those of words that say what the number before them
    counts, as "weeks". `complaints`: those of words for what hurts, which no number counts. `several`: those of words that end as several do.
    `asking`: those of words by which somebody asks or says something, within a longer phrase too ("the police ask"). `verbs`: those of verbs that
    may begin a question, so too ("has a right to").
    """

    words: tuple[Token, ...]
    found: tuple[Match, ...]
    doubtful: tuple[Match, ...]
    numbered: frozenset[int] = frozenset()
    spoken: frozenset[int] = frozenset()
    counted: frozenset[int] = frozenset()
    complaints: frozenset[int] = frozenset()
    several: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()
    verbs: frozenset[int] = frozenset()


class Read(_Found):
    """The same, with what is asked of each place many times over."""

    @cached_property
    def _by_place(self) -> dict[int, Match]:
        return {at: found for found in self.found for at in range(found.start, found.end)}

    @cached_property
    def _kinds(self) -> dict[int, frozenset[str]]:
        kinds: dict[int, frozenset[str]] = {}
        for found in self.found:
            of = frozenset([entry.small for entry in found.entries])
            kinds.update(dict.fromkeys(range(found.start, found.end), of))
        return kinds

    def kinds(self, at: int) -> frozenset[str]:
        """The kinds of small words that the phrase at a word is."""
        return self._kinds.get(at, _NO_KINDS)

    def at(self, at: int) -> Match | None:
        """The phrase that a word belongs to."""
        return self._by_place.get(at)


_NO_KINDS = frozenset[str]()


def read(
    line_words: Sequence[Token],
    lexicon: Lexicon,
    preferred: Sequence[str],
    holds: Callable[[LexiconEntry, Numbers], bool],
    about_patient: Container[str] = (),
) -> Read:
    """The phrases of a line. `preferred`: codes of languages; where a phrase means different things, the first counts.

    `holds`: whether the numbers in a phrase make sense. `about_patient`: facts that the first part of a compound does not tell.
    """
    words = as_listed(line_words, lexicon)
    spans: dict[tuple[int, int], list[Match]] = {}
    finder = _Finder(words, lexicon, lexicon.root)
    for found in _candidates(finder, holds, about_patient):
        spans.setdefault((found.start, found.end), []).append(found)
    ranked = sorted(
        (found for of_span in spans.values() for found in of_span),
        key=lambda found: (*_worth(found), found.start),
    )
    taken: list[Match] = []
    doubtful: list[Match] = []
    free = [True] * len(words)
    for found in ranked:
        if all(free[found.start : found.end]):
            free[found.start : found.end] = [False] * (found.end - found.start)
            rivals = [other for other in spans[found.start, found.end] if _worth(other) == _worth(found)]
            one = _agreed(rivals, preferred)
            if one is None:
                doubtful += rivals
            else:
                taken.append(one)
    numbered = frozenset(at for at in range(len(words) - 1) if finder.beside(at, "numbered"))
    spoken = frozenset(at for at in range(len(words)) if free[at] and finder.is_spoken(at))
    counted = frozenset(at for at in range(1, len(words)) if finder.is_counted(at))
    complaints = frozenset(at for at, word in enumerate(words) if folded(word.text) in lexicon.complaints)
    several = frozenset(at for at, word in enumerate(words) if word.text.endswith(lexicon.several))
    asking = frozenset(
        at
        for at, word in enumerate(words)
        if folded(word.text) in lexicon.saying or any(finder.beside(at, kind) for kind in _ASKS)
    )
    verbs = frozenset(at for at in range(len(words)) if any(finder.beside(at, kind) for kind in _VERBS))
    in_order = tuple(sorted(taken, key=lambda found: found.start))
    return Read(words, in_order, tuple(doubtful), numbered, spoken, counted, complaints, several, asking, verbs)


def may_name(facts: Container[str], words: tuple[Token, ...], lexicon: Lexicon, *, itself: bool = False) -> bool:
    """Whether a phrase of one of these facts may stand in a line; `read` tells whether it does. Only phrases added to the lexicon are tried.

    `words`: those of the line, `as_listed` in this lexicon. `itself`: a word that is listed is no form of another one ("bokar" of "bokad").
    """
    finder = _Finder(words, lexicon, lexicon.added, itself=itself)
    return any(
        entry.fact in facts
        for start in range(len(words))
        for node, *_ in finder.places(start)
        for entry in node.entries
    )


class Standing:
    """Every phrase added to a lexicon that stands in a line, also where others stand; and what small words stand where."""

    def __init__(self, words: tuple[Token, ...], lexicon: Lexicon) -> None:
        """`words`: those of the line, `as_listed` in this lexicon."""
        self._finder = _Finder(words, lexicon, lexicon.added)
        self.words = words

    @cached_property
    def found(self) -> tuple[Match, ...]:
        """The phrases, in the order of the line."""
        return tuple(_candidates(self._finder, lambda entry, numbers: True, ()))

    def kinds(self, at: int) -> frozenset[str]:
        """The kinds of small words that the word at a place is by itself."""
        return self._finder.small(at)


def as_listed(line_words: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of a line, parted and joined as those that are listed."""
    return tuple(part for word in _numbers_joined(line_words, lexicon) for part in _parted(word, lexicon))


def _candidates(
    finder: _Finder, holds: Callable[[LexiconEntry, Numbers], bool], about_patient: Container[str]
) -> Iterator[Match]:
    """Every phrase that may stand somewhere in the line, with what it may mean there."""
    words = finder.words
    for start in range(len(words)):
        for found in finder.at(start):
            entries = tuple(
                [
                    entry
                    for entry in found.entries
                    if holds(entry, found.numbers)
                    and (
                        found.cost < MISTYPED
                        or (_trusted(entry, found, len(words[start].text)) and not finder.may_be_another(entry, found))
                    )
                    and not (entry.age is not None and entry.age.only and finder.goes_on(found.end))
                ]
            )
            if words[start].modifier and all(word.modifier for word in words[start : found.end]):
                entries = tuple(entry for entry in entries if entry.fact and entry.fact not in about_patient)
            if entries:
                yield finder.of_time(found if len(entries) == len(found.entries) else found._replace(entries=entries))


def _numbers_joined(words: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The words, with a number that is written in two as one: "forty-two", "twenty one"."""
    at = 0
    while at < len(words):
        word, behind = words[at], words[at + 1] if at + 1 < len(words) else None
        parted = behind is None or word.ends or word.kind != WORD or behind.kind != WORD
        whole = "" if parted or behind is None else word.text + behind.text
        if behind is not None and whole and lexicon.is_compound(whole):
            yield word._replace(text=whole, end=behind.end, ends=behind.ends)
            at += 1
        else:
            yield word
        at += 1


def _parted(word: Token, lexicon: Lexicon) -> Iterator[Token]:
    """A word; such as "sjuåring" parted into its number and the rest, a compound that is not listed into those that are."""
    whole = word.kind != WORD or lexicon.number(word.text) is not None  # "tjugoåtta" is no compound of two numbers
    least = 0 if whole else min(lexicon.listed(word.text).values(), default=2 * MISTYPED)
    if least < MISTYPED:
        yield word
        return
    at = lexicon.split_number(word.text)
    if at is not None and word.end - word.start == len(word.text):
        yield Token(WORD, word.text[:at], word.start, word.start + at)
        yield Token(WORD, word.text[at:], word.start + at, word.end, ends=word.ends, parted=word.parted)
        return
    # A long word with one mistake is that word, whatever else it might be put together from.
    slip = least == MISTYPED
    parts, whole = lexicon.parts(word.text) if len(word.text) >= _SHORTEST_COMPOUND and not slip else ((), False)
    if not parts:
        yield word
        return
    for part in parts[:-1]:
        yield word._replace(text=part, ends=RUNS_ON, modifier=not whole, parted=False)
    yield word._replace(text=parts[-1], modifier=len(parts) == 1)


def _agreed(rivals: Sequence[Match], preferred: Sequence[str]) -> Match | None:
    """What equally near readings of one place say together; None if they contradict each other in one language."""
    if len(rivals) == 1 and len(rivals[0].entries) == 1:
        return rivals[0]
    entries = [entry for rival in rivals for entry in rival.entries]
    content = [entry for entry in entries if not entry.small]
    beside = [entry for entry in entries if content and entry.small in _BESIDE_FACTS]
    if content:
        entries = content
    kept: list[LexiconEntry] = []
    for fact in dict.fromkeys(entry.fact or str(entry.age is not None) for entry in entries):
        of_fact = [entry for entry in entries if (entry.fact or str(entry.age is not None)) == fact]
        differ = len(of_fact) > 1 and not of_fact[0].small and fact != TOPIC
        if differ and len({entry._replace(sign="").meaning for entry in of_fact}) > 1:
            best = min(_rank(entry.code, preferred) for entry in of_fact)
            of_fact = [entry for entry in of_fact if _rank(entry.code, preferred) == best]
            if len({entry._replace(sign="").meaning for entry in of_fact}) > 1:
                return None
        once: dict[tuple[object, ...], LexiconEntry] = {}
        kept += [one for one in of_fact if once.setdefault(one.meaning, one) is one]
    if rivals[0].cost >= MISTYPED:
        meant = [frozenset(entry.meaning for entry in rival.entries) for rival in rivals]
        if content and len(set(meant)) > 1 and not any(all(other <= one for other in meant) for one in meant):
            return None
        common = frozenset.intersection(*meant)
        kept = kept if content else [entry for entry in kept if entry.meaning in common]
    return rivals[0]._replace(entries=(*kept, *{entry.small: entry for entry in beside}.values())) if kept else None


def _worth(found: Match) -> tuple[int, int, int, int]:
    """The smaller, the better: more words, typed more nearly, nothing between them, one number rather than two."""
    return -found.used, found.cost, found.skipped, len(found.numbers)


def _trusted(entry: LexiconEntry, found: Match, length: int) -> bool:
    """Whether a phrase of one word may be so mistyped: there is no other word to confirm it, and real words are near short ones.

    "good" is one letter from "gömd", "kunna" from "kinna", "överstiger" two from "overstayer".
    """
    mistakes = found.cost // MISTYPED
    if found.used > 1 or not mistakes or entry.small not in _LIKE_FACTS:
        return True
    shortest = _SHORTEST_OF_TOPIC if entry.fact == TOPIC else _SHORTEST_OF_FACT
    return length >= (shortest if mistakes == 1 else _SHORTEST_TWICE)


def _rank(code: str, preferred: Sequence[str]) -> int:
    return preferred.index(code) if code in preferred else len(preferred)


class _Finder:
    """Finds the phrases that begin at a word of one line: those of a tree, the whole one of the lexicon or a part of it."""

    def __init__(self, words: Sequence[Token], lexicon: Lexicon, tree: TrieNode, *, itself: bool = False) -> None:
        """`itself`: a word that is listed is nothing but itself."""
        self.words, self._itself = words, itself
        self._lexicon = lexicon
        self._tree = tree
        self._fillers = [self._is_filler(word) for word in words]
        self._numbers_at = [tuple(self._numbers(at)) for at in range(len(words))]
        self._small: dict[int, frozenset[str]] = {}
        self._heard: dict[int, tuple[_MayBe, ...]] = {}

    def _is_filler(self, word: Token) -> bool:
        node = self._lexicon.root.next.get(word.text)
        return node is not None and any(entry.small == "fillers" for entry in node.entries)

    def at(self, start: int) -> Iterator[Match]:
        """Every phrase that begins at this word."""
        for node, end, numbers, used, cost, skipped in self.places(start):
            if len(numbers) > 1 and skipped:
                continue  # "in week 30 and is 27 years old" tells one age
            if skipped and node.entries and all(entry.small in _AS_LISTED for entry in node.entries):
                continue  # "children may go to" is not "children to", nor "I am going to a nurse" "I am a nurse"
            if node.entries and self._hangs_together(start, end, numbers, node.entries):
                yield Match(start, end, tuple(node.entries), numbers, used, cost, skipped)

    def places(self, start: int) -> Iterator[tuple[TrieNode, int, Numbers, int, int, int]]:
        """Every place of the tree to which the words from this one on lead, and what led there."""
        return self._walk(self._tree, start, (), 0, 0, 0)

    def _hangs_together(self, start: int, end: int, numbers: Numbers, entries: Sequence[LexiconEntry]) -> bool:
        """A phrase does not go on in the next sentence; over a comma only if it names a fact, counts nothing but in what is acute,
        and begins no question there."""
        if self._asks(start, end) and all(entry.small for entry in entries):
            return False  # "is the patient undocumented" is not "the mother is the patient", "isn't she …" no "…, isn't she"
        if end - start == 1:
            return True
        if any(self._is_parted(at) and self._begins_with_somebody(at + 1) for at in range(start, end - 1)):
            return False  # "home visit: the mother" is no visit to her
        inside = {word.ends for word in self.words[start : end - 1]} - {RUNS_ON}
        if inside and not self.words[end - 1].ends and self.beside(end - 1, "negations"):
            return False  # in "not registered, no card" the second denial is of what follows
        asks = any(
            word.ends == CLAUSE and self._begins_to_ask(at + 1)
            for at, word in enumerate(self.words[start : end - 1], start)
        )
        # No "visit, does her mum" for "visit her mum", no "asylum, card" for "asylum card", and no
        # "called the agency, not responding" for an agency that does not respond.
        named = any(entry.fact not in ("", NOT_ACUTE) and entry.thing is None for entry in entries) and not asks
        counts = bool(numbers) and not all(
            entry.fact == ACUTE for entry in entries
        )  # "30 weeks pregnant, fell" is one danger
        return not inside or (inside == {CLAUSE} and not counts and named)

    def _begins_to_ask(self, at: int) -> bool:
        """Whether a word is a verb that begins a question: no phrase of a fact goes on with one."""
        return any(self.beside(at, kind) for kind in ("asking_of_all", "may_ask"))

    def _is_parted(self, at: int) -> bool:
        """Whether a sign stands behind a word: the end of a clause, or a colon."""
        return bool(self.words[at].ends) or self.words[at].parted

    def _begins_with_somebody(self, at: int) -> bool:
        """Whether somebody is named at a place, or behind one word there: "her mum", "the mother"."""
        return self.beside(at, "people") or self.beside(at + 1, "people")

    def _asks(self, start: int, end: int) -> bool:
        """Whether a clause begins with a phrase that is a verb before its subject, and goes on: it asks, whatever else the phrase may be."""
        if (start and not self.words[start - 1].ends) or end == len(self.words) or self.words[end - 1].ends:
            return False
        subject = any(self.beside(at, kind) for at in range(start + 1, end) for kind in ("subjects", "patients"))
        return subject and self.beside(start, "asking")

    def of_time(self, found: Match) -> Match:
        """An age, or a span of time that is none: beside "since" or "ago" it says nothing of the patient."""
        ages = [entry for entry in found.entries if entry.age is not None and entry.age.span]
        if not ages:
            return found
        behind = self.beside(found.end, "after_a_span") and not self._leads_to_a_fact(found.end)
        if not (self.beside(found.start - 1, "before_a_span") or behind or self._is_spent_somewhere(found.start)):
            return found
        if self.beside(found.start - 1, "before_an_age") and self._is_told_of(found.start - 2):
            return found
        sign = "years" if any(entry.age and entry.age.unit == "years" for entry in ages) else ""
        return found._replace(entries=tuple(LexiconEntry(one.code, one.phrase, small=SIGN, sign=sign) for one in ages))

    def _is_spent_somewhere(self, at: int) -> bool:
        """Whether a span stands behind the country in which it was spent: "lived in Somalia 20 years"."""
        before = (self.beside(place, "before_a_span") for place in (at - 2, at - 3))
        return self.beside(at - 1, "countries") and all(before)

    def _leads_to_a_fact(self, at: int) -> bool:
        """Whether a small word leads to what is visited: "9 years to the dentist" in Swedish is no span of time."""
        if at + 1 >= len(self.words) or not self.beside(at, "links"):
            return False
        return any(entry.fact and not self._lexicon.names_patient(entry) for entry in self._alone(at + 1))

    def _is_told_of(self, at: int) -> bool:
        """Whether a word at a place names whoever an age behind it is of: "an asylum seeker of 58 years"."""
        if at < 0 or self.words[at].ends:
            return False
        return any(map(self._lexicon.names_patient, self._alone(at)))

    def _alone(self, at: int) -> Iterator[LexiconEntry]:
        """What a word at a place means by itself, as it is typed."""
        for word, cost in self._lexicon.listed(self.words[at].text).items():
            if cost < MISTYPED:
                yield from self._lexicon.alone(word)

    def is_spoken(self, at: int) -> bool:
        """Whether a number that is written out is a clause of its own, or its last word behind a verb such as "is"."""
        word = self.words[at]
        if word.kind != WORD or len(self.words) == 1:
            return False
        is_told = at > 0 and not self.words[at - 1].ends and self.beside(at - 1, "asking")
        of_somebody = is_told and (any(self.beside(at - 2, kind) for kind in _SOMEBODY) or self._is_of_whom(at - 2))
        ended = word.ends or (is_told and self.beside(at + 1, "conjunctions"))
        if self._is_beside_somebody(at) or (is_told and self._is_of_whoever(at)):
            return True
        if not ended and not (of_somebody and self._goes_on_elsewhere(at + 1)):
            return False
        if not is_told and at and not self.words[at - 1].ends:
            return False
        return (self._lexicon.number(word.text) or 0) >= (_LEAST_SPOKEN_OF if of_somebody else _LEAST_SPOKEN)

    def may_be_another(self, entry: LexiconEntry, found: Match) -> bool:
        """Whether a mistyped word that alone tells what somebody is may as well be quite another one that is listed: "hlding" is "hiding" or "holding"."""
        word = self.words[found.start].text
        if found.used > 1 or len(word) >= _LONG or not self._lexicon.names_patient(entry):
            return False
        near = self._lexicon.listed(word)
        return any(
            cost <= found.cost and distance(folded(other), folded(entry.phrase), _ANOTHER) > _ANOTHER
            for other, cost in near.items()
        )

    def _is_of_whom(self, at: int) -> bool:
        """Whether "who" stands at a place, right behind somebody, also over a comma: "the girl, who is eight"."""
        if at < 1 or not self.beside(at, "relative"):
            return False
        return any(entry.small in (*_SOMEBODY, "subjects", "people") for entry in self._alone(at - 1))

    def _is_beside_somebody(self, at: int) -> bool:
        """Whether a number of tens and units stands right behind a word for somebody, and counts nothing: "grandma seventy seven"."""
        somebody = any(self.beside(at - 1, kind) for kind in ("people", "persons"))
        return somebody and self._lexicon.is_compound(self.words[at].text) and not self.is_counted(at + 1)

    def _is_of_whoever(self, at: int) -> bool:
        """Whether a number behind a verb tells of whom somebody speaks, and counts nothing: "an asylum seeker who is seventeen wants …"."""
        if not self.beside(at - 2, "relative") or self.is_counted(at + 1):
            return False
        return (self._lexicon.number(self.words[at].text) or 0) >= _LEAST_SPOKEN

    def _goes_on_elsewhere(self, at: int) -> bool:
        """Whether what stands behind a number is no noun that it may count: whoever says so, or a fact ("he is nineteen says his friend")."""
        return any(self.beside(at, kind) for kind in ("accompanying", "subjects", "contrasts", "bringing"))

    def goes_on(self, at: int) -> bool:
        """Whether a word belongs to the number before it: what it counts, or a phrase of its own, as "17 years"."""
        return self.is_counted(at) or (
            0 < at < len(self.words)
            and not self.words[at - 1].ends
            and folded(self.words[at].text) in self._lexicon.after_number
            and not any(entry.small == "wanting" for entry in self._alone(at))  # "F 22 pregnant week 14"
        )

    def is_counted(self, at: int) -> bool:
        """Whether a word says what the number before it counts, in the same clause."""
        if not 0 < at < len(self.words) or self.words[at - 1].ends:
            return False
        word = folded(self.words[at].text)
        adjacent = self.words[at - 1].end == self.words[at].start
        counted = word in self._lexicon.counted and not self._has_a_number_of_its_own(at)
        return counted or (adjacent and word in self._lexicon.ordinals)

    def _has_a_number_of_its_own(self, at: int) -> bool:
        """Whether a word is numbered by what stands behind it, and counts nothing: "24 week 20"."""
        behind = self.words[at + 1 : at + 2]
        own = bool(behind) and behind[0].kind == NUMBER and self.beside(at, "numbered")
        return own and not self.words[at].ends and not self.is_counted(at + 2)

    def beside(self, at: int, kind: str) -> bool:
        """Whether a word of a kind stands at a place, in the same clause as what is next to it."""
        if not 0 <= at < len(self.words) or self.words[at - 1 if kind == "after_a_span" else at].ends:
            return False
        return kind in self.small(at)

    def small(self, at: int) -> frozenset[str]:
        """The kinds of small words that the word at a place is by itself."""
        if at not in self._small:
            self._small[at] = frozenset(entry.small for entry in self._alone(at))
        return self._small[at]

    def _walk(
        self, node: TrieNode, at: int, numbers: Numbers, used: int, cost: int, skipped: int
    ) -> Iterator[tuple[TrieNode, int, Numbers, int, int, int]]:
        for key, child, end, number, more in self._steps(node, at):
            bound = numbers if number is None else (*numbers, (key[1:-1], number))
            if skipped and used and len(key) == 1 and key.isalpha():
                continue  # a single letter belongs to what stands right before it: "24 has m" is no "24 m"
            yield child, end, bound, used + end - at, cost + more, skipped
            if child.next:
                yield from self._walk(child, end, bound, used + end - at, cost + more, skipped)
        if used and skipped < _MOST_SKIPPED and self._is_skipped(at, used, skipped) and node.next:
            yield from self._walk(node, at + 1, numbers, used, cost, skipped + 1)

    def _is_skipped(self, at: int, used: int, skipped: int) -> bool:
        """Whether a word may stand between those of a phrase: a filler, but not the subject of a question ("has she applied")."""
        if at >= len(self.words) or not self._fillers[at]:
            return False
        verb = used == 1 and not skipped and (self.beside(at - 1, "asking") or self.beside(at - 1, "may_ask"))
        return not (verb and (self.beside(at, "subjects") or self.beside(at, "may_ask")))

    def _steps(self, node: TrieNode, at: int) -> Sequence[_Step]:
        """The next words that fit."""
        if at >= len(self.words):
            return ()
        word, after = self.words[at], node.next
        if word.kind == HIDDEN:
            born = word.born if "{date}" in after else None
            return [("{date}", after["{date}"], at + 1, born.toordinal(), 0)] if born is not None else ()
        found = self._word_steps(node, at) if word.kind not in _NO_WORDS else []
        if word.kind in _NO_WORDS and not word.short_year:
            found += self._steps_of_sign(node, at)
        if word.text in self._lexicon.numerals and node is not self._tree:
            found += self._written_steps(node, at)
        if self._numbers_at[at]:
            found += self._counted_steps(node, at)
        if word.kind == NUMBER and "{year}" in after and self._may_be_year(at, after["{year}"]):
            found.append(("{year}", after["{year}"], at + 1, int(word.text), 0))
        return found

    def _steps_of_sign(self, node: TrieNode, at: int) -> Iterator[_Step]:
        """Those of a number, or a sign, that is listed as it is, in a phrase or in one of a class: "9 months"."""
        text = self.words[at].text
        if text in node.next:
            yield text, node.next[text], at + 1, None, 0
        if node.open:
            yield from self._of_classes(node, self._lexicon.classes_from(text), at + 1, 0)

    def _written_steps(self, node: TrieNode, at: int) -> Iterator[_Step]:
        """The word for which a number is written, within a phrase: "applied 4 asylum"."""
        for key in self._lexicon.numerals[self.words[at].text]:
            if key in node.next:
                yield key, node.next[key], at + 1, None, JOINED

    def _word_steps(self, node: TrieNode, at: int) -> list[_Step]:
        """Those of a word. A list: most places have none, and it is asked tens of times for each word of a line."""
        after, first = node.next, node is self._tree
        found: list[_Step] = []
        for key, cost, classes in self._may_be(at):
            child = after.get(key)
            if child is not None:
                found.append((key, child, at + 1, None, cost))
            if classes and (first or node.open):
                found += self._of_classes(node, self._lexicon.classes_first(key) if first else classes, at + 1, cost)
        if first:
            found += self._joined(node, at)
        return found

    def _may_be(self, at: int) -> tuple[_MayBe, ...]:
        """The listed words that a word may be, looked up once: it is asked of every phrase that leads to the word."""
        heard = self._heard.get(at)
        if heard is None:
            lexicon, word = self._lexicon, self.words[at].text
            may_be = {word: 0}.items() if self._itself and word in lexicon.vocabulary else lexicon.listed(word).items()
            heard = self._heard[at] = tuple([(key, cost, lexicon.classes_from(key)) for key, cost in may_be])
        return heard

    def _counted_steps(self, node: TrieNode, at: int) -> Iterator[_Step]:
        for end, number in self._numbers_at[at]:
            for key in ("{n}", "{m}"):
                if key in node.next:
                    yield key, node.next[key], end, number, 0
            if node.open or node is self._tree:
                yield from self._of_classes(node, self._lexicon.classes_from("{n}"), end, 0)

    def _of_classes(self, node: TrieNode, classes: _Classes, at: int, cost: int) -> Iterator[_Step]:
        """The classes that may follow, of which a phrase begins with a word that ends before a place: each with the place after that word."""
        after = node.next
        for name, below in classes:
            child = after.get(name)
            if child is not None:
                for end, whole in self._of_class(below, at, cost):
                    yield name, child, end, None, whole

    def _of_class(self, node: TrieNode, at: int, cost: int) -> Iterator[tuple[int, int]]:
        """Where a phrase of a class may end that goes on at a word, and what it costs."""
        if node.entries:
            yield at, cost
        if node.next and not self.words[at - 1].ends:
            for _, child, end, _, more in self._steps(node, at):
                yield from self._of_class(child, end, cost + more)

    def _may_be_year(self, at: int, node: TrieNode) -> bool:
        """Four digits, or two: those followed by a number or by an unlisted word may be a day ("född 27 maj", "27/5")."""
        word, behind = self.words[at], self.words[at + 1] if at + 1 < len(self.words) else None
        if len(word.text) == 4 or word.short_year or behind is None:
            return len(word.text) in (2, 4)
        if folded(behind.text) in self._lexicon.months:
            return False
        first, listed = self._lexicon.root.next, self._lexicon.listed(behind.text)
        starts = any(key in first and first[key].entries for key in listed)
        return len(word.text) == 2 and (starts or any(key in node.next for key in listed))

    def _joined(self, node: TrieNode, at: int) -> Iterator[_Step]:
        """A listed word that is typed in two."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if self.words[at].ends or len(self.words[at].text) < _SHORTEST_HALF:
            return  # "lma o giltigt" is "and valid"
        if following is not None and following.kind == WORD:
            means_itself = bool(self._lexicon.alone(following.text))  # "sunday er" is no inflected "sunday"
            joined = self.words[at].text + following.text
            for key, cost in self._lexicon.joined(joined, inflected=not means_itself).items():
                if key in node.next:
                    yield key, node.next[key], at + 2, None, cost + JOINED

    def _numbers(self, at: int) -> Iterator[tuple[int, int]]:
        """The number that a word is, in digits or written out; and where it ends."""
        word = self.words[at]
        if word.kind == DECIMAL:
            yield at + 1, int(re.split("[,.]", word.text)[0])  # "1,5 years": one year is full
            return
        if word.kind == NUMBER:
            if len(word.text) <= 3 and not word.short_year:
                yield at + 1, int(word.text)
            return
        number = self._lexicon.number(word.text)
        if number is not None:
            yield at + 1, number
