"""Hearing: what the phrases of one line say together, fact by fact."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assistant.knowledge.model import REGION, TOPIC, Knowledge, Question
from assistant.knowledge.word_lists import DOUBT, GROUP, THEIRS
from assistant.typed.aged import Aged, aged
from assistant.typed.ages import AgeSpan, bands, born, span
from assistant.typed.bound import is_bound_for, is_left, is_sent_to
from assistant.typed.clauses import clauses, names_fact, names_topic, phrases_in, sentences
from assistant.typed.entries import LexiconEntry
from assistant.typed.enumerated import enumerated, number_of_two
from assistant.typed.lexicon import PERSON, SIGN, Lexicon
from assistant.typed.matching import Match, Read
from assistant.typed.model import Denied, Unclear, Understood
from assistant.typed.parents import OfParents, in_clause_of
from assistant.typed.people import as_typed, brought, named_people, names_about_patient, who_is
from assistant.typed.scope import (
    DENIED,
    DOUBTED,
    HOME,
    OTHERS,
    QUESTIONED,
    SAID,
    Around,
    Scoped,
    Scopes,
    is_amount,
    stands_alone,
)
from assistant.typed.settling import Mention, Mentions, Settled, nobody_knows, settle
from assistant.typed.things import thing_of
from assistant.typed.together import ABROAD, YEARS, concluded
from assistant.typed.tokens import ASKED, NUMBER, SENTENCE, WORD
from assistant.typed.turning import TypedWords
from assistant.typed.until import days_since, told_when
from assistant.typed.whereabouts import is_home, lives_abroad, mode_of_place, names_place
from assistant.wordforms import folded

_MOST_SUGGESTED = 4
"""Strange words for which the nearest listed phrase is looked for."""

_YEARS_BACK = 100
_LONG_AGO, _A_YEAR = 9999, 366
"""Days for a thing of which it is not told how old it is, only that it is old; and up to which it tells what its owner is."""
_TWO_AGES = 10
"""Years from which a number beside an age that is told may be another one, and not so many of something."""
_SAID_WITHIN = 5
"""Words behind "says" within which the age stands that somebody says."""
_OF_AGE = 18
_OF_A_SUBJECT = frozenset({"asking", "may_ask", "negations", "accompanying", "wanting"})
"""Kinds of words behind whoever a line is about."""
_HAS_AN_AGE = frozenset({"subjects", "patients", "persons", "children", "young", "asking", "fillers", PERSON})
"""Kinds of words right before an age: whoever has it, and "is"."""
_ASKS_ANEW = frozenset({"question_words", "may_ask"})
"""Kinds of words that begin a question behind "and"."""
_CARDS = 3
"""As many cards as somebody may have."""
_OBJECT = 4
"""Words on either side of "refused" within which stands what was refused."""

_COUNTED_AS = 4
"""Words before what somebody may count as within which "counts as" stands."""

_IF_NO_OTHER = "if_no_other"
_OF_MONEY = "of money"
"""How a phrase names a topic that says what something costs, or who pays: only if no topic is asked about that answers it."""
_WHO_COMES = "who comes"
"""How a lesser phrase names a topic that tells who comes along, and why ("his wife interprets"): only if nothing else is asked, nor what it costs."""
_COMES_ALONG = frozenset({"about_whom", "accompanying"})
"""Kinds of small words that tell who comes along."""


@dataclass
class Hearing:
    """One line being understood."""

    knowledge: Knowledge
    lexicon: Lexicon
    of_ages: Question | None
    read: Read
    scopes: Scopes
    around: Around
    text: str
    today: date
    _strange: list[int] = field(default_factory=list)
    _home: list[str] = field(default_factory=list)
    _at_home: dict[str, str] = field(default_factory=dict)
    _together: set[int] = field(default_factory=set)
    _how_old: dict[int, int | None] = field(default_factory=dict)

    def understood(self, code: str) -> Understood:
        """All of it together. `code`: the language of the reader."""
        self._strange = list(self.scopes.strange)
        mentions = self._all_mentions()
        questions = (question for fact, question in self.knowledge.questions.items() if fact in mentions)
        settled = [settle(question, mentions[question.id]) for question in questions]
        heard = [one.heard for one in settled if one.heard]
        denied = [each for one in settled for each in one.denied]
        unclear = [*self._open(settled, mentions), *self._of_home(mentions)]
        topics, not_topics = self._topics()
        money = self._money()
        whose = self._whose([one for fact in (each.fact for each in unclear) for one in mentions.get(fact, ())])
        strange = self._strange_words(asked=bool(topics))
        return Understood(
            tuple(heard),
            topics,
            (*denied, *not_topics),
            tuple(unclear),
            strange,
            self._near(strange, code),
            home=tuple(self._home),
            whose=whose,
            patient=self._patient(),
            asked=tuple(
                one.fact for one in unclear if any(each.mode == QUESTIONED for each in mentions.get(one.fact, ()))
            ),
            money=money,
            calling=self._says("calling"),
        )

    def _open(self, settled: Iterable[Settled], mentions: Mentions) -> Iterator[Unclear]:
        """What the line names and does not settle, with what is usually meant by it."""
        for unclear in (one.unclear for one in settled if one.unclear):
            named = mentions[unclear.fact]
            asked_on = tuple(dict.fromkeys(topic for one in named for topic in one.asked_on))
            yield unclear._replace(usual=self._usual(self.knowledge.questions[unclear.fact], named), asked_on=asked_on)

    def _says(self, kind: str) -> bool:
        """Whether any phrase of the line is of this kind of small words."""
        return any(entry.small == kind for found in self.read.found for entry in found.entries)

    def _usual(self, question: Question, mentions: list[Mention]) -> str:
        """The value that whatever leaves a fact open usually means; empty if there is none, or the line tells that it may not be so.

        That is that a visit is elsewhere; that somebody lives in another country; that nobody knows who they are, wherever the line says so.
        """
        usual = {one.usual for one in mentions if one.mode != DENIED}
        unsaid = self._says("not_knowing") or lives_abroad(self.read) if question.who else self._says("elsewhere")
        return usual.pop() if len(usual) == 1 and not unsaid else ""

    def _all_mentions(self) -> Mentions:
        """By fact, every place where the line names it, and what is concluded from several."""
        mentions = self._named()
        self._numbers_alone(mentions)
        self._young(mentions)
        self._contradicted(mentions)
        ages = self.of_ages.id if self.of_ages else ""
        who = [fact for fact in self.knowledge.questions if fact in self.around.about_patient]
        OfParents(self.read, self.scopes, self.around, self._mentions, ages).add(mentions, who)
        for thing in aged(self.read, self.lexicon, self.knowledge.words):
            self._how_old[thing.named.start] = thing.days
            self._age_of_thing(thing, mentions)
        self._from_long_ago(mentions)
        for fact, mention in [told for phrase in self.scopes.phrases for told in self._told_by_thing(phrase, mentions)]:
            mentions.setdefault(fact, []).append(mention)
        regions = mentions.get(REGION, [])
        if regions and regions[0].mode == SAID:  # "here in Malmö …: is it valid in another region"
            mentions[REGION] = [one for one in regions if one.mode != QUESTIONED]
        signs = {**_shown(mentions), **self._signs(), **dict(self._signs_of_others(mentions))}
        for fact, rules in self.lexicon.together.items():
            if fact == TOPIC:
                continue
            together = concluded(rules, self._of_fact(signs, fact), mentions.get(fact, []))
            mentions.update({fact: together} if together else {})
        questions = self.knowledge.questions
        return {fact: nobody_knows(questions[fact], of) if fact in questions else of for fact, of in mentions.items()}

    def _named(self) -> Mentions:
        """By fact, every place where a phrase of the line names it."""
        mentions: Mentions = {}
        cut, told_anew = self._corrected_at(), set[str]()
        self._of_children(mentions)
        anew = self._anew_at()
        for phrase in map(self._placed, self.scopes.phrases):
            if phrase.found.start < anew:
                continue
            if phrase.found.start in self._together and any(entry.age is not None for entry in phrase.found.entries):
                continue
            if phrase.mode == OTHERS and self.around.whom.told:
                continue  # it is known who the patient is: what is said of others is no matter
            for fact, mention in self._mentions(phrase):
                if phrase.found.start > cut >= 0 and fact not in told_anew:
                    mentions.pop(fact, None)
                    told_anew.add(fact)
                mentions.setdefault(fact, []).append(mention)
        return mentions

    def _anew_at(self) -> int:
        """The place from which on a line is about another patient than the one of yesterday; 0 if it is about one."""
        for found in self.read.found:
            if "anew" in self.read.kinds(found.start):
                before = (one.start for one in self.read.found if one.start < found.start)
                return found.start if any("lately" in self.read.kinds(at) for at in before) else 0
        return 0

    def _of_children(self, mentions: Mentions) -> None:
        """Ages of several children together: which of them is the patient is not told, but an age that all of them share."""
        of_ages = self.of_ages
        for ages, start, end in enumerated(self.read, self.lexicon) if of_ages is not None else ():
            assert of_ages is not None
            modes = {phrase.mode for phrase in self.scopes.phrases if start <= phrase.found.start < end}
            words = self.text[self.read.words[start].start : self.read.words[end - 1].end]
            mode = SAID if modes == {SAID} else DOUBTED
            mentions.setdefault(of_ages.id, []).append(Mention(bands(ages, of_ages), mode, words, ages))
            self._together.update(range(start, end))

    def _corrected_at(self) -> int:
        """The place of the last correction of the line with anything behind it, where a fact is told anew; -1 if there is none."""
        last = max((phrase.found.start for phrase in self.scopes.phrases), default=-1)
        place, retracted = -1, False
        for found in self.read.found:
            kinds = {entry.small for entry in found.entries}
            retracted = retracted or "retracting" in kinds
            if found.start < last and ("corrections" in kinds or (retracted and "contrasts" in kinds)):
                place, retracted = found.start, False  # "I wrote that she was an inpatient, but she is …"
        return place

    def _words(self, phrase: Scoped) -> str:
        return self.text[phrase.start : phrase.end]

    def _mentions(self, phrase: Scoped) -> Iterator[tuple[str, Mention]]:
        for entry in phrase.found.entries:
            if entry.age is not None and self.of_ages is not None:
                ages = span(entry.age, dict(phrase.found.numbers), self.of_ages, self.today)
                assert ages is not None
                counts = self._asked_as(phrase.found) or self._is_likened(phrase.found)
                mode = QUESTIONED if phrase.mode == SAID and counts else phrase.mode
                yield (
                    self.of_ages.id,
                    Mention(bands(ages, self.of_ages), mode, self._words(phrase), ages, ages.exact)._replace(
                        of_many=not ages.exact and self._is_of_many(phrase.found)
                    ),
                )
            elif entry.fact == REGION and self._only_goes_there(phrase.found.start, entry.values):
                continue
            elif entry.fact == REGION and phrase.mode == HOME and entry.how != DOUBT:
                self._lives(phrase, entry)
            elif entry.fact not in ("", TOPIC) and not (entry.of_nothing_else and self._of_a_topic(phrase.found)):
                yield entry.fact, self._mention(phrase, entry)

    def _placed(self, phrase: Scoped) -> Scoped:
        """A phrase; of a place how it is meant, whoever its clause is about and whatever it asks."""
        if phrase.mode in (SAID, HOME) or not names_place(phrase.found):
            return phrase
        return phrase._replace(mode=mode_of_place(self.read, self.lexicon, self.scopes.phrases, phrase))

    def _lives(self, phrase: Scoped, entry: LexiconEntry) -> None:
        """Where the patient lives. Whoever asks works in a region that is known here: a home in one is most often in theirs."""
        self._home.append(self._words(phrase))
        here = {word for of in self.knowledge.words.small.get("receptions", {}).values() for word in of}
        if len(entry.values) == 1 and is_home(self.read, here, phrase.found.start):
            self._at_home.setdefault(str(entry.values[0]), self._words(phrase))

    def _of_home(self, named: Container[str]) -> Iterator[Unclear]:
        """The region in which the patient lives, where the line names no other place: only as what is meant most often."""
        asks = any(names_topic(found) for found in self.read.found)
        if REGION not in named and len(self._at_home) == 1:
            for region, words in self._at_home.items():
                if asks or region in self.knowledge.regions:
                    yield Unclear(REGION, (region,), words, region)

    def _mention(self, phrase: Scoped, entry: LexiconEntry) -> Mention:
        """How a phrase names values of a fact that is no age and no home."""
        start = phrase.found.start
        turned = self._may_be_turned(phrase)
        mode = DOUBTED if turned else _mode(phrase.mode, entry)
        names_fee = mode in (SAID, QUESTIONED) and self._only_names_fee(phrase, entry)
        usual, asked_on = (entry.usual if phrase.mode == SAID else "", entry.asked_on)
        if mode == DENIED and entry.thing is not None:
            usual, asked_on = entry.thing.without, entry.thing.asked_on
        in_general = entry.how == DOUBT and len(entry.values) == 1 and entry.fact in self.around.about_patient
        return Mention(
            entry.values,
            QUESTIONED if names_fee else mode,
            self._words(phrase),
            sign=entry.sign,
            ruled_out=phrase.mode == DENIED and mode == DOUBTED,
            counted_as=names_fee or in_general or (mode == QUESTIONED and self._counted_as(phrase.found)),
            present=mode == SAID and not entry.sign and start in self._of_today,
            past=mode in (SAID, DOUBTED) and entry.fact not in self.around.about_patient and start in self._of_before,
            not_known=mode in (QUESTIONED, DOUBTED) and start in self.scopes.not_known,
            usual=usual if not turned and not names_fee else "",
            asked_on=asked_on,
        )

    def _only_names_fee(self, phrase: Scoped, entry: LexiconEntry) -> bool:
        """Whether a situation right before a topic says which fee is meant, of somebody who is told to be something else.

        "In the register now, asylum fee?" makes nobody an asylum seeker; where nothing else is told of the situation, it does.
        """
        found = phrase.found
        if (
            entry.fact not in self.around.about_patient
            or len(entry.values) != 1
            or not (self._stands_before_topic(found) or self._compared(found))
        ):
            return False
        return any(
            self._tells_otherwise(other, entry) for other in self.scopes.phrases if other.found.start != found.start
        )

    def _compared(self, found: Match) -> bool:
        """Whether a phrase only tells whom somebody is treated like: "pays the same as asylum seekers"; "who has applied" tells what she did."""
        at = found.start - 1
        while at > 0 and not self.read.words[at].ends and self.read.kinds(at) & {"for_whom", "mine"}:
            at -= 1
        kinds = self.read.kinds(at) if at >= 0 and not self.read.words[at].ends else frozenset[str]()
        return "comparing" in kinds and (found.end - found.start == 1 or "relative" not in kinds)

    def _stands_before_topic(self, found: Match) -> bool:
        """Whether nothing stands between a phrase of one word and a topic behind it."""
        if found.end - found.start > 1 or found.end >= len(self.read.words) or self.read.words[found.end - 1].ends:
            return False
        behind = self.read.at(found.end)
        return names_topic(behind) and not names_fact(behind)

    def _tells_otherwise(self, phrase: Scoped, entry: LexiconEntry) -> bool:
        """Whether a phrase tells that another situation than this one may be, or something that goes with others only."""
        for other in phrase.found.entries if phrase.mode in (SAID, DOUBTED) else ():
            question = self.knowledge.questions.get(other.fact)
            if other.fact == entry.fact and other.values != entry.values:
                return True
            if question is None or question.number is not None or other.fact == entry.fact:
                continue
            told = {entry.fact: entry.values[0]}
            if any(value.id in other.values and not value.goes_with(told) for value in question.values):
                return True
        return False

    @cached_property
    def _of_today(self) -> frozenset[int]:
        """The places of words beside which it is told that somebody is here now: a visit there is today's."""
        if not self._says("present"):
            return frozenset()
        parts = list(self._parts())
        now = [part for part in parts if any("present" in self.read.kinds(at) for at in part)]
        told = (
            part
            for part in now
            if not any(entry.sign for found in phrases_in(self.read, part) for entry in found.entries)
        )
        return frozenset(at for part in told if part is not parts[0] for at in part)

    @cached_property
    def _of_before(self) -> frozenset[int]:
        """The places of words beside which a day is told that is over: a visit there is another than today's."""
        kinds = {part: {kind for at in part for kind in self.read.kinds(at)} for part in clauses(self.read.words)}
        return frozenset(at for part, of in kinds.items() if "lately" in of and "present" not in of for at in part)

    def _parts(self) -> Iterator[range]:
        """The clauses, parted at "and" too."""
        for clause in clauses(self.read.words):
            start = clause.start
            for at in clause:
                if "conjunctions" in self.read.kinds(at) and at > start:
                    yield range(start, at)
                    start = at
            yield range(start, clause.stop)

    def _is_of_many(self, found: Match) -> bool:
        """Whether an age is told without a number of several people, or as one of two: "the other kids", "adult or child fee"."""
        pairs = ((found.end, found.end + 1), (found.start - 1, found.start - 2))
        either = any(self._is_of_group(at) for by, at in pairs if "alternatives" in self.read.kinds(by))
        return not found.numbers and (found.start in self.read.several or either)

    def _is_of_group(self, at: int) -> bool:
        """Whether an age without a number stands at a place: "adult", "child"."""
        found = self.read.at(at)
        return found is not None and not found.numbers and any(entry.age is not None for entry in found.entries)

    def _counted_as(self, found: Match) -> bool:
        """Whether it is asked what somebody counts as: "does she count as undocumented"."""
        for at in range(found.start - 1, max(-1, found.start - 1 - _COUNTED_AS), -1):
            if self.read.words[at].ends:
                return False
            if {"asking_of_all", "being"} <= self.read.kinds(at):
                return True
        return False

    def _is_likened(self, found: Match) -> bool:
        """Whether an age is only what somebody counts as: "19-year-olds count as children"."""
        led = (
            found.start
            and not self.read.words[found.start - 1].ends
            and "comparing" in self.read.kinds(found.start - 1)
        )
        return bool(led) and not found.numbers and self._counted_as(found)

    def _asked_as(self, found: Match) -> bool:
        """Whether it is asked in the midst of a clause what somebody counts as: "19, does she count as a child with you"."""
        for at in range(found.start - 1, max(-1, found.start - 1 - _COUNTED_AS), -1):
            if self.read.words[at].ends:
                return False
            if "asking_of_all" in self.read.kinds(at):
                return "subjects" in self.read.kinds(at + 1)
        return False

    def _only_goes_there(self, at: int, regions: tuple[str | int, ...]) -> bool:
        """Whether a place is no reception: somebody travels there, or moved away from there, or is sent to a region of which nothing is known here."""
        if is_bound_for(self.read, at) or is_left(self.read, self.lexicon, at):
            return True
        return not any(region in self.knowledge.regions for region in regions) and is_sent_to(
            self.read, self.lexicon, at
        )

    def _told_by_thing(self, phrase: Scoped, mentions: Mentions) -> Iterator[tuple[str, Mention]]:
        """What whoever has a thing that is in order is: who has the receipt for an application has applied. So has who has one of this year."""
        for entry in phrase.found.entries if phrase.mode == SAID else ():
            if entry.thing is not None and entry.thing.tells and entry.values == entry.thing.values:
                words, days = self._words(phrase), self._days_since(phrase, entry.fact)
                days = self._how_old.get(phrase.found.start) if days is None else days
                own = [one for one in mentions.get(entry.fact, ()) if one.words == words]
                if any(one.mode == SAID for one in own) or (own and days is not None and days < _A_YEAR):
                    yield from ((fact, Mention((value,), SAID, words)) for fact, value in entry.thing.tells.items())

    def _may_be_turned(self, phrase: Scoped) -> bool:
        """Whether a slip beside a phrase may turn what it means: "granetd asylum" is no application."""
        found, words = phrase.found, self.read.words
        if phrase.mode != SAID:
            return False
        before = words[found.start - 1] if found.start and not words[found.start - 1].ends else None
        behind = words[found.end] if found.end < len(words) and not words[found.start].ends else None
        if found.end - found.start == 1 and any(
            other is not None and other.kind == WORD and self.lexicon.turns(words[found.start].text, other.text)
            for other in (before, behind)
        ):
            return True
        return any(
            self.lexicon.turning.may_turn(entry, self._typed, found.start, found.end)
            for entry in found.entries
            if entry.fact
        )

    @cached_property
    def _typed(self) -> TypedWords:
        return TypedWords.of(self.text, self.read.words, self.lexicon.is_known, lambda at: self.read.at(at) is not None)

    def _of_a_topic(self, found: Match) -> bool:
        """Whether what was refused is named beside it: "refused her the prescription" is no refusal of asylum."""
        for step, first in ((1, found.end), (-1, found.start - 1)):
            for at in range(first, first + step * _OBJECT, step):
                if not 0 <= at < len(self.read.words) or self.read.words[at - (step > 0)].ends:
                    break
                if names_topic(self.read.at(at)):
                    return True
                if "links" not in self.read.kinds(at):
                    break
        return False

    # -- ages ------------------------------------------------------------------------------------------------------

    def _numbers_alone(self, mentions: Mentions) -> None:
        """A number that stands alone is an age where the line gives no other, and nothing beside it could be what it counts."""
        alone = [phrase for phrase in self.scopes.phrases if not phrase.found.entries]
        alone = [phrase for phrase in alone if phrase.found.start not in self._together]
        alone = [phrase for phrase in alone if not self._is_for_a_word(phrase.found.start)]
        alone = self._not_taken_back(alone, mentions)
        standing = [
            phrase for phrase in alone if stands_alone(self.read, self.scopes, phrase, self.around.about_patient)
        ]
        for phrase in alone:
            ages = self._age(phrase) if phrase in standing and len(standing) == 1 else None
            of_ages = self.of_ages
            given = [mention for mention in mentions.get(of_ages.id, ()) if mention.mode == SAID] if of_ages else []
            counts = self._topic_follows(phrase) and "links" in self.read.kinds(phrase.found.start - 1)
            counts = counts or (ages is not None and self._counts_behind(phrase, ages.low))
            other = [mention for mention in given if mention.exact and mention.ages != ages]
            if ages is not None and ages.low >= _TWO_AGES and other and phrase.mode == SAID and not counts:
                given = []  # "he turned 50 … the patient is 36": one of them is not the patient's
            if of_ages is None or ages is None or counts or any(mention.exact for mention in given):
                self._strange += [] if is_amount(self.read, phrase.found.start) else [phrase.found.start]
                continue
            mode = phrase.mode
            if mode in (DENIED, HOME) or (mode == SAID and self._may_count_behind(phrase, ages.high)):
                mode = DOUBTED
            mention = Mention(bands(ages, of_ages), mode, self._words(phrase), ages, ages.exact)
            mentions.setdefault(of_ages.id, []).append(mention)

    def _is_for_a_word(self, at: int) -> bool:
        """Whether a number may be written for a word, before whoever something is for: "wheelchair 4 asylum seeker", but "boy 4 asylum seeker"."""
        words, behind = self.read.words, self.read.at(at + 1)
        if words[at].text not in self.lexicon.numerals or not at or behind is None:
            return False
        if words[at - 1].ends or words[at].ends:
            return False
        if "knowing" in self.read.kinds(at + 1):
            return True  # "wants 2 know"
        if not names_about_patient(behind, self.around.about_patient):
            return False
        before = self.read.at(at - 1)
        aged = before is not None and any(
            entry.age is not None or entry.fact in self.around.about_patient for entry in before.entries
        )
        return not aged and not self.read.kinds(at - 1) & _HAS_AN_AGE

    def _young(self, mentions: Mentions) -> None:
        """Who a line begins with is called a boy, and no age is told: he is under age."""
        of_ages, clause = self.of_ages, next(clauses(self.read.words), range(0))
        first = next((at for at in clause if "young" in self.read.kinds(at)), None)
        if of_ages is None or first is None or of_ages.number is None or of_ages.id in mentions:
            return
        found = self.read.at(first)
        before = [at for at in range(first) if not self.read.kinds(at) & {"fillers", "conjunctions"}]
        if found is None or before or first in self.around.others or first in self.around.asked:
            return
        behind = self.read.kinds(found.end) if found.end in clause else frozenset()
        if behind & _OF_A_SUBJECT or (found.end in clause and names_fact(self.read.at(found.end))):
            ages = AgeSpan(of_ages.number.least, _OF_AGE - 1)
            words = as_typed(self.read, self.text, found)
            mentions[of_ages.id] = [Mention(bands(ages, of_ages), SAID, words, ages)]

    def _contradicted(self, mentions: Mentions) -> None:
        """Two who say different ages: neither is taken ("he says he is 17, his uncle says 19")."""
        of_ages = self.of_ages
        told = {age: at for place in range(len(self.read.words)) for at, age in self._age_said(place)}
        if of_ages is None or len(told) < 2:
            return
        given = mentions.get(of_ages.id, [])
        span = AgeSpan(min(told), max(told))
        if len(bands(span, of_ages)) == 1 and all(one.ages is not None and one.ages.common(span) for one in given):
            words = " … ".join(self._word(at) for at in told.values())
            mentions[of_ages.id] = [Mention(bands(span, of_ages), SAID, words, span)]
            return
        heard = {one.ages for one in given}
        mentions[of_ages.id] = [
            *(one._replace(mode=DOUBTED) for one in given),
            *(
                Mention(bands(AgeSpan(age, age), of_ages), DOUBTED, self._word(at), AgeSpan(age, age), True)
                for age, at in told.items()
                if AgeSpan(age, age) not in heard
            ),
        ]

    def _word(self, at: int) -> str:
        return self.text[self.read.words[at].start : self.read.words[at].end]

    def _age_said(self, saying: int) -> Iterator[tuple[int, int]]:
        """The place of the number shortly behind a word such as "says", in its clause and before anybody else says anything; and the number."""
        words, sayings = self.read.words, self.lexicon.saying
        if folded(words[saying].text) not in sayings:
            return
        for at in range(saying + 1, min(len(words), saying + 1 + _SAID_WITHIN)):
            word = words[at]
            if words[at - 1].ends or folded(word.text) in sayings:
                return
            number = number_of_two(self.read, self.lexicon, at)
            if number is not None and number >= _TWO_AGES:
                yield at, number
                return

    def _not_taken_back(self, alone: list[Scoped], mentions: Mentions) -> list[Scoped]:
        """The numbers without those that a correction takes back, and without those denied, or told of others, beside one that is not."""
        cut = self._corrected_at()
        behind = [phrase for phrase in alone if phrase.found.start > cut >= 0]
        of_ages = self.of_ages.id if self.of_ages else ""
        anew = any(self._told_behind(phrase, cut) for phrase in self.scopes.phrases)
        if behind and not anew and self._may_be_age(behind):
            mentions.pop(of_ages, None)  # "aged 23, make that 32"
        kept = behind if behind or (cut >= 0 and anew and of_ages in mentions) else alone
        return [phrase for phrase in kept if phrase.mode not in (DENIED, OTHERS)] or kept

    def _may_be_age(self, behind: list[Scoped]) -> bool:
        """Whether the only number behind a correction is said, and may well be an age."""
        only = behind[0] if len(behind) == 1 and behind[0].mode == SAID else None
        ages = self._age(only) if only is not None and stands_alone(self.read, self.scopes, only) else None
        return ages is not None and ages.low >= _TWO_AGES

    def _told_behind(self, phrase: Scoped, cut: int) -> bool:
        return phrase.found.start > cut and any(entry.age is not None for entry in phrase.found.entries)

    def _age(self, phrase: Scoped) -> AgeSpan | None:
        """The age that a number may be; None if it can be none."""
        word, of_ages = self.read.words[phrase.found.start], self.of_ages
        if of_ages is None or of_ages.number is None:
            return None
        if word.short_year:
            return born(None, int(word.text), of_ages, self.today)
        number = int(word.text) if word.kind == NUMBER else self.lexicon.number(word.text) or 0
        return (
            AgeSpan(number, number)
            if len(word.text) <= 3 or (word.kind != NUMBER and number <= of_ages.number.greatest)
            else None
        )

    def _topic_follows(self, phrase: Scoped) -> bool:
        """Whether a topic's word stands right behind: "2 recept" counts prescriptions."""
        behind = phrase.found.end
        return (
            behind < len(self.read.words) and not self.read.words[behind - 1].ends and names_topic(self.read.at(behind))
        )

    def _may_count_behind(self, phrase: Scoped, number: int) -> bool:
        """Whether a small number may count what stands right behind it: "2 recept", "5 besök"; or be an answer of its own."""
        behind = phrase.found.end
        if behind >= len(self.read.words) or self.read.words[behind - 1].ends:
            return False
        few = number < _OF_AGE and folded(self.read.words[behind].text) in self.lexicon.few
        return few or (number < _TWO_AGES and (self._topic_follows(phrase) or self._glued(phrase)))

    def _counts_behind(self, phrase: Scoped, number: int) -> bool:
        """Whether a small number counts what stands behind it: "2 cards", "2 from the same place"."""
        behind = phrase.found.end
        if behind >= len(self.read.words) or self.read.words[behind - 1].ends:
            return False
        found = self.read.at(behind)
        thing = found is not None and any(entry.thing is not None for entry in found.entries)
        return (thing and number <= _CARDS) or ("origins" in self.read.kinds(behind) and number < _TWO_AGES)

    def _glued(self, phrase: Scoped) -> bool:
        """Whether a word begins right behind a digit: "3papperslös" may be an answer by its number, and then a word."""
        here, behind = self.read.words[phrase.found.end - 1], self.read.words[phrase.found.end : phrase.found.end + 1]
        return any(word.start == here.end and word.kind == WORD for word in behind)

    def _age_of_thing(self, thing: Aged, mentions: Mentions) -> None:
        """How old a thing is says nothing of the patient's age; and of the thing, whether it is still good, if that is known."""
        assert self.of_ages is not None
        fresh = self.knowledge.words.fresh_for.get(thing.fact, {})
        named = as_typed(self.read, self.text, thing.named)
        own = [one for one in mentions.get(thing.fact, ()) if one.words == named] or mentions.get(thing.fact, [])
        good = thing.days is not None and all(
            thing.days <= fresh.get(value, -1) for mention in own for value in mention.values
        )
        if not good:
            mentions[thing.fact] = [one._replace(mode=DOUBTED) for one in mentions.get(thing.fact, ())]
        ages = mentions.get(self.of_ages.id, [])
        if good and self._is_said(thing.named):
            # So old are the documents of which it matters: it is one of these, and no receipt for what was paid.
            mentions[thing.fact] = [
                one._replace(mode=SAID, counted_as=False) if one.words == named and len(one.values) == 1 else one
                for one in mentions.get(thing.fact, ())
            ]
        if good:
            self._strange = [at for at in self._strange if not thing.start <= at < thing.end]
            words = self.text[self.read.words[thing.start].start : self.read.words[thing.end - 1].end]
            mentions[self.of_ages.id] = [one for one in ages if one.words not in words]
        else:
            mentions[self.of_ages.id] = [one._replace(mode=DOUBTED) for one in ages]
        if not mentions[self.of_ages.id]:
            del mentions[self.of_ages.id]

    def _is_said(self, found: Match) -> bool:
        return any(phrase.mode == SAID for phrase in self.scopes.phrases if phrase.found.start == found.start)

    def _from_long_ago(self, mentions: Mentions) -> None:
        """A thing that is good for some days only, "from four months ago": whether it still is, is in doubt."""
        for fact, fresh in self.knowledge.words.fresh_for.items():
            for phrase in self.scopes.phrases:
                days = self._days_since(phrase, fact)
                for at, one in enumerate(mentions.get(fact, ()) if days is not None else ()):
                    good = [value for value in one.values if value in fresh and fresh[value] < (days or 0)]
                    if good and one.mode == SAID and one.words == self._words(phrase):
                        mentions[fact][at] = one._replace(mode=DOUBTED)

    def _days_since(self, phrase: Scoped, fact: str) -> int | None:
        """At most how many days ago a thing is told to have been made, behind "from" or as a span; None if it is not told, or to be so lately."""
        if not any(entry.fact == fact for entry in phrase.found.entries):
            return None
        for at in range(phrase.found.end, min(len(self.read.words), phrase.found.end + _OBJECT)):
            found = self.read.at(at)
            if "lately" in self.read.kinds(at) or "lately" in self._kinds_behind(at):
                return None
            if "origins" in self.read.kinds(at):
                when, _ = told_when(self.read, found.end if found else at + 1, self.lexicon.months.get)
                days = days_since(when, self.today) if when is not None else None
                return _LONG_AGO if days is None else days
            if found is not None and _is_span(found):
                return _LONG_AGO
            if found is not None and names_fact(found):
                return None
        return None

    def _kinds_behind(self, at: int) -> frozenset[str]:
        return self.read.kinds(at + 1) if at + 1 < len(self.read.words) else frozenset()

    # -- signs -----------------------------------------------------------------------------------------------------

    def _signs(self) -> dict[str, str]:
        """What the line gives signs of, each with its words."""
        found: dict[str, str] = {}
        for phrase in self.scopes.phrases:
            for entry in phrase.found.entries if phrase.mode == SAID else ():
                if entry.sign and not (entry.thing and not entry.fact and self._is_of_others(phrase.found)):
                    found.setdefault(entry.sign, self._words(phrase))
        for match in self.scopes.signs:
            words = as_typed(self.read, self.text, match)
            if match.start not in self.around.others:
                found.update({entry.sign: words for entry in match.entries if entry.sign and entry.sign not in found})
        years = [self.text[word.start : word.end] for at, word in enumerate(self.read.words) if self._is_past_year(at)]
        abroad = {ABROAD: self.text} if lives_abroad(self.read, told=True) else {}
        return {**({YEARS: years[0]} if years else {}), **abroad, **found}

    def _signs_of_others(self, mentions: Mentions) -> Iterator[tuple[str, str]]:
        """What others are told to be beside a child, of the facts by which somebody is named: a registered child of asylum seekers is none."""
        ages = [one.ages for one in mentions.get(self.of_ages.id if self.of_ages else "", ()) if one.mode == SAID]
        if not any(age is not None and age.high < _OF_AGE for age in ages):
            return
        own = {fact for phrase in self.scopes.phrases if phrase.mode != OTHERS for fact in _facts_of(phrase)}
        for phrase in self.scopes.phrases:
            for entry in phrase.found.entries if phrase.mode == OTHERS else ():
                if entry.fact in self.around.about_patient and entry.fact not in own and len(entry.values) == 1:
                    yield f"{THEIRS}{entry.values[0]}", self._words(phrase)

    def _is_of_others(self, found: Match) -> bool:
        """Whether somebody else is named in the clause of a thing: "her daughter's card is valid" tells nothing of hers."""
        people = [one.start for one in self.read.found if who_is(one) not in (None, *self.around.whom.people)]
        return in_clause_of(self.read, found, people)

    def _is_past_year(self, at: int) -> bool:
        word, found = self.read.words[at], self.read.at(at)
        year = int(word.text) if word.kind == NUMBER and len(word.text) == 4 else word.until.year if word.until else 0
        return self.today.year - _YEARS_BACK < year < self.today.year and found is None

    def _of_fact(self, signs: dict[str, str], fact: str) -> dict[str, str]:
        """The signs as the rules of a fact call them: a year that is over has a name of its own there."""
        name = self.knowledge.words.past_year.get(fact)
        return {name: signs[YEARS], **signs} if name and YEARS in signs else signs

    def _whose(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The words for the people of whom something is said that nobody said of the patient."""
        people = named_people(self.read)
        if not any(mention.mode == OTHERS for mention in mentions) and not self._is_old(people):
            return ()
        if len(people) == 1:
            people += brought(self.read, self.around.others)[:1]
        return tuple(dict.fromkeys(as_typed(self.read, self.text, found) for found in people))

    def _is_old(self, people: Sequence[Match]) -> bool:
        """Whether a bare number, taken of nobody, stands right behind one of several people: "father and daughter 9", of whom none is told to be the
        patient."""
        if len(people) < 2 or self.around.whom.people or self.around.whom.child:
            return False
        ends = {found.end for found in people}
        return any(at in ends and self.read.words[at].kind == NUMBER for at in self._strange)

    def _patient(self) -> str:
        """The words for whom the line is about, where it names several people."""
        people, whom = named_people(self.read), self.around.whom
        words = [
            as_typed(self.read, self.text, found)
            for found in people
            if (who_is(found) in whom.people if whom.people else whom.child and who_is(found) is None)
        ]
        return words[0] if words and len(people) > 1 else ""

    # -- topics and strange words ----------------------------------------------------------------------------------

    def _topics(self) -> tuple[tuple[tuple[str, str], ...], tuple[Denied, ...]]:
        """The topics asked about, and those denied. What names a fact too names a topic only as the word list of the fact says."""
        taken: dict[str, str] = {}
        denied: list[Denied] = []
        beside: list[tuple[str, str, str]] = []
        for phrase in self.scopes.phrases:
            for how, topic in self._named_topics(phrase):
                if how in (_IF_NO_OTHER, _WHO_COMES, "alone"):
                    if phrase.mode in (SAID, QUESTIONED):
                        beside.append((how, topic, self._words(phrase)))
                elif phrase.mode == DENIED:
                    denied += [] if _facts_of(phrase) else [Denied(TOPIC, topic, self._words(phrase))]
                elif how == _OF_MONEY:
                    beside.append((how, topic, self._words(phrase)))
                else:
                    taken.setdefault(topic, self._words(phrase))
        beside += self._whether_enough()
        visits = self._fees_of_visits()
        taken.update({topic: taken.get(topic, words) for topic, words in (*self._beside(beside, taken), *visits)})
        taken = self._told_together(self._as_asked(taken))
        if not taken and len({one.value for one in denied}) == 1 and self._asks_behind(denied[0].words):
            taken = {denied[0].value: denied[0].words}
        # Asked for in one place and not in another: asked for.
        return tuple(taken.items()), tuple(one for one in denied if one.value not in taken)

    def _asks_behind(self, words: str) -> bool:
        """Whether a question of its own stands behind what is denied, which it is about: "has not had her health check yet. Who arranges that?"."""
        start = self.text.index(words) + len(words)
        begun = (part.start for part in sentences(self.read.words) if self.read.words[part.stop - 1].ends == ASKED)
        return any(self.read.words[at].start >= start and "question_words" in self.read.kinds(at) for at in begun)

    def _as_asked(self, taken: dict[str, str]) -> dict[str, str]:
        """The topics in the order in which the line names them."""
        named = [
            entry.values for phrase in self.scopes.phrases for entry in phrase.found.entries if entry.fact == TOPIC
        ]
        order = {topic: place for place, values in reversed([*enumerate(named)]) for topic in values}
        return dict(sorted(taken.items(), key=lambda each: order.get(each[0], len(named))))

    def _told_together(self, taken: dict[str, str]) -> dict[str, str]:
        """The topics, with what signs, and topics themselves, say of them together: whether to bill a visit that nobody came to is of its fee."""
        rules = self.lexicon.together.get(TOPIC)
        if not rules or not taken:
            return taken
        named = [Mention((topic,), SAID, words) for topic, words in taken.items()]
        return {one.values[0]: one.words for one in concluded(rules, {**taken, **self._signs()}, named)}

    def _whether_enough(self) -> Iterator[tuple[str, str, str]]:
        """The topic that tells whether what is shown is enough, where a sentence asks that of a thing, and costs are no matter of the line."""
        asked = [found for found in self.read.found if "sufficing" in self.read.kinds(found.start)]
        if not asked or self._money():
            return
        for found in self.read.found:
            thing = thing_of(found)
            topic = self.knowledge.words.enough.get(thing.fact, "") if thing is not None else ""
            if topic:
                yield _IF_NO_OTHER, topic, as_typed(self.read, self.text, asked[0])
                return

    def _beside(self, beside: list[tuple[str, str, str]], taken: Container[str]) -> Iterator[tuple[str, str]]:
        """Of the topics that are named beside other things, each with its words, those that are asked about too."""
        alone = len(self.scopes.phrases) == 1
        others = any(topic in taken for topic in self.knowledge.topics)
        asked = others or any(how in (_OF_MONEY, _IF_NO_OTHER) for how, *_ in beside)
        for how, topic, words in beside:
            if how == _OF_MONEY:
                if not any(paying in taken for paying in self.lexicon.paying):
                    yield topic, words
            elif how == _WHO_COMES:
                if not asked:
                    yield topic, words
            elif not others and (how == _IF_NO_OTHER or alone):
                yield topic, words

    def _fees_of_visits(self) -> Iterator[tuple[str, str]]:
        """The topics of money that stand in a clause of their own with a visit: "where do we send the invoice, and what does the visit cost"."""
        if not any(self._topics_of_money(phrase) for phrase in self.scopes.phrases):
            return
        for part in self._parts_of_clauses():
            here = [phrase for phrase in self.scopes.phrases if part.start <= phrase.found.start < part.stop]
            visits = {self.knowledge.words.about.get(fact) for phrase in here for fact in _facts_of(phrase)} - {None}
            money = [(topic, phrase) for phrase in here for topic in self._topics_of_money(phrase)]
            named = {topic for phrase in here for _, topic in self._named_topics(phrase)}
            alone = named == {topic for topic, _ in money} and self.read.words[part.start - 1].ends == SENTENCE
            if alone and not visits:  # "a doctor's visit, then a prescription. What does it cost?" is of both
                visits = self._visits_before(part.start)
            yield from ((topic, self._words(phrase)) for topic, phrase in money if {topic} == visits == named)

    def _visits_before(self, at: int) -> set[str | None]:
        """What the visits that are told of before a place cost is asked under; "at the health centre" alone tells of none."""
        told = [phrase for phrase in self.scopes.phrases if phrase.found.start < at and phrase.mode == SAID]
        entries = (one for phrase in told for one in phrase.found.entries if one.usual or len(one.values) == 1)
        return {self.knowledge.words.about.get(one.fact) for one in entries} - {None}

    def _parts_of_clauses(self) -> Iterator[range]:
        """The clauses, parted where another question goes on behind "and": "what does it cost and where do we send …"."""
        for clause in clauses(self.read.words):
            start = clause.start
            for at in clause:
                if at > start and self.read.kinds(at) & _ASKS_ANEW and "conjunctions" in self.read.kinds(at - 1):
                    yield range(start, at)
                    start = at
            yield range(start, clause.stop)

    def _named_topics(self, phrase: Scoped) -> Iterator[tuple[str, str]]:
        """The topics that a phrase names, each with how it names them beside its facts."""
        hows = {self.knowledge.words.topic_too.get(fact, "always") for fact in _facts_of(phrase)}
        how = "alone" if "alone" in hows else _IF_NO_OTHER if _IF_NO_OTHER in hows else "always"
        if how == "always" and self._topics_of_money(phrase):
            how = _OF_MONEY
        along = any(entry.small in _COMES_ALONG for entry in phrase.found.entries)
        for entry in phrase.found.entries:
            if entry.fact == TOPIC:
                lesser = how == "always" and folded(entry.phrase) in self.lexicon.lesser
                of_entry = (_WHO_COMES if along else _IF_NO_OTHER) if lesser else how
                yield from ((of_entry, topic) for topic in entry.values)

    def _money(self) -> tuple[str, ...]:
        """The topics that nothing names but words for what something costs, or who pays."""
        phrases = self.scopes.phrases
        named = {
            topic
            for phrase in phrases
            for _, topic in self._named_topics(phrase)
            if not self._topics_of_money(phrase) and phrase.mode != DENIED
        }
        of_money = dict.fromkeys(topic for phrase in phrases for topic in self._topics_of_money(phrase))
        return tuple(topic for topic in of_money if topic not in named)

    def _topics_of_money(self, phrase: Scoped) -> tuple[str, ...]:
        """The topics that a phrase names only by words for what something costs, or who pays."""
        named = [entry for entry in phrase.found.entries if entry.fact == TOPIC]
        of_money = all(folded(entry.phrase) in self.lexicon.money for entry in named) and phrase.mode != DENIED
        return tuple(topic for entry in named for topic in entry.values) if of_money else ()

    def _strange_words(self, *, asked: bool) -> tuple[str, ...]:
        """The words not understood, in the line's order, each once. `asked`: beside what it asks about; what hurts is then no matter."""
        words = [self.read.words[at] for at in sorted(set(self._strange))]
        no_matter = self.lexicon.ordinary | self.lexicon.body if asked else self.lexicon.ordinary
        words = [word for word in words if folded(word.text) not in no_matter]
        shown = [self.text[word.start : word.end] for word in words]
        return tuple(dict.fromkeys(word for word in shown if any(char.isalnum() for char in word)))

    def _near(self, strange: tuple[str, ...], code: str) -> tuple[tuple[str, str], ...]:
        """What strange words may mean: where two meanings were equally near, both; else the nearest listed phrase."""
        found: list[tuple[str, str]] = []
        for doubtful in self.read.doubtful:
            words = as_typed(self.read, self.text, doubtful)
            found += [(words, entry.phrase) for entry in doubtful.entries if not entry.small]
        settled = {word for word, _ in found}
        for word in strange[:_MOST_SUGGESTED]:
            if word not in settled and word.isalpha():
                found += [(word, phrase) for phrase in self.lexicon.suggestions(word.casefold(), code)]
        return tuple(dict.fromkeys(found))


def _shown(mentions: Mentions) -> dict[str, str]:
    """What the line says outright, each value with its words: what is shown may be a sign of another fact."""
    said = (one for found in mentions.values() for one in found if one.mode == SAID and len(one.values) == 1)
    return {one.values[0]: one.words for one in said}


def _mode(mode: str, entry: LexiconEntry) -> str:
    """How a phrase names its values: "no refugee" rules out none of what a refugee may be."""
    if mode == DENIED:
        return DENIED if len(entry.values) == 1 or entry.how == GROUP else DOUBTED
    return DOUBTED if mode == SAID and entry.how == DOUBT else mode


def _facts_of(phrase: Scoped) -> list[str]:
    return [entry.fact for entry in phrase.found.entries if entry.fact and entry.fact != TOPIC]


def _is_span(found: Match) -> bool:
    return any(entry.small == SIGN and entry.phrase[:1] == "{" for entry in found.entries)
