"""The shape of the files of `words/`: phrases by language, beside keys that say what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from assistant.audit.schema.ids import value_of
from assistant.audit.schema.shapes import (
    FLAG,
    ID,
    TEXT,
    WHOLE,
    Shape,
    at_least_one,
    list_of,
    mapping,
    one_of,
    one_or_more,
    ref,
)
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.knowledge.read.words import KEYS
from assistant.knowledge.word_lists import (
    COMMANDS,
    DOUBT,
    GROUP,
    HOWS,
    LINE_WORDS,
    MEANS,
    NAMED_STATES,
    OPEN,
    SIDES,
    SMALL_WORDS,
    STATES,
    TOPIC_TOO,
    UNITS,
)

_LANGUAGE = "^[a-z]{2,3}$"
PHRASES = "phrases"
_PHRASE: Shape = {"type": "string", "pattern": r"^(?![\s\S]*\{(?![a-z_]+\}))[\s\S]*[^\s!-*,-/:;=?@\[-`|~]"}
"""With a letter, a digit, or a placeholder: of a number, or of a class of words."""
_BOUND = r"((n|m|year|min|max)([+-]\d{1,3})?|\d{1,3})"
_SPAN: Shape = {"type": "string", "pattern": rf"^{_BOUND}( to {_BOUND})?$"}
_SIGNS = {"sign": ID}
_DANGER = dict.fromkeys(("of", "one_of", "with", "unless"), one_or_more(ID))


def _phrases(keys: Mapping[str, Shape] | None = None, required: Iterable[str] = ()) -> Shape:
    """Phrases by language, beside these keys."""
    return mapping(keys or {}, required, patternProperties={_LANGUAGE: at_least_one(_PHRASE)})


def _numbers() -> Shape:
    return {"type": "object", "patternProperties": {_LANGUAGE: {"type": "object", "additionalProperties": WHOLE}}}


def phrases() -> dict[str, Shape]:
    """The definition of phrases by language alone."""
    return {PHRASES: {**_phrases(), "minProperties": 1}}


def words_file(knowledge: Knowledge) -> Shape:
    """A file of `words/`: of one fact its values can be named, where it is one of these."""
    facts = (TOPIC, *knowledge.questions)
    ages = _phrases({**dict.fromkeys(UNITS, _SPAN), "span": FLAG, "only": _SPAN})
    keys = {
        **_of_fact(ID),
        "fact": one_of(facts),
        "ages": list_of({**ages, "oneOf": [{"required": [unit]} for unit in UNITS]}),
        "numbers": _numbers(),
        "months": _numbers(),
        "classes": {"type": "object", "additionalProperties": ref(PHRASES)},
        "states": list_of(_phrases({"state": one_of(NAMED_STATES), "side": one_of(SIDES)}, ["state"])),
        "people": list_of(ref(PHRASES)),
        **dict.fromkeys((*SMALL_WORDS, *LINE_WORDS), ref(PHRASES)),
        "danger_signs": list_of(_phrases({"sign": ID, "least": WHOLE, "most": WHOLE, "decimal": FLAG}, ["sign"])),
        "dangers": list_of({**mapping({**_DANGER, "near": WHOLE}), "anyOf": _needs("of", "one_of")}),
        "commands": mapping(dict.fromkeys(COMMANDS, ref(PHRASES))),
    }
    of_facts = [
        {
            "if": {"properties": {"fact": {"const": fact}}, "required": ["fact"]},
            "then": {"properties": _values_in(_value(fact))},
        }
        for fact in facts
    ]
    needs_fact = {key: ["fact"] for key in _of_fact(ID)}
    # A key that is new to the reader may hold anything until it stands here too; a test asks for it.
    known = {key: keys.get(key, {}) for key in (*KEYS, *keys)}
    return mapping(known, allOf=of_facts, dependencies=needs_fact)


def _value(fact: str) -> Shape:
    return ref(value_of(fact)) if fact == TOPIC else ref(f"{value_of(fact)}_or_unknown")


def _values_in(value: Shape) -> dict[str, Shape]:
    """Where the words of a fact name its values."""
    some = one_or_more(value)
    each = {key: {"items": {"properties": {"value": some, "values": some, "usual": value}}} for key in HOWS}
    things: Shape = {"items": {"properties": {**dict.fromkeys((*HOWS, *STATES), some), "without": value}}}
    together: Shape = {"items": {"properties": {"value": value, "values": some, "over": some, "usual": value}}}
    return {**each, "things": things, "together": together, "fresh_for": {"propertyNames": value}}


def _of_fact(value: Shape) -> dict[str, Shape]:
    """The keys of the words of a fact with these values."""
    some, two = one_or_more(value), list_of(value, 2)
    things = _phrases(
        {
            **dict.fromkeys((*HOWS, *STATES), some),
            **_SIGNS,
            "signs": {"type": "object"},
            "tells": {"type": "object"},
            "without": value,
            "asked_on": list_of(ref("topic"), 1),
        }
    )
    more = {**_SIGNS, "of_nothing_else": FLAG, "usual": value, "asked_on": list_of(ref("topic"), 1)}
    return {
        "topic_too": one_of(TOPIC_TOO),
        "about": ref("topic"),
        "enough": ref("topic"),
        "aged_by": one_or_more(TEXT),
        "fresh_for": {"type": "object", "propertyNames": value, "additionalProperties": WHOLE},
        "past_year": ID,
        MEANS: list_of(_phrases({"value": some, **more}, ["value"])),
        OPEN: list_of(_phrases({"values": two, **more}, ["values"])),
        GROUP: list_of(_phrases({"values": two, **more}, ["values"])),
        DOUBT: list_of(_phrases({"values": some, **more}, ["values"])),
        "things": list_of({**things, "not": {"anyOf": [{"required": list(pair)} for pair in combinations(HOWS, 2)]}}),
        "signs": list_of(_phrases(_SIGNS, ["sign"])),
        "together": list_of(_together(value)),
    }


def _together(value: Shape) -> Shape:
    """A rule of signs: what they say together."""
    some = one_or_more(value)
    told = {"value": value, "values": some, "over": some, "usual": value}
    signs = dict.fromkeys(("of", "one_of", "unless"), one_or_more(ID))
    either = [{"anyOf": _needs("of", "one_of")}, {"oneOf": _needs("value", "values")}]
    return {**mapping({**told, **signs}), "allOf": either}


def _needs(*keys: str) -> list[Shape]:
    return [{"required": [key]} for key in keys]
