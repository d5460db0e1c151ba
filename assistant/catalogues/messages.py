"""The texts that there are: those of the code and those of the knowledge, each with the context under which it is translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

from assistant.i18n import CODE_DOMAIN
from assistant.knowledge import Knowledge
from assistant.knowledge.texts import texts
from assistant.places import PACKAGE

MessageKey = tuple[str | None, str | tuple[str, ...]]
"""Context and text of a message; two texts where it depends on a number."""

_IN_TEMPLATE = re.compile(r'\bn?gettext\("([^"]*)"(?:, "([^"]*)")?')
"""How a template of the page says that a text is to be translated."""

PROGRAM, REST = "program", "rest"
"""Where a text belongs that is on no topic: to the program, or to what all topics share."""


def code_messages() -> Iterator[MessageKey]:
    """The texts of the code, in the order of files and lines."""
    for _, _, message, _, context in extract_from_dir(PACKAGE, [("**.py", "python")]):
        if message:
            yield context, message
    # By hand: who translates need not have what fills in templates.
    for path in sorted(PACKAGE.rglob("*.html")):
        for text, plural in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            yield None, (text, plural) if plural else text


def knowledge_messages(knowledge: Knowledge) -> Iterator[MessageKey]:
    """The texts of the knowledge, in its order."""
    for context, text, _ in texts(knowledge):
        yield context, text


@cache
def _own_messages() -> tuple[MessageKey, ...]:
    """The texts of this program, read once: its code stays as it is while it runs, and is asked for with each catalogue."""
    return tuple(code_messages())


def messages(domain: str, knowledge: Knowledge) -> list[MessageKey]:
    """The texts of a domain, each once."""
    return list(dict.fromkeys(_own_messages() if domain == CODE_DOMAIN else knowledge_messages(knowledge)))


def belongs_to(domain: str, context: str | None, knowledge: Knowledge) -> str:
    """The topic that a text is on, or `PROGRAM` or `REST`."""
    if domain == CODE_DOMAIN:
        return PROGRAM
    kind, _, id = (context or "").partition(".")
    rule = knowledge.rules.get(id)
    if rule is not None and rule.statement is not None:
        return rule.statement.topic
    topic = id.partition(".")[0]
    return topic if kind == "topic" and topic in knowledge.topics else REST


def key_of(message: Message) -> MessageKey:
    """The key of a message in a catalogue."""
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    """Its translation, a text for each form; none if it is not translated in full, or is marked to be looked at."""
    if message.fuzzy:
        return ()
    found = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
    return tuple(map(str, found)) if found and all(found) else ()


def by_key(catalogue: Catalog) -> dict[MessageKey, Message]:
    """The messages of a catalogue, without its head."""
    return {key_of(message): message for message in catalogue if message.id}


def shown(key: MessageKey) -> str:
    """A message for a person."""
    context, message = key
    text = message if isinstance(message, str) else message[0]
    return f"{context}: {text!r}" if context else repr(text)
