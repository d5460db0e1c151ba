"""The desk of a request: the adviser of the day, the words of its language and role, what reads its lines. Made once, and shared by all.

No part of it knows a case. What was typed is remembered nowhere: the memories that make reading fast are emptied after each line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, TypeVar

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue.line import LineReader
from assistant.i18n import language, languages, languages_from
from assistant.knowledge.model import REGION, Knowledge
from assistant.lookup import Lookup
from assistant.lookup.outline import Page, opened_page
from assistant.web.fields import not_ours
from assistant.web.forgetting import forget_what_was
from assistant.web.marking import Marker
from assistant.words.wording import Wording

MOST_DAYS = 24
"""Days besides today of which an adviser is kept: each takes some 3 MB."""

MOST_OPENED = 64
"""Pages of what was looked up that are kept: each takes some 30 kB."""

Made = TypeVar("Made")


class House:
    """What all requests share: one knowledge, and its adviser as of today."""

    def __init__(
        self, knowledge: Knowledge, speaks: str, today: Callable[[], date] = date.today, offers_app: bool = False
    ) -> None:
        """`speaks`: the language of whoever names none. `offers_app`: whether the page leads to the app in the browser."""
        self.offers_app = offers_app
        self.knowledge, self.speaks, self._today = knowledge, speaks, today
        self._adviser = Adviser(knowledge, today())
        self._days: dict[date, Adviser] = {}
        self._voices: dict[tuple[str, str], PageVoice] = {}
        self._lookup: Lookup | None = None
        self._opened: dict[tuple[object, ...], Page] = {}

    def on(self, knowledge: Knowledge) -> House:
        """The same on another knowledge."""
        return House(knowledge, self.speaks, self._today, self.offers_app)

    @property
    def adviser(self) -> Adviser:
        """The adviser of today."""
        today = self._today()
        if self._adviser.on != today:
            self._adviser = self._adviser.as_of(today)
            self._forget_days()
        return self._adviser

    def as_of(self, day: date) -> Adviser:
        """The adviser of a day. Those of some days are kept; whoever asks for ever more days does not make a server grow."""
        if day == self.adviser.on:
            return self._adviser
        if day not in self._days:
            if len(self._days) >= MOST_DAYS:
                self._forget_days()
            self._days[day] = self._adviser.as_of(day)
        return self._days[day]

    def _forget_days(self) -> None:
        self._days.clear()
        forget_what_was()

    def desk(self, code: str, role: str = "") -> PageDesk:
        """The desk in this language, for this role. Raises RequestError for what there is not."""
        if (code, role) not in self._voices:
            try:
                wording = Wording(self.knowledge, language(code), role or None)
            except KeyError:
                raise not_ours() from None
            self._voices[code, role] = PageVoice(wording)
        return PageDesk(self, self.adviser, self._voices[code, role], role)

    @property
    def lookup(self) -> Lookup:
        """Looks things up as of today."""
        if self._lookup is None or self._lookup.adviser is not self.adviser:
            self._lookup = Lookup(self.adviser, [language(code) for code in languages()])
            self._opened.clear()
        return self._lookup

    def opened(self, about: str, wording: Wording, within: Case, mine: Case | None) -> Page:
        """The page of what is opened; what many come to, as a table of a region, is kept for the day. Raises KeyError and the like.

        Kept by what it is for, in answers that there are; where a number was written, of somebody, nothing is kept.
        """
        lookup = self.lookup
        if within.numbers or mine is not None:
            return opened_page(lookup, about, wording, within, mine)
        key = about, wording, *within.answers.items()
        if key not in self._opened:
            made = opened_page(lookup, about, wording, within, mine)
            if len(self._opened) >= MOST_OPENED:
                self._opened.clear()
            self._opened[key] = made
        return self._opened[key]

    def prepared(self) -> Iterator[None]:
        """Make what the first request would wait for, a part each. Raises what an answer may raise."""
        self.adviser.answer(Case(), general=True)
        yield
        for code in languages():
            for _ in self.desk(code).reader.prepared():
                yield
        for _ in self.lookup.prepared():
            yield

    def warmed(self) -> Iterator[None]:
        """Make what the first answer on each topic in each region would wait for, a part each. Raises what an answer may raise."""
        adviser, regions = self.adviser, self.knowledge.values_of(REGION)
        for topic, region in product(self.knowledge.topics, regions):
            case = Case({REGION: region}, {}, (topic,))
            adviser.answer(case)
            adviser.next_question(case)
            yield


class PageVoice:
    """The words of one language for one role, and what reads lines in it first."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._made: dict[str, Any] = {}

    @cached_property
    def reader(self) -> LineReader:
        return LineReader(self.wording.knowledge, languages_from(self.wording.language.code))

    @cached_property
    def marker(self) -> Marker:
        return Marker(self.wording)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What stands on every page, made for the first."""
        if name not in self._made:
            self._made[name] = make()
        found: Made = self._made[name]
        return found


class PageDesk:
    """What one request uses."""

    def __init__(self, house: House, adviser: Adviser, voice: PageVoice, role: str) -> None:
        self.house, self.adviser, self.role = house, adviser, role
        self.voice = voice

    @property
    def wording(self) -> Wording:
        return self.voice.wording

    @property
    def reader(self) -> LineReader:
        return self.voice.reader

    @property
    def marker(self) -> Marker:
        return self.voice.marker

    @property
    def knowledge(self) -> Knowledge:
        return self.house.knowledge

    @property
    def lookup(self) -> Lookup:
        return self.house.lookup

    @property
    def code(self) -> str:
        """The code of the language."""
        return self.wording.language.code
