"""The words of a page on a rule or a clause: titled sections of items, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.answer import Adviser
from assistant.audit.history import Edit
from assistant.audit.pages import (
    CALL,
    CHANGE,
    CLUE,
    CONTACT,
    COURSE,
    DOUBTED,
    INVARIANT,
    OPPOSED,
    PROMISE,
    TERM,
    TRAINING,
    ClausePage,
    Named,
    RulePage,
    Tested,
)
from assistant.cases.cover import cover
from assistant.cases.space import condition_cases
from assistant.i18n import N_, Language
from assistant.knowledge.conditions import Condition
from assistant.knowledge.model import NATIONAL, Clause, Document, Rule
from assistant.knowledge.read.packs import DEFAULT_CURRENCY
from assistant.lookup.when import row_words
from assistant.words.outline import Item, Section
from assistant.words.wording import Wording

_KINDS = {
    INVARIANT: N_("the invariant {id}"),
    PROMISE: N_("the promise {id}"),
    OPPOSED: N_("opposed by {id}"),
    DOUBTED: N_("doubted by {id}"),
    COURSE: N_("the course, case {id}"),
    CALL: N_("the call {id}"),
    TERM: N_("the glossary, {id}"),
    CONTACT: N_("the contact {id}"),
    CLUE: N_("the clue {id}"),
    TRAINING: N_("training, {id}"),
    CHANGE: N_("the change of the law {id}"),
}


def rule_sections(
    page: RulePage, adviser: Adviser, wording: Wording, spoken: Sequence[Language], edits: Sequence[Edit]
) -> tuple[Section, ...]:
    """What is told of a rule, under titles; nothing under a title that has nothing to tell."""
    gettext, knowledge = wording.language.gettext, adviser.knowledge
    clauses = [knowledge.clauses[id] for id in page.rule.sources]
    return _told(
        Section("words", gettext("In words"), tuple(_words(page.rule, wording, spoken))),
        Section("when", gettext("When it holds"), tuple(_when(page, adviser, wording))),
        Section("amounts", gettext("Amounts, by day"), tuple(_amounts(page, wording))),
        Section("facts", gettext("What it looks at"), tuple(_facts(page, wording))),
        Section("overrides", gettext("In place of each other"), tuple(_overrides(page, wording))),
        Section("sources", gettext("Clauses"), tuple(_clause(clause, wording) for clause in clauses)),
        *_ends(page.named, page.tested, edits, wording),
    )


def clause_sections(page: ClausePage, adviser: Adviser, wording: Wording, edits: Sequence[Edit]) -> tuple[Section, ...]:
    """What is told of a clause, under titles."""
    gettext = wording.language.gettext
    rules = tuple(
        Item(wording.language.ngettext("{id}: {number} case", "{id}: {number} cases", number, id=id))
        for id, number in page.rules
    )
    return _told(
        Section("document", gettext("Document"), tuple(_document(page.document, page.on, wording))),
        Section("says", gettext("What it says (for editors)"), tuple(_says(page.clause, adviser, wording))),
        Section("rules", gettext("Rules that cite it"), rules),
        *_ends(page.named, page.tested, edits, wording),
    )


def _told(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.items)


# -- a rule ----------------------------------------------------------------------------------------------------------------


def _words(rule: Rule, wording: Wording, spoken: Sequence[Language]) -> Iterator[Item]:
    """What it says or derives, in each language; below, its other lines, each by the key under which it is written."""
    for language in spoken:
        other = Wording(wording.knowledge, language)
        if rule.derive is not None:
            label, value = other.derived(*rule.derive)
            yield Item(f"{language.code}: {label}: {value}")
        else:
            lines = {
                "lead": other.rule_lead(rule),
                "brief": _brief(rule, other),
                "own": other.rule_own(rule),
                "line": other.rule_line(rule),
                "slip": other.rule_slip(rule),
            }
            yield Item(
                f"{language.code}: {other.rule_text(rule)}",
                tuple(f"{key}: {text}" for key, text in lines.items() if text),
            )


def _brief(rule: Rule, wording: Wording) -> str:
    return wording.rule_brief(rule) if rule.statement is not None and rule.statement.brief else ""


def _when(page: RulePage, adviser: Adviser, wording: Wording) -> Iterator[Item]:
    gettext = wording.language.gettext
    said = page.rule.statement
    if page.in_force:
        rows = cover(adviser.space, adviser.knowledge, page.holds, {})
        yield from (Item(row_words(row, wording) or gettext("always")) for row in rows)
        yield Item(gettext("{cases} of {all} cases, on {day}", cases=page.cases, all=page.of, day=page.on.isoformat()))
    else:
        yield Item(gettext("not in force on {day}", day=page.on.isoformat()))
    if page.first is not None:
        yield Item(gettext("from {day}, when its sources are in force", day=page.first.isoformat()))
    if page.last is not None:
        yield Item(gettext("until {day}", day=page.last.isoformat()))
    if said is not None and said.always:
        yield Item(gettext("shown with every topic"))
    for fact in said.ended_by if said is not None else ():
        yield Item(gettext("only until this is answered: {fact}", fact=wording.short(fact)))


def _amounts(page: RulePage, wording: Wording) -> Iterator[Item]:
    """Each amount with a name, and what it is from when on."""
    for amount in page.amounts:
        values = (
            f"{value.first.isoformat() if value.first is not None else '…'} – "
            f"{value.last.isoformat() if value.last is not None else '…'}: "
            f"{wording.language.money(value.amount, DEFAULT_CURRENCY)} [{', '.join(value.sources)}]"
            for value in amount.values
        )
        yield Item(amount.id, tuple(values))


def _facts(page: RulePage, wording: Wording) -> Iterator[Item]:
    gettext, knowledge = wording.language.gettext, wording.knowledge
    for fact in page.needs:
        if fact in knowledge.derived:
            ids = [rule.id for rule in knowledge.rules.values() if rule.derive is not None and rule.derive[0] == fact]
            yield Item(f"{fact}: {_label(fact, wording)}", (gettext("derived by {ids}", ids=", ".join(ids)),))
        else:
            yield Item(f"{fact}: {wording.short(fact)}")
    if page.rule.derive is not None:
        readers = ", ".join(page.read_by) or "–"
        yield Item(gettext("derives {fact}, at which these look: {ids}", fact=page.rule.derive[0], ids=readers))


def _label(fact: str, wording: Wording) -> str:
    return wording.language.knowledge(f"derived.{fact}.label", wording.knowledge.derived[fact].label)


def _overrides(page: RulePage, wording: Wording) -> Iterator[Item]:
    gettext, rules = wording.language.gettext, wording.knowledge.rules
    region = "" if page.rule.pack == NATIONAL else page.rule.pack
    for id in page.rule.overrides:
        yield Item(gettext("takes the place of {id} in {region}", id=id, region=region))
    for id in page.overridden_by:
        yield Item(gettext("in {region}, {id} takes its place", id=id, region=rules[id].pack))
    for id in page.rule.succeeds:
        yield Item(gettext("succeeds {id}", id=id))
    for id in page.succeeded_by:
        first = rules[id].valid_from
        yield Item(gettext("succeeded by {id} from {day}", id=id, day=first.isoformat() if first is not None else "–"))


# -- clauses and documents ---------------------------------------------------------------------------------------------------


def _clause(clause: Clause, wording: Wording) -> Item:
    document = wording.knowledge.documents[clause.document]
    at = f", {clause.at}" if clause.at else ""
    return Item(
        f"{clause.id}  {document.publisher}: {document.title} ({wording.date(document)}){at}",
        (*([clause.says] if clause.says else []), *_days(document, wording)),
    )


def _days(document: Document, wording: Wording) -> tuple[str, ...]:
    gettext = wording.language.gettext
    review = gettext("to be read again by {day}", day=document.review_by.isoformat())
    days = []
    if document.in_force_from is not None:
        days.append(gettext("in force from {day}", day=document.in_force_from.isoformat()))
    if document.in_force_to is not None:
        days.append(gettext("in force until {day}", day=document.in_force_to.isoformat()))
    return (*days, review)


def _document(document: Document, on: date, wording: Wording) -> Iterator[Item]:
    notes = [*_days(document, wording)]
    if document.grade:
        notes.append(wording.language.gettext("grade {text}", text=document.grade))
    if document.review_by < on:
        notes.append(wording.check_before_use())
    if document.url:
        notes.append(document.url)
    yield Item(f"{document.id}: {document.publisher}: {document.title} ({wording.date(document)})", tuple(notes))


def _says(clause: Clause, adviser: Adviser, wording: Wording) -> Iterator[Item]:
    gettext = wording.language.gettext
    if clause.at:
        yield Item(gettext("under “{heading}”", heading=clause.at))
    yield Item(clause.says)
    for label, text in (
        (N_("who: {text}"), clause.who),
        (N_("grade {text}"), clause.grade),
        (N_("no rule: {text}"), clause.disposition),
        (N_("odd: {text}"), clause.anomaly.text if clause.anomaly is not None else ""),
    ):
        if text:
            yield Item(gettext(label, text=text))
    for label, condition in (
        (N_("not for: {text}"), clause.not_for),
        (N_("extends to: {text}"), clause.extends_to),
    ):
        if condition is not None:
            yield from (Item(gettext(label, text=text)) for text in _patients(condition, adviser, wording))


def _patients(condition: Condition, adviser: Adviser, wording: Wording) -> list[str]:
    """For whom a condition holds, row by row."""
    holds = condition_cases(adviser.knowledge, adviser.space, condition)
    return [row_words(row, wording) for row in cover(adviser.space, adviser.knowledge, holds, {})]


# -- of both ---------------------------------------------------------------------------------------------------------------


def _ends(
    named: Iterable[Named], tested: Iterable[Tested], edits: Iterable[Edit], wording: Wording
) -> tuple[Section, ...]:
    """Where else it is named, which scenarios test it, and what was changed."""
    gettext = wording.language.gettext
    scenarios = tuple(
        Item(
            f"{test.scenario.place}  {', '.join(test.keys)}",
            (f"vardlots ask {test.scenario.words}",),
        )
        for test in tested
    )
    return (
        Section("named", gettext("Named elsewhere"), tuple(Item(gettext(_KINDS[kind], id=id)) for kind, id in named)),
        Section("scenarios", gettext("Scenarios"), scenarios),
        Section("history", gettext("History"), tuple(Item(f"{day}  {commit}  {text}") for day, commit, text in edits)),
    )
