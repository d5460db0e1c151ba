"""Checking editions: each begins on the day after the one that it replaces, and nothing rests on a clause that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from assistant.i18n import N_
from assistant.knowledge.model import Document, Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.read.editions import earlier
from assistant.knowledge.read.nodes import Mistakes

Rests = tuple[Place, Iterable[str], date | None]
"""What rests on clauses: its place, the clauses, and its last day."""


def check_editions(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note what is wrong with the days of documents, with what they replace, and with what rests on a clause that is left out."""
    replaced: dict[str, Document] = {}
    for document in knowledge.documents.values():
        first, last = document.in_force_from, document.in_force_to
        if first is not None and last is not None and last < first:
            mistakes.add(document.place, N_("The document {word} ends before it begins."), word=document.id)
        elif first is not None and document.review_by < first:
            message = N_("The document {word} is to be reviewed before it is in force.")
            mistakes.add(document.place, message, word=document.id)
        elif document.replaces:
            other = replaced.setdefault(document.replaces, document)
            if other is not document:
                message = N_("{word} is replaced already: see {other}.")
                mistakes.add(document.place, message, word=document.replaces, other=str(other.place))
            else:
                _replacing(knowledge, document, mistakes)
    _left_out(knowledge, replaced, mistakes)
    _unguarded(knowledge, mistakes)


def _unguarded(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Of whom a clause does not speak is proved of all that cites it; a new edition that says nothing of it would take the guard away unseen."""
    for editions in knowledge.editions.values():
        for before, clause in pairwise(editions):
            if before.not_for is not None and clause.not_for is None:
                message = N_(
                    "{word} of {before} has a “not_for:”, that of {document} has none: copy it, or write “not_for: nobody”."
                )
                parts = {"before": before.document, "document": clause.document}
                mistakes.add(clause.place, message, word=clause.id, **parts)


def _replacing(knowledge: Knowledge, document: Document, mistakes: Mistakes) -> None:
    """Note where an edition does not follow upon the one that it replaces."""
    word, place, documents = document.replaces, document.place, knowledge.documents
    if not mistakes.known(place, N_("There is no document {word} to replace."), word, documents):
        return
    before = documents[word]
    if document.id in earlier(documents, document.id):
        mistakes.add(place, N_("Documents replace each other in a circle: {word}."), word=f"{word} → {document.id}")
    elif before.pack != document.pack:
        mistakes.add(place, N_("{word} is a document of another region."), word=word)
    elif document.in_force_from is None:
        message = N_("{document} replaces {word}: say from which day, with “in_force_from:”.")
        mistakes.add(place, message, word=word, document=document.id)
    elif before.in_force_to is not None and before.in_force_to + timedelta(days=1) != document.in_force_from:
        message = N_("{word} is in force until {last}, and {document} from {day}: an edition begins on the day after.")
        days = {"last": before.in_force_to.isoformat(), "day": document.in_force_from.isoformat()}
        mistakes.add(place, message, word=word, document=document.id, **days)


def _left_out(knowledge: Knowledge, replaced: dict[str, Document], mistakes: Mistakes) -> None:
    """Note what goes on to rest on a clause after the day on which an edition comes that leaves it out."""
    for place, sources, last in _resting(knowledge):
        for source in sources:
            if source not in knowledge.clauses:
                continue  # a mistake of its own
            newer = replaced.get(knowledge.editions_of(source)[-1].document)
            first = newer.in_force_from if newer is not None else None
            if newer is not None and first is not None and (last is None or first <= last):
                # Without the name of what cites it: forgotten once, it is told once, with all places.
                message = N_(
                    "{document} leaves out {word} from {day} on, which is cited here: keep it, cite what stands there, or let this end the day before."
                )
                mistakes.add(place, message, word=source, document=newer.id, day=first.isoformat())


def _resting(knowledge: Knowledge) -> Iterator[Rests]:
    for rule in knowledge.rules.values():
        yield rule.at("sources"), rule.cited or rule.sources, rule.valid_to
    for amount in knowledge.amounts.values():
        for value in amount.values:
            yield value.place, value.sources, value.last
    for contact in knowledge.contacts.values():
        for way in contact.ways:
            yield way.place, way.sources, way.last
    for term in knowledge.glossary.values():
        yield term.place, term.sources, None
    for invariant in knowledge.invariants.values():
        yield invariant.place, invariant.sources, None
    for question in knowledge.questions.values():
        for clue in question.find_out.clues.values() if question.find_out is not None else ():
            yield clue.place, clue.sources, None
