"""The impact of a change in the reader's words: sections and items, before anybody lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from assistant.audit.impact.compare import Impact, ImpactChange, Period
from assistant.audit.impact.making import ADDED, CHANGED, REMOVED, RENAMED, Made
from assistant.audit.impact.sides import shown_document
from assistant.audit.impact.statements import APPEARS, CHANGES, CONTACT, DISAPPEARS, LEADS, SOURCE
from assistant.cases.cover import Row
from assistant.i18n import DEFAULT_LANGUAGE, N_, Language, language
from assistant.knowledge.model import Contact, Knowledge, Rule
from assistant.words.wording import Wording

PLUS, MINUS, OTHERWISE, SAME = "+", "-", "~", "="
"""What stands before what has come, gone, or is otherwise, and what only has another name."""

_TITLES = {
    APPEARS: N_("{topic}: {rule} is said where it was not ({cases})"),
    DISAPPEARS: N_("{topic}: {rule} is no longer said ({cases})"),
    CHANGES: N_("{topic}: {rule} says something else ({cases})"),
    LEADS: N_("{topic}: another line answers ({cases})"),
    CONTACT: N_("The contact {rule} is reached otherwise ({cases})"),
    SOURCE: N_("The source {rule} is shown otherwise ({cases})"),
}
_MARKS = {APPEARS: PLUS, DISAPPEARS: MINUS, ADDED: PLUS, REMOVED: MINUS, RENAMED: SAME}

_PARTS = {
    "text": N_("Text"), "lead": N_("Line"), "brief": N_("Brief words"), "own": N_("Own line"), "line": N_("In a line"), "slip": N_("Slip"), "fee": N_("Fee"),
    "limit": N_("Limit"), "contact": N_("Contact"), "sources": N_("Sources"), "kind": N_("Kind"), "topic": N_("Topic"), "actors": N_("Who"),
}  # fmt: skip
"""Parts of a statement by name; others are called as in the file."""
_FILLED = ("text", "lead", "brief", "own", "line", "slip")
"""Parts into which a fee and a contact are put: they read otherwise when these do."""

_THINGS = {
    "region": N_("Region"), "question": N_("Question"), "value": N_("Answer to {of}"), "spans": N_("Ages or numbers told apart by {id}"),
    "topic": N_("Topic"), "contact": N_("Contact"), "document": N_("Document"), "clause": N_("Clause (for editors)"), "text": N_("Text"),
    "rule": N_("Rule without an effect"), "word": N_("Typed"), "part": N_("Part"),
    "guard": N_("Clause (for editors): of whom it does not speak, or its grade"), "invariant": N_("Invariant (proved, not shown)"),
    "promise": N_("Promise (proved, not shown)"),
    "deriving": N_("Rule that derives a fact"), "put": N_("Question that is put otherwise"),
}  # fmt: skip
_WHOLE_PARTS = {
    "actors": N_("who is responsible: the names"), "glossary": N_("the words that are explained"), "changes": N_("notes on changes of the law"),
    "roles": N_("the roles of readers"), "phases": N_("the phases of processes"), "training": N_("training: stories, questions, courses"),
    "words": N_("the words that are understood when typed"), "exposing": N_("the words that no slip may have"),
    "derived": N_("derived facts"),
}  # fmt: skip


class ImpactPart(NamedTuple):
    """A part of what is said, before and after; None on the side that does not say it."""

    name: str
    old: str | None
    new: str | None


class ImpactItem(NamedTuple):
    """One thing that is otherwise: a mark, what it is, for whom, its parts before and after, and a command that shows it."""

    mark: str
    title: str
    when: tuple[str, ...] = ()
    parts: tuple[ImpactPart, ...] = ()
    ask: str = ""


class ImpactSection(NamedTuple):
    """Things that are otherwise on the same days, or whatever the day."""

    title: str
    items: tuple[ImpactItem, ...]


class ImpactReport(NamedTuple):
    """The impact of a change in words."""

    title: str
    head: tuple[str, ...]
    sections: tuple[ImpactSection, ...]


def in_short(told: ImpactReport) -> ImpactReport:
    """A report with a line for each thing that is otherwise."""
    short = (
        ImpactSection(title, tuple(ImpactItem(item.mark, item.title) for item in items))
        for title, items in told.sections
    )
    return told._replace(sections=tuple(short))


def report(found: Impact, names: tuple[str, str], speaks: Language) -> ImpactReport:
    """The impact in words; `names`: what the older and the newer knowledge are called."""
    teller = _Teller(found, speaks)
    versions = [f"{name} ({side.version})" for name, side in zip(names, (found.old, found.new), strict=True)]
    title = speaks.gettext("What the change does: {old} → {new}", old=versions[0], new=versions[1])
    compared = speaks.ngettext("{number} case compared, on every day on which a rule changes.",
                               "{number} cases compared, on every day on which a rule changes.", found.cases)  # fmt: skip
    nothing = [] if found.has_effect else [speaks.gettext("Nothing that a reader sees is otherwise.")]
    sections = (
        [ImpactSection(speaks.gettext("Whatever the case"), tuple(map(teller.made, found.made)))] if found.made else []
    )
    for period, changes in groupby(found.changes, key=lambda change: change.period):
        sections.append(ImpactSection(_period(period, speaks), tuple(map(teller.change, changes))))
    return ImpactReport(title, (compared, *nothing), tuple(sections))


def _period(period: Period, speaks: Language) -> str:
    first, last = period
    if first is None:
        return speaks.gettext("Until {last}", last=last) if last else speaks.gettext("On every day")
    if last is None:
        return speaks.gettext("From {first}", first=first)
    return speaks.gettext("From {first} until {last}", first=first, last=last)


class _Teller:
    """Tells changes in the words of one language."""

    def __init__(self, found: Impact, speaks: Language) -> None:
        self._found, self._speaks = found, speaks
        self._conditions = Wording(found.frame.knowledge, speaks)
        self._sides = _Sides(found.old, found.new, speaks)

    def change(self, change: ImpactChange) -> ImpactItem:
        """A change as an item."""
        topics = ", ".join(dict.fromkeys(self._sides.topic(topic) for topic in change.topics))
        cases = self._speaks.ngettext("{number} case", "{number} cases", change.cases)
        title = self._speaks.gettext(_TITLES[change.kind], topic=topics, rule=_rule(change), cases=cases)
        parts = tuple(self._sides.parts(change))
        return ImpactItem(
            _MARKS.get(change.kind, OTHERWISE), title, tuple(map(self._row, change.rows)), parts, change.ask
        )

    def _row(self, row: Row) -> str:
        """The facts of a row in words."""
        if not row:
            return self._speaks.gettext("in every case")
        return "; ".join(self._conditions.condition(fact, values) for fact, values in row.items())

    def made(self, made: Made) -> ImpactItem:
        """What is made otherwise whatever the case, as an item."""
        speaks = self._speaks
        mark = _MARKS.get(made.how, OTHERWISE)
        what = (
            speaks.gettext(_THINGS[made.what], id=made.id, of=made.of)
            if "{" in _THINGS[made.what]
            else speaks.gettext(_THINGS[made.what])
        )
        if made.what == "part":
            return ImpactItem(mark, speaks.gettext(_WHOLE_PARTS[made.id]))
        if made.what in ("rule", "deriving"):
            return ImpactItem(mark, f"{what}: {f'{made.old} → {made.new}' if made.how == RENAMED else made.id}")
        if made.how == CHANGED:
            same = made.old == made.new  # how a question is put, not its label
            return ImpactItem(mark, f"{what}: {made.id}", parts=() if same else (ImpactPart("", made.old, made.new),))
        if made.what == "word":
            return ImpactItem(mark, f"{what}: {made.id}: {made.new or made.old}")
        return ImpactItem(mark, f"{what}: {made.new or made.old} ({made.id})")


def _rule(change: ImpactChange) -> str:
    """What a change is on: a contact, a document, a rule, or one that stands for another."""
    if change.id:
        return " → ".join(dict.fromkeys(id for id in (change.was, change.id) if id))
    ids = dict.fromkeys(rule.id for rule in (change.old, change.new) if rule is not None)
    return " → ".join(ids)


class _Sides:
    """The parts of what is said on both sides."""

    def __init__(self, old: Knowledge, new: Knowledge, speaks: Language) -> None:
        self._speaks, self._knowledges = speaks, (old, new)
        self._told = Wording(old, speaks), Wording(new, speaks)
        source = language(DEFAULT_LANGUAGE)
        self._untranslated = Wording(old, source), Wording(new, source)

    def topic(self, id: str) -> str:
        """The label of a topic that either side has."""
        return self._told[id in self._knowledges[1].topics].topic(id)

    def parts(self, change: ImpactChange) -> Iterator[ImpactPart]:
        """What a change shows side by side."""
        if change.kind == CONTACT:
            day = change.period.first
            yield from self._whole(*(_contact(side.contacts[change.id], day) for side in self._knowledges))
        elif change.kind == SOURCE:
            ids = change.was, change.id
            yield from self._whole(
                *(shown_document(side.documents[id]) for side, id in zip(self._knowledges, ids, strict=True))
            )
        else:
            names = {LEADS: ("lead",), CHANGES: (*_FILLED, *change.differs)}.get(
                change.kind, ("text", "lead", "slip", "sources")
            )
            yield from self._of_rules(change, tuple(dict.fromkeys(names)))

    def _whole(self, old: str, new: str) -> Iterator[ImpactPart]:
        yield ImpactPart("", old, new)

    def _of_rules(self, change: ImpactChange, names: Sequence[str]) -> Iterator[ImpactPart]:
        rules = change.old, change.new
        # Texts of two languages cannot be compared: what one side has no translation of is shown as it was written on both.
        translated = all(rule is None or self._is_translated(rule) for rule in rules)
        wordings = self._told if translated else self._untranslated
        both = None not in rules
        for name in names:
            old, new = (
                _part(rule, name, wording) if rule else None for rule, wording in zip(rules, wordings, strict=True)
            )
            if (old or new) and (not both or old != new or change.kind == LEADS):
                yield ImpactPart(self._speaks.gettext(_PARTS[name]) if name in _PARTS else name, old, new)

    def _is_translated(self, rule: Rule) -> bool:
        said = rule.statement
        assert said is not None
        contexts = (
            ("rule", said.text),
            ("lead", said.lead),
            ("brief", said.brief),
            ("own", said.own),
            ("line", said.line),
            ("slip", said.slip),
        )
        return all(self._speaks.has_knowledge(f"{context}.{rule.id}", text) for context, text in contexts)


def _part(rule: Rule, name: str, wording: Wording) -> str:
    """A part of what a rule says, in words."""
    said = rule.statement
    assert said is not None
    if name in _FILLED:
        if not getattr(said, name):
            return ""
        return str(getattr(wording, f"rule_{name}")(rule))
    if name == "sources":
        return ", ".join(rule.sources)
    part = getattr(said, name)
    if name in ("fee", "limit"):
        return wording.fee(part) if part is not None else ""
    if name == "contact":
        return _contact(wording.knowledge.contacts[part], None) if part else ""
    if name == "actors":
        return ", ".join(map(wording.actor, part))
    return ", ".join(map(str, part)) if isinstance(part, tuple) else "" if part is None else str(part)


def _contact(contact: Contact, day: date | None) -> str:
    """A contact as it is reached on a day; on the first one that anything is known of, if none is given."""
    way = contact.on(day or date.min)
    return _in_a_row((contact.name, way.phone, way.email, way.fax, contact.hours))


def _in_a_row(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)
