"""Pages of the lookup as lines: results, topics with their tables, contacts, statements; each thing that can be opened has a number.

What leads to an actor that not every patient may be led to is said after its condition, and the warnings that belong to a page
are said before everything else on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.answer.model import Source
from assistant.cases.case import Case, case_from_words
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC
from assistant.lookup import Condition, ContactCard, Found, Hit, Lookup, Note, contacts_page, table_topics
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TERM_HIT, TOPIC_HIT, Warned
from assistant.lookup.sensitive import named_by, naming, warnings
from assistant.plain.tables import table_lines
from assistant.words.wording import Wording

CONTACTS = "contacts"
"""What is opened for the page of all contacts; all else is opened as kind and id, as `topic:medicines`."""

_KIND_NAMES = {TOPIC_HIT: N_("Topic"), CONTACT_HIT: N_("Contact"), TERM_HIT: N_("Word")}


class Page(NamedTuple):
    """What is said. `opens`: what the numbers 1, 2, … on it open. `case_words`: with what a case can begin; empty if with nothing."""

    lines: tuple[str, ...]
    opens: tuple[str, ...] = ()
    case_words: tuple[str, ...] = ()


def start(lookup: Lookup, wording: Wording) -> Page:
    """What can be opened without a word: the tables, the contacts, the other topics, in the order that is set."""
    gettext = wording.language.gettext
    order = [value.id for value in lookup.knowledge.topic_question.values]
    with_table = table_topics(lookup.knowledge)
    tables = [topic for topic in order if topic in with_table]
    others = [topic for topic in order if topic not in with_table]
    opens = [*(f"{TOPIC_HIT}:{topic}" for topic in tables), CONTACTS, *(f"{TOPIC_HIT}:{topic}" for topic in others)]
    lines = [gettext("Tables by situation and age") + ":"]
    lines += [f"{number}. {wording.topic(topic)}" for number, topic in enumerate(tables, 1)]
    lines.append(gettext("Contacts") + ":")
    lines.append(f"{len(tables) + 1}. " + gettext("All contacts, and for which patients each is"))
    lines.append(gettext("Other topics") + ":")
    lines += [f"{number}. {wording.topic(topic)}" for number, topic in enumerate(others, len(tables) + 2)]
    return Page(tuple(lines), tuple(opens))


def results(found: Found, wording: Wording) -> Page:
    """What a query found, best first; what does not hold for the patient named comes last, under a heading that says so."""
    language = wording.language
    lines = warning_lines(found.warnings, wording)
    for apt in (True, False):
        group = [(number, hit) for number, hit in enumerate(found.hits, 1) if hit.apt == apt]
        if group and not apt:
            lines.append(language.gettext("NOT FOR: {patient}", patient=", ".join(found.about_whom)))
        for number, hit in group:
            lines += _hit(number, hit, wording)
    if found.more:
        more = language.ngettext("{number} more result", "{number} more results", found.more)
        lines.append(more + ". " + language.gettext("m shows more."))
    if not found.hits:
        lines.append(language.gettext("Nothing was found."))
        if found.nearest:
            lines.append(language.gettext("Did you mean: {words}?", words=", ".join(found.nearest)))
    elif found.not_understood:
        lines.append(language.gettext("Not found anywhere: {words}.", words=", ".join(found.not_understood)))
    lines += _withheld(found.withheld, wording)
    return Page(tuple(lines), tuple(f"{hit.kind}:{hit.id}" for hit in found.hits))


def page(lookup: Lookup, about: str, wording: Wording, within: Case) -> Page:
    """The page of what a number opens."""
    kind, _, id = about.partition(":")
    if about == CONTACTS:
        return _contacts(lookup, wording, within)
    if kind == CONTACT_HIT:
        return _contact(lookup, id, wording, within)
    if kind == TOPIC_HIT:
        return _topic(lookup, id, wording, within)
    return _said(lookup, kind, id, wording, within)


# -- pages ---------------------------------------------------------------------------------------------------------------


def _said(lookup: Lookup, kind: str, id: str, wording: Wording, within: Case) -> Page:
    """A statement or a word of the glossary, whole."""
    found = lookup.look_at(kind, id, wording.language, within)
    lines = warning_lines(found.warnings, wording)
    if not found.hits:
        return Page((*lines, *_withheld(found.withheld, wording)))
    hit = found.hits[0]
    ways = wording.contact_lines(hit.contact) if kind == STATEMENT_HIT and hit.contact else []
    when = [] if hit.condition is None else [when_text(hit.condition, bool(hit.leads_to), wording)]
    body = [*when, hit.text, *ways] if hit.leads_to else [hit.text, *ways, *when]
    words = _more_than(within, hit.case_words, lookup)
    return Page((*lines, hit.title, *body, *_sources(hit.sources, wording), *_begin(words, wording)), (), words)


def _topic(lookup: Lookup, id: str, wording: Wording, within: Case) -> Page:
    """A topic: its table if it has one, then all that is said on it; the table refers to that by its numbers."""
    gettext = wording.language.gettext
    hit = lookup.look_at(TOPIC_HIT, id, wording.language, within).hits[0]
    found = lookup.on_topic(id, wording.language, within)
    hits = {said.id: said for said in found.hits}
    warned: list[Warned] = list(found.warnings)
    shown: list[str] = []
    noted: list[Note] = []
    if id in table_topics(lookup.knowledge):
        shown, notes, table_warnings = table_lines(lookup.adviser, wording, id, within)
        warned += table_warnings
        noted = list(notes)
    lines = [*warning_lines(warned, wording), f"{gettext('Topic')}: {hit.title}", *shown]
    lines.append(gettext("What is said on this topic") + ":")
    opens = []
    for number, note in enumerate(noted, 1):
        opens.append(f"{STATEMENT_HIT}:{note.rule.id}")
        # What the table says instead of the topic's own statements belongs to another topic.
        alone = lookup.look_at(STATEMENT_HIT, note.rule.id, wording.language, within).hits
        if said := hits.pop(note.rule.id, alone[0] if alone else None):
            lines += _hit(number, said, wording)
        else:
            lines.append(f"{number}. {note.text} {cited(note.sources, wording)}")
    for number, said in enumerate(hits.values(), len(noted) + 1):
        opens.append(f"{STATEMENT_HIT}:{said.id}")
        lines += _hit(number, said, wording)
    lines += _withheld(found.withheld, wording)
    return Page((*lines, *_begin(hit.case_words, wording)), tuple(opens), hit.case_words)


def _contacts(lookup: Lookup, wording: Wording, within: Case) -> Page:
    """All contacts, each with its ways and for whom it is."""
    gettext = wording.language.gettext
    shown = contacts_page(lookup.adviser, wording, within)
    lines = [*warning_lines(shown.warnings, wording), gettext("Contacts") + ":"]
    if not shown.cards:
        text = gettext("No contact is known here. Ask your manager, or see your region's website for care staff.")
        lines.append(text)
    for number, card in enumerate(shown.cards, 1):
        lines += _card(f"{number}. ", card, wording)
    lines += _withheld(shown.withheld, wording)
    return Page(tuple(lines), tuple(f"{CONTACT_HIT}:{card.contact.id}" for card in shown.cards))


def _contact(lookup: Lookup, id: str, wording: Wording, within: Case) -> Page:
    """A contact, with what is said of it in which case."""
    shown = contacts_page(lookup.adviser, wording, within)
    card = next((card for card in shown.cards if card.contact.id == id), None)
    if card is None:
        return Page((*warning_lines(shown.warnings, wording), *_withheld(1, wording)))
    named = set(card.leads_to)
    for rule in naming(lookup.knowledge, card.contact):
        named |= {*named_by(lookup.knowledge, rule)}
    lines = warning_lines(warnings(lookup.adviser, wording, named), wording)
    lines += [*_card("", card, wording), wording.language.gettext("What is said") + ":"]
    for text, condition in card.says:
        when = when_text(condition, bool(card.leads_to), wording)
        lines += [f"   {when}", f"   {text}"] if card.leads_to else [f"   {text}", f"   {when}"]
    found = lookup.look_at(CONTACT_HIT, id, wording.language, within)
    words = _more_than(within, found.hits[0].case_words if found.hits else card.case_words, lookup)
    return Page((*lines, *_sources(card.sources, wording), *_begin(words, wording)), (), words)


# -- lines ---------------------------------------------------------------------------------------------------------------


def warning_lines(warned: Iterable[Warned], wording: Wording) -> list[str]:
    """The warnings, each once, with their clauses."""
    title = wording.language.gettext("Important")
    texts = (f"{title}: {one.text} [{', '.join(one.rule.sources)}]" for one in warned)
    return list(dict.fromkeys(texts))


def when_text(condition: Condition, leads: bool, wording: Wording) -> str:
    """When something holds, in a line."""
    gettext = wording.language.gettext
    if condition.always:
        return gettext("Holds in every case.")
    text = condition.text(wording)
    if leads:
        return gettext("Applies only if {condition}", condition=text)
    return gettext("Applies if {condition}", condition=text)


def cited(sources: Sequence[Source], wording: Wording) -> str:
    """The clauses of a statement in brackets, and which of them are to be checked before use."""
    text = f"[{', '.join(source.clause.id for source in sources)}]"
    old = [source.clause.id for source in sources if source.stale]
    return f"{text} {wording.language.gettext('Check before use: {sources}', sources=', '.join(old))}" if old else text


def case_in_words(words: Sequence[str], wording: Wording) -> str:
    """What a case begins with, in words, as `Situation: Undocumented; Topic: Medicines`."""
    case = case_from_words(wording.knowledge, words)
    known = [question for fact, question in wording.knowledge.questions.items() if fact in case.answers]
    said = [f"{wording.short(question.id)}: {wording.answered(case, question)}" for question in known]
    if case.topics:
        said.append(f"{wording.short(TOPIC)}: {', '.join(wording.topic(topic) for topic in case.topics)}")
    return "; ".join(said)


def _hit(number: int, hit: Hit, wording: Wording) -> list[str]:
    """One result: what it is, what it says whole, and when that holds."""
    kind = f"{wording.language.gettext(_KIND_NAMES[hit.kind])}: " if hit.kind in _KIND_NAMES else ""
    when = [] if hit.condition is None else [f"   {when_text(hit.condition, bool(hit.leads_to), wording)}"]
    text = f"{hit.text} {cited(hit.sources, wording) if hit.sources else ''}".strip()
    said = [f"   {text}"] if text else []
    return [f"{number}. {kind}{hit.title}", *(when + said if hit.leads_to else said + when)]


def _card(lead: str, card: ContactCard, wording: Wording) -> list[str]:
    when = [f"   {when_text(card.condition, bool(card.leads_to), wording)}"]
    ways = [f"   {way}" for way in card.lines[1:]]
    about = wording.language.gettext("Topics: {topics}", topics=", ".join(card.topics))
    return [lead + card.lines[0], *(when + ways if card.leads_to else ways + when), f"   {about}"]


def _sources(sources: Sequence[Source], wording: Wording) -> list[str]:
    return [wording.language.gettext("Source: {sources}", sources=wording.source(source)) for source in sources]


def _begin(words: Sequence[str], wording: Wording) -> list[str]:
    if not words:
        return []
    return [wording.language.gettext("s starts a case with this: {answers}", answers=case_in_words(words, wording))]


def _withheld(number: int, wording: Wording) -> list[str]:
    if not number:
        return []
    text = wording.language.ngettext(
        "{number} result that leads to another authority is not shown: it is not certain for this patient.",
        "{number} results that lead to another authority are not shown: they are not certain for this patient.",
        number,
    )
    return [text]


def _more_than(known: Case, words: tuple[str, ...], lookup: Lookup) -> tuple[str, ...]:
    """The words of a case, if they say more than is known already."""
    return words if {*words} - {known.given(lookup.knowledge, fact) for fact in known.answers} else ()
