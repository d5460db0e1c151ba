"""The lexicon: every listed phrase in a tree of its words, and the listed words that a typed word may be."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from itertools import product
from pathlib import Path

from assistant.i18n import Language, language, languages
from assistant.knowledge.model import REGION, TOPIC, Knowledge
from assistant.knowledge.word_lists import COUNTING, DOUBT, FRAMING, GOING, REWORDED, Meaning, Together, Words
from assistant.typed.entries import LexiconEntry
from assistant.typed.framing import Frames
from assistant.typed.money import asking_signs, paying
from assistant.typed.rewording import Rewordings
from assistant.typed.sign_rules import SignRules
from assistant.typed.tokens import Token
from assistant.typed.tree import FirstWords, ListedPhrases, OneMeaning, TrieNode
from assistant.typed.turning import AroundWords, Turning
from assistant.typed.unanswered import Unanswered
from assistant.typed.word_tables import Listed, Making, WordList, keep_tables, kept_tables, make_tables
from assistant.wordforms import (
    CUT_OFF,
    FOLDED,
    INFLECTED,
    MISTYPED,
    folded,
    forget,
    mistakes_allowed,
)

__all__ = ["FOLDED", "INFLECTED", "MISTYPED", "Lexicon"]

_ALONE = ("money", "fees", "lesser", "describing", "ones", "more_than", "receptions", "complaints")
_IN_SETS = ("counted", "few", "ordinals", "saying")
_HUSHED = ("ordinary", "of_a_body", "matters")
STATE, SIGN, PERSON = "states", "signs", "people"
"""Kinds of small words beside those of the lists: of a state, of a sign, and of somebody else than the patient."""

_NO_PHRASES = (
    "joints",
    "endings",
    "spoken",
    REWORDED,
    *COUNTING,
    *GOING,
    *FRAMING,
    "numerals",
    "ordinals",
    "money",
    "fees",
    "lesser",
    "describing",
    "ordinary",
    "of_a_body",
    "matters",
    "saying",
)
"""Kinds of small words that are looked for in their own way: a word of `counted` that names nothing else stays a strange one."""
_SHORTEST_JOINED = 6
_SHORT_FIRST, _LONG_LAST = 5, 6
"""Letters of a topic's word that says what a compound is about though its other part is not known, first or last."""
_SHORTEST_CUT_OFF, _LEAST_CUT_OFF = 5, 2
"""Letters of a word of a topic that is cut off (of a fact one more), and how many it lacks."""
_VOWELS = "aeiouy"
_CUT_OFF_BESIDE = frozenset({"", "fillers", "other_words", "accompanying", "countries", "persons", "professions"})
"""Kinds of small words that may begin alike with a word that is cut off."""
_MOST_REMEMBERED = 20_000  # a long-lived server: strange words come without end
_NEAR_IN_MEANING = 7
"""Letters of a word from which the nearest listed one may be suggested: real short words lie near others that mean something else."""


_Heads = dict[str, tuple[tuple[str, TrieNode], ...]]
"""By a listed word the classes of which a phrase begins with it, each with the place after it."""


