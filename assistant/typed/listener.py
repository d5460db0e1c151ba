"""The listener: understands one typed line by the word lists of the knowledge, in every language at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.knowledge.model import TOPIC, Knowledge, Question
from assistant.knowledge.word_lists import DOUBT, GROUP
from assistant.masking import mask
from assistant.typed.model import Denied, Heard, Unclear, Understood
from assistant.typed.tokens import NUMBER

if TYPE_CHECKING:
    from assistant.typed.lexicon import Lexicon, LexiconEntry
    from assistant.typed.matching import Match, Numbers, Read
    from assistant.typed.scope import Scoped, Scopes
    from assistant.typed.settling import Mention

_MOST_SUGGESTED = 4
"""Strange words for which the nearest listed phrase is looked for."""

_SPAN_WORDS = 3
"""Words back from "old" within which the number of its span stands, as in "two and a half years old"."""

LONGEST_LINE = 500
"""Characters that are read; what stands behind them is only masked."""


class Listener:
    """Understands lines. Making it costs nothing; the word lists are prepared at the first line."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[str]) -> None:
        """`languages`: codes, the preferred one first; words of every other language are understood too."""
        self._knowledge = knowledge
        self._languages = tuple(languages)
        self._about_patient = {fact for fact, how in knowledge.words.topic_too.items() if how == "alone"}

    @cached_property
    def _lexicon(self) -> Lexicon:
        from assistant.typed.lexicon import Lexicon

        return Lexicon(self._knowledge)

    @cached_property
    def _of_ages(self) -> Question | None:
        """The question that takes a number."""
        return next((question for question in self._knowledge.questions.values() if question.number), None)

    def prepare(self) -> None:
        """Read the word lists now, so that the first line need not wait; for an idle moment."""
        self.hear("patienterna patientxxxx", date.min)  # one inflected, one strange: all that is loaded when first used

    def forget(self) -> None:
        """Let go of the words typed so far, which are remembered to be fast: for a new patient, and when the case is cleared."""
        self._lexicon.forget()

    def number(self, word: str) -> int | None:
        """The number that a word names, as "trettiofyra"; None if it names none."""
        return self._lexicon.number(word.casefold())

    def hear(self, line: str, today: date) -> Understood:
        """All that a line says on a day. Never raises."""
        from assistant.typed.matching import read
        from assistant.typed.scope import scopes
        from assistant.typed.tokens import tokens

        masked = mask(line)
        text = unicodedata.normalize("NFC", masked[:LONGEST_LINE])
        found = read(
            tokens(text), self._lexicon, self._languages, lambda entry, numbers: self._holds(entry, numbers, today)
        )
        scoped = scopes(found, self._about_patient)
        return _Hearing(self, found, scoped, text, today).understood(masked)

    def _holds(self, entry: LexiconEntry, numbers: Numbers, today: date) -> bool:
        """Whether the numbers of a phrase make sense: an age must be one."""
        if entry.age is None:
            return True
        from assistant.typed.ages import span

        return self._of_ages is not None and span(entry.age, dict(numbers), self._of_ages, today) is not None


