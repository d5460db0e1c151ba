"""The handbook: every topic in every region as pages that need no program, made from the rules, so that they cannot disagree with an answer.

The same knowledge on the same day makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.export.html import Html, PageFrame, Sheet
from assistant.export.index import WordEntry, letters
from assistant.i18n import Language
from assistant.knowledge.model import NOT_FOUND, REGION
from assistant.lookup import Lookup, contacts_page
from assistant.lookup.outline import CONTACTS, Page, opened_page, subject
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TOPIC_HIT
from assistant.words.wording import Wording

_STATIC = Path(__file__).parent / "static"
BESIDE = ("handbook.css", "handbook.js")
"""The files that the pages load; nothing is loaded from elsewhere."""


def handbook(adviser: Adviser, languages: Sequence[Language]) -> dict[str, str]:
    """The files of a handbook, by their paths in its folder."""
    files = {name: (_STATIC / name).read_text(encoding="utf-8") for name in BESIDE}
    frames = [PageFrame(each.code, each.name, each.direction) for each in languages]
    first = Html(Wording(adviser.knowledge, languages[0]), frames)
    files["index.html"] = first.languages()
    lookup = Lookup(adviser, languages)
    for speaks in languages:
        for sheet in _Book(adviser, lookup, Wording(adviser.knowledge, speaks)).sheets():
            html = Html(Wording(adviser.knowledge, speaks), frames)
            files[f"{speaks.code}/{sheet.path}"] = html.page(sheet)
    return files


class _Place(NamedTuple):
    """A region, and how it is called."""

    id: str
    label: str


class _Book:
    """The pages of one language."""

    def __init__(self, adviser: Adviser, lookup: Lookup, wording: Wording) -> None:
        self.adviser, self.lookup, self.wording = adviser, lookup, wording
        self.knowledge, self.gettext = adviser.knowledge, wording.language.gettext
        question = self.knowledge.questions[REGION]
        self.places = [_Place(value.id, wording.value(question, value.id)) for value in question.values]
        self.as_of = self.gettext("As of {day}", day=adviser.on.isoformat())

    def sheets(self) -> Iterator[Sheet]:
        """All pages, each with its path in the folder of the language."""
        yield self._start()
        for place in self.places:
            yield self._region(place)
            yield self._contacts(place)
            for topic in self.knowledge.topics:
                yield self._topic(place, topic)
        yield self._sources()
        yield self._words()

    def _sheet(self, path: str, title: str, **more: object) -> Sheet:
        return Sheet(path, title, self.as_of)._replace(**more)  # type: ignore[arg-type]

    def _start(self) -> Sheet:
        links = {place.label: f"{place.id}/index.html" for place in self.places}
        return self._sheet("index.html", self.gettext("Handbook"), links={self.wording.short(REGION): links})

    def _region(self, place: _Place) -> Sheet:
        topics = {self.wording.topic(topic): f"{place.id}/{topic}.html" for topic in self.knowledge.topics}
        others = {self.gettext("Contacts"): f"{place.id}/{CONTACTS}.html"}
        links = {self.gettext("Topics"): topics, self.gettext("Contacts"): others}
        return self._sheet(f"{place.id}/index.html", place.label, links=links)

    def _contacts(self, place: _Place) -> Sheet:
        page = opened_page(self.lookup, CONTACTS, self.wording, _in(place))
        return self._sheet(
            f"{place.id}/{CONTACTS}.html", self.gettext("Contacts"), place=place.label, page=page,
            up=f"{place.id}/index.html", cites=self._cites(page), elsewhere=self._elsewhere(f"{CONTACTS}.html", place),
        )  # fmt: skip

    def _topic(self, place: _Place, topic: str) -> Sheet:
        page = opened_page(self.lookup, subject(TOPIC_HIT, topic), self.wording, _in(place))
        lead = self.adviser.lead_on(topic, Case({REGION: place.id}, topics=(topic,)))
        return self._sheet(
            f"{place.id}/{topic}.html", self.wording.topic(topic), place=place.label, page=page,
            lead=self.wording.lead(lead) if lead is not None else "", up=f"{place.id}/index.html",
            cites=self._cites(page), elsewhere=self._elsewhere(f"{topic}.html", place),
        )  # fmt: skip

    def _elsewhere(self, name: str, here: _Place) -> Mapping[str, str]:
        """The same page of the other regions."""
        return {place.label: f"{place.id}/{name}" for place in self.places if place != here}

    def _cites(self, page: Page) -> tuple[str, ...]:
        """The sources of all that a page says, each once, in full."""
        ids: list[str] = [id for warned in page.warnings for id in warned.rule.sources]
        for thing in page.things:
            kind, _, id = thing.opens.partition(":")
            if kind == STATEMENT_HIT:
                ids += self.knowledge.rules[id].sources
            elif kind == CONTACT_HIT:
                ids += self.knowledge.contacts[id].sources
        told = (self.wording.source(source) for source in self.adviser.sources(dict.fromkeys(ids)))
        return tuple(dict.fromkeys(told))

    def _sources(self) -> Sheet:
        """Every document in force with its publisher, its date and its address, and the clauses that rules rest on."""
        cited = {id for rule in self.adviser.rules.in_force.values() for id in rule.sources}
        documents: dict[str, list[str]] = {}
        for source in self.adviser.sources(sorted(cited, key=[*self.knowledge.clauses].index)):
            if source.grade != NOT_FOUND:
                documents.setdefault(source.document.title, []).append(self.wording.source(source))
        lists = {title: tuple(dict.fromkeys(told)) for title, told in documents.items()}
        return self._sheet("sources.html", self.gettext("Sources"), lists=lists)

    def _words(self) -> Sheet:
        """The words by which a topic, a contact or a word of the glossary is looked for, with the pages on it."""
        entries = [*self._topic_words(), *self._contact_words()]
        terms = tuple(self.wording.term(term) for term in self.knowledge.glossary.values())
        found = letters(entries, self.wording.language.code)
        return self._sheet("words.html", self.gettext("Words from A to Z"), letters=found, terms=terms)

    def _topic_words(self) -> Iterator[WordEntry]:
        for id, topic in self.knowledge.topics.items():
            label = self.wording.topic(id)
            pages = tuple((place.label, f"{place.id}/{id}.html") for place in self.places)
            words = topic.synonyms.get(self.wording.language.code, ())
            yield WordEntry(label, "", pages)
            yield from (WordEntry(word, label, pages) for word in words if word.casefold() != label.casefold())

    def _contact_words(self) -> Iterator[WordEntry]:
        """Each contact with the pages on which it is shown."""
        shown: dict[str, list[tuple[str, str]]] = {}
        for place in self.places:
            cards = contacts_page(self.adviser, self.wording, _in(place)).cards
            for name in dict.fromkeys(card.lines[0] for card in cards):
                shown.setdefault(name, []).append((place.label, f"{place.id}/{CONTACTS}.html"))
        for name, pages in shown.items():
            yield WordEntry(name, self.gettext("Contacts"), tuple(pages))


def _in(place: _Place) -> Case:
    return Case({REGION: place.id})