class Lexicon:
    """All phrases of one knowledge in every language. Made once; what words may be is remembered."""

    def __init__(self, knowledge: Knowledge, kept: Path | None = None) -> None:
        """`kept`: the file that may keep the tables of all its words."""
        lists = knowledge.words
        self._about_patient = {fact for fact, how in lists.topic_too.items() if how == "alone"}
        self._never_cut = {*self._about_patient, REGION}  # half a town may be somebody's name
        self.numbers = {folded(word): value for of in lists.numbers.values() for word, value in of.items()}
        self._any_number, self._compounds = tuple(self.numbers), _compounds(self.numbers)
        self.months = {folded(word): value for of in lists.months.values() for word, value in of.items()}
        with _nothing_collected():
            listed, classes = [*_entries(knowledge)], _classes(lists)
            made_of = _made_of(lists, listed, classes)
            tables = (kept_tables(made_of, kept) if kept else None) or make_tables(made_of)
            self._first = FirstWords(ListedPhrases(listed, tables.places))
            self._classes = {name: FirstWords(ListedPhrases(of, tables.classes[name])) for name, of in classes.items()}
        self._heads, self._first_heads, self._begun_with = _Heads(), _Heads(), dict[str, list[str]]()
        self.vocabulary, self.after_number, self.frames = tables.vocabulary, tables.after_number, Frames(lists)
        self.turning = Turning(AroundWords(listed, tables.turning), classes, self._first, self.vocabulary)
        self.root = self.added = TrieNode()
        self.root.next = self._first
        self.counted, self.few, self.ordinals, self.saying, *going = _of_kinds(lists, (*_IN_SETS, *GOING))
        self.sending, self.towards, self.arriving, self.stationed = going
        self.ordinary, self.body, self.matters = _of_kinds(lists, _HUSHED)
        self.money, self.fees, self.lesser, self.describing, self.ones, *others = _of_kinds(lists, _ALONE)
        (self.more_than, self.receptions, self.complaints), self.several = others, tuple(_words(lists, "several"))
        self.here = frozenset(word for of in lists.small.get("receptions", {}).values() for word in of)
        self.paying, self.numerals, self.together = paying(knowledge), _written_for(lists), _by_fact(lists.together)
        self.rewordings = Rewordings(lists)
        self.asking, self.unanswered = asking_signs(knowledge), Unanswered(knowledge.glossary.values())
        self._of_known: dict[str, Mapping[str, int]] = {}
        self._resolved: dict[str, dict[str, int]] = {}
        self._joined: dict[str, dict[str, int]] = {}

    def and_more(self, meanings: Iterable[Meaning]) -> Lexicon:
        """All of this and more, of facts that it does not name. It shares with this one whatever is the same in both.

        What is added stands in a tree of its own, too: `added`, which in the first lexicon is all.
        """
        more = copy(self)
        more.root, more.added = TrieNode(), TrieNode()
        more._of_known, more._resolved, more._joined, more._first_heads = {}, {}, {}, {}
        making, listed = Making(), [*_meant(meanings)]
        places = making.places(map(_as_list, listed))
        known = making.known()
        places.end({word: word for word in known})
        phrases = ListedPhrases(listed, places)
        more.root.next = more._first = FirstWords(phrases, self._first)
        more.added.next = FirstWords(phrases)
        more.vocabulary = self.vocabulary.and_more(known)
        return more

    def inner(self, words: Sequence[Token]) -> list[Token]:
        """The words of a line as they are read: without what opens and closes it, and in the listed words that mean the same."""
        return self.rewordings.put(self.frames.without(words, self.vocabulary))

    def classes_from(self, word: str) -> Sequence[tuple[str, TrieNode]]:
        """The classes of which a phrase begins with this listed word, each with the place after it."""
        found = self._heads.get(word)
        if found is None:  # asked of listed words alone
            found = tuple([(name, self._classes[name][word]) for name in self._classes_by_word().get(word, ())])
            self._heads[word] = found
        return found

    def _classes_by_word(self) -> Mapping[str, Sequence[str]]:
        """The classes of which phrases begin with a word, as they are listed: gathered once, for hundreds of classes are there and few have a word."""
        if not self._begun_with:
            for name, below in self._classes.items():
                for word in below.listed:
                    self._begun_with.setdefault(word, []).append(name)
        return self._begun_with

    def classes_first(self, word: str) -> Sequence[tuple[str, TrieNode]]:
        """Those of them with which some phrase begins."""
        found = self._first_heads.get(word)
        if found is None:
            found = self._first_heads[word] = tuple([one for one in self.classes_from(word) if one[0] in self._first])
        return found

    def names_patient(self, entry: LexiconEntry) -> bool:
        """Whether an entry names somebody, by a fact or a country."""
        return entry.fact in self._about_patient or entry.small in ("persons", "countries")

    def turns(self, word: str, beside: str) -> bool:
        """Whether a strange word may be a mistyped one that makes a listed word mean something else."""
        if self.number(beside) is not None or any(cost < MISTYPED for cost in self.listed(beside).values()):
            return False
        return self.turning.beside(self.listed(word), folded(beside))

    # -- what a typed word may be ----------------------------------------------------------------------------------

    def listed(self, word: str) -> Mapping[str, int]:
        """The listed words that a typed word may be, each with its cost; empty if it is like none."""
        if word in self._of_known:
            return self._of_known[word]
        if word not in self._resolved:
            if len(self._resolved) > _MOST_REMEMBERED:
                self._resolved.clear()
            forms = self._known_forms(word)
            if self._is_another(word):  # "validity" is no form of "valid"
                forms = {word: FOLDED}
            # An inflected form may as well be another word mistyped: "referal" is not far from "refer", but means "referral".
            sure = any(cost < INFLECTED for cost in forms.values()) or self.number(word) is not None
            found = (forms if sure else {}) or self._cut_off(word, forms)
            found = found or {**self.vocabulary.mistyped(word, 1 if forms else 2), **forms}
            if word in self.vocabulary:  # it says nothing of who typed it: kept for good
                self._of_known[word] = found
                return found
            self._resolved[word] = found
        return self._resolved[word]

    def without_the_next(self, word: str) -> Iterator[str]:
        """A strange word without a listed one that is typed right behind it, or behind a letter for the space: "daughter" of "daughterin", "daughteroin"."""
        for at in range(len(word) - 2, 2, -1) if word not in self.vocabulary else ():
            if word[:at] in self.vocabulary and (word[at:] in self.vocabulary or word[at + 1 :] in self.vocabulary):
                yield word[:at]

    def _is_another(self, word: str) -> bool:
        """Whether a word is listed as one that only looks like another, and as nothing else."""
        entries = self.alone(word) if word in self.vocabulary else ()
        return bool(entries) and all(entry.small == "other_words" for entry in entries)

    def _cut_off(self, word: str, forms: Mapping[str, int]) -> dict[str, int]:
        """The words that begin with this one, cut off before a vowel ("tandläk"), if all of them mean the same: never what others are.

        A fact about the patient is too much to take from half a word, and so is a denial.
        """
        plain = folded(word)
        if len(plain) < _SHORTEST_CUT_OFF or plain[-1] in _VOWELS or not plain.isalpha() or forms:
            return {}
        begun = [other for other in self.vocabulary.begun_with(plain) if len(other) >= len(plain) + _LEAST_CUT_OFF]
        entries = {other: self.alone(other) for other in begun}
        kinds = {entry.small for of in entries.values() for entry in of}
        named = {other: {(one.fact, one.values) for one in of if one.fact} for other, of in entries.items()}
        meant = [of for of in named.values() if of]
        if not meant or kinds - _CUT_OFF_BESIDE or any(fact in self._never_cut for of in meant for fact, _ in of):
            return {}
        common = set[tuple[str, tuple[str, ...]]].intersection(*meant)
        ages = any(entry.age is not None or entry.how == DOUBT for of in entries.values() for entry in of)
        if not common or ages or (len(plain) == _SHORTEST_CUT_OFF and any(fact != TOPIC for fact, _ in common)):
            return {}
        return {other: CUT_OFF for other, of in named.items() if of == common or not of}

    def forget(self) -> None:
        """Let go of every typed word."""
        self._resolved.clear()
        self._joined.clear()
        forget()

    def joined(self, word: str, *, inflected: bool = True) -> Mapping[str, int]:
        """The listed words that a word typed in two parts may be: no typing mistakes on top. `inflected`: also those that end otherwise."""
        if len(word) < _SHORTEST_JOINED:
            return {}
        if not inflected:
            return self._known_forms(word, inflected=False)
        if word not in self._joined:
            if len(self._joined) > _MOST_REMEMBERED:
                self._joined.clear()
            self._joined[word] = self._known_forms(word)
        return self._joined[word]

    def _known_forms(self, word: str, *, inflected: bool = True) -> dict[str, int]:
        """The word itself, without diacritics, or inflected; a number is no form of another word."""
        if self.number(word) is not None:
            return dict.fromkeys(self.vocabulary.same(word), FOLDED)
        return self.vocabulary.forms(word) if inflected else self.vocabulary.itself(word)

    def is_known(self, word: str) -> bool:
        """Whether a word without accents is a listed one, or a number."""
        return bool(self.vocabulary.same(word)) or self.number(word) is not None

    def alone(self, word: str) -> tuple[LexiconEntry, ...]:
        """What a listed word means by itself."""
        node = self.root.next.get(word)
        return node.entries if node else ()

    def suggestions(self, word: str, code: str) -> list[str]:
        """The listed phrase of one word that a strange word may mean, beyond what is forgiven; for "did you mean".

        `code`: the language of the reader, in whose words it is. Where words of several meanings are equally near, none is near enough.
        """
        plain = folded(word)
        if len(plain) < _NEAR_IN_MEANING or word in self.vocabulary or plain in self.body:
            return []  # "benbrott" is no slip of "benprotes"
        near = self.vocabulary.near(plain, mistakes_allowed(plain) + 1)
        near = near or [(folded(other), 0) for other in self.vocabulary.begun_with(plain)]
        least = min((mistakes for _, mistakes in near), default=0)
        entries = [
            entry
            for other, mistakes in near
            if mistakes == least and other[:2] == plain[:2]
            for listed in self.vocabulary.written(other)
            for entry in self.alone(listed)
            if entry.fact and entry.code == code
        ]
        meanings = {(entry.fact, entry.values) for entry in entries}
        phrases = [entry.phrase for entry in entries if entry.in_words]
        return phrases[:1] if len(meanings) == 1 else []

    # -- numbers ---------------------------------------------------------------------------------------------------

    def number(self, word: str) -> int | None:
        """The number that a word names: "sju", "trettiofyra"; None if it names none."""
        plain = folded(word)
        number = self.numbers.get(plain)
        return self._compounds.get(plain) if number is None else number

    def is_compound(self, word: str) -> bool:
        """Whether a word is a number put together from two, as "trettiofyra"."""
        return folded(word) in self._compounds

    def split_number(self, word: str) -> int | None:
        """Where a word such as "sjuåring" parts into a number and what is listed after numbers; None if it does not."""
        plain = folded(word)
        if len(plain) != len(word) or not plain.startswith(self._any_number):
            return None
        for ending in self.after_number:
            for length in range(len(ending), len(ending) + 3):  # with an inflection: "sjuåringens"
                at = len(plain) - length
                if at > 1 and len(ending) > 1 and plain[at:].startswith(ending) and self.number(plain[:at]) is not None:
                    return at
        return None

    # -- compounds -------------------------------------------------------------------------------------------------

    def parts(self, word: str) -> tuple[tuple[str, ...], bool]:
        """The listed words that an unlisted word is made of; and whether the first parts say who it is about too, as in "asylpatient".

        If only its first part or its last is known, and names a topic, that part alone.
        """
        found = self.vocabulary.compound(word, self._carries)
        if found:
            last = self.alone(found[-1])
            return found, any(
                entry.small in ("subjects", "patients", "persons") or entry.age is not None for entry in last
            )
        part = self.vocabulary.beginning(word, self._names_topic, _SHORT_FIRST) or self.vocabulary.ending(
            word, self._says_topic_or_visit, _LONG_LAST
        )
        return ((part,) if part else ()), False

    def _carries(self, parts: tuple[str, ...]) -> bool:
        """Whether the parts of a compound say anything: one of them, or all as a phrase, as "healthcentre"."""
        node: TrieNode | None = self.root
        for part in parts:
            node = node.next.get(part) if node else None
        alone = (entry for part in parts if len(part) > 3 for entry in self.alone(part))
        return any(entry.fact or entry.age for entry in (*alone, *(node.entries if node else ())))

    def _names_topic(self, word: str) -> bool:
        entries = self.alone(word)
        return any(entry.fact == TOPIC for entry in entries) and not any(entry.small for entry in entries)

    def _says_topic_or_visit(self, word: str) -> bool:
        entries = self.alone(word)
        return any(entry.fact and entry.fact not in self._about_patient for entry in entries) and not any(
            entry.how == DOUBT or entry.small for entry in entries
        )


