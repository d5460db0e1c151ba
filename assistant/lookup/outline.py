"""The lookup in the reader's words, once for every face: pages of groups, groups of things, things of lines in reading order.

What leads to an actor that not every patient may be led to is read after its condition. That order is made in `_in_order` and
nowhere else: a face lays out the lines that it is given, from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from assistant.cases.case import Case, case_from_words
from assistant.i18n import N_
from assistant.knowledge.model import FEE, REGION, TOPIC
from assistant.lookup.contacts import ContactCard, ContactsPage, contacts_page
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TERM_HIT, TOPIC_HIT, Found, Hit, Warned
from assistant.lookup.search import Lookup
from assistant.lookup.sensitive import named_by, naming, warnings
from assistant.lookup.tables import AGE, Table, TableRow, table, table_topics
from assistant.lookup.when import When
from assistant.words.local import LocalShown, local_for
from assistant.words.wording import Wording

CONTACTS = "contacts"
"""What is opened for the page of all contacts; all else is opened as kind and id, as `topic:medicines`."""

HELP, SAID, WAY, WHEN, ONLY_IF, TOPICS = "help", "said", "way", "when", "only_if", "topics"
"""What a line is: what a topic means, a text of the knowledge, a way to reach a contact, when it holds (`ONLY_IF`: of what leads
to another authority), on which topics a contact is."""

_KINDS = {TOPIC_HIT: N_("Topic"), CONTACT_HIT: N_("Contact"), TERM_HIT: N_("Word")}


class ShownLine(NamedTuple):
    """A line of a thing."""

    role: str
    text: str


class Shown(NamedTuple):
    """One thing that is shown: a statement, a contact, a topic, a word of the glossary.

    lines       what it says and when that holds, in the order in which it is read
    kind        what it is, in words; empty for a statement
    opens       what choosing it opens, as `topic:medicines`; empty for what is open already
    cited       the clauses that it rests on, in brackets, and which of them are to be checked before use
    case_words  with which words a conversation about it begins
    """

    title: str
    lines: tuple[ShownLine, ...] = ()
    kind: str = ""
    opens: str = ""
    cited: str = ""
    case_words: tuple[str, ...] = ()


class Group(NamedTuple):
    """Things under a title, which may be empty. `in_table`: a table on the page refers to them by their numbers."""

    title: str
    things: tuple[Shown, ...]
    in_table: bool = False


class Page(NamedTuple):
    """What is shown at once. Warnings are read before all else on it.

    about       what the page is about; None for what a query found
    remarks     that nothing was found, or what was not understood
    more, withheld  how many results are not shown yet, and how many may not be shown; empty if none
    sources     the sources of what it is about, in full
    case_words  with which words a case can begin, and `begins` the same in words; empty where none can
    """

    about: Shown | None = None
    table: Table | None = None
    groups: tuple[Group, ...] = ()
    warnings: tuple[Warned, ...] = ()
    remarks: tuple[str, ...] = ()
    more: str = ""
    withheld: str = ""
    sources: tuple[str, ...] = ()
    case_words: tuple[str, ...] = ()
    begins: str = ""

    @property
    def opens(self) -> tuple[str, ...]:
        """What the things with the numbers 1, 2, … open."""
        return tuple(thing.opens for thing in self.things if thing.opens)

    @property
    def things(self) -> tuple[Shown, ...]:
        """The things of all groups, in order: the first has the number 1."""
        return tuple(thing for group in self.groups for thing in group.things)

    @property
    def numbered(self) -> Iterator[tuple[Group, list[tuple[int, Shown]]]]:
        """Each group, and its things with their numbers."""
        numbers = count(1)
        for group in self.groups:
            yield group, [(next(numbers), thing) for thing in group.things]


# -- pages ---------------------------------------------------------------------------------------------------------------


def start_page(lookup: Lookup, wording: Wording) -> Page:
    """What can be opened without a word: the tables that are looked up most, the contacts, the other topics in the order that is set."""
    gettext, knowledge = wording.language.gettext, lookup.knowledge
    with_table = table_topics(knowledge)
    most = [topic for topic in knowledge.topics.values() if topic.looked_up and topic.id in with_table]
    first = [topic.id for topic in sorted(most, key=lambda topic: topic.looked_up)]
    others = [value.id for value in knowledge.topic_question.values if value.id not in first]
    every = Shown(gettext("All contacts, and for which patients each is"), opens=CONTACTS)

    def topics(chosen: Iterable[str]) -> tuple[Shown, ...]:
        return tuple(Shown(wording.topic(topic), opens=subject(TOPIC_HIT, topic)) for topic in chosen)

    return Page(
        groups=(
            Group(gettext("Tables by situation and age"), topics(first)),
            Group(gettext("Contacts"), (every,)),
            Group(gettext("Other topics"), topics(others)),
        )
    )


def results_page(found: Found, wording: Wording) -> Page:
    """What a query found, best first; what does not hold for the patient named comes last, under a heading that says so."""
    language = wording.language
    others = language.gettext("NOT FOR: {patient}", patient=", ".join(found.about_whom))
    groups = [
        Group(title, tuple(_hit(hit, wording) for hit in found.hits if hit.apt == apt))
        for title, apt in (("", True), (others, False))
    ]
    remarks = []
    if not found.hits:
        remarks.append(language.gettext("Nothing was found."))
        if found.nearest:
            remarks.append(language.gettext("Did you mean: {words}?", words=", ".join(found.nearest)))
    elif found.not_understood:
        words = ", ".join(found.not_understood)
        remarks.append(language.gettext("Not found anywhere: {words}.", words=words))
    more = language.ngettext("{number} more result", "{number} more results", found.more) if found.more else ""
    return Page(
        groups=tuple(group for group in groups if group.things),
        warnings=_once(found.warnings),
        remarks=tuple(remarks),
        more=more,
        withheld=_withheld(found.withheld, wording),
    )


def opened_page(lookup: Lookup, about: str, wording: Wording, within: Case, mine: Case | None = None) -> Page:
    """The page of what is opened: `CONTACTS`, or a kind and an id as `topic:medicines`. `mine`: the open case, marked in tables."""
    kind, _, id = about.partition(":")
    if about == CONTACTS:
        return all_contacts_page(contacts_page(lookup.adviser, wording, within), wording)
    if kind == CONTACT_HIT:
        return _contact_page(lookup, id, wording, within)
    if kind == TOPIC_HIT:
        return _topic_page(lookup, id, wording, within, mine)
    return _said_page(lookup, kind, id, wording, within)


def all_contacts_page(shown: ContactsPage, wording: Wording) -> Page:
    """All contacts, each with its ways and for whom it is."""
    gettext = wording.language.gettext
    nobody = gettext("No contact is known here. Ask your manager, or see your region's website for care staff.")
    cards = Group("", tuple(_card(card, wording) for card in shown.cards))
    return Page(
        about=Shown(gettext("Contacts")),
        groups=tuple(group for group in (_local(shown.local, wording), cards) if group.things),
        warnings=_once(shown.warnings),
        remarks=() if shown.cards or shown.local else (nobody,),
        withheld=_withheld(shown.withheld, wording),
    )


def _contact_page(lookup: Lookup, id: str, wording: Wording, within: Case) -> Page:
    """A contact, with what is said of it in which case."""
    shown = contacts_page(lookup.adviser, wording, within)
    card = next((card for card in shown.cards if card.contact.id == id), None)
    if card is None:
        return Page(warnings=_once(shown.warnings), withheld=_withheld(1, wording))
    named = set(card.leads_to)
    for rule in naming(lookup.knowledge, card.contact):
        named |= {*named_by(lookup.knowledge, rule)}
    leads = bool(card.leads_to)
    says = tuple(
        Shown("", _in_order([ShownLine(SAID, text)], condition, leads, wording)) for text, condition in card.says
    )
    found = lookup.look_at(CONTACT_HIT, id, wording.language, within)
    words = _more_than(within, found.hits[0].case_words if found.hits else card.case_words, lookup)
    return Page(
        about=_card(card, wording),
        groups=(Group(wording.language.gettext("What is said"), says),),
        warnings=_once(warnings(lookup.adviser, wording, named)),
        sources=tuple(wording.source(source) for source in card.sources),
        case_words=words,
        begins=case_in_words(words, wording),
    )


def _topic_page(lookup: Lookup, id: str, wording: Wording, within: Case, mine: Case | None) -> Page:
    """A topic: its table if it has one, what that refers to by numbers, then what else is said on it."""
    gettext = wording.language.gettext
    hit = lookup.look_at(TOPIC_HIT, id, wording.language, within).hits[0]
    found = lookup.on_topic(id, wording.language, within)
    made = table(lookup.adviser, wording, id, within, mine) if id in table_topics(lookup.knowledge) else None
    known = bool(found.hits or found.withheld)
    # A table of nothing but "not known here" would hide that other things are known on the topic.
    if made is not None and known and not any(note.topic == id for note in made.notes):
        made = None
    noted = _noted(lookup, made, wording, within) if made is not None else ()
    told = {subject(STATEMENT_HIT, rule.id) for note in (made.notes if made else ()) for rule in note.rules}
    others = tuple(thing for thing in (_hit(said, wording) for said in found.hits) if thing.opens not in told)
    groups = (
        Group(gettext("What is said on this topic"), noted, in_table=True),
        Group(gettext("What else is said") if noted else gettext("What is said"), others),
        _local(local_for((id,), within.answers.get(REGION), wording, every=False), wording),
    )
    return Page(
        about=Shown(hit.title, (ShownLine(HELP, hit.text),), gettext(_KINDS[TOPIC_HIT])),
        table=made,
        groups=tuple(group for group in groups if group.things),
        warnings=_once((*(made.warnings if made is not None else ()), *found.warnings)),
        withheld=_withheld(found.withheld, wording),
        case_words=hit.case_words,
        begins=case_in_words(hit.case_words, wording),
    )


def _local(found: Sequence[LocalShown], wording: Wording) -> Group:
    """What the workplace adds, each marked as local."""
    things = tuple(Shown(one.text, tuple(ShownLine(WAY, way) for way in one.ways)) for one in found)
    return Group(wording.language.gettext("At your workplace"), things)


def _noted(lookup: Lookup, made: Table, wording: Wording, within: Case) -> tuple[Shown, ...]:
    """What the cells of a table refer to, in the order of its numbers, each with when it holds."""
    noted = []
    for note in made.notes:
        alone = lookup.look_at(STATEMENT_HIT, note.rule.id, wording.language, within).hits
        opens, clauses = subject(STATEMENT_HIT, note.rule.id), wording.in_brackets(note.sources)
        noted.append(_hit(alone[0], wording) if alone else Shown(note.text, opens=opens, cited=clauses))
    return tuple(noted)


def _said_page(lookup: Lookup, kind: str, id: str, wording: Wording, within: Case) -> Page:
    """A statement or a word of the glossary, whole."""
    found = lookup.look_at(kind, id, wording.language, within)
    page = Page(warnings=_once(found.warnings), withheld=_withheld(found.withheld, wording))
    if not found.hits:
        return page
    hit = found.hits[0]
    words = _more_than(within, hit.case_words, lookup)
    return page._replace(
        about=_hit(hit, wording, whole=True)._replace(kind="", opens=""),
        sources=tuple(wording.source(source) for source in hit.sources),
        case_words=words,
        begins=case_in_words(words, wording),
    )


# -- things --------------------------------------------------------------------------------------------------------------


def _hit(hit: Hit, wording: Wording, *, whole: bool = False) -> Shown:
    """A thing found. `whole`: with each way to reach the contact that a statement names."""
    said = [ShownLine(SAID, hit.text)] if hit.text else []
    if whole and hit.kind == STATEMENT_HIT and hit.contact:
        said += [ShownLine(WAY, way) for way in wording.contact_lines(hit.contact)]
    return Shown(
        hit.title,
        _in_order(said, hit.condition, bool(hit.leads_to), wording),
        wording.language.gettext(_KINDS[hit.kind]) if hit.kind in _KINDS else "",
        subject(hit.kind, hit.id),
        wording.in_brackets(hit.sources),
        hit.case_words,
    )


def _card(card: ContactCard, wording: Wording) -> Shown:
    """A contact with its ways, for whom it is, and its topics."""
    ways = [ShownLine(WAY, way) for way in card.lines[1:]]
    about = ShownLine(TOPICS, wording.language.gettext("Topics: {topics}", topics=", ".join(card.topics)))
    return Shown(
        card.lines[0],
        (*_in_order(ways, card.condition, bool(card.leads_to), wording), about),
        opens=subject(CONTACT_HIT, card.contact.id),
        cited=wording.in_brackets(card.sources),
    )


def _in_order(
    said: Sequence[ShownLine], condition: When | None, leads: bool, wording: Wording
) -> tuple[ShownLine, ...]:
    """What is said and when it holds, in reading order: what leads to another authority is read after its condition."""
    if condition is None:
        return tuple(said)
    when = ShownLine(ONLY_IF if leads else WHEN, when_text(condition, leads, wording))
    return (when, *said) if leads else (*said, when)


def when_text(condition: When, leads: bool, wording: Wording) -> str:
    """When something holds, in a line."""
    gettext = wording.language.gettext
    if condition.always:
        return gettext("Holds in every case.")
    text = condition.text(wording)
    if leads:
        return gettext("Applies only if {condition}", condition=text)
    return gettext("Applies if {condition}", condition=text)


def warning_lines(warned: Iterable[Warned]) -> tuple[str, ...]:
    """Warnings with their clauses, each once."""
    return tuple(f"{one.text} {one.cited}" for one in _once(warned))


def subject(kind: str, id: str) -> str:
    """What opens a thing, as `statement:interpreter.book`."""
    return f"{kind}:{id}"


def case_in_words(words: Sequence[str], wording: Wording) -> str:
    """What a case begins with, in words, as `Situation: Undocumented; Topic: Medicines`."""
    case = case_from_words(wording.knowledge, words)
    known = [question for fact, question in wording.knowledge.questions.items() if fact in case.answers]
    said = [f"{wording.short(question.id)}: {wording.answered(case, question)}" for question in known]
    if case.topics:
        said.append(f"{wording.short(TOPIC)}: {', '.join(wording.topic(topic) for topic in case.topics)}")
    return "; ".join(said)


def _withheld(number: int, wording: Wording) -> str:
    """That something is not shown, and why."""
    if not number:
        return ""
    return wording.language.ngettext(
        "{number} result that leads to another authority is not shown: it is not certain for this patient.",
        "{number} results that lead to another authority are not shown: they are not certain for this patient.",
        number,
    )


def _once(warned: Iterable[Warned]) -> tuple[Warned, ...]:
    """Each warning once, in order."""
    return tuple({one.rule.id: one for one in warned}.values())


def _more_than(known: Case, words: tuple[str, ...], lookup: Lookup) -> tuple[str, ...]:
    """The words of a case, if they say more than is known already."""
    return words if {*words} - {known.given(lookup.knowledge, fact) for fact in known.answers} else ()


# -- tables --------------------------------------------------------------------------------------------------------------


class Ages(NamedTuple):
    """Ages for which a row of a table says the same: them in words, what it says (empty for a whole text), and its numbers."""

    ages: str
    text: str
    notes: tuple[int, ...]


def by_age(made: Table, row: TableRow, wording: Wording) -> list[Ages]:
    """The cells of a row, ages for which the same holds together."""
    together: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for age, cell in zip(made.column_values, row.cells, strict=True):
        text = "" if made.kind != FEE and cell.notes else cell.text
        together.setdefault((text, cell.notes), []).append(age)
    every, question = wording.language.gettext("All ages"), wording.knowledge.questions[AGE]
    return [
        Ages(every if len(ages) == len(made.columns) > 1 else ", ".join(wording.values(question, ages)), text, notes)
        for (text, notes), ages in together.items()
    ]
