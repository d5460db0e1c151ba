"""Reading contacts: whom to reach, and how, which may change on a day."""

from __future__ import annotations

from datetime import timedelta

from assistant.i18n import N_
from assistant.knowledge.model import Contact, Ways
from assistant.knowledge.read.amounts import one_after_the_other
from assistant.knowledge.read.fields import ID, IDS, NO_IDS, TEXT, Fields, Filled, Key, ListOf, text
from assistant.knowledge.read.forms import email, phone
from assistant.knowledge.read.nodes import Node

_WAYS = {"phone": Key(phone, None), "email": Key(email, None), "fax": Key(phone, None)}


def _can_be_reached(found: Filled) -> bool:
    if not found.items.keys() & _WAYS.keys():
        found.item.mistake(N_("A contact needs at least one of phone, email, fax."))
    return True


VALUE = Fields(Ways, {"from": Key(Node.day, None, "first", spoils=True), **_WAYS, "sources": IDS}, _can_be_reached)
"""An item of a contact's `values:`."""


def _once(found: Filled) -> bool:
    """How it is reached stands in the contact, or in each of its values."""
    if "values" not in found.items:
        if "sources" not in found.items:
            found.item.mistake(N_("The key {word} is missing."), word="sources")
        return _can_be_reached(found)
    for key in (*_WAYS, "sources"):
        if key in found.items:
            found.items[key].mistake(N_("Where a contact has “values:”, {word} stands in each of them."), word=key)
    item, values = found.items["values"], found.values["values"]
    if not values or len(values) < len(item.node.value):  # the days of the others say nothing of one with a mistake
        found.values["values"] = ()
        found.item.spoil()
    elif values[0].first is not None:
        found.item.mistakes.add(
            values[0].place, N_("The first value holds until the next one begins: it has no “from:”.")
        )
    return one_after_the_other(found)


CONTACT = Fields(
    Contact,
    {
        "id": ID,
        "name": TEXT,
        "sources": NO_IDS,
        **_WAYS,
        "hours": Key(text, None),
        "values": Key(ListOf(VALUE.read), ()),
    },
    _once,
)
"""An item of `contacts:`."""


def read_contact(item: Node, pack: str) -> Contact | None:
    """An item of `contacts:`; each of its values ends where the next one begins."""
    contact = CONTACT.read(item, pack=pack)
    if contact is None or not contact.values:
        return contact
    ends = [after.first - timedelta(days=1) if after.first is not None else None for after in contact.values[1:]]
    values = tuple(value._replace(last=end) for value, end in zip(contact.values, [*ends, None], strict=True))
    return contact._replace(values=values)
