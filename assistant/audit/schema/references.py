"""What the keys of the records refer to, and what they must be together: all that the tables of the reader leave to functions."""

from __future__ import annotations

from typing import Any

from assistant.audit.scenarios import SCENARIO
from assistant.audit.schema.ids import CONDITION
from assistant.audit.schema.shapes import (
    AMOUNT,
    FLAG,
    ID,
    NULL,
    TEXT,
    Shape,
    Shapes,
    ToldShapes,
    at_least_one,
    list_of,
    mapping,
    one_or_more,
    ref,
    text_with,
)
from assistant.knowledge.check import PLACEHOLDERS
from assistant.knowledge.model import (
    KINDS,
    LONGEST_LEAD,
    PERS,
    REGION,
    TOLD_IN_BRIEF,
    TOPIC,
    UNKNOWN,
)
from assistant.knowledge.read import amounts, contacts, courses, dialogue, head, packs, training
from assistant.knowledge.read.fields import Fields

_WHEN = ref(CONDITION)
_CLAUSES, _RULES, _TOPICS = one_or_more(ref("clause")), one_or_more(ref("rule")), one_or_more(ref("topic"))
_ACTORS = one_or_more(ref("actor"))
_LABELLED = mapping({"label": TEXT, "help": {"type": ["string", "null"]}}, ["label"])
_CLOCK: Shape = {"type": "string", "pattern": r"^[1-7]-[1-7] (\d|1\d|2[0-3])-(\d|1\d|2[0-4])$"}
_FEE = mapping(
    {"amount": {"anyOf": [AMOUNT, NULL]}, "max": FLAG, "per": {"enum": [*PERS, None]}, "clause": ref("clause")}
)
"""A fee as far as a scenario tells it."""
_JUST = mapping(
    {
        "say": {"enum": list(KINDS)}, "actor": _ACTORS, "contact": ref("contact"), "cites": _CLAUSES, "amount": {"anyOf": [AMOUNT, NULL]},
        "max": FLAG, "per": {"enum": list(PERS)}, "limit": _FEE, "link": ref("document"), "form": TEXT,
    }
)  # fmt: skip
"""What a scenario tells of one statement."""
_PHRASE = {"anyOf": [text_with(), mapping({"text": text_with(), "when": _WHEN}, ["text"])]}
_LINE = text_with(*PLACEHOLDERS)
_LEAD: Shape = {**_LINE, "maxLength": LONGEST_LEAD}

_OF_A_RULE: ToldShapes = {
    "when": _WHEN,
    "overrides": _RULES,
    "succeeds": ref("rule"),
    "sources": at_least_one(ref("clause")),
}

TOLD: tuple[tuple[Fields[Any], ToldShapes], ...] = (
    (packs.SAYS, {
        **_OF_A_RULE, "topic": ref("topic"), "actor": _ACTORS, "sends_to": _ACTORS, "mentions": _ACTORS, "contact": ref("contact"),
        "link": ref("document"), "phase": ref("phase"), "opposes": _RULES, "doubts": _RULES, "in_other_words": _RULES,
        "says_too": _RULES, "waits_for": list_of(ref("question")), "on_condition": FLAG, "while_open": ref("question"), "until": ref("question"),
        **dict.fromkeys(("text", "brief", "slip"), _LINE), **dict.fromkeys(("lead", "own", "line"), _LEAD),
    }),
    (packs.DERIVES, {**_OF_A_RULE, "derive": ref("derivation")}),
    (packs.FEE, {"amount": ref("amount_or_none")}),
    (packs.DOCUMENT, {"replaces": ref("document"), "keeps": _CLAUSES}),
    (packs.CLAUSE, {
        "document": ref("document"), "not_for": {"anyOf": [_WHEN, {"const": packs.NOBODY}]}, "extends_to": _WHEN,
    }),
    (packs.ANOMALY, {"topics": _TOPICS}),
    (contacts.CONTACT, {"sources": _CLAUSES}),
    (contacts.VALUE, {"sources": _CLAUSES}),
    (packs.INVARIANT, {"when": _WHEN, "sources": _CLAUSES}),
    (packs.SELECTOR, {
        "topic": ref("topic"), "actor": ref("actor"), "sends_to": ref("actor"), "rule": ref("rule"), "fee_above": ref("amount"),
    }),
    (amounts.VALUE, {"sources": _CLAUSES}),
    (head.CHANGE, {"documents": one_or_more(ref("document"))}),
    (head.PROMISE, {"protects": _WHEN, "from": ref("actor"), "warned_by": ref("rule")}),
    (dialogue.VALUE, {"id": {**ID, "not": {"const": UNKNOWN}}, "of": ref("some_answers"), "clock": one_or_more(_CLOCK)}),
    (dialogue.CLUE, {"gives": ref("answers"), "sources": _CLAUSES}),
    (dialogue.FINDING_OUT, {"unknown": _LABELLED}),
    (dialogue.QUESTION, {"unknown": _LABELLED}),
    (dialogue.DERIVED, {"otherwise": ID}),
    (dialogue.TERM, {"sources": _CLAUSES}),
    (dialogue.ROLE, {"actors": _ACTORS}),
    (dialogue.TOPIC_FIELDS, {"instead_of": _TOPICS}),
    (training.QUESTION, {"topics": _TOPICS, "derived": ref("derived"), "not_asked": _WHEN}),
    (training.DETAIL, {"when": _WHEN}),
    (training.WHY, {"question": ref("training_question"), "topics": _TOPICS, "when": _WHEN, "sources": _CLAUSES}),
    (training.CALL, {"topic": ref("topic"), "rule": ref("rule")}),
    (training.PERSON, {"when": _WHEN, "topics": _TOPICS}),
    (training.TELLING, {"fact": ref("question"), "values": {"type": "object", "additionalProperties": one_or_more(_PHRASE)}}),
    (training.NEED, {"topic": ref("topic"), "texts": at_least_one(text_with())}),
    (training.NOTE, {"fact": ref("question"), "sources": _CLAUSES}),
    (courses.CASE, {"case": TEXT, "ask": one_or_more(ref("training_question")), "about": _RULES}),
    (SCENARIO, {
        **dict.fromkeys(("cites", "not", "clause"), _CLAUSES),
        **dict.fromkeys(("says", "lacks", "leads", "open", "doubted"), _RULES),
        "depends_on": ref("question"), "derived": ref("derived_values"), "fee": _FEE, "never_sends_to": ref("actor"),
        "told": {"type": "object", "propertyNames": ref("rule"), "additionalProperties": _JUST},
    }),
)  # fmt: skip
"""By table and key."""


