"""Making a receipt of an answer, and writing it as JSON."""

from __future__ import annotations

import json
from typing import Any

from assistant import __version__
from assistant.answer import Answer, Said
from assistant.knowledge.model import TOPIC
from assistant.receipt.fingerprints import knowledge_print, prints_of
from assistant.receipt.model import CONTACT_PARTS, FORMAT, Receipt, Written
from assistant.words.wording import Wording
from assistant.words.writers import fee_parts


def receipt_of(answer: Answer, wording: Wording) -> Receipt:
    """The receipt of an answer, its texts in the wording's language. An exact age is left out; its band stands for it."""
    knowledge = wording.knowledge
    rules, questions, derived = prints_of(knowledge, answer.case)
    return Receipt(
        vardlots=__version__,
        knowledge=knowledge.version,
        fingerprint=knowledge_print(knowledge),
        engine=answer.conclusions.engine,
        language=wording.language.code,
        on=answer.on,
        facts=_facts(answer, wording),
        statements=tuple(written(said, wording) for said in answer.statements),
        not_known=answer.not_known,
        not_in_force=tuple(dict.fromkeys(item.topic for item in answer.out_of_force)),
        rules=rules,
        questions=questions,
        derived=derived,
        other=bool(knowledge.folder),
    )


def _facts(answer: Answer, wording: Wording) -> tuple[str, ...]:
    """The case as words for `vardlots ask`: values only, no number."""
    case = answer.case
    words = [f"{fact}={case.answers[fact]}" for fact in wording.knowledge.questions if fact in case.answers]
    return (*words, *((f"{TOPIC}={','.join(case.topics)}",) if case.topics else ()))


def written(said: Said, wording: Wording) -> Written:
    """A statement as a receipt gives it."""
    contact = None
    if said.contact is not None:
        hours = said.contact.hours
        contact = {
            "name": wording.contact_name(said.contact),
            "phone": said.contact.phone,
            "email": said.contact.email,
            "fax": said.contact.fax,
            "hours": hours and wording.language.knowledge(f"contact.{said.contact.id}.hours", hours),
        }
    return Written(
        rule=said.id,
        topic=said.statement.topic,
        kind=said.statement.kind,
        certain=said.certain,
        depends_on=said.depends_on,
        text=wording.rule_text(said.rule),
        fee=said.fee,
        limit=said.statement.limit,
        contact=contact,
        sources=tuple((source.clause.id, wording.date(source.document)) for source in said.sources),
    )


def to_json(receipt: Receipt) -> str:
    """The file of a receipt: one JSON object, indented, in UTF-8."""
    content = {
        "receipt": FORMAT,
        "vardlots": receipt.vardlots,
        "knowledge": {
            "version": receipt.knowledge,
            "fingerprint": receipt.fingerprint,
            **({"came_along": False} if receipt.other else {}),
        },
        "engine": receipt.engine,
        "language": receipt.language,
        "on": receipt.on.isoformat(),
        "facts": list(receipt.facts),
        "statements": [_statement(statement) for statement in receipt.statements],
        "not_known": list(receipt.not_known),
        "not_in_force": list(receipt.not_in_force),
        # One line a rule: the file stays short enough to be read.
        "rules": {
            id: " ".join(f"{part}:{print_}" for part, print_ in parts.items()) for id, parts in receipt.rules.items()
        },
        "questions": dict(receipt.questions),
        "derived": dict(receipt.derived),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _statement(statement: Written) -> dict[str, Any]:
    contact = statement.contact
    return {
        "rule": statement.rule,
        "topic": statement.topic,
        "kind": statement.kind,
        "certain": statement.certain,
        "depends_on": list(statement.depends_on),
        "text": statement.text,
        "fee": fee_parts(statement.fee),
        "limit": fee_parts(statement.limit),
        "contact": None if contact is None else {part: contact[part] for part in CONTACT_PARTS},
        "sources": [{"clause": clause, "date": date} for clause, date in statement.sources],
    }
