"""`vardlots rule ID`: all that has to do with a rule on one page: its words, when it holds, what it rests on, what tests it, what changed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from assistant.answer import Adviser
from assistant.audit.history import Edit, history
from assistant.audit.page_outline import rule_sections
from assistant.audit.pages import RulePage, rule_page
from assistant.audit.scenarios import scenarios_beside
from assistant.cases.cover import cover
from assistant.cli.days import day
from assistant.cli.knowledge import found_here, knowledge_or_fail
from assistant.cli.pages import (
    NO_RULE,
    add_page_arguments,
    edits_as_json,
    known_id,
    print_page,
    tested_as_json,
)
from assistant.cli.words import WordParser
from assistant.i18n import Language, language, languages_from
from assistant.knowledge.model import AmountValue
from assistant.places import knowledge_folder
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `rule` takes."""
    add_page_arguments(parser, parser.speaks.gettext("the rule, as medicines.fee.lma_adult"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the page of a rule."""
    on = day(words.on, speaks)
    knowledge, folder = knowledge_or_fail(speaks), knowledge_folder()
    id = known_id(words.id.strip(), knowledge.rules, NO_RULE, speaks)
    adviser = Adviser(knowledge, on)
    rule, wording = adviser.knowledge.rules[id], Wording(adviser.knowledge, speaks)
    page = rule_page(adviser, rule, scenarios_beside(folder, knowledge))
    edits = history(folder, rule.place.file, rule.id)
    spoken = [language(code) for code in languages_from(speaks.code)]
    if words.json:
        print(json.dumps(_as_json(page, adviser, spoken, edits), ensure_ascii=False, indent=2))
        return 0
    said = rule.statement
    what = (
        f"{wording.topic(said.topic)}, {wording.kind(said.kind)}"
        if said is not None
        else speaks.gettext("derives a fact")
    )
    print_page(
        f"{rule.id}: {what}",
        str(found_here(rule.place)),
        rule_sections(page, adviser, wording, spoken, edits),
    )
    return 0


def _as_json(page: RulePage, adviser: Adviser, spoken: Sequence[Language], edits: Sequence[Edit]) -> dict[str, Any]:
    rule, knowledge = page.rule, adviser.knowledge
    said = rule.statement
    return {
        "knowledge": {"version": knowledge.version},
        "on": page.on.isoformat(),
        "id": rule.id,
        "pack": rule.pack,
        "place": found_here(rule.place)._asdict(),
        "kind": said.kind if said is not None else None,
        "topic": said.topic if said is not None else None,
        "derive": dict([rule.derive]) if rule.derive is not None else None,
        "texts": {each.code: Wording(knowledge, each).rule_text(rule) for each in spoken} if said is not None else {},
        "in_force": page.in_force,
        "from": page.first.isoformat() if page.first is not None else None,
        "to": page.last.isoformat() if page.last is not None else None,
        "holds": [dict(row) for row in cover(adviser.space, knowledge, page.holds, {})],
        "cases": page.cases,
        "of": page.of,
        "needs": page.needs,
        "read_by": page.read_by,
        **_others(page),
        "sources": rule.sources,
        "named": [named._asdict() for named in page.named],
        "scenarios": tested_as_json(page.tested),
        "history": edits_as_json(edits),
    }


def _others(page: RulePage) -> dict[str, Any]:
    """The rules in whose place it stands or that stand in its own, and the amounts that it names."""
    return {
        "overrides": page.rule.overrides,
        "overridden_by": page.overridden_by,
        "succeeds": page.rule.succeeds,
        "succeeded_by": page.succeeded_by,
        "amounts": {amount.id: [_value(value) for value in amount.values] for amount in page.amounts},
    }


def _value(value: AmountValue) -> dict[str, Any]:
    return {
        "from": value.first.isoformat() if value.first is not None else None,
        "to": value.last.isoformat() if value.last is not None else None,
        "amount": str(value.amount),
        "sources": value.sources,
    }
