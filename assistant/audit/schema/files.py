"""The files of a knowledge by kind, and the schema of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from assistant.audit.scenarios import SCENARIO
from assistant.audit.schema.ids import CONDITION, definitions, value_of
from assistant.audit.schema.references import NAMES_OF_SPANS, shapes
from assistant.audit.schema.shapes import Shape, Shapes, list_of, mapping, ref
from assistant.audit.schema.words import phrases, words_file
from assistant.knowledge.model import Knowledge
from assistant.knowledge.read import amounts, contacts, courses, dialogue, head, packs, training
from assistant.knowledge.read.fields import Fields

DRAFT = "http://json-schema.org/draft-07/schema#"

_LISTS: dict[str, Fields[Any]] = {
    "topics": dialogue.TOPIC_FIELDS,
    "actors": dialogue.ACTOR,
    "roles": dialogue.ROLE,
    "phases": dialogue.PHASE,
    "glossary": dialogue.TERM,
    "derived": dialogue.DERIVED,
}
"""The files that hold one list, under the key of their name."""

_IN_FOLDERS = {
    "questions": "question",
    "training": "training",
    "courses": "course",
    "words": "words",
    "invariants": "invariants",
}
_TRAINING: dict[str, Fields[Any]] = {
    "questions": training.QUESTION,
    "people": training.PERSON,
    "tellings": training.TELLING,
    "needs": training.NEED,
    "notes": training.NOTE,
    "details": training.DETAIL,
    "whys": training.WHY,
    "calls": training.CALL,
}
_WITH_A_PLACEHOLDER: Shape = {"type": "string", "pattern": r"\{\w+\}"}
SCENARIOS = "scenarios"


def kind_of(file: str) -> str | None:
    """The kind of a file of a knowledge, by its name within the folder; None for one that is no part of it."""
    match PurePosixPath(file).parts:
        case (name,) if name.removesuffix(".yaml") in ("knowledge", *_LISTS):
            return name.removesuffix(".yaml")
        case (folder, name) if folder in _IN_FOLDERS and name.endswith(".yaml"):
            return _IN_FOLDERS[folder]
        case ("packs", _, name) if name.endswith(".yaml"):
            return "pack"
    return None


def schemas(knowledge: Knowledge) -> dict[str, Shape]:
    """The schema of each kind of file, with the ids of this knowledge."""
    known = {**definitions(knowledge), **phrases()}
    made = shapes()
    tops = {
        "knowledge": made.of(head.HEAD),
        **{key: mapping({key: list_of(made.of(table))}, [key]) for key, table in _LISTS.items()},
        "question": _question(made),
        "training": _training(made, knowledge),
        "course": _course(made),
        "words": words_file(knowledge),
        "invariants": mapping({"invariants": list_of(made.of(packs.INVARIANT))}, ["invariants"]),
        "pack": _pack(made),
        SCENARIOS: list_of(made.of(SCENARIO)),
    }
    return {kind: {"$schema": DRAFT, **top, "definitions": _needed(top, known)} for kind, top in tops.items()}


def without_a_shape() -> set[str]:
    """Keys of the tables of which no schema knows what may stand there."""
    made = shapes()
    tables = (
        head.HEAD, *_LISTS.values(), dialogue.REGION_FILE, *_TRAINING.values(), courses.CASE, packs.DOCUMENT, packs.CLAUSE,
        contacts.CONTACT, packs.SAYS, packs.DERIVES, packs.INVARIANT, amounts.VALUE, contacts.VALUE, SCENARIO,
    )  # fmt: skip
    for table in tables:
        made.of(table)
    return made.unknown


def _question(made: Shapes) -> Shape:
    """A question; its lists of records are gathered by functions."""
    found = made.of(dialogue.QUESTION)
    way = made.of(dialogue.FINDING_OUT)
    way["properties"]["clues"] = list_of(made.of(dialogue.CLUE))
    bands = made.of(dialogue.BANDS)
    bands["properties"] = dict.fromkeys(bands["properties"], _WITH_A_PLACEHOLDER)
    found["properties"] |= {"find_out": way, "bands": bands, "names": NAMES_OF_SPANS}
    return found


def _training(made: Shapes, knowledge: Knowledge) -> Shape:
    """A file of `training/`: the values that are told are those of the fact."""
    lists = {key: list_of(made.of(table)) for key, table in _TRAINING.items()}
    lists["tellings"]["items"]["allOf"] = [
        {
            "if": {"properties": {"fact": {"const": fact}}, "required": ["fact"]},
            "then": {"properties": {"values": {"propertyNames": ref(value_of(fact))}}},
        }
        for fact in knowledge.questions
    ]
    return mapping({**lists, "unlikely": list_of(ref(CONDITION))})


def _course(made: Shapes) -> Shape:
    found = made.of(courses.COURSE)
    found["properties"]["cases"] = {**list_of(made.of(courses.CASE)), "minItems": 1}
    return found


def _pack(made: Shapes) -> Shape:
    amount = made.of(amounts.AMOUNT)
    amount["properties"]["values"] = {**list_of(made.of(amounts.VALUE)), "minItems": 1}
    contact = made.of(contacts.CONTACT)
    contact["properties"]["values"] = {**list_of(made.of(contacts.VALUE)), "minItems": 1}
    return mapping(
        {
            "region": made.of(dialogue.REGION_FILE),
            "documents": list_of(made.of(packs.DOCUMENT)),
            "clauses": list_of(made.of(packs.CLAUSE)),
            "contacts": list_of(contact),
            "amounts": list_of(amount),
            "rules": list_of({"anyOf": [made.of(packs.SAYS), made.of(packs.DERIVES)]}),
        }
    )


def _needed(top: Shape, known: dict[str, Shape]) -> dict[str, Shape]:
    """The definitions to which a schema refers, and those to which these do, in the order of all."""
    found: set[str] = set()
    left = [top]
    while left:
        for name in _referred(left.pop()):
            if name not in found:
                found.add(name)
                left.append(known[name])
    return {name: shape for name, shape in known.items() if name in found}


def _referred(shape: object) -> Iterator[str]:
    """The names of the definitions that a shape refers to."""
    if isinstance(shape, dict):
        if isinstance(shape.get("$ref"), str):
            yield shape["$ref"].rsplit("/", 1)[1]
        for part in shape.values():
            yield from _referred(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _referred(part)