def _needs_one(*keys: str) -> Shape:
    """At least one of these keys."""
    return {"anyOf": [{"required": [key]} for key in keys]}


def _needs_exactly_one(*keys: str) -> Shape:
    return {"oneOf": [{"required": [key]} for key in keys]}


def _of_kind(kind: str, key: str) -> Shape:
    """A statement of this kind needs a key."""
    return {"if": {"properties": {"say": {"const": kind}}, "required": ["say"]}, "then": {"required": [key]}}


def _both(*keys: str) -> Shape:
    """All of these keys."""
    return {"required": list(keys)}


def _only_of_kind(kind: str, key: str) -> Shape:
    """No other statement has a key."""
    return {"if": _both(key), "then": {"properties": {"say": {"const": kind}}}}


_LEAD_OR_GROUP: Shape = {"anyOf": [_both("lead"), {"properties": {"say": {"enum": [*TOLD_IN_BRIEF]}}}]}
"""Brief words stand beside a lead, or in the heading of a group that is folded."""
_SAYS: Shape = {
    "allOf": [
        _of_kind("fee", "fee"), _of_kind("contact", "contact"), _of_kind("step", "actor"),
        _only_of_kind("fee", "fee"), _only_of_kind("step", "phase"),
    ],
    "not": _both("while_open", "when"),
    "dependencies": {"brief": _LEAD_OR_GROUP, "own": ["actor"], "waits_for": ["if_answered"], "succeeds": ["valid_from"]},
}  # fmt: skip
_FEE_TOGETHER: Shape = {
    "if": {"properties": {"amount": NULL}, "required": ["amount"]},
    "then": {"properties": {"per": False, "max": {"const": False}}},
}
_QUESTION: Shape = {
    **_needs_one("values", "values_from", "number"),
    "dependencies": {"number": {**_both("bands"), "not": _both("values")}, "bands": ["number"], "names": ["number"]},
    "if": {"properties": {"id": {"const": TOPIC}}},
    "then": {
        "properties": {"multiple": {"const": True}, "values_from": {"const": "topics"}},
        **_both("multiple", "values_from"),
    },
    "else": {
        "properties": {"multiple": {"const": False}},
        **_both("unknown"),
        "if": {"properties": {"id": {"const": REGION}}},
        "then": {"properties": {"values_from": {"const": "regions"}}, **_both("values_from")},
        "else": {"not": _both("values_from")},
    },
}

_WAYS = ("phone", "email", "fax")

TOGETHER: tuple[tuple[Fields[Any], Shape], ...] = (
    (packs.SAYS, _SAYS),
    (packs.DERIVES, {"dependencies": {"succeeds": ["valid_from"]}}),
    (packs.FEE, _FEE_TOGETHER),
    (packs.DOCUMENT, {"dependencies": {"replaces": ["in_force_from"], "keeps": ["replaces"]}}),
    (contacts.CONTACT, {"oneOf": [{"required": ["sources"], **_needs_one(*_WAYS)}, {"required": ["values"]}]}),
    (contacts.VALUE, _needs_one(*_WAYS)),
    (packs.SELECTOR, {"minProperties": 1}),
    (packs.INVARIANT, _needs_exactly_one("never", "always")),
    (head.PROMISE, {**_needs_one("from", "warned_by"), "dependencies": {"from": ["forbidding"]}}),
    (dialogue.QUESTION, _QUESTION),
    (training.QUESTION, _needs_exactly_one("kinds", "derived")),
)
"""What the keys of a record must be together."""


def shapes() -> Shapes:
    """What makes the shapes of all tables."""
    return Shapes(TOLD, TOGETHER)


NAMES_OF_SPANS = list_of(mapping({"id": ID, "from": {"type": "integer"}, "to": {"type": "integer"}}, ["id"]))
"""The names that a question gives to spans of its number."""