def _by_fact(together: Iterable[Together]) -> dict[str, SignRules]:
    """What signs say together, by the fact of which they say it."""
    rules: dict[str, list[Together]] = {}
    for rule in together:
        rules.setdefault(rule.fact, []).append(rule)
    return {fact: SignRules(of) for fact, of in rules.items()}


def _compounds(numbers: Mapping[str, int]) -> dict[str, int]:
    """Tens and units as one word, "thirtyfour"."""
    return {
        tens + unit: value + more
        for (tens, value), (unit, more) in product(numbers.items(), repeat=2)
        if value >= 20 and value % 10 == 0 and 0 < more < 10
    }


def _of_kinds(lists: Words, kinds: Iterable[str]) -> Iterator[set[str]]:
    """The words of each of some kinds that are looked for by their words alone."""
    return (_words(lists, kind) for kind in kinds)


def _words(lists: Words, kind: str) -> set[str]:
    """The words of a kind, in every language, folded."""
    return {folded(word) for of in lists.small.get(kind, {}).values() for word in of}


def _written_for(lists: Words) -> dict[str, list[str]]:
    """By a number the words that it is written for, as in "applied 4 asylum"."""
    found: dict[str, list[str]] = {}
    for phrases in lists.small.get("numerals", {}).values():
        for number, word in (phrase.split() for phrase in phrases):
            found.setdefault(number, []).append(word)
    return found


