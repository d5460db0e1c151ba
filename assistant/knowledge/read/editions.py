"""Editions of documents: one comes in the place of another on a day, and both stand beside each other until then.

The clauses of an edition have the ids of those before it, so that a rule cites the clause that is in force, whichever edition it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from assistant.i18n import N_
from assistant.knowledge.model import Clause, Document
from assistant.knowledge.read.fields import by_name
from assistant.knowledge.read.nodes import Mistakes


def ended(documents: Mapping[str, Document]) -> dict[str, Document]:
    """The documents, each that is replaced with an end: the day before the edition begins that comes in its place."""
    found = dict(documents)
    for document in documents.values():
        before, first = found.get(document.replaces), document.in_force_from
        if before is None or first is None or first == date.min or document.id in earlier(documents, document.id):
            continue
        if before.in_force_to is None:
            found[before.id] = before._replace(in_force_to=first - timedelta(days=1))
    return found


def earlier(documents: Mapping[str, Document], id: str) -> tuple[str, ...]:
    """The edition that a document replaces, the one before that, and so on; a circle is gone round once."""
    found: dict[str, None] = {}
    while id in documents and (id := documents[id].replaces) and id not in found:
        found[id] = None
    return tuple(found)


def kept_clauses(documents: Mapping[str, Document], clauses: Iterable[Clause], mistakes: Mistakes) -> Iterator[Clause]:
    """The clauses that editions keep word for word, as theirs. One that is kept over several editions is kept in each."""
    by_document: dict[str, dict[str, Clause]] = {}
    for clause in clauses:
        by_document.setdefault(clause.document, {})[clause.id] = clause
    for document in sorted(documents.values(), key=lambda document: len(earlier(documents, document.id))):
        if _is_loose(document, documents):
            if document.keeps and not document.replaces:
                message = N_(
                    "{document} keeps clauses, but of which document? Say with “replaces:” which one it replaces."
                )
                mistakes.add(document.place, message, document=document.id)
            continue
        before = by_document.get(document.replaces, {})
        for id in document.keeps:
            message = N_("{other}, which {document} replaces, has no clause {word} to keep.")
            if mistakes.known(
                document.place, message, id, before, other=document.replaces or "–", document=document.id
            ):
                kept = before[id]._replace(document=document.id)
                by_document.setdefault(document.id, {})[id] = kept
                yield kept


def _is_loose(document: Document, documents: Mapping[str, Document]) -> bool:
    """Whether a document is an edition, but nobody knows of which."""
    return document.replaces not in documents if document.replaces else bool(document.keeps)


def editions_of(
    clauses: Iterable[Clause], documents: Mapping[str, Document], mistakes: Mistakes
) -> dict[str, tuple[Clause, ...]]:
    """By id, the clauses in the order of their editions. One id stands for several only in editions of one document."""
    found: dict[str, list[Clause]] = {}
    for clause in clauses:
        found.setdefault(clause.id, []).append(clause)
    return {id: _in_order(together, documents, mistakes) for id, together in found.items()}


def _in_order(together: list[Clause], documents: Mapping[str, Document], mistakes: Mistakes) -> tuple[Clause, ...]:
    if len(together) == 1:
        return tuple(together)
    together.sort(key=lambda clause: len(earlier(documents, clause.document)))
    last = earlier(documents, together[-1].document)
    rightly = {clause.document: clause for clause in together if clause.document in (*last, together[-1].document)}
    if any(_is_loose(documents[each.document], documents) for each in together if each.document in documents):
        return (together[0],)  # which is whose edition cannot be said: a mistake of its own
    if len(rightly) < len(together):
        by_name(((clause.id, clause) for clause in together), mistakes)  # notes each but the first
        return (together[0],)
    return tuple(together)
