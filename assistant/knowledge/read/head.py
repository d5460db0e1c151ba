"""Reading the head of a knowledge: its version and date, what the law has changed since, and what is promised whatever the rules say."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS
from assistant.knowledge.model import Change, Promise
from assistant.knowledge.read.dialogue import SOURCE_LANGUAGES
from assistant.knowledge.read.fields import ID, IDS, NO_IDS, TEXT, Fields, Filled, Key, listed, name, texts, word_of
from assistant.knowledge.read.nodes import Node
from assistant.knowledge.read.packs import read_condition


class Head(NamedTuple):
    """`knowledge.yaml`: the version that answers carry, and its date."""

    version: str
    date: date
    promises: tuple[Promise, ...]
    changes: tuple[Change, ...] = ()
    exposing: tuple[str, ...] = ()
    short_numbers: tuple[str, ...] = ()
    free: tuple[str, ...] = ()


CHANGE = Fields(Change, {"id": ID, "day": Key(Node.day), "text": TEXT, "documents": IDS, "sources": NO_IDS})
"""A change of the law."""


def _keeps_something(found: Filled) -> bool:
    values = found.values
    if values["actor"] is None and values["warned_by"] is None:
        found.item.mistake(N_("A promise says from whom (“from:”), or which warning is always shown (“warned_by:”)."))
        return False
    if values["actor"] is not None and not values["forbidding"]:
        found.item.mistake(N_("A promise with “from:” says by which words a sentence forbids (“forbidding:”)."))
        return False
    return True


PROMISE = Fields(
    Promise,
    {
        "id": ID,
        "text": TEXT,
        "protects": Key(read_condition, ALWAYS, spoils=True),
        "from": Key(name, None, "actor"),
        "forbidding": Key(texts, ()),
        "warned_by": Key(name, None),
    },
    _keeps_something,
)
"""A promise."""

HEAD = Fields(
    Head,
    {
        "version": TEXT,
        "date": Key(Node.day),
        "language": Key(word_of(SOURCE_LANGUAGES)),
        "promises": listed(PROMISE.read),
        "changes": listed(CHANGE.read)._replace(default=()),
        "exposing": Key(texts, ()),
        "short_numbers": Key(texts, ()),
        "free": Key(texts, ()),
    },
)
"""The file `knowledge.yaml`."""
