"""The listener: understands one typed line by the word lists of the knowledge, in every language at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.knowledge.model import Knowledge, Question
from assistant.masking import mask
from assistant.typed.model import Understood

if TYPE_CHECKING:
    from assistant.typed.entries import LexiconEntry
    from assistant.typed.lexicon import Lexicon
    from assistant.typed.matching import Numbers

LONGEST_LINE = 2000
"""Characters that are read; what stands behind them is only masked, and said not to have been read."""


class Listener:
    """Understands lines. Making it costs nothing; the word lists are prepared at the first line."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[str]) -> None:
        """`languages`: codes, the preferred one first; words of every other language are understood too."""
        self._knowledge = knowledge
        self._languages = tuple(languages)
        self._about_patient = {fact for fact, how in knowledge.words.topic_too.items() if how == "alone"}

    @cached_property
    def _lexicon(self) -> Lexicon:
        from assistant.typed.lexicons import lexicons

        return lexicons(self._knowledge).said

    @cached_property
    def _of_ages(self) -> Question | None:
        """The question that takes a number."""
        return next((question for question in self._knowledge.questions.values() if question.number), None)

    def prepared(self) -> Iterator[None]:
        """Read the word lists in short steps, so that the first line need not wait; for moments when nobody waits."""
        from assistant.typed import steps  # noqa: F401  # the first step of preparing

        yield
        self._lexicon.number("")
        yield
        self.hear("patienterna patientxxxx", date.min)  # one inflected, one strange: all that is loaded when first used

    def prepare(self) -> None:
        """Read the word lists now."""
        for _ in self.prepared():
            pass

    def number(self, word: str) -> int | None:
        """The number that a word names, as "trettiofyra"; None if it names none."""
        return self._lexicon.number(word.casefold())

    def hear(self, line: str, today: date, patient: str = "") -> Understood:
        """All that a line says on a day, or several lines together. Never raises.

        `patient`: the words of the line for whom it is about, where it does not tell: one of those of `Understood.whose`.
        """
        from assistant.typed import steps

        masked = mask(line)
        text = unicodedata.normalize("NFC", masked[:LONGEST_LINE])
        lexicon, about = self._lexicon, self._about_patient
        typed = unicodedata.normalize("NFC", line[:LONGEST_LINE])
        words = (
            steps.with_days(steps.tokens(text), typed, lexicon.months.get, today)
            if len(typed) == len(text)
            else steps.tokens(text)
        )
        words = lexicon.inner(words)
        found = steps.read(
            words, lexicon, self._languages, lambda entry, numbers: self._holds(entry, numbers, today), about
        )
        told = steps.stated(found, lexicon.months.get, today)
        found = told.read
        whom = steps.chosen(found, text, patient) if patient else steps.told_about(found)
        described = steps.described(found, about)
        inquired = steps.asked(found, described) - steps.of_patients(found, about)
        # "is the card valid": what is asked about its state is asked about it.
        inquired |= {thing for state, thing in told.things.items() if state in inquired and thing < state}
        others = steps.others(found, about, whom, described)
        around = steps.Around(inquired, others, told.states, whom, about, described)
        scopes = steps.told_in_brief(found, steps.scopes(found, around), about)
        said = steps.Line(self._knowledge, lexicon, self._of_ages, found, scopes, around, text, today)
        understood = steps.Hearing(said).understood(next(iter(self._languages), ""))
        return understood._replace(masked=masked, unread=max(0, len(masked) - LONGEST_LINE))

    def _holds(self, entry: LexiconEntry, numbers: Numbers, today: date) -> bool:
        """Whether the numbers of a phrase make sense: an age must be one, a year that is over too."""
        if entry.age is None:
            return not numbers or all(name != "year" or 1900 < number < today.year for name, number in numbers)
        from assistant.typed import steps

        return self._of_ages is not None and steps.span(entry.age, dict(numbers), self._of_ages, today) is not None
