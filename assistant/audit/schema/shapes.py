"""Shapes: what a reader of the knowledge takes, as JSON Schema (draft 7, which the language server for YAML knows best)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MethodType
from typing import Any

from assistant.knowledge.read import forms
from assistant.knowledge.read.fields import (
    NEEDED,
    ByName,
    Fields,
    ListOf,
    PhraseWith,
    WordOf,
    WordsOf,
    name,
    names,
    remark,
    text,
    texts,
)
from assistant.knowledge.read.nodes import Node

Shape = dict[str, Any]

ToldShapes = Mapping[str, Shape]
"""By key, what the reader of its value does not tell: what its ids are of, or the shape of what only a function reads."""

ID: Shape = {"type": ["string", "integer"], "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]*$"}
_NO_CONTROL = r"(?![\s\S]*[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff])"
TEXT: Shape = {"type": "string", "pattern": rf"^{_NO_CONTROL}[\s\S]*\S"}
DAY: Shape = {"type": "string", "pattern": r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}
AMOUNT: Shape = {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,6})(\.[0-9]{2})?$"}
WHOLE: Shape = {"type": "integer"}
FLAG: Shape = {"type": "boolean"}
NULL: Shape = {"type": "null"}


def text_with(*placeholders: str) -> Shape:
    """A text that may hold these placeholders, and no others."""
    others = rf"\{{(?!(?:{'|'.join(placeholders)})\}})" if placeholders else r"[{}]"
    return {"type": "string", "pattern": rf"^{_NO_CONTROL}(?![\s\S]*{others})[\s\S]*\S"}


def _of_form(form: re.Pattern[str]) -> Shape:
    return {"type": "string", "pattern": f"^(?:{form.pattern})$"}


def ref(definition: str) -> Shape:
    """What is defined once in a file of schemas."""
    return {"$ref": f"#/definitions/{definition}"}


def one_or_more(shape: Shape) -> Shape:
    """A single one, or a list."""
    return {"anyOf": [shape, list_of(shape)]}


def list_of(shape: Shape, least: int = 0) -> Shape:
    """A list of so many at the least."""
    found: Shape = {"type": "array", "items": shape}
    return {**found, "minItems": least} if least else found


def at_least_one(shape: Shape) -> Shape:
    """A single one, or a list that is not empty."""
    return {"anyOf": [shape, list_of(shape, 1)]}


def mapping(keys: Mapping[str, Shape], required: Iterable[str] = (), **more: Any) -> Shape:
    """Lines of "key: value" with these keys and no others."""
    found: Shape = {"type": "object", "properties": dict(keys), "additionalProperties": False}
    if needed := list(required):
        found["required"] = needed
    return {**found, **more}


def one_of(words: Iterable[str], meanings: Iterable[str] = ()) -> Shape:
    """One of these words; `meanings`: what each means, shown beside it."""
    found = dict(zip(words, meanings, strict=True)) if (meanings := list(meanings)) else dict.fromkeys(words, "")
    for word in [word for word in found if word.isdecimal()]:  # an id of digits only is a number to YAML
        found[int(word)] = found[word]  # type: ignore[index]
    shape: Shape = {"enum": list(found)}
    return {**shape, "enumDescriptions": list(found.values())} if meanings else shape


def by_name(words: Iterable[str], shape: Shape, **more: Any) -> Shape:
    """A mapping from these words to something."""
    return mapping(dict.fromkeys(words, shape), **more)


_SIMPLE: Mapping[Any, Shape] = {
    name: ID,
    names: one_or_more(ID),
    text: TEXT,
    texts: one_or_more(TEXT),
    remark: {"type": ["string", "null"]},
    Node.flag: FLAG,
    Node.whole_number: WHOLE,
    Node.day: DAY,
    Node.amount: AMOUNT,
    forms.phone: _of_form(forms.PHONE),
    forms.email: _of_form(forms.EMAIL),
    forms.page: _of_form(forms.PAGE),
}


class Shapes:
    """Makes the shapes of tables of fields. `told`: by table, what its readers do not tell; `together`: what its keys must be together."""

    def __init__(
        self, told: Iterable[tuple[Fields[Any], ToldShapes]], together: Iterable[tuple[Fields[Any], Shape]]
    ) -> None:
        self._told = {id(table): keys for table, keys in told}
        self._together = {id(table): shape for table, shape in together}
        self.unknown: set[str] = set()
        """Keys whose readers are not known here: anything may stand there."""

    def of(self, table: Fields[Any]) -> Shape:
        """The shape of a record."""
        keys = {key: self._of_key(table, key) for key in table.keys}
        needed = [key for key, how in table.keys.items() if how.default is NEEDED]
        return mapping(keys, needed, **self._together.get(id(table), {}))

    def _of_key(self, table: Fields[Any], key: str) -> Shape:
        told = self._told.get(id(table), {}).get(key)
        if told is not None:
            return told
        shape = self._of_reader(table.keys[key].read)
        if shape is None:
            self.unknown.add(key)
        return shape or {}

    def _of_reader(self, read: Any) -> Shape | None:
        match read:
            case WordOf(words):
                return one_of(words)
            case WordsOf(words):
                return one_or_more(one_of(words))
            case PhraseWith(wanted):
                held = [{"pattern": rf"\{{{each}\}}"} for each in wanted]
                return {**text_with(*wanted), **({"allOf": held} if held else {})}
            case ListOf(inner):
                shape = self._of_reader(inner)
                return None if shape is None else list_of(shape)
            case ByName(inner):
                shape = self._of_reader(inner)
                return None if shape is None else {"type": "object", "additionalProperties": shape}
            case MethodType() if isinstance(read.__self__, Fields):
                return self.of(read.__self__)
        return _SIMPLE.get(read)
