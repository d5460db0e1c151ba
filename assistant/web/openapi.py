"""The description of the JSON over HTTP as OpenAPI 3.1: what is taken, what is given, which facts and values there are in this knowledge."""

from __future__ import annotations

from typing import Any

from assistant import __version__
from assistant.i18n import languages
from assistant.knowledge.model import KINDS, TOPIC, UNKNOWN, Knowledge, Question
from assistant.web.api import MOST_CASES, MOST_EXPLAINED, statement_ids

_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_DAY = {"type": "string", "format": "date"}
_YES_OR_NO = {"type": "boolean"}


def document(knowledge: Knowledge) -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vårdlots",
            "version": __version__,
            "summary": "One case, one answer, each statement with its sources.",
            "description": "Nothing of a case is stored or logged. What keys mean, and which never go: docs/contract.md.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/ask": {"post": _post("ask", "Answer one case", "Ask", "Answered")},
            "/api/batch": {"post": _post("batch", "Answer many cases, in their order", "Batch", "Answers")},
            "/health": {"get": _get("health", "Whether the process runs", {"200": "It runs."})},
            "/ready": {
                "get": _get("ready", "Whether cases are answered", {"200": "They are.", "503": "They are not."})
            },
        },
        "components": {"schemas": _schemas(knowledge)},
    }


def _post(id: str, summary: str, takes: str, gives: str) -> dict[str, Any]:
    refused = {
        "400": "What was sent is at fault: the error names the word, what is allowed, and the nearest right one.",
        "403": "A page of another site sent it.",
        "408": "It came too slowly.",
        "409": "Two facts of the case contradict each other; in many cases, the error stands in the line of the case.",
        "413": "It is too long, or too much.",
        "415": "It is no application/json.",
        "500": "The knowledge or the installation is at fault.",
    }
    error = {"application/json": {"schema": _ref("Error")}}
    return {
        "operationId": id,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(takes)}}},
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": _ref(gives)}}},
            **{code: {"description": text, "content": error} for code, text in refused.items()},
        },
    }


def _get(id: str, summary: str, answers: dict[str, str]) -> dict[str, Any]:
    content = {"application/json": {"schema": _ref("State")}}
    return {
        "operationId": id,
        "summary": summary,
        "responses": {code: {"description": text, "content": content} for code, text in answers.items()},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas(knowledge: Knowledge) -> dict[str, Any]:
    asked = {
        "facts": _ref("Facts"),
        **_how(knowledge),
        "explain": {
            "type": "array",
            "items": {"enum": list(statement_ids(knowledge))},
            "maxItems": MOST_EXPLAINED,
            "description": "Ids of statements: why, by which rules, what would change it.",
        },
        "next_question": {"type": "boolean", "description": "Whether the question to ask next comes along."},
    }
    told = (
        f"At most {MOST_CASES}. What is no case is answered by an error in its own line, and the others are answered."
    )
    cases = {"type": "array", "items": {"anyOf": [_ref("Facts"), {}]}, "description": told}
    lines = {"type": "array", "items": {"anyOf": [_ref("Line"), _ref("LineError")]}}
    return {
        "Facts": _facts(knowledge),
        "Ask": _closed(asked, ("facts",)),
        "Batch": _closed({"cases": cases, **_how(knowledge)}, ("cases",)),
        "Answered": _answered(),
        "Answers": _closed({"answers": lines}, ("answers",)),
        "Line": {"allOf": [_ref("Answered"), _object({"line": {"type": "integer"}}, ("line",))]},
        "LineError": _object({"line": {"type": "integer"}, "error": _TEXT}, ("line", "error")),
        "Error": _closed({"error": _TEXT}, ("error",)),
        "State": _object({"status": _TEXT}, ("status",)),
    }


def _how(knowledge: Knowledge) -> dict[str, Any]:
    roles = [word for role in knowledge.roles.values() for word in (role.id, *role.also)]
    return {
        "lang": {"enum": [*languages(), None], "description": "The language of the texts."},
        "on": {**_or_none(_DAY), "description": "Answer as of this day; without it, today."},
        "role": {"enum": [*roles, None], "description": "Whose steps stand first."},
    }


def _facts(knowledge: Knowledge) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for question in knowledge.questions.values():
        properties |= _fact(question)
    one = "|".join(knowledge.topics)
    several = {"type": "array", "items": {"enum": list(knowledge.topics)}, "minItems": 1}
    text = {"type": "string", "pattern": f"^({one})(,({one}))*$"}
    properties[TOPIC] = {"anyOf": [text, several], "description": "One or more; as text, with commas."}
    return _closed(properties, ())


def _fact(question: Question) -> dict[str, Any]:
    values = [known.id for known in (*question.values, *question.names)]
    found: dict[str, Any] = {question.id: {"enum": list(dict.fromkeys([*values, UNKNOWN]))}}
    if question.number is not None:
        least, greatest = question.number.least, question.number.greatest
        text = {"enum": [*map(str, range(least, greatest + 1)), UNKNOWN]}
        whole = {"type": "integer", "minimum": least, "maximum": greatest}
        found[question.number.id] = {"anyOf": [whole, text]}
    return found


def _answered() -> dict[str, Any]:
    properties = {
        "knowledge": _object({"version": _TEXT, "engine": _TEXT}, ("version", "engine")),
        "on": _DAY,
        "language": _TEXT,
        "facts": {"type": "object"},
        "derived": {"type": "object", "additionalProperties": _TEXT},
        "leads": {"type": "array", "items": {"type": "object"}},
        "answer": {"type": "array", "items": _statement()},
        "open_questions": {"type": "array", "items": _object({"fact": _TEXT, "why": _TEXT}, ("fact", "why"))},
        "not_known": _TEXTS,
        "local": {"type": "array", "items": _object({"text": _TEXT, "ways": _TEXTS}, ("text", "ways"))},
        "not_in_force": {"type": "array", "items": {"type": "object"}},
        "explanations": {"type": "array", "items": _object({"id": _TEXT, "said": _YES_OR_NO}, ("id", "said"))},
        "next_question": _or_none(_object({"fact": _TEXT, "text": _TEXT}, ("fact", "text", "values"))),
    }
    return _object(properties, ("knowledge", "on", "language", "facts", "derived", "leads", "answer", "open_questions"))


def _statement() -> dict[str, Any]:
    source = {"clause": _TEXT, "document": _TEXT, "at": _TEXT, "date": _TEXT, "grade": _TEXT, "stale": _YES_OR_NO}
    fee = {"amount": _or_none(_TEXT), "currency": _TEXT, "max": _YES_OR_NO, "per": _or_none(_TEXT)}
    contact = {"name": _TEXT, **{way: _or_none(_TEXT) for way in ("phone", "email", "fax")}}
    properties = {
        "id": _TEXT,
        "topic": _TEXT,
        "kind": {"enum": list(KINDS)},
        "certain": _YES_OR_NO,
        "depends_on": _TEXTS,
        "actor": _TEXTS,
        "text": _TEXT,
        "lead": _YES_OR_NO,
        "fee": _or_none(_object(fee, tuple(fee))),
        "contact": _or_none(_object(contact, tuple(contact))),
        "sources": {"type": "array", "items": _object(source, tuple(source)), "minItems": 1},
        "because": _TEXTS,
    }
    return _object(
        {**properties, "lead_text": _TEXT, "doubted_by": _TEXTS, "on_condition": _YES_OR_NO}, tuple(properties)
    )


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    """An object with these names and no others."""
    return {**_object(properties, required), "additionalProperties": False}


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    """An object with these names, to which others may be added."""
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def _or_none(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}
