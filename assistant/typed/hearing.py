"""Hearing: what the phrases of one line say together, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.knowledge.model import REGION, TOPIC, Question
from assistant.typed.clauses import sentences
from assistant.typed.good_for import age_of_thing, by_when_made, outlived, told_by_thing
from assistant.typed.idle import idle
from assistant.typed.journeys import elsewhere
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.model import Denied, Unclear, Understood
from assistant.typed.naming import age_named, named, of_a_topic
from assistant.typed.parents import OfParents
from assistant.typed.people import as_typed, brought, is_the_age_of, named_people, who_is
from assistant.typed.scope import DENIED, HOME, OTHERS, QUESTIONED, SAID, Scoped
from assistant.typed.settling import Mention, Mentions, Settled, nobody_knows, settle
from assistant.typed.signs import called_by, signs, signs_of_others
from assistant.typed.together import concluded
from assistant.typed.tokens import NUMBER
from assistant.typed.told_ages import called_young, contradicted, numbers_alone, of_children
from assistant.typed.topics import money, of_money, topics_of
from assistant.typed.where import is_of_patient, where_of
from assistant.typed.whereabouts import lives_abroad, mode_of_place, names_place
from assistant.wordforms import folded

_MOST_SUGGESTED = 4
"""Strange words for which the nearest listed phrase is looked for."""


@dataclass
class Hearing:
    """One line being understood."""

    line: Line
    _strange: list[int] = field(default_factory=list)

    def understood(self, code: str) -> Understood:
        """All of it together. `code`: the language of the reader."""
        self._strange = list(self.line.scopes.strange)
        mentions = self._all_mentions()
        settled = [settle(of, mentions[fact]) for fact, of in self.line.knowledge.questions.items() if fact in mentions]
        denied = [each for one in settled for each in one.denied]
        where = where_of(self.line, self._taken())
        unclear = (*self._open(settled, mentions), *where.usually_of(self.line, mentions.get(REGION, ())))
        whose = self._whose([one for fact in (each.fact for each in unclear) for one in mentions.get(fact, ())])
        no_answer, asks_for = self._unanswered(), self._asks_for()
        topics, not_topics, by_money = self._topics(no_answer, _shown(mentions))
        told_idle = () if topics or no_answer or asks_for else idle(self.line, mentions)
        strange = self._strange_words(told_idle, asked=bool(topics))
        return Understood(
            tuple(one.heard for one in settled if one.heard),
            topics,
            (*denied, *not_topics),
            unclear,
            strange,
            near=self._near(strange, code),
            home=where.home,
            goals=where.goals,
            here=where.here,
            whose=whose,
            patient=self._patient(),
            asked=tuple(one.fact for one in unclear if _is_asked(mentions.get(one.fact, ()))),
            money=by_money,
            calling=self.line.says("calling"),
            unanswered=tuple(no_answer),
            asks_for=asks_for,
        )

    def _unanswered(self) -> dict[str, frozenset[int]]:
        """What the line asks and no source answers, with the places of its words; these are not strange."""
        words = self.line.read.words
        found = self.line.lexicon.unanswered.asked(sentences(words), words, self.line.text)
        self._strange = [at for at in self._strange if not any(at in places for places in found.values())]
        return found

    def _topics(
        self, unanswered: Mapping[str, frozenset[int]], told: Mapping[str, str]
    ) -> tuple[tuple[tuple[str, str], ...], tuple[Denied, ...], tuple[str, ...]]:
        """The topics asked about, those denied, and those that only words for what something costs name.

        Where all these are part of a question of a price that no source tells they name none: what a certificate costs is no visit's fee.
        """
        topics, denied = topics_of(self.line, told)
        known, by_money = self.line.knowledge.glossary, money(self.line)
        asked = {at for term, places in unanswered.items() if known[term].price for at in places}
        priced = [range(one.found.start, one.found.end) for one in of_money(self.line)]
        if not priced or not all(asked.intersection(each) for each in priced):
            return topics, denied, by_money
        return tuple(one for one in topics if one[0] not in by_money), denied, ()

    def _asks_for(self) -> tuple[str, ...]:
        """The signs of the line by which statements are asked for."""
        named = (entry.sign for found in self.line.read.found for entry in found.entries)
        return tuple(dict.fromkeys(sign for sign in named if sign in self.line.lexicon.asking))

    def _open(self, settled: Iterable[Settled], mentions: Mentions) -> Iterator[Unclear]:
        """What the line names and does not settle, with what is usually meant by it."""
        for unclear in (one.unclear for one in settled if one.unclear):
            named = mentions[unclear.fact]
            asked_on = tuple(dict.fromkeys(topic for one in named for topic in one.asked_on))
            question = self.line.knowledge.questions[unclear.fact]
            usual, of = self._usual(question, named), self._of_whom(named) if question.who else ""
            yield unclear._replace(usual=usual, asked_on=asked_on, of=of)

    def _of_whom(self, mentions: list[Mention]) -> str:
        """The words for somebody beside the patient of whom all of this is said: a parent, of whom their child most often is so too; else nothing."""
        if not all(one.mode == OTHERS or one.of_parent for one in mentions):
            return ""
        read, patient = self.line.read, self._patient()
        parents = [found for found in read.found if "parents" in read.kinds(found.start)]
        words = [as_typed(read, self.line.text, found) for found in parents]
        return next((each for each in words if each != patient), "")

    def _usual(self, question: Question, mentions: list[Mention]) -> str:
        """The value that whatever leaves a fact open usually means; empty if there is none, or the line tells that it may not be so.

        That is that a visit is elsewhere; that somebody lives in another country; that nobody knows who they are, wherever the line says so.
        """
        usual = {one.usual for one in mentions if one.mode != DENIED}
        unsaid = (
            self.line.says("not_knowing") or lives_abroad(self.line.read)
            if question.who
            else self.line.says("elsewhere")
        )
        return usual.pop() if len(usual) == 1 and not unsaid else ""

    def _all_mentions(self) -> Mentions:
        """By fact, every place where the line names it, and what is concluded from several."""
        mentions = self._named()
        self._strange += numbers_alone(self.line, mentions)
        called_young(self.line, mentions)
        contradicted(self.line, mentions)
        ages = self.line.of_ages.id if self.line.of_ages else ""
        who = [fact for fact in self.line.knowledge.questions if fact in self.line.around.about_patient]
        OfParents(self.line.read, self.line.scopes, self.line.around, self._mentions, ages).add(mentions, who)
        for thing in self.line.aged:
            known = age_of_thing(self.line, thing, mentions)
            self._strange = [at for at in self._strange if at not in known]
        by_when_made(self.line, mentions)
        for fact, mention in [
            one for phrase in self.line.scopes.phrases for one in told_by_thing(self.line, phrase, mentions)
        ]:
            mentions.setdefault(fact, []).append(mention)
        regions = mentions.get(REGION, [])
        if regions and regions[0].mode == SAID:  # "here in Malmö …: is it valid in another region"
            mentions[REGION] = [one for one in regions if one.mode != QUESTIONED]
        late = outlived(self.line, mentions)
        given = {sign: words for sign, words in signs(self.line).items() if words not in late}
        told = {**_shown(mentions), **given, **dict(signs_of_others(self.line, mentions)), **self._elsewhere(mentions)}
        named = {one.values[0] for of in mentions.values() for one in of if len(one.values) == 1}
        for fact, rules in self.line.lexicon.together.items():
            if fact == TOPIC:
                continue
            together = concluded(rules, called_by(self.line, told, fact), mentions.get(fact, []), named)
            mentions.update({fact: together} if together else {})
        questions = self.line.knowledge.questions
        return {fact: nobody_knows(questions[fact], of) if fact in questions else of for fact, of in mentions.items()}

    def _elsewhere(self, mentions: Mentions) -> dict[str, str]:
        """The sign that a journey goes elsewhere, with its words: whatever place it is, it is understood."""
        found = elsewhere(self.line, mentions)
        self._strange = [at for at in self._strange if at not in found.values()]
        return {sign: self.line.word(at) for sign, at in found.items()}

    def _named(self) -> Mentions:
        """By fact, every place where a phrase of the line names it."""
        mentions: Mentions = {}
        cut, told_anew = self.line.corrected_at, set[str]()
        of_children(self.line, mentions)
        for phrase in self._taken():
            for fact, mention in self._mentions(phrase):
                if phrase.found.start > cut >= 0 and fact not in told_anew:
                    mentions.pop(fact, None)
                    told_anew.add(fact)
                mentions.setdefault(fact, []).append(mention)
        return mentions

    def _taken(self) -> Iterator[Scoped]:
        """The phrases that tell something: none of a patient of yesterday, taken back, of several people, or of others where the patient is known."""
        anew, several = self._anew_at(), self.line.of_several
        for phrase in map(self._placed, self.line.scopes.phrases):
            start = phrase.found.start
            if start < anew or start in self.line.taken_back:
                continue
            if start in several and any(entry.age is not None for entry in phrase.found.entries):
                continue
            if phrase.mode == OTHERS and self.line.around.whom.told:
                continue  # it is known who the patient is: what is said of others is no matter
            yield phrase

    def _anew_at(self) -> int:
        """The place from which on a line is about another patient than the one of yesterday; 0 if it is about one."""
        for found in self.line.read.found:
            if "anew" in self.line.read.kinds(found.start):
                before = (one.start for one in self.line.read.found if one.start < found.start)
                return found.start if any("lately" in self.line.read.kinds(at) for at in before) else 0
        return 0

    def _mentions(self, phrase: Scoped) -> Iterator[tuple[str, Mention]]:
        for entry in phrase.found.entries:
            if entry.age is not None and self.line.of_ages is not None:
                yield self.line.of_ages.id, age_named(self.line, phrase, entry.age, self.line.of_ages)
            elif entry.fact == REGION and is_of_patient(self.line, phrase, entry):
                continue
            elif entry.fact not in ("", TOPIC) and not (entry.of_nothing_else and of_a_topic(self.line, phrase.found)):
                told = named(self.line, phrase, entry)
                heads = entry.fact == REGION and phrase.found.start == self.line.heading
                yield entry.fact, told._replace(mode=SAID) if heads else told

    def _placed(self, phrase: Scoped) -> Scoped:
        """A phrase; of a place how it is meant, whoever its clause is about and whatever it asks."""
        if phrase.mode in (SAID, HOME) or not names_place(phrase.found):
            return phrase
        return phrase._replace(mode=mode_of_place(self.line.read, self.line.lexicon, self.line.scopes.phrases, phrase))

    def _whose(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The words for the people of whom something is said that nobody said of the patient."""
        people = named_people(self.line.read)
        if not any(mention.mode == OTHERS for mention in mentions) and not self._is_old(people):
            return ()
        if len(people) == 1:
            aged = (
                found for found in brought(self.line.read, self.line.around.others) if not is_the_age_of(found, *people)
            )
            people += tuple(aged)[:1]
        return tuple(dict.fromkeys(as_typed(self.line.read, self.line.text, found) for found in people))

    def _is_old(self, people: Sequence[Match]) -> bool:
        """Whether a bare number, taken of nobody, stands right behind one of several people: "father and daughter 9", of whom none is told to be the
        patient."""
        if len(people) < 2 or self.line.around.whom.people or self.line.around.whom.child:
            return False
        ends = {found.end for found in people}
        return any(at in ends and self.line.read.words[at].kind == NUMBER for at in self._strange)

    def _patient(self) -> str:
        """The words for whom the line is about, where it names several people."""
        people, whom = named_people(self.line.read), self.line.around.whom
        words = [
            as_typed(self.line.read, self.line.text, found)
            for found in people
            if (who_is(found) in whom.people if whom.people else whom.child and who_is(found) is None)
        ]
        return words[0] if words and len(people) > 1 else ""

    def _strange_words(self, told_idle: Iterable[range], *, asked: bool) -> tuple[str, ...]:
        """The words not understood, in the line's order, each once. `told_idle`: what is used for nothing, and may be what it is about.

        `asked`: beside what it asks about; what hurts is then no matter.
        """
        words, lexicon = self.line.read.words, self.line.lexicon
        hushed = (lexicon.ordinary, lexicon.body) if asked else (lexicon.ordinary,)
        told = (at for at in self._strange if not (asked and "ailments" in self.line.read.kinds(at)))
        plain = {at: folded(words[at].text) for at in told}
        found = {at: range(at, at + 1) for at, word in plain.items() if not any(word in of for of in hushed)}
        found |= {places.start: places for places in told_idle}
        in_order = (found[at] for at in sorted(found))
        shown = [self.line.text[words[places[0]].start : words[places[-1]].end] for places in in_order]
        return tuple(dict.fromkeys(word for word in shown if any(char.isalnum() for char in word)))

    def _near(self, strange: tuple[str, ...], code: str) -> tuple[tuple[str, str], ...]:
        """What strange words may mean: where two meanings were equally near, both; else the nearest listed phrase."""
        found: list[tuple[str, str]] = []
        for doubtful in self.line.read.doubtful:
            words = as_typed(self.line.read, self.line.text, doubtful)
            meant = [entry.phrase for entry in doubtful.entries if entry.in_words and not entry.small]
            found += [(words, phrase) for phrase in meant if folded(phrase) != folded(words)]
        settled = {word for word, _ in found}
        for word in strange[:_MOST_SUGGESTED]:
            if word not in settled and word.isalpha():
                found += [(word, phrase) for phrase in self.line.lexicon.suggestions(word.casefold(), code)]
        return tuple(dict.fromkeys(found))


def _is_asked(mentions: Iterable[Mention]) -> bool:
    return any(one.mode == QUESTIONED for one in mentions)


def _shown(mentions: Mentions) -> dict[str, str]:
    """What the line says outright, each value with its words: what is shown may be a sign of another fact."""
    said = (one for found in mentions.values() for one in found if one.mode == SAID and len(one.values) == 1)
    return {one.values[0]: one.words for one in said}