def keep_words(knowledge: Knowledge, file: Path) -> None:
    """Write the tables of all words of a knowledge to a file, for lexicons of the same words."""
    lists = knowledge.words
    keep_tables(_made_of(lists, [*_entries(knowledge)], _classes(lists)), file)


def _made_of(lists: Words, listed: Iterable[OneMeaning], classes: Mapping[str, Iterable[OneMeaning]]) -> Listed:
    """What the tables of a lexicon are made of."""
    return Listed(
        [_as_list(each) for each in listed],
        {name: [_as_list(each) for each in of] for name, of in classes.items()},
        [folded(word) for of in lists.numbers.values() for word in of],
        lists.small.get("joints", {}),
        lists.small.get("endings", {}),
        lists.small.get("spoken", {}),
    )


def _as_list(meant: OneMeaning) -> WordList:
    """Phrases as their tables are made of them. Of a topic or an age, one that begins with somebody names that person too."""
    meaning, phrases = meant
    turns = bool(meaning.fact or meaning.sign)
    return WordList(meaning.code, phrases, turns, meaning.fact == TOPIC or meaning.age is not None, meaning.who)


def _classes(lists: Words) -> dict[str, list[OneMeaning]]:
    """The phrases of each class, by the class as it stands in a phrase."""
    return {
        f"{{{name}}}": [(LexiconEntry(code, ""), of) for code, of in phrases.items()]
        for name, phrases in lists.classes.items()
    }


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without looking for garbage: of ten thousand phrases all are kept, and looking through them takes longer than making them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _meant(meanings: Iterable[Meaning]) -> Iterator[OneMeaning]:
    for meaning in meanings:
        for code, phrases in meaning.phrases.items():
            yield (
                LexiconEntry(
                    code,
                    "",
                    meaning.fact,
                    meaning.values,
                    meaning.how,
                    sign=meaning.sign,
                    of_nothing_else=meaning.of_nothing_else,
                    usual=meaning.usual,
                    asked_on=meaning.asked_on,
                ),
                phrases,
            )


