"""`vardlots clause ID`: all that has to do with a clause on one page: its document, the rules that cite it, what tests it, what changed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from assistant.answer import Adviser
from assistant.audit.history import Edit, history
from assistant.audit.page_outline import clause_sections
from assistant.audit.pages import ClausePage, clause_page
from assistant.audit.scenarios import scenarios_beside
from assistant.cli.days import day
from assistant.cli.knowledge import found_here, knowledge_or_fail
from assistant.cli.pages import (
    NO_CLAUSE,
    add_page_arguments,
    edits_as_json,
    known_id,
    print_page,
    tested_as_json,
)
from assistant.cli.words import WordParser
from assistant.i18n import Language
from assistant.places import knowledge_folder
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `clause` takes."""
    add_page_arguments(parser, parser.speaks.gettext("the clause, as V27"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the page of a clause."""
    on = day(words.on, speaks)
    folder, adviser = knowledge_folder(), Adviser(knowledge_or_fail(speaks), on)
    knowledge = adviser.knowledge
    clause = knowledge.clauses[known_id(words.id.strip(), knowledge.clauses, NO_CLAUSE, speaks)]
    page = clause_page(adviser, clause, scenarios_beside(folder, knowledge))
    edits = history(folder, clause.place.file, clause.id)
    if words.json:
        print(json.dumps(_as_json(page, edits, knowledge.version), ensure_ascii=False, indent=2))
        return 0
    title = f"{clause.id}: {page.document.publisher}, {clause.at or page.document.title}"
    sections = clause_sections(page, adviser, Wording(knowledge, speaks), edits)
    print_page(title, str(found_here(clause.place)), sections)
    return 0


def _as_json(page: ClausePage, edits: Sequence[Edit], version: str) -> dict[str, Any]:
    clause, document = page.clause, page.document
    start = document.in_force_from
    return {
        "knowledge": {"version": version},
        "on": page.on.isoformat(),
        "id": clause.id,
        "pack": clause.pack,
        "place": found_here(clause.place)._asdict(),
        "at": clause.at,
        "says": clause.says,
        "who": clause.who,
        "grade": clause.grade or document.grade,
        "disposition": clause.disposition,
        "document": {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "date": document.date,
            "in_force_from": start.isoformat() if start is not None else None,
            "in_force_to": document.in_force_to.isoformat() if document.in_force_to is not None else None,
            "review_by": document.review_by.isoformat(),
            "url": document.url,
        },
        "rules": [{"id": id, "cases": cases} for id, cases in page.rules],
        "named": [named._asdict() for named in page.named],
        "scenarios": tested_as_json(page.tested),
        "history": edits_as_json(edits),
    }