class _Hearing:
    """One line being understood."""

    def __init__(self, listener: Listener, found: Read, scoped: Scopes, text: str, today: date) -> None:
        self._listener, self._read, self._scopes, self._text, self._today = listener, found, scoped, text, today
        self._knowledge = listener._knowledge
        self._strange = list(scoped.strange)

    def understood(self, masked: str) -> Understood:
        """All of it together."""
        from assistant.typed.settling import settle

        mentions: dict[str, list[Mention]] = {}
        for phrase in self._scopes.phrases:
            for fact, mention in self._mentions(phrase):
                mentions.setdefault(fact, []).append(mention)
        self._numbers_alone(mentions)
        self._ages_of_things(mentions)
        heard: list[Heard] = []
        denied: list[Denied] = []
        unclear: list[Unclear] = []
        for fact, question in self._knowledge.questions.items():
            if fact in mentions:
                settled = settle(question, mentions[fact])
                heard += [settled.heard] if settled.heard else []
                denied += settled.denied
                unclear += [settled.unclear] if settled.unclear else []
        topics, not_topics = self._topics()
        strange = self._strange_words()
        return Understood(
            tuple(heard), topics, (*denied, *not_topics), tuple(unclear), strange, self._near(strange), masked
        )

    def _words(self, phrase: Scoped) -> str:
        return self._text[phrase.start : phrase.end]

    def _mentions(self, phrase: Scoped) -> Iterable[tuple[str, Mention]]:
        from assistant.typed.ages import bands, span
        from assistant.typed.scope import DENIED, DOUBTED
        from assistant.typed.settling import Mention

        of_ages = self._listener._of_ages
        for entry in phrase.found.entries:
            if entry.age is not None and of_ages is not None:
                ages = span(entry.age, dict(phrase.found.numbers), of_ages, self._today)
                assert ages is not None
                exact = entry.age.unit == "years" and ages.exact
                yield of_ages.id, Mention(bands(ages, of_ages), phrase.mode, self._words(phrase), ages, exact)
            elif entry.fact and entry.fact != TOPIC:
                mode = phrase.mode
                if mode == DENIED:  # "no refugee" rules out none of what a refugee may be
                    mode = DENIED if len(entry.values) == 1 or entry.how == GROUP else DOUBTED
                elif entry.how == DOUBT:
                    mode = DOUBTED
                yield entry.fact, Mention(entry.values, mode, self._words(phrase))

    def _numbers_alone(self, mentions: dict[str, list[Mention]]) -> None:
        """A number that stands alone is an age where the line gives no other, and nothing beside it could be what it counts."""
        from assistant.typed.ages import Span, bands, born
        from assistant.typed.scope import DOUBTED, SAID, stands_alone
        from assistant.typed.settling import Mention

        of_ages = self._listener._of_ages
        alone = [phrase for phrase in self._scopes.phrases if not phrase.found.entries]
        for phrase in alone:
            word = self._read.words[phrase.found.start]
            ages: Span | None = None
            if of_ages is not None and of_ages.number is not None and len(alone) == 1:
                if word.short_year:
                    ages = born(None, int(word.text), of_ages, self._today)
                elif len(word.text) <= 3 and 0 < int(word.text) <= of_ages.number.greatest:
                    ages = Span(int(word.text), int(word.text))
            given = [mention for mention in mentions.get(of_ages.id, ()) if mention.mode == SAID] if of_ages else []
            if (
                of_ages is None
                or ages is None
                or not stands_alone(self._read, self._scopes, phrase)
                or any(mention.exact for mention in given)
            ):
                self._strange.append(phrase.found.start)
                continue
            mode = DOUBTED if phrase.mode != SAID or (ages.high < 10 and self._topic_follows(phrase)) else SAID
            mention = Mention(bands(ages, of_ages), mode, self._words(phrase), ages, ages.exact)
            mentions.setdefault(of_ages.id, []).append(mention)

    def _ages_of_things(self, mentions: dict[str, list[Mention]]) -> None:
        """A span of time that says how old a thing is ("receipt two months old") is no age of a patient, and leaves the thing in doubt."""
        from assistant.typed.scope import DOUBTED

        of_ages = self._listener._of_ages
        for fact, words in self._knowledge.words.aged_by.items():
            if of_ages is not None and self._is_aged(fact, words):
                for doubted in (fact, of_ages.id):
                    mentions[doubted] = [one._replace(mode=DOUBTED) for one in mentions.get(doubted, ())]

    def _is_aged(self, fact: str, words: tuple[str, ...]) -> bool:
        """Whether one of these words ends a span of time, and what was named last before that is a thing of this fact."""
        for place, word in enumerate(self._read.words):
            inside = any(found.start <= place < found.end and _says_something(found) for found in self._read.found)
            if word.text not in words or inside:  # "receipt (at most 30 days old)" is the name of the thing
                continue
            counted = [at for at in range(max(0, place - _SPAN_WORDS), place) if self._counts(at)]
            named = [
                found for found in self._read.found if counted and found.start < counted[0] and _says_something(found)
            ]
            if named and any(entry.fact == fact for entry in named[-1].entries):
                return True
        return False

    def _counts(self, at: int) -> bool:
        """Whether a word of the line is a number, in digits or written out."""
        word = self._read.words[at]
        spoken = (words for words in self._knowledge.words.numbers.values())
        return word.kind == NUMBER or any(word.text in words for words in spoken)

    def _topic_follows(self, phrase: Scoped) -> bool:
        """Whether a topic's word stands right behind: "2 recept" counts prescriptions."""
        return any(
            entry.fact == TOPIC
            for found in self._read.found
            if found.start == phrase.found.end
            for entry in found.entries
        )

    def _topics(self) -> tuple[tuple[tuple[str, str], ...], tuple[Denied, ...]]:
        """The topics asked about, and those denied. What names a fact too names a topic only as the word list of the fact says."""
        from assistant.typed.scope import DENIED, SAID

        taken: dict[str, str] = {}
        denied: list[Denied] = []
        beside: list[tuple[str, str, str]] = []
        for phrase in self._scopes.phrases:
            facts = [entry.fact for entry in phrase.found.entries if entry.fact and entry.fact != TOPIC]
            hows = {self._knowledge.words.topic_too.get(fact, "always") for fact in facts}
            for topic in (id for entry in phrase.found.entries if entry.fact == TOPIC for id in entry.values):
                how = "alone" if "alone" in hows else "if_no_other" if "if_no_other" in hows else "always"
                if how != "always":
                    if phrase.mode == SAID:
                        beside.append((how, topic, self._words(phrase)))
                elif phrase.mode != DENIED:
                    taken.setdefault(topic, self._words(phrase))
                elif not facts:
                    denied.append(Denied(TOPIC, topic, self._words(phrase)))
        alone = len(self._scopes.phrases) == 1
        if not taken:
            for how, topic, words in beside:
                if how == "if_no_other" or alone:
                    taken.setdefault(topic, words)
        # Asked for in one place and not in another: asked for.
        return tuple(taken.items()), tuple(one for one in denied if one.value not in taken)

    def _strange_words(self) -> tuple[str, ...]:
        """The words not understood, in the line's order, each once."""
        words = [self._read.words[at] for at in sorted(set(self._strange))]
        shown = [self._text[word.start : word.end] for word in words]
        return tuple(dict.fromkeys(word for word in shown if any(char.isalnum() for char in word)))

    def _near(self, strange: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What strange words may mean: where two meanings were equally near, both; else the nearest listed phrase."""
        found: list[tuple[str, str]] = []
        for doubtful in self._read.doubtful:
            words = self._text[self._read.words[doubtful.start].start : self._read.words[doubtful.end - 1].end]
            found += [(words, entry.phrase) for entry in doubtful.entries if not entry.small]
        settled = {word for word, _ in found}
        for word in strange[:_MOST_SUGGESTED]:
            if word not in settled and word.isalpha():
                found += [(word, phrase) for phrase in self._listener._lexicon.suggestions(word.casefold())]
        return tuple(dict.fromkeys(found))


def _says_something(found: Match) -> bool:
    """Whether a phrase names a fact: not a small word, not an age."""
    return any(entry.fact for entry in found.entries)