def _entries(knowledge: Knowledge) -> Iterator[OneMeaning]:
    lists = knowledge.words
    yield from _meant(lists.meanings)
    for age in lists.ages:
        for code, phrases in age.phrases.items():
            yield LexiconEntry(code, "", age=age), phrases
    for kind, by_language in lists.small.items():
        for code, phrases in by_language.items() if kind not in _NO_PHRASES else ():
            yield LexiconEntry(code, "", small=kind), phrases
    yield from _grammar(lists)
    for topic in knowledge.topics.values():
        for code, phrases in topic.synonyms.items():
            yield LexiconEntry(code, "", TOPIC, (topic.id,)), phrases
    yield from _labels(knowledge)


def _grammar(lists: Words) -> Iterator[OneMeaning]:
    """What phrases say together with others: things and states, signs, and other people."""
    for thing in lists.things:
        for code, phrases in thing.phrases.items():
            named = thing.fact if thing.values else ""
            # Of a visa the sign is that it ran out; of a card from the agency that it is one, however it is.
            of = thing.sign if thing.values or thing.signs else ""
            yield LexiconEntry(code, "", named, thing.values, thing.how, thing=thing, sign=of), phrases
    for state in lists.states:
        for code, phrases in state.phrases.items():
            yield LexiconEntry(code, "", small=STATE, state=state), phrases
    for sign in lists.signs:
        for code, phrases in sign.phrases.items():
            yield LexiconEntry(code, "", small=SIGN, sign=sign.sign), phrases
    for who, person in enumerate(lists.people):
        for code, phrases in person.items():
            yield LexiconEntry(code, "", small=PERSON, who=who), phrases


def _labels(knowledge: Knowledge) -> Iterator[OneMeaning]:
    """The labels of topics and of values, and the regions' ids; not where the lists say otherwise, and no "yes" or "no"."""
    lists = knowledge.words
    said: dict[str, set[str]] = {}
    for of in (lists.meanings, lists.things):
        for listed in of:
            said.setdefault(listed.fact, set()).update(*map(_in_small_letters, listed.phrases.values()))
    small = {text for kind in lists.small.values() for phrases in kind.values() for text in _in_small_letters(phrases)}
    for code in languages():
        for fact, value, label in _labelled(knowledge, language(code)):
            text = label.casefold()
            if text and text not in small and text not in said.get(fact, ()):
                yield LexiconEntry(code, "", fact, (value,)), (label,)


def _in_small_letters(phrases: Iterable[str]) -> list[str]:
    return "\n".join(phrases).casefold().split("\n")


def _labelled(knowledge: Knowledge, of: Language) -> Iterator[tuple[str, str, str]]:
    for topic in knowledge.topics.values():
        yield TOPIC, topic.id, of.knowledge(f"topic.{topic.id}.label", topic.label)
    for region in knowledge.regions.values():
        yield REGION, region.id, region.id
        yield REGION, region.id, of.knowledge(f"region.{region.id}.label", region.label)
    for question in knowledge.questions.values():
        if question.number is not None:
            continue  # the phrases of ages say it
        for value in question.values:
            if question.id != REGION or value.id not in knowledge.regions:
                yield question.id, value.id, of.knowledge(f"question.{question.id}.{value.id}.label", value.label)


def _each(phrases: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((code, phrase) for code, of_language in phrases.items() for phrase in of_language)
